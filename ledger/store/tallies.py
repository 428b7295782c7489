"""Tallies in SQL: one GROUP BY counts what was said and what came of it, and what was left out and why.

For the present and without a filter it runs over the covering index `ix_counted_tally`: the exceptions (not due yet,
without a deadline, left out) are looked up behind it, a few steps in the same index for each group. As of an earlier
entry, or filtered, one pass over the same columns of the standing select counts everything.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import FromClause, Select, and_, case, func, or_, select, union_all

from ledger.core.query import Term
from ledger.store.evidence import count_grades
from ledger.store.query import Shelf, prediction_conditions, shelf_of
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS, Condition
from ledger.store.tables import counted

OPEN: Final = "open"
EARLY: Final = "early"
UNDATED: Final = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Predictions with one reason, and, where they count, one probability and outcome (parts per million).

    `n` of them in all; `due` with a deadline at or before the snapshot's day, `undated` without one, and `overdue` open
    with a deadline before that day. `retrospective` says which were recorded late; None where that was not asked.
    """

    reason: str
    p_ppm: int | None
    y_ppm: int | None
    n: int
    due: int
    undated: int
    overdue: int
    retrospective: bool | None = None


def matching_rows(shelf: Shelf, terms: Sequence[Term]) -> FromClause:
    """The predictions of a shelf that match all the terms: the columns of `counted`."""
    if not terms:
        return shelf.counted
    row = shelf.counted.alias()
    head = row.join(shelf.current, shelf.current.c.question_id == row.c.question_id)
    return select(row).select_from(head).where(*prediction_conditions(shelf, terms, row)).subquery("matching")


def entering(
    rows: FromClause, snapshot: Snapshot, *, include: Collection[str] = (), retrospective: bool = True
) -> list[Condition]:
    """What a row like those of `counted` must satisfy to be in a calibration table: the rules of the cells."""
    return [rows.c.reason == COUNTS, *let_in(rows, snapshot, include=include, retrospective=retrospective)]


def let_in(
    rows: FromClause, snapshot: Snapshot, *, include: Collection[str] = (), retrospective: bool = True
) -> list[Condition]:
    """The same of a row that counts: it is due, or let in all the same."""
    due = rows.c.deadline <= snapshot.day.isoformat()
    early = rows.c.deadline > snapshot.day.isoformat()
    others = [*([early] if EARLY in include else []), *([rows.c.deadline.is_(None)] if UNDATED in include else [])]
    return [or_(due, *others), *([] if retrospective else [rows.c.retrospective == 0])]


def count_evidence_in_table(
    snapshot: Snapshot, terms: Sequence[Term], *, include: Collection[str], retrospective: bool
) -> dict[str, int]:
    """How many predictions in a calibration table of last forecasts are of each grade, strongest first."""
    rows = matching_rows(shelf_of(snapshot), terms)
    within = entering(rows, snapshot, include=include, retrospective=retrospective)
    return count_grades(snapshot, lambda forecast: forecast.in_(select(rows.c.forecast_id).where(*within)))


def cells(snapshot: Snapshot, terms: Sequence[Term] = (), *, recorded_late: bool = False) -> list[Cell]:
    """Every prediction of the snapshot that matches all the terms, in exactly one cell.

    `recorded_late` keeps the retrospective ones apart.
    """
    if snapshot.latest and not terms and not recorded_late:
        return [*_counted_now(snapshot), *_left_out_now(snapshot)]
    rows = matching_rows(shelf_of(snapshot), terms)
    if not snapshot.latest:
        # Worked out once: flattened into the GROUP BY, each reason would be, three times over.
        rows = select(rows).cte("stood").prefix_with("MATERIALIZED")
    query = _at_once(rows, snapshot, recorded_late=recorded_late)
    return [_cell(*row, recorded_late=recorded_late) for row in snapshot.connection.execute(query)]


def _at_once(rows: FromClause, snapshot: Snapshot, *, recorded_late: bool) -> Select[Any]:
    keys = [rows.c.reason, rows.c.p_ppm, rows.c.y_ppm, *([rows.c.retrospective] if recorded_late else [])]
    query = select(*keys, *_counts(rows, snapshot)).select_from(rows)
    return query.group_by(*keys).order_by(*keys)


def _counts(rows: FromClause, snapshot: Snapshot) -> list[Any]:
    day = snapshot.day.isoformat()
    return [
        func.count(),
        func.count(case((rows.c.deadline <= day, 1))),
        func.count(case((rows.c.deadline.is_(None), 1))),
        func.count(case((and_(rows.c.reason == OPEN, rows.c.deadline < day), 1))),
    ]


def _cell(reason: str, p_ppm: int | None, y_ppm: int | None, *counts: Any, recorded_late: bool) -> Cell:
    late = bool(counts[0]) if recorded_late else None
    n, due, undated, overdue = (int(count) for count in counts[-4:])
    if reason != COUNTS:
        p_ppm = y_ppm = None
    return Cell(
        reason=reason, p_ppm=p_ppm, y_ppm=y_ppm, n=n, due=due, undated=undated, overdue=overdue, retrospective=late
    )


def _counted_now(snapshot: Snapshot) -> Iterator[Cell]:
    """The plain GROUP BY with nothing beside it; behind it, how many of each group are not due, from the index."""
    key = (counted.c.p_ppm, counted.c.y_ppm)
    groups = select(*key, func.count().label("n")).where(counted.c.reason == COUNTS).group_by(*key).subquery("groups")
    day, row = snapshot.day.isoformat(), counted.alias()

    def behind(which: Condition) -> Any:
        same = (row.c.reason == COUNTS, row.c.p_ppm == groups.c.p_ppm, row.c.y_ppm == groups.c.y_ppm)
        return select(func.count()).select_from(row).where(*same, which).scalar_subquery()

    query = select(
        groups.c.p_ppm, groups.c.y_ppm, groups.c.n, behind(row.c.deadline > day), behind(row.c.deadline.is_(None))
    ).order_by(groups.c.p_ppm, groups.c.y_ppm)
    for p_ppm, y_ppm, n, later, undated in snapshot.connection.execute(query):
        due = n - later - undated
        yield Cell(reason=COUNTS, p_ppm=p_ppm, y_ppm=y_ppm, n=n, due=due, undated=undated, overdue=0)


def _left_out_now(snapshot: Snapshot) -> Iterator[Cell]:
    reason = counted.c.reason
    # Two ranges of the index: "is not" would read all of it.
    sides = (
        select(reason, *_counts(counted, snapshot)).where(side).group_by(reason)
        for side in (reason < COUNTS, reason > COUNTS)
    )
    for name, n, due, undated, overdue in snapshot.connection.execute(union_all(*sides)):
        yield Cell(reason=name, p_ppm=None, y_ppm=None, n=n, due=due, undated=undated, overdue=overdue)
