"""Which questions, in which order: one select of their keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Row, Select, and_, func, select

from ledger.store.shelf import Shelf, shelf_of
from ledger.store.snapshot import Snapshot
from ledger.store.standing import Condition
from ledger.store.tables import questions

if TYPE_CHECKING:
    from ledger.core.query import Term

CLOSED: Final = ("resolved", "ambiguous", "annulled")


def question_keys(snapshot: Snapshot, terms: Sequence[Term], *, sort: Sequence[str] = (), limit: int = 0) -> list[int]:
    """The keys of the standing questions that match every term, in order; `limit` 0 is all of them.

    `sort` names fields, the first weighs most; `-` before a name turns it round; what has no value comes last.
    Without: open ones first, by the day on which to look at them. InputError for a field that is none.
    """
    shelf = shelf_of(snapshot)
    if not sort:
        return _by_attention(snapshot, shelf, terms, max(limit, 0))
    from ledger.store.reading.orders import ordered

    return _keys(snapshot, ordered(shelf, _matching(shelf, terms), sort).order_by(questions.c.public_id), limit)


def due_keys(snapshot: Snapshot, terms: Sequence[Term], within_days: int, *, limit: int = 0) -> list[int]:
    """The keys of the open questions to look at from now until so many days from today, the earliest first."""
    shelf = shelf_of(snapshot)
    query = _matching(shelf, terms).where(_due(snapshot, shelf, within_days))
    return _keys(snapshot, query.order_by(shelf.current.c.attention_on, shelf.current.c.question_id), limit)


def due_count(snapshot: Snapshot, terms: Sequence[Term], within_days: int) -> int:
    """How many `due_keys` there are."""
    shelf = shelf_of(snapshot)
    due = select(func.count()).select_from(shelf.current).where(_due(snapshot, shelf, within_days))
    return int(snapshot.connection.scalar(due.where(*_conditions(shelf, terms))) or 0)


def agenda_keys(snapshot: Snapshot, terms: Sequence[Term]) -> list[int]:
    """The keys of the questions that have a day: the open ones, and the settled ones whose day lies ahead."""
    shelf = shelf_of(snapshot)
    row = shelf.current.c
    placed = row.attention_on.is_not(None) & ((row.state == "open") | (row.attention_on >= shelf.today))
    return _keys(snapshot, _matching(shelf, terms).where(placed).order_by(row.attention_on, row.question_id), 0)


def newest_keys(snapshot: Snapshot, terms: Sequence[Term], limit: int) -> list[int]:
    """The keys of the questions added, settled and come due last, so many of each; `limit` 0 is all of them."""
    shelf = shelf_of(snapshot)
    row, query = shelf.current.c, _matching(shelf, terms)
    found = (
        query.order_by(row.question_id.desc()),
        query.where(row.resolution_id.is_not(None)).order_by(row.resolution_id.desc()),
        query.where(_due(snapshot, shelf, 0)).order_by(row.attention_on.desc(), row.question_id.desc()),
    )
    return list(dict.fromkeys(key for newest in found for key in _keys(snapshot, newest, limit)))


def _due(snapshot: Snapshot, shelf: Shelf, within_days: int) -> Condition:
    row, left = shelf.current.c, (date.max - snapshot.today).days
    last = snapshot.today + timedelta(days=min(max(within_days, 0), left))
    return and_(row.state == "open", row.attention_on <= last.isoformat())


def _matching(shelf: Shelf, terms: Sequence[Term]) -> Select[tuple[int]]:
    row = shelf.current.c
    query = select(row.question_id).join(questions, questions.c.id == row.question_id)
    return query.where(*_conditions(shelf, terms))


def _conditions(shelf: Shelf, terms: Sequence[Term]) -> list[Condition]:
    if not terms:
        return []
    from ledger.store.query import question_conditions

    return question_conditions(shelf, terms)


def _by_attention(snapshot: Snapshot, shelf: Shelf, terms: Sequence[Term], limit: int) -> list[int]:
    """Open ones first; the others are asked for only where there is room, so that a long past costs nothing."""
    row = shelf.current.c
    # Of one day the first recorded comes first, as in the index: by anything else, a day that many share is sorted.
    query = _matching(shelf, terms).order_by(row.attention_on.nulls_last(), row.question_id)
    found = _keys(snapshot, query.where(row.state == "open"), limit)
    if limit and len(found) >= limit:
        return found
    # Without a filter each state is a stretch of the index, in order; with one, asking once is cheaper.
    states = [row.state.in_(CLOSED)] if terms else [row.state == state for state in CLOSED]
    return found + _merged(snapshot, shelf, [query.where(state) for state in states], limit and limit - len(found))


def _merged(snapshot: Snapshot, shelf: Shelf, queries: Sequence[Select[tuple[int]]], limit: int) -> list[int]:
    rows: list[Row[Any]] = []
    for query in queries:
        placed = query.add_columns(shelf.current.c.attention_on)
        rows += snapshot.connection.execute(placed.limit(limit) if limit else placed).all()
    rows.sort(key=lambda row: (row.attention_on is None, row.attention_on or "", row.question_id))
    return [row.question_id for row in rows[: limit or None]]


def _keys(snapshot: Snapshot, query: Select[tuple[int]], limit: int) -> list[int]:
    return list(snapshot.connection.scalars(query.limit(limit) if limit > 0 else query))
