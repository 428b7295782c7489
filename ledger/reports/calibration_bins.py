"""The calibration table with everything about each bin: what was to be expected, and what it adds to the scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.bins import scheme_for
from ledger.calibration.details import BinDetails, bin_details
from ledger.calibration.sentences import FEW, WATCH
from ledger.calibration.table import CalibrationRow
from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import BRIER, CONTEXT, RULE, conclusions, context_of
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.reports.calibration import ROW, cells_of
from ledger.services.calibrate import Calibration
from ledger.services.tallying import turned
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

DETAILS: Final[dict[str, Kind]] = {
    "consistent_low": "integer",
    "consistent_high": "integer",
    "mid_p": "number",
    "shrunk": "number",
    "kappa": "integer",
    "gap": "number",
    "miscalibration": "number",
    "discrimination": "number",
}
COLUMNS: Final[dict[str, Kind]] = {**ROW, "questions": "integer", **DETAILS, "flag": "text", **RULE, **CONTEXT}
NOTHING: Final[tuple[Scalar, ...]] = (None,) * len(DETAILS)


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """The bins of the predictions that match the terms, for each group if there are several.

    By time, where counts are no measure, the columns after `questions` are empty.
    """
    return frame_of(COLUMNS, _rows(snapshot, terms, choices))


def _rows(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    for one in conclusions(snapshot, terms, choices):
        table, context = one.table, context_of(one.table, choices)
        questions = _questions(table)
        for row in _detailed(table):
            more = tuple(getattr(row, name) for name in DETAILS) if isinstance(row, BinDetails) else NOTHING
            yield (*cells_of(row, table.bins), questions.get(row.bin, row.n), *more, _flag(row), *BRIER, *context)


def _detailed(table: Calibration) -> Sequence[CalibrationRow]:
    if table.count.held is not None:
        return table.rows
    return bin_details(table.tally, bins=table.bins, level=table.level, interval=table.interval)


def _questions(table: Calibration) -> Mapping[int, int]:
    """How many questions are in each bin, where they are fewer than forecasts."""
    scheme = scheme_for(table.bins, table.tally)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for one in table.count.kin or ():
        found[scheme.place((turned(one) if scheme.folds else one).p_ppm)].add(one.question)
    return {number: len(some) for number, some in found.items()}


def _flag(row: CalibrationRow) -> str | None:
    """`few` forecasts, or, where chance seldom does that, worth a `watch`."""
    if row.n < FEW:
        return "few"
    return "watch" if isinstance(row, BinDetails) and row.mid_p < WATCH else None
