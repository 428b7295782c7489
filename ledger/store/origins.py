"""Origins: of every entry that was taken in from another ledger, which one it is there and its hashes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from ledger.store.chain import NO_HASH
from ledger.store.tables import entries, origins

Origin = tuple[str, int]
"""A ledger's id and the number of an entry in it."""

SAID: Final = ("ledger", "entry", "hash", "previous_hash", "recorded_at", "actor", "action", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """Where an entry of another ledger stands here, and the hash that it has there.

    One that brought nothing, such as the first of a ledger, stands for itself in no entry: then `entry` is None.
    """

    entry: int | None
    hash: str


def read_origins(connection: Connection) -> Mapping[Origin, TakenIn]:
    """Every entry of other ledgers that was taken in."""
    names = ("ledger", "entry", "hash", "taken_in_id", "entry_id")
    rows = connection.execute(select(*(origins.c[name] for name in names)))
    return {
        (ledger, entry): TakenIn(entry=None if taken_in == brought_by else taken_in, hash=digest)
        for ledger, entry, digest, taken_in, brought_by in rows
    }


def origin_rows(connection: Connection) -> list[Row[Any]]:
    """What is known of every such entry, ledger by ledger in the order of their numbers."""
    return list(connection.execute(select(origins).order_by(origins.c.ledger, origins.c.entry)))


def origin_findings(connection: Connection) -> Iterator[str]:
    """Origins that do not follow one another from the first entry of their ledger, or are not what was taken in."""
    query = (
        select(origins, entries.c.actor.label("by"), entries.c.action.label("act"))
        .outerjoin(entries, entries.c.id == origins.c.taken_in_id)
        .order_by(origins.c.ledger, origins.c.entry, origins.c.id)
    )
    before: Row[Any] | None = None
    for row in connection.execute(query):
        follows = before if before is not None and before.ledger == row.ledger else None
        expected = (follows.entry + 1, follows.hash) if follows is not None else (1, NO_HASH)
        if (row.entry, row.previous_hash) != expected:
            yield f"entry {row.entry_id}: entry {row.entry} of {row.ledger} does not follow the one before it there"
        elif row.taken_in_id != row.entry_id and (row.by, row.act) != (row.actor, row.action):
            yield f"entry {row.entry_id}: entry {row.entry} of {row.ledger} is not what entry {row.taken_in_id} took in"
        before = row
