"""Undo in the store: what an entry spoke of, what builds on it, and which entry is meant by default.

Keys tell the entry that brought a row, so "refers to a fact of entry N" is a range of keys.
"""

from collections.abc import Collection, Iterator
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, exists, func, select

from ledger.store import standing
from ledger.store.aliases import questions_concerned
from ledger.store.keys import first_key, last_key, place_of
from ledger.store.observed import resting_on_entry
from ledger.store.tables import FACTS, JOURNAL, entries, undos

# People and texts are shared: that an entry was the first to name one does not make others build on it.
SHARED: Final = frozenset({"entries", "forecasters", "sources", "metrics"})
NOT_UNDOABLE: Final = ("init", "undo", "redo", "redact", "merge", "anchor")


def references() -> Iterator[tuple[Table, ColumnElement[int], Table]]:
    """The columns of facts that refer to facts, questions or series: where they stand, and what they refer to."""
    for table in FACTS:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            if key.column.table.name not in SHARED:
                yield table, key.parent, key.column.table


def dependants(connection: Connection, entry: int) -> list[int]:
    """Standing later entries with facts that refer to what this entry brought, and to what those brought."""
    scope = standing.scope_of(connection)
    found: set[int] = set()
    waiting = [entry]
    while waiting:
        one = waiting.pop()
        new = _referring(connection, scope, one) - found
        found |= new
        waiting += new
    return sorted(found)


def _referring(connection: Connection, scope: standing.Scope, entry: int) -> set[int]:
    found: set[int] = set()
    brought = {table.name: _brought(connection, table, entry) for table in JOURNAL}
    for table, column, target in references():
        if not brought[target.name]:
            continue
        query = select(table.c.entry_id).where(
            column.between(first_key(entry), last_key(entry)),
            table.c.id > last_key(entry),
            standing.stands(table, scope),
        )
        found.update(connection.scalars(query.distinct()))
    return found


def _brought(connection: Connection, table: Table, entry: int) -> bool:
    within = table.c.id.between(first_key(entry), last_key(entry))
    return connection.scalar(select(table.c.id).where(within).limit(1)) is not None


def undone_requirements(connection: Connection, entry: int) -> list[int]:
    """Undone entries that this entry's facts refer to."""
    undone = set(connection.scalars(standing.undone_entries(standing.Scope())))
    needed: set[int] = set()
    for table, column, _ in references() if undone else ():
        within = table.c.id.between(first_key(entry), last_key(entry))
        keys = connection.scalars(select(column).where(within, column.is_not(None)).distinct())
        needed.update(place_of(key)[0] for key in keys)
    return sorted(needed & undone - {entry})


def touched_questions(connection: Connection, entry: int) -> list[int]:
    """The questions that an entry's facts speak of, those settled by what it observed, and those of whom it names."""
    found: dict[int, None] = dict.fromkeys(resting_on_entry(connection, entry))
    found.update(dict.fromkeys(questions_concerned(connection, entry)))
    for table in FACTS:
        if "question_id" in table.c:
            query = select(table.c.question_id).where(
                table.c.id.between(first_key(entry), last_key(entry)), table.c.question_id.is_not(None)
            )
            found.update(dict.fromkeys(connection.scalars(query.distinct())))
    return list(found)


def action_of(connection: Connection, entry: int) -> str | None:
    """What kind of act an entry is, None where there is no such entry."""
    found: str | None = connection.scalar(select(entries.c.action).where(entries.c.id == entry))
    return found


def is_undone(connection: Connection, entry: int) -> bool:
    """True while the newest act on an entry is an undo."""
    newest = select(undos.c.act).where(undos.c.target_entry_id == entry).order_by(undos.c.id.desc()).limit(1)
    return connection.scalar(newest) == "undo"


def last_undoable(connection: Connection) -> int | None:
    """The newest standing entry that records something."""
    query = select(func.max(entries.c.id)).where(entries.c.action.not_in(NOT_UNDOABLE))
    if standing.scope_of(connection).undone:
        query = query.where(entries.c.id.not_in(standing.undone_entries(standing.Scope())))
    found: int | None = connection.scalar(query)
    return found


def recorded_after(connection: Connection, entry: int, actions: Collection[str]) -> list[tuple[int, str]]:
    """The standing entries after that one which are of these actions, with their action, the newest first."""
    query = select(entries.c.id, entries.c.action).where(entries.c.id > entry, entries.c.action.in_(actions))
    if standing.scope_of(connection).undone:
        query = query.where(entries.c.id.not_in(standing.undone_entries(standing.Scope())))
    return [(row.id, row.action) for row in connection.execute(query.order_by(entries.c.id.desc()))]


def undone_last(connection: Connection) -> list[int]:
    """The entries that the newest undo took back and that are still undone; the one it was about stands last."""
    later = undos.alias()
    superseded = exists().where(later.c.target_entry_id == undos.c.target_entry_id, later.c.id > undos.c.id)
    standing_undos = select(undos.c.entry_id, undos.c.target_entry_id).where(undos.c.act == "undo", ~superseded)
    rows = connection.execute(standing_undos.order_by(undos.c.id)).all()
    return [row.target_entry_id for row in rows if row.entry_id == rows[-1].entry_id]
