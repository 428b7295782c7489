"""The calibration table: one row for each bin that holds predictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.numbers import decimal_text
from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.calibrate import Calibration, calibrate
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
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
    "dialect": "text",
    "timing": "text",
    "as_of": "integer",
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """The calibration of the predictions that match the terms."""
    result = calibrate(
        snapshot,
        terms,
        bins=choices.bins,
        interval=choices.interval,
        level=choices.level,
        include=choices.include,
        retrospective=choices.retrospective,
    )
    return calibration_frame(result)


def calibration_frame(result: Calibration) -> pd.DataFrame:
    """A calibration that was worked out already, as a frame."""
    return frame_of(COLUMNS, _rows(result))


def _rows(result: Calibration) -> Iterator[tuple[Scalar, ...]]:
    for row in result.rows:
        yield (
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
            result.bins,
            result.dialect,
            result.timing,
            result.as_of,
        )
