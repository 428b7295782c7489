"""The calibration table with everything about each bin: what was to be expected, and what it adds to the scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.bins import FITTED, scheme_for
from ledger.calibration.details import BinDetails, bin_details
from ledger.calibration.sentences import FEW, WATCH
from ledger.calibration.table import CalibrationRow, sorted_into_bins
from ledger.core.numbers import MILLION
from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import BRIER, CONTEXT, RULE, conclusions, context_of
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.reports.calibration import ROW, cells_of
from ledger.services.calibrate import Calibration
from ledger.services.effective import with_effective
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
COLUMNS: Final[dict[str, Kind]] = {
    **ROW,
    "questions": "integer",
    **DETAILS,
    "miscalibration_if_perfect": "number",
    "flag": "text",
    **RULE,
    **CONTEXT,
}
NOTHING: Final[tuple[Scalar, ...]] = (None,) * len(DETAILS)


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """The bins of the predictions that match the terms, for each group if there are several.

    Where forecasts go together, `effective_n` says how many independent ones they are worth at least; the effective
    interval, the ranges and `mid_p` are of so many. By time, where counts are no measure, the last columns are empty.
    """
    return frame_of(COLUMNS, _rows(snapshot, terms, choices))


def _rows(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    for one in conclusions(snapshot, terms, choices):
        table, context = one.table, context_of(one.table, choices)
        questions, expected = _questions(table), _expected(table, table.effective)
        detailed = _detailed(table)
        for plain, row in zip(detailed, with_effective(detailed, table.effective), strict=True):
            more = tuple(getattr(row, name) for name in DETAILS) if isinstance(row, BinDetails) else NOTHING
            yield (
                *cells_of(plain, table),
                questions.get(row.bin, row.n),
                *more,
                expected.get(row.bin),
                _flag(row),
                *BRIER,
                *context,
            )


def _detailed(table: Calibration) -> Sequence[CalibrationRow]:
    if table.count.held is not None:
        return table.rows
    return bin_details(table.tally, bins=table.bins, level=table.level, interval=table.interval)


def _expected(table: Calibration, counts: Mapping[int, int]) -> Mapping[int, float]:
    """What a perfect forecaster's bins add to miscalibration on average: the variance of the outcomes of each, over n.

    Not told of bins that follow the outcomes.
    """
    if table.count.held is not None or table.bins in FITTED:
        return {}
    scheme, sums = sorted_into_bins(table.tally, table.bins)
    del scheme
    return {
        number: sum(n * p * (MILLION - p) for p, _, n in held.cells) / MILLION**2 / counts.get(number, held.n) / table.n
        for number, held in sums.items()
    }


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
