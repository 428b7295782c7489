"""The forecasts that a calibration table counts, one row for each: what other programs add up, on many machines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.excluded import checked_inclusions
from ledger.services.judging import check_versions
from ledger.store.counted_rows import CountedRow, counted_rows
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "question": "text",
    "forecaster": "text",
    "made": "text",
    "deadline": "text",
    "known_on": "text",
    "resolved_year": "integer",
    "p": "decimal",
    "p_ppm": "integer",
    "y_ppm": "integer",
    "retrospective": "flag",
    "as_of": "integer",
}
YEAR: Final = "resolved_year"
AT_ONCE: Final = 1 << 14
_cells: Final = attrgetter(*tuple(COLUMNS)[:-1])


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """The last forecasts that count, as they were recorded."""
    return frame_of(COLUMNS, _rows(_counted(snapshot, terms, choices), snapshot.entry))


def frames_by_year(
    snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS
) -> Iterator[tuple[int, pd.DataFrame]]:
    """The same in frames of one year each, of at most 16,384 rows: never more of a year in memory."""
    waiting: defaultdict[int, list[CountedRow]] = defaultdict(list)
    for one in _counted(snapshot, terms, choices):
        some = waiting[one.resolved_year]
        some.append(one)
        if len(some) == AT_ONCE:
            yield one.resolved_year, frame_of(COLUMNS, _rows(some, snapshot.entry))
            some.clear()
    yield from (
        (year, frame_of(COLUMNS, _rows(some, snapshot.entry))) for year, some in sorted(waiting.items()) if some
    )


def _counted(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[CountedRow]:
    checked_inclusions(choices.include)
    check_versions({}, choices.view.rule_version)
    return counted_rows(snapshot, terms, include=choices.include, retrospective=choices.retrospective)


def _rows(counted: Iterable[CountedRow], entry: int) -> Iterator[tuple[Scalar, ...]]:
    return ((*_cells(one), entry) for one in counted)
