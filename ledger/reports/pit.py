"""The probability integral transform: where each outcome lay in its forecast, one row for each forecast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.query import Term
from ledger.question_types import TYPES
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import CONTEXT, calibrations
from ledger.reports._distributions import grouped
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.distributions import Distribution, place_in
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "question": "text",
    "forecaster": "text",
    "made": "text",
    "type": "text",
    "unit": "text",
    "kind": "text",
    "told": "text",
    "outcome": "text",
    "known_on": "text",
    "pit": "number",
    "pit_low": "number",
    "pit_high": "number",
    **CONTEXT,
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Where the outcome lay in each forecast of a number or a day that counts, 0 below it all to 1 above.

    `pit_low` and `pit_high` are the ends of the mass at the outcome, and `pit` their middle: they differ in the tails
    that quantiles, an interval or points of a CDF leave out, at a jump, and beyond an open bound. Perfect forecasters
    have values spread evenly over 0 to 1. Dawid (1984), doi 10.2307/2981683.
    """
    calibrations(snapshot, terms, choices)  # what is asked for is checked as everywhere
    found = grouped(snapshot, terms, choices)
    return frame_of(COLUMNS, ((*_cells(one), *context) for some, context in found for one in some))


def _cells(one: Distribution) -> Iterator[Scalar]:
    low, high = place_in(one)
    row, kind = one.row, TYPES[one.frame.type]
    yield from (row.question, row.forecaster, row.made, row.type, kind.unit(one.frame), one.stated.kind)
    yield from (kind.tell(one.stated, one.frame), row.outcome, row.known_on, (low + high) / 2, low, high)
