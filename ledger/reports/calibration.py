"""The calibration table: one row for each bin that holds predictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.table import CalibrationRow
from ledger.core.numbers import decimal_text
from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import CONTEXT, context_of, widened_calibrations
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.calibrate import Calibration
from ledger.services.effective import with_effective
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

ROW: Final[dict[str, Kind]] = {
    "bin": "integer",
    "low": "decimal",
    "high": "decimal",
    "n": "integer",
    "happened": "decimal",
    "expected": "decimal",
    "mean_probability": "number",
    "frequency": "number",
    "interval_low": "number",
    "interval_high": "number",
    "level": "decimal",
    "interval": "text",
    "bins": "text",
    "effective_n": "integer",
    "effective_low": "number",
    "effective_high": "number",
}
COLUMNS: Final[dict[str, Kind]] = {**ROW, **CONTEXT}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """The calibration of the predictions that match the terms, for each group if there are several."""
    return frame_of(COLUMNS, _rows(snapshot, terms, choices))


def _rows(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    for table in widened_calibrations(snapshot, terms, choices):
        context = context_of(table, choices)
        yield from ((*cells_of(row, table), *context) for row in table.rows)


def cells_of(row: CalibrationRow, table: Calibration) -> tuple[Scalar, ...]:
    """The cells of `ROW`: the interval of all n, and that of the effective count where forecasts go together."""
    (wider,) = with_effective((row,), table.effective)
    return (
        row.bin,
        decimal_text(row.low),
        decimal_text(row.high),
        row.n,
        decimal_text(row.happened),
        decimal_text(row.expected),
        row.mean_probability,
        row.frequency,
        row.interval_low,
        row.interval_high,
        decimal_text(row.level),
        row.interval,
        table.bins,
        table.effective.get(row.bin, row.n),
        wider.interval_low,
        wider.interval_high,
    )
