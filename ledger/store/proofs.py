"""Proofs: one fact of the journal, with the path of hashes that leads from it up to an anchor.

Each step is a tree by RFC 6962: the row in its table, the table in the entry's facts, the entry in the ledger. Whoever
has the anchor needs nothing else; of the rest of the ledger the proof holds hashes only.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from ledger.core.anchor import Anchor
from ledger.store import standing
from ledger.store.batches import one_of
from ledger.store.chain import Column, leaf_hash, table_leaves, tree_root, used_columns, written
from ledger.store.columns import metadata
from ledger.store.journal import look_up_public_ids
from ledger.store.keys import first_key, last_key, place_of
from ledger.store.merkle import entry_leaf, inclusion_path
from ledger.store.redacting import Kept, as_recorded, kept_leaves, kept_note, place
from ledger.store.tables import (
    JOURNAL,
    conditions,
    entries,
    forecasters,
    forecasts,
    frames,
    options,
    points,
    wordings,
)
from ledger.store.written import hashed_values

VERSION: Final = "forecast-ledger/proof/1"
SAID: Final = ("recorded_at", "recorded_on", "actor", "action", "note", "engine_version", "previous_hash", "facts_hash")

Fact = tuple[Table, int]


class Leaves:
    """The facts of one table in one entry, as they are hashed."""

    def __init__(self, connection: Connection, table: Table, entry: int, kept: Mapping[str, Kept]) -> None:
        """Read them; `kept` are the leaf hashes of rows that were blanked."""
        names = sorted(column.name for column in table.c if column.name not in {"id", "entry_id"})
        query = select(*(table.c[name] for name in names)).where(_within(table, entry)).order_by(table.c.id)
        columns = list(zip(*connection.execute(query), strict=True))
        used = used_columns(names, columns)

        def public_ids(identity: str, keys: set[int]) -> Mapping[int, str]:
            return look_up_public_ids(connection, metadata.tables[identity], keys)

        self.header = [table.name, *(names[at] for at in used)]
        self.columns: list[Column] = [hashed_values(table, names[at], columns[at], public_ids) for at in used]
        leaves = table_leaves(table.name, self.header[1:], [list(map(written, self.columns))])
        self.hashes = list(as_recorded(leaves, table.name, entry, kept))

    def row(self, number: int) -> list[Any]:
        """The values of the n-th fact, counted from 1, in the order of the header."""
        return [column[number - 1] for column in self.columns]


class Entry:
    """The tables of one entry, each read when it is needed."""

    def __init__(self, connection: Connection, number: int) -> None:
        """Nothing is read yet."""
        self.connection, self.number, self.kept = connection, number, kept_leaves(connection)
        self.tables = [table for table in sorted(JOURNAL, key=lambda one: one.name) if self._brought(table)]

    def _brought(self, table: Table) -> bool:
        return self.connection.scalar(select(table.c.id).where(_within(table, self.number)).limit(1)) is not None

    @cached_property
    def leaves(self) -> dict[str, Leaves]:
        """What each table brought, by its name, in the order of the names."""
        return {table.name: Leaves(self.connection, table, self.number, self.kept) for table in self.tables}

    def values(self, ledger: str) -> list[Any]:
        """What the entry's own hash covers."""
        query = select(*(entries.c[name] for name in SAID)).where(entries.c.id == self.number)
        said = dict(self.connection.execute(query).mappings().one())
        hidden = kept_note(self.number, said["note"], self.kept)
        said["note"] = hidden or (None if said["note"] is None else leaf_hash([said["note"]]).hex())
        return [ledger, self.number, *said.values()]


def blanked(connection: Connection, facts: Sequence[Fact]) -> list[str]:
    """The places of those facts of which a text was blanked: what they said cannot be shown any more."""
    kept = kept_leaves(connection)
    return [where for where in (place(table, key) for table, key in facts) if where in kept]


def _within(table: Table, entry: int) -> Any:
    return table.c.id.between(first_key(entry), last_key(entry))


def proof_of(connection: Connection, facts: Sequence[Fact], anchor: Anchor) -> dict[str, Any]:
    """The proof of these facts up to an anchor that the ledger extends; the same facts give the same proof."""
    query = select(entries.c.hash).where(entries.c.id <= anchor.entries).order_by(entries.c.id)
    ledger = list(map(entry_leaf, connection.scalars(query)))
    read: dict[int, Entry] = {}
    proved = []
    for table, key in facts:
        number, n = place_of(key)
        entry = read.setdefault(number, Entry(connection, number))
        path = inclusion_path(ledger, number - 1)
        proved.append({**_in_entry(entry, table.name, n), "entry": entry.values(anchor.ledger), "entry_path": path})
    return {"proof": VERSION, "anchor": anchor.text, "facts": proved}


def _in_entry(entry: Entry, table: str, n: int) -> dict[str, Any]:
    leaves = entry.leaves[table]
    roots = [tree_root(one.hashes) for one in entry.leaves.values()]
    return {
        "header": leaves.header,
        "header_path": inclusion_path(leaves.hashes, 0),
        "row": leaves.row(n),
        "row_path": inclusion_path(leaves.hashes, n),
        "table_path": inclusion_path(roots, list(entry.leaves).index(table)),
    }


def facts_of_forecasts(connection: Connection, keys: Sequence[int], anchor: Anchor) -> list[Fact]:
    """The facts that say what was forecast: the forecasts with their points, by whom, and what they were forecasts of.

    The last are the wordings they were made under, with units, bounds and options, and the conditions of the question.
    """
    rows = connection.execute(select(forecasts).where(one_of(forecasts.c.id, keys)).order_by(forecasts.c.id)).all()
    said = [(forecasts, row.id) for row in rows]
    wanted = {row.wording_id for row in rows}
    asked = _referring(connection, ((frames, frames.c.wording_id), (options, options.c.wording_id)), wanted)
    stated = _referring(connection, ((points, points.c.forecast_id),), {row.id for row in rows})
    hung = _referring(connection, ((conditions, conditions.c.question_id),), {row.question_id for row in rows})
    people = [(forecasters, key) for key in sorted({row.forecaster_id for row in rows})]
    facts = [*((wordings, key) for key in sorted(wanted)), *asked, *hung, *people, *said, *stated]
    return [(table, key) for table, key in facts if place_of(key)[0] <= anchor.entries]


def _referring(connection: Connection, references: Sequence[tuple[Table, Any]], keys: set[int]) -> list[Fact]:
    scope = standing.scope_of(connection)
    found = []
    for table, column in references:
        query = select(table.c.id).where(one_of(column, keys), standing.stands(table, scope))
        found += [(table, key) for key in connection.scalars(query.order_by(table.c.id))]
    return found
