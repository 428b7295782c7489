"""Tallies in SQL: one GROUP BY counts what was said and what came of it, and what was left out and why.

For the present and without a filter it runs over the covering index `ix_counted_tally`; as of an
earlier entry, or filtered, over the same columns of the standing select.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import FromClause, case, func, select

from ledger.core.query import Term
from ledger.store.query import Shelf, prediction_conditions, shelf_of
from ledger.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Predictions with one reason, probability and outcome (parts per million, None where there is none).

    `n` of them in all; `due` with a deadline at or before the snapshot's day, `undated` without one.
    `retrospective` says which were recorded late; None where that was not asked.
    """

    reason: str
    p_ppm: int | None
    y_ppm: int | None
    n: int
    due: int
    undated: int
    retrospective: bool | None = None


def matching_rows(shelf: Shelf, terms: Sequence[Term]) -> FromClause:
    """The predictions of a shelf that match all the terms: the columns of `counted`."""
    if not terms:
        return shelf.counted
    row = shelf.counted.alias()
    head = row.join(shelf.current, shelf.current.c.question_id == row.c.question_id)
    return select(row).select_from(head).where(*prediction_conditions(shelf, terms, row)).subquery("matching")


def cells(snapshot: Snapshot, terms: Sequence[Term] = (), *, recorded_late: bool = False) -> list[Cell]:
    """Every prediction of the snapshot that matches all the terms, in exactly one cell.

    `recorded_late` keeps the retrospective ones apart.
    """
    rows = matching_rows(shelf_of(snapshot), terms)
    keys = [rows.c.reason, rows.c.p_ppm, rows.c.y_ppm, *([rows.c.retrospective] if recorded_late else [])]
    query = (
        select(
            *keys,
            func.count(),
            func.count(case((rows.c.deadline <= snapshot.day.isoformat(), 1))),
            func.count(case((rows.c.deadline.is_(None), 1))),
        )
        .select_from(rows)
        .group_by(*keys)
        .order_by(*keys)
    )
    return [_cell(*row, recorded_late=recorded_late) for row in snapshot.connection.execute(query)]


def _cell(reason: str, p_ppm: int | None, y_ppm: int | None, *counts: Any, recorded_late: bool) -> Cell:
    late = bool(counts[0]) if recorded_late else None
    n, due, undated = (int(count) for count in counts[-3:])
    return Cell(reason=reason, p_ppm=p_ppm, y_ppm=y_ppm, n=n, due=due, undated=undated, retrospective=late)
