"""How often the outcome of a numeric or date question was at most a quantile, or inside an interval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ledger.calibration.quantiles import coverage_row
from ledger.core.numbers import decimal_text
from ledger.core.query import Term
from ledger.core.stated import coverage
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import CONTEXT, calibrations
from ledger.reports._distributions import grouped
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.distributions import Distribution, at_or_below, held
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "level": "decimal",
    "n": "integer",
    "n_below_or_equal": "integer",
    "rate": "number",
    "interval_low": "number",
    "interval_high": "number",
    "interval_level": "decimal",
    "interval": "text",
    "of": "text",
    **CONTEXT,
}

Hits = Mapping[Decimal, Sequence[bool]]


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """A row for each level of what was stated as quantiles or as an interval, for each group if there are several.

    Of a `quantile` its level is how often the outcome should be at or below it; an interval has two. Of an `interval`
    moreover the level is how much it was meant to hold, and `n_below_or_equal` how many held the outcome, ends
    included. Forecasts that share a question or a text are taken as if each were independent.
    """
    calibrations(snapshot, terms, choices)  # what is asked for is checked as everywhere
    return frame_of(COLUMNS, _rows(snapshot, terms, choices))


def _rows(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    for some, context in grouped(snapshot, terms, choices):
        for of, hits in (("quantile", _quantiles(some)), ("interval", _intervals(some))):
            for level, came in sorted(hits.items()):
                yield (*_cells(level, came, choices), of, *context)


def _cells(level: Decimal, came: Sequence[bool], choices: Choices) -> tuple[Scalar, ...]:
    row = coverage_row(
        level=float(level),
        count=sum(came),
        n=len(came),
        interval_level=choices.level,
        interval=choices.interval,
    )
    ends = row.interval_low, row.interval_high, decimal_text(row.interval_level), row.interval
    return (decimal_text(level), row.n, row.n_below_or_equal, row.rate, *ends)


def _quantiles(some: Sequence[Distribution]) -> Hits:
    hits: defaultdict[Decimal, list[bool]] = defaultdict(list)
    for one in some:
        for level, below in at_or_below(one):
            hits[level].append(below)
    return hits


def _intervals(some: Sequence[Distribution]) -> Hits:
    hits: defaultdict[Decimal, list[bool]] = defaultdict(list)
    for one in some:
        inside = held(one)
        if inside is not None:
            hits[coverage(one.stated)].append(inside)
    return hits
