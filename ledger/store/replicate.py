"""Replicas: the same ledger at another place, entry by entry with the same keys and hashes.

What is recorded never changes, so the source is read block by block without holding its writers up: what is
appended meanwhile waits for the next copy. The target takes everything in one transaction, is recomputed, and
only then acknowledged.
"""

import os
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, Table, func, inspect, select
from sqlalchemy.engine import URL

from ledger.errors import DamageError, InputError, RefusedError, StorageError
from ledger.store import connect, derived, memory, migrate
from ledger.store.batches import insert_rows
from ledger.store.beginning import remove_beginning
from ledger.store.columns import metadata
from ledger.store.journal import Head, read_head
from ledger.store.keys import last_key
from ledger.store.recomputing import recompute
from ledger.store.redacting import blank_as_recorded
from ledger.store.tables import JOURNAL, contents, entries, scans, source_texts

BLOCK: Final = 1000
FEW: Final = 4
LONG: Final = frozenset({source_texts, contents, scans})
"""Tables of which a row may hold a whole book."""
COPIED: Final = tuple(table for table in metadata.sorted_tables if table is entries or table in JOURNAL)
"""The tables of the journal, each after those that it refers to."""

Told = Callable[[int, int], None]
"""Is told how many rows are copied, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """What copying came to: the head that both have now, and how many of its entries are new in the target."""

    source: str
    target: str
    ledger: str
    entries: int
    copied: int
    head: str


def replicate(source: URL, target: URL, *, told: Told, keep: bool = True, over_empty: bool = False) -> Replica:
    """Bring a target to the state of the source: all of it into an empty place, else what is missing.

    Without `keep` nothing stays written; `over_empty` lets it take the place of another ledger in which nothing was
    recorded yet. Raises InputError where both are one place, StorageError where one cannot
    be used or is of another version, RefusedError where the target holds another ledger, a newer state or one that
    went another way, DamageError where the source is damaged; the target is then as it was.
    """
    _refuse_same(source, target)
    reader = connect.make_engine(source)
    try:
        head = _head(reader, source)
        copying = Copying(source=reader, head=head, told=told, over_empty=over_empty)
        bring = _into_file if connect.file_of(target) else _into
        copied = bring(copying, target, keep=keep)
    finally:
        reader.dispose()
    if keep:
        memory.move_forward(head.ledger, memory.Seen(entry=head.entry, hash=head.hash))
    return Replica(
        source=connect.place_of(source), target=connect.place_of(target),
        ledger=head.ledger, entries=head.entry, copied=copied, head=head.hash,
    )  # fmt: skip


def _refuse_same(source: URL, target: URL) -> None:
    one, other = connect.file_of(source), connect.file_of(target)
    try:
        same = one.samefile(other) if one and other else source == target
    except (OSError, ValueError):
        # One of them is not there, or cannot be: said where it is opened.
        return
    if same:
        raise InputError("source and target are the same ledger", hint="fcl db copy SRC DST")


def _head(engine: Engine, url: URL) -> Head:
    path = connect.file_of(url)
    if path and not os.path.lexists(path):
        raise StorageError(f"there is no ledger at {path}", hint="fcl db copy SRC DST", code="missing")
    _check_version(engine, url)
    with connect.reading(engine) as connection:
        return read_head(connection)


def _check_version(engine: Engine, url: URL) -> None:
    version = migrate.version_of(engine)
    if version is None:
        message = f"not a forecast ledger: {connect.place_of(url)}"
        raise StorageError(message, hint="give the file or URL of a ledger", code="foreign")
    migrate.check_version(version, connect.place_of(url))


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """A state of the source on its way into a target."""

    source: Engine
    head: Head
    told: Told
    over_empty: bool = False

    def fill(self, target: Connection, after: int = 0) -> None:
        """Add the entries after that one, make what is derived anew, and verify; DamageError where they are damaged."""
        done, total = 0, self.count(after)
        for table in COPIED:
            for block in self.blocks(table, after):
                insert_rows(target, table, table.c.keys(), [tuple(row) for row in block])
                done += len(block)
                self.told(done, total)
        blank_as_recorded(target, after)
        self._verify(target, after)
        derived.rebuild(target)

    def count(self, after: int = 0) -> int:
        """How many rows came with the entries after that one."""
        with connect.reading(self.source) as connection:
            return sum(
                connection.scalar(select(func.count()).select_from(table).where(self._within(table, after))) or 0
                for table in COPIED
            )

    def _within(self, table: Table, after: int) -> Any:
        bounds = (after + 1, self.head.entry) if table is entries else (last_key(after) + 1, last_key(self.head.entry))
        return table.c.id.between(*bounds)

    def blocks(self, table: Table, after: int = 0) -> Iterator[list[Row[Any]]]:
        """The rows of a table that came with them, in the order of their keys."""
        most = min(BLOCK, FEW) if table in LONG else BLOCK
        query = select(table).where(self._within(table, after)).order_by(table.c.id).limit(most)
        block = self._read(query)
        while block:
            yield block
            block = self._read(query.where(table.c.id > block[-1].id)) if len(block) == most else []

    def _read(self, query: Any) -> list[Row[Any]]:
        with connect.reading(self.source) as connection:
            return list(connection.execute(query))

    def _verify(self, target: Connection, after: int) -> None:
        found = recompute(target, after=after)
        if found.findings or found.head != self.head.hash:
            message = found.findings[0].message if found.findings else "its last hash is another"
            raise DamageError(f"the source is damaged: {message}", hint="fcl verify names everything that is")


def _into_file(copying: Copying, target: URL, *, keep: bool) -> int:
    """Into a file: a new one is made under another name and moved into place when it is whole."""
    path = Path(str(target.database))
    if os.path.lexists(path):
        return _into(copying, target, keep=keep)
    if not keep:
        return copying.head.entry
    made: list[int] = []

    def fill(connection: Connection) -> None:
        copying.fill(connection)
        made.append(copying.head.entry)

    migrate.make_file(path, fill)
    # Another program may have made one there meanwhile.
    return made[0] if made else _into(copying, target, keep=keep)


def _into(copying: Copying, target: URL, *, keep: bool) -> int:
    """Into a database that is there; its tables are made where it has none."""
    engine = connect.make_engine(target)
    path = connect.file_of(target)
    try:
        if path:
            _check_version(engine, target)
        with connect.writing(engine, path, keep=keep) as connection:
            return _bring(copying, connection, connect.place_of(target))
    finally:
        engine.dispose()


def _bring(copying: Copying, target: Connection, place: str) -> int:
    if not inspect(target).has_table("alembic_version"):
        migrate.upgrade(target)
        copying.fill(target)
        return copying.head.entry
    migrate.check_version(migrate.version_in(target), place)
    there = read_head(target)
    if copying.over_empty and there.entry == 1 and there.ledger != copying.head.ledger:
        remove_beginning(target)
        copying.fill(target)
        return copying.head.entry
    _check_extends(copying, target, there, place)
    if there.entry < copying.head.entry:
        copying.fill(target, there.entry)
    return copying.head.entry - there.entry


def _check_extends(copying: Copying, target: Connection, there: Head, place: str) -> None:
    """Refuse a target that is not an earlier state of the source."""
    head = copying.head
    if there.ledger != head.ledger:
        message = f"{place} holds another ledger: {there.ledger}, not {head.ledger}"
        raise RefusedError(message, hint="copy to an empty place", code="other_ledger")
    with connect.reading(copying.source) as source:
        parted = first_difference(source, target, min(there.entry, head.entry))
    if parted:
        message = f"{place} went another way: entry {parted} is not the same in both"
        raise RefusedError(message, hint="copy to an empty place, and compare: fcl log --entries", code="parted")
    if there.entry > head.entry:
        message = f"{place} is newer: it has {there.entry} entries, the source {head.entry}"
        raise RefusedError(message, hint="copy the other way: fcl db copy DST SRC", code="newer")


def first_difference(source: Connection, target: Connection, last: int) -> int | None:
    """The first entry up to `last` that differs, None where none does: each hash covers all before it."""

    def differs(entry: int) -> bool:
        query = select(entries.c.hash).where(entries.c.id == entry)
        return bool(source.scalar(query) != target.scalar(query))

    return bisect_left(range(1, last), True, key=differs) + 1 if differs(last) else None
