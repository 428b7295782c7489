"""Recomputing: every hash of the journal made anew from the stored rows, entry by entry.

Rows stream through in the order of their keys, each table by a cursor of its own, so a ledger of any
size is read in little memory; only the public ids of the identities are held whole.
"""

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, Table, func, select

from ledger.store import chain
from ledger.store.batches import streamed
from ledger.store.journal import look_up_public_ids
from ledger.store.keys import FACT_BITS, first_key, last_key
from ledger.store.redacting import Kept, as_recorded, kept_leaves, kept_note
from ledger.store.tables import IDENTITIES, JOURNAL, entries, ledgers
from ledger.store.telling import Told, unheard
from ledger.store.undoing import touched_questions
from ledger.store.written import written_column

MOST_FINDINGS: Final = 20
LAST_ENTRY: Final = (1 << 63 - FACT_BITS) - 1
SAID: Final = ("recorded_at", "recorded_on", "actor", "action", "note", "engine_version", "previous_hash")
KEY: Final = itemgetter(0)
# What a changed row can make of reading it: a reference that is text, bytes or a NaN where JSON has no word for it.
UNREADABLE: Final = (TypeError, ValueError, OverflowError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was recorded; `entry` names the entry, where it is one.

    `derived` tells what can be made anew from what can only be restored.
    """

    entry: int | None
    message: str
    derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """What recomputing came to: the entries read, the last stored hash, the facts read, and what was wrong."""

    entries: int
    head: str
    facts: int
    findings: tuple[Finding, ...]


class Stream:
    """The rows of one table in the order of their keys, handed out entry by entry."""

    def __init__(self, connection: Connection, table: Table, kept: Mapping[str, Kept], *, after: int = 0) -> None:
        """Begin before the first row that entry `after` did not bring; `kept` are the leaf hashes of blanked rows."""
        self.connection, self.table, self.kept = connection, table, kept
        self.names, query = _in_order(table)
        # Without a bound also what stands before every entry is seen.
        query = query.where(table.c.id > last_key(after)) if after else query
        self.result = streamed(connection, query, block=chain.BLOCK)
        self.rows: Sequence[tuple[Any, ...]] = ()
        self.at = 0
        self.read = 0
        self._fill()

    def _fill(self) -> None:
        self.rows, self.at = self.result.fetchmany(chain.BLOCK), 0

    def up_to(self, key: int) -> Iterator[Sequence[tuple[Any, ...]]]:
        """The rows up to that key, in blocks."""
        while self.rows:
            end = bisect_right(self.rows, key, lo=self.at, key=KEY)
            block, self.at = self.rows[self.at : end], end
            self.read += len(block)
            whole = end < len(self.rows)
            if not whole:
                self._fill()
            if block:
                yield block
            if whole:
                return

    def reaches(self, key: int) -> bool:
        """True while there are rows up to that key."""
        return bool(self.rows) and self.rows[self.at][0] <= key

    def root(self, entry: int, public_ids: Mapping[str, Mapping[int, str]]) -> bytes:
        """Root of this table's facts in the entry, the next rows of this stream.

        Raises ValueError, TypeError for rows that could not have been recorded so.
        """
        blocks = self._columns(entry)
        first = next(blocks)
        used = self._used(entry, first)

        def written(columns: Sequence[chain.Column]) -> list[chain.Written]:
            return [
                written_column(self.table, self.names[at], columns[at], lambda name, _: public_ids[name]) for at in used
            ]

        names = [self.names[at] for at in used]
        leaves = chain.table_leaves(self.table.name, names, map(written, itertools.chain([first], blocks)))
        return chain.tree_root(as_recorded(leaves, self.table.name, entry, self.kept) if self.kept else leaves)

    def _columns(self, entry: int) -> Iterator[Sequence[chain.Column]]:
        """The rows of the entry as columns, block by block, their keys checked."""
        key = first_key(entry) + 1
        for block in self.up_to(last_key(entry)):
            keys, brought_by, *columns = zip(*block, strict=True)
            if keys != tuple(range(key, key + len(block))) or set(brought_by) != {entry}:
                message = f"rows of {self.table.name} are missing or too many"
                raise ValueError(message)
            key += len(block)
            yield columns

    def _used(self, entry: int, first: Sequence[chain.Column]) -> list[int]:
        if not self.reaches(last_key(entry)):
            return chain.used_columns(self.names, first)
        counts = [func.count(self.table.c[name]) for name in self.names]
        within = self.table.c.id.between(first_key(entry), last_key(entry))
        found = self.connection.execute(select(*counts).where(within)).one()
        return [at for at, count in enumerate(found) if count]


@cache
def _in_order(table: Table) -> tuple[Sequence[str], Select[Any]]:
    """The names of what the rows of a table say, and the select of key, entry and these in the order of the keys."""
    names = sorted(column.name for column in table.c if column.name not in {"id", "entry_id"})
    return names, select(table.c.id, table.c.entry_id, *(table.c[name] for name in names)).order_by(table.c.id)


def _is_place(entry: object) -> bool:
    """True for what can be an entry's number: the keys of its facts are numbers of 64 bits."""
    return isinstance(entry, int) and 0 < entry <= LAST_ENTRY


class Journal:
    """The journal while its hashes are made anew."""

    def __init__(self, connection: Connection, *, after: int = 0) -> None:
        """Begin after that entry."""
        self.connection = connection
        self.ledger = connection.scalar(select(ledgers.c.public_id).order_by(ledgers.c.id).limit(1)) or ""
        self.public_ids = {table.name: look_up_public_ids(connection, table) for table in IDENTITIES}
        by_name = sorted(JOURNAL, key=lambda table: table.name)
        self.kept = kept_leaves(connection)
        self.streams = {table.name: Stream(connection, table, self.kept, after=after) for table in by_name}
        self.findings: list[Finding] = []

    def find(self, entry: Row[Any] | None, message: str) -> None:
        """Keep a finding, about an entry or about the whole."""
        said = message if entry is None else f"entry {entry.id} ({self._told(entry)}): {message}"
        self.findings.append(Finding(entry=None if entry is None else entry.id, message=said))

    def _told(self, entry: Row[Any]) -> str:
        asked = touched_questions(self.connection, entry.id) if _is_place(entry.id) else []
        ids = [self.public_ids["questions"].get(key, "?")[:4] for key in asked]
        return f"{entry.recorded_on}, {entry.action}{f' {ids[0]}' if len(ids) == 1 else ''}"

    def check(self, entry: Row[Any], before: Row[Any] | None) -> None:
        """Compare one entry with its hash and with the entry before it."""
        expected = before.id + 1 if before else 1
        if entry.id != expected:
            self.find(entry, f"entry {expected} is missing before it")
        elif entry.previous_hash != (before.hash if before else chain.NO_HASH):
            self.find(entry, f"it does not follow the entry before it: previous hash {entry.previous_hash[:4]}…")
        elif before and entry.recorded_at < before.recorded_at:
            self.find(entry, f"it was recorded at {entry.recorded_at}, before the entry before it")
        else:
            self._check_content(entry)
        self._pass_over(last_key(entry.id))

    def _check_content(self, entry: Row[Any]) -> None:
        stray = [name for name, stream in self.streams.items() if stream.reaches(first_key(entry.id) - 1)]
        self._pass_over(first_key(entry.id) - 1)
        brought = [name for name, stream in self.streams.items() if stream.reaches(last_key(entry.id))]
        facts_hash = self._facts_hash(entry.id, brought)
        said = {name: getattr(entry, name) for name in SAID}
        if stray:
            self.find(None, f"rows of {', '.join(stray)} belong to no entry")
        if facts_hash != entry.facts_hash:
            rows = f"its rows in {', '.join(brought)}" if brought else "it has no rows"
            self.find(entry, f"stored hash {entry.hash[:4]}… does not match its content: {rows}")
        elif self._entry_hash(entry.id, {**said, "facts_hash": facts_hash}) != entry.hash:
            self.find(entry, f"stored hash {entry.hash[:4]}… does not match its content")

    def _facts_hash(self, entry: int, brought: Sequence[str]) -> str | None:
        try:
            return chain.facts_hash([self.streams[name].root(entry, self.public_ids) for name in brought])
        except UNREADABLE:
            return None

    def _entry_hash(self, entry: int, said: Mapping[str, Any]) -> str | None:
        try:
            note = kept_note(entry, said["note"], self.kept)
            return chain.entry_hash(ledger=self.ledger, entry=entry, kept_note=note, **said)
        except UNREADABLE:
            return None

    def _pass_over(self, key: int) -> None:
        for stream in self.streams.values():
            if stream.reaches(key):
                for _ in stream.up_to(key):
                    pass

    def finish(self) -> None:
        """What is left after the last entry, and the genesis."""
        left = [name for name, stream in self.streams.items() if stream.rows]
        if left:
            self.find(None, f"rows of {', '.join(left)} belong to no entry")
        if self.connection.scalar(select(func.count()).select_from(ledgers)) != 1:
            self.find(None, "the ledger's own row, written by its first entry, is missing or not the only one")


def recompute(connection: Connection, *, after: int = 0, told: Told = unheard) -> Recomputed:
    """Make every hash of the journal after an entry anew and compare; the first damaged entry leads the findings.

    `told` hears how many entries are done, and of how many.
    """
    journal = Journal(connection, after=after)
    total = connection.scalar(select(func.count()).select_from(entries).where(entries.c.id > after)) or 0
    before = connection.execute(select(entries).where(entries.c.id == after)).one_or_none()
    count = 0
    query = select(entries).where(entries.c.id > after).order_by(entries.c.id)
    for entry in connection.execute(query, execution_options={"stream_results": True}):
        journal.check(entry, before)
        before, count = entry, count + 1
        told(count, total)
        if len(journal.findings) >= MOST_FINDINGS:
            break
    else:
        journal.finish()
    return Recomputed(
        entries=count,
        head=before.hash if before else "",
        facts=sum(stream.read for stream in journal.streams.values()),
        findings=tuple(journal.findings),
    )
