"""The ledger beside its anchors: what to publish of a state, and whether today's ledger still extends one.

What an anchor says is recomputed from the entries: their number, the hash of the last and the root over all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from ledger.core.anchor import Anchor
from ledger.store import standing
from ledger.store.journal import Head, read_head
from ledger.store.merkle import entry_leaf, growing_roots
from ledger.store.tables import anchors, entries

_UNKNOWN: Final = "no entry has the hash {}…: entries were cut off or rewritten, or it is of another ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What comparing came to: the anchors that the ledger extends, shortest first, and what differs, in words."""

    holding: tuple[Anchor, ...]
    messages: tuple[str, ...]


def anchor_at(connection: Connection, entry: int | None = None) -> Anchor:
    """The anchor of the ledger as it stands, or as it stood after that entry."""
    head = read_head(connection)
    size = head.entry if entry is None else entry
    last = connection.execute(select(entries.c.hash, entries.c.recorded_at).where(entries.c.id == size)).one()
    root = roots_at(connection, [size])[size]
    return Anchor(ledger=head.ledger, entries=size, root=root, head=last.hash, recorded=last.recorded_at)


def roots_at(connection: Connection, sizes: Sequence[int]) -> dict[int, str]:
    """The roots over the hashes of the first entries, for each of these numbers that the ledger reaches.

    Raises ValueError where a hash is none.
    """
    query = select(entries.c.hash).where(entries.c.id <= max(sizes, default=0)).order_by(entries.c.id)
    hashes = connection.scalars(query, execution_options={"stream_results": True})
    return {size: root.hex() for size, root in growing_roots(map(entry_leaf, hashes), sizes).items()}


def compare(connection: Connection, published: Sequence[Anchor | str]) -> Compared:
    """The ledger beside anchors, or beside the beginnings of hashes that stand for them.

    Read in order of their length, so that the last one that holds says how far nothing changed.
    """
    by_hash = {one: _by_hash(connection, one) for one in published if isinstance(one, str)}
    found = [by_hash[one] if isinstance(one, str) else one for one in published]
    unknown = [digest for digest, anchor in by_hash.items() if anchor is None]
    said = sorted((one for one in found if one), key=lambda one: one.entries)
    wrong = dict(_differing(connection, said))
    holding = tuple(one for one in said if one not in wrong)
    kept = f"; the first {holding[-1].entries} entries are as they were anchored" if holding else ""
    return Compared(
        holding=holding,
        messages=(*(f"{message}{kept}" for message in wrong.values()), *(_UNKNOWN.format(one[:8]) for one in unknown)),
    )


def _by_hash(connection: Connection, digest: str) -> Anchor | None:
    # "g" sorts after every digit of a hash.
    query = select(entries.c.id).where(entries.c.hash >= digest, entries.c.hash < digest + "g")
    found = connection.scalar(query.limit(1))
    return None if found is None else anchor_at(connection, found)


def _differing(connection: Connection, published: Sequence[Anchor]) -> Iterator[tuple[Anchor, str]]:
    head = read_head(connection)
    sizes = [one.entries for one in published]
    roots = roots_at(connection, sizes)
    for one in published:
        entry = connection.execute(select(entries).where(entries.c.id == one.entries)).one_or_none()
        if wrong := _wrong(one, head, entry, roots.get(one.entries)):
            yield one, wrong


def _wrong(anchor: Anchor, head: Head, entry: Row[Any] | None, root: str | None) -> str | None:
    size = anchor.entries
    if anchor.ledger != head.ledger:
        return f"the anchor is of the ledger {anchor.ledger}, this is {head.ledger}"
    if entry is None:
        return f"entries are missing at the end: the last is {head.entry}, but the anchor holds {size}"
    if entry.hash != anchor.head:
        return f"entry {size} has the hash {entry.hash[:4]}…, but the anchor says {anchor.head[:4]}…: it was rewritten"
    if root != anchor.root:
        return f"the root of {size} entries is not the one that the anchor says: the anchor was changed"
    if entry.recorded_at != anchor.recorded:
        return f"entry {size} was recorded at {entry.recorded_at}, the anchor says {anchor.recorded}: it was changed"
    return None


def recorded_anchor(connection: Connection, entry: int) -> Anchor | None:
    """The first anchor that holds this entry, of those that the ledger says were made; None where none does."""
    made = standing.stands(anchors, standing.scope_of(connection))
    size = connection.scalar(select(func.min(anchors.c.at_entry_id)).where(anchors.c.at_entry_id >= entry, made))
    return None if size is None else anchor_at(connection, size)


def recorded_findings(connection: Connection) -> Iterator[str]:
    """Anchors recorded in the ledger itself that are not of its entries."""
    rows = connection.execute(
        select(anchors.c.entry_id, anchors.c.at_entry_id, anchors.c.hash, anchors.c.root, entries.c.hash.label("there"))
        .outerjoin(entries, entries.c.id == anchors.c.at_entry_id)
        .order_by(anchors.c.id)
    ).all()
    roots = roots_at(connection, [row.at_entry_id for row in rows])
    for row in rows:
        if row.hash != row.there or row.root != roots.get(row.at_entry_id):
            yield f"entry {row.entry_id} anchors entry {row.at_entry_id} with another hash or root than it has"
