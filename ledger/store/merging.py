"""Merging: what another ledger recorded and this one has not yet, each entry as an entry of its own.

A taken-in entry keeps its facts, actor, action and note; its instant is ours. The last entry, by whoever merges, keeps
of every entry of the other ledger which one it was and its hashes, and says what follows now. Facts keep their places
within their entry, so a reference is carried over by the number of the entry alone.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, select

from ledger.errors import RefusedError
from ledger.store import relations
from ledger.store.chain import Column, Value
from ledger.store.conflicts import Conflict, conflicts
from ledger.store.identities import Identities
from ledger.store.journal import Draft, Head, read_head
from ledger.store.keys import FACT_BITS, FACTS_PER_ENTRY, last_key
from ledger.store.origins import SAID, Origin, TakenIn, origin_rows, read_origins
from ledger.store.recomputing import Stream
from ledger.store.tables import (
    IDENTITIES,
    JOURNAL,
    anchors,
    entries,
    ledgers,
    observations,
    origins,
    redactions,
    undos,
)
from ledger.store.undoing import touched_questions
from ledger.store.written import referred_tables

ABOUT_THE_OTHER: Final = (ledgers, anchors, redactions, origins)
"""What an entry says of the ledger in which it stands: it stays there."""
CONTENT: Final = tuple(table for table in JOURNAL if table not in ABOUT_THE_OTHER)

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What merging came to: the other ledger, the entries here that are new, and what the two ledgers say differently.

    `known` of its entries were here already; `closing` is the entry that says where the new ones are from, None where
    there are none.
    """

    ledger: str
    entries: int
    taken_in: tuple[int, ...]
    known: int
    closing: int | None
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True, kw_only=True)
class Merge:
    """Two ledgers while the entries of one are taken into the other.

    `places` says where an entry of the other stands here, `brought` where those stand that are new.
    """

    here: Connection
    there: Connection
    head: Head
    other: Head
    actor: str
    now: datetime
    identities: Identities
    known: Mapping[Origin, TakenIn]
    earlier: Mapping[int, list[Row[Any]]]
    places: dict[int, int] = field(default_factory=dict)
    brought: list[int] = field(default_factory=list)
    asked: dict[int, None] = field(default_factory=dict)
    rows: list[Row[Any]] = field(default_factory=list)

    def take(self, entry: Row[Any], blocks: Mapping[Table, list[Any]]) -> None:
        """Take an entry in, or find it here."""
        self.rows.append(entry)
        identities = {table: rows for table, rows in blocks.items() if table in IDENTITIES}
        if (place := self._here_already(entry)) is not None:
            self.places[entry.id] = place
            self._identify(None, identities)
        elif blocks:
            self._write(entry, identities, {table: rows for table, rows in blocks.items() if table not in identities})

    def _here_already(self, entry: Row[Any]) -> int | None:
        """The entry here that it is, whether it was taken in from there, from elsewhere, or came from here."""
        found = [(self.other.ledger, entry.id, entry.hash)]
        earlier = self.earlier.get(entry.id, ())
        found += [(row.ledger, row.entry, row.hash) for row in earlier if row.entry_id != entry.id]
        for ledger, number, digest in found:
            known = self._ours(number) if ledger == self.head.ledger else self.known.get((ledger, number))
            if known is not None and known.hash != digest:
                message = (
                    f"entry {number} of the ledger {ledger} is not the one that is known here: it went another way"
                )
                raise RefusedError(message, hint="fcl log --entries shows the entries of each", code="parted")
            if known is not None and known.entry is not None:
                return known.entry
        return None

    def _ours(self, number: int) -> TakenIn | None:
        digest = self.here.scalar(select(entries.c.hash).where(entries.c.id == number))
        return TakenIn(entry=number, hash=digest or "")

    def _identify(self, draft: Draft | None, found: Mapping[Table, list[Any]]) -> None:
        for table, rows in found.items():
            for row in rows:
                self.identities.find(draft, table, row)

    def _write(self, entry: Row[Any], identities: Mapping[Table, list[Any]], facts: Mapping[Table, list[Any]]) -> None:
        draft = self._draft(entry.actor, entry.action, entry.note)
        self.places[entry.id] = draft.entry
        self._identify(draft, identities)
        for table, rows in facts.items():
            names = list(rows[0]._fields)[2:]
            columns = list(zip(*rows, strict=True))[2:]
            mapped = [self._carried(table, name, column) for name, column in zip(names, columns, strict=True)]
            draft.add_rows(table, names, list(zip(*mapped, strict=True)))
        self.head = draft.write()
        self.brought.append(draft.entry)
        self._ask(draft)

    def _ask(self, draft: Draft) -> None:
        """Remember which questions may stand otherwise because of an entry."""
        acts = draft.tables.get(undos.name)
        targets = acts.columns["target_entry_id"] if acts else []
        spread = [int(str(target)) for target in targets] + [draft.entry] * (observations.name in draft.tables)
        self.asked.update(dict.fromkeys(draft.questions()))
        for entry in spread:
            self.asked.update(dict.fromkeys(touched_questions(self.here, entry)))

    def _draft(self, actor: str, action: str, note: str | None) -> Draft:
        return Draft(self.here, self.head, now=self.now, actor=actor, action=action, note=note)

    def _carried(self, table: Table, name: str, column: Column) -> Column:
        target = referred_tables(table)[name]
        if target is None:
            return column
        return [None if key is None else self.place(target, int(key)) for key in column]

    def place(self, target: str, key: int) -> int:
        """The key here of a row there, or the number of an entry."""
        if target == "entries":
            return self.places[key]
        if target in self.identities.keys:
            return self.identities.keys[target][key]
        return (self.places[key >> FACT_BITS] << FACT_BITS) + (key & FACTS_PER_ENTRY)

    def close(self, note: str | None) -> int:
        """The entry that says where the others are from, and what follows from them."""
        draft = self._draft(self.actor, "merge", note)
        values = list(self._origins(draft.entry))
        draft.add_rows(origins, (*SAID, "taken_in_id"), values)
        asked = list(self.asked)
        needed = relations.needs_of(self.here, asked)
        draft.append(list(dict.fromkeys([*asked, *needed])))
        return draft.entry

    def _origins(self, closing: int) -> Iterator[tuple[Value, ...]]:
        """Of every entry there which is not known yet, and of those that were taken in there."""
        for row in self.rows:
            if (self.other.ledger, row.id) not in self.known:
                place = self.places.get(row.id, closing)
                note = row.note if place == closing else None
                said = (row.hash, row.previous_hash, row.recorded_at, row.actor, row.action, note)
                yield (self.other.ledger, row.id, *said, place)
        for row in (one for rows in self.earlier.values() for one in rows):
            if row.ledger != self.head.ledger and (row.ledger, row.entry) not in self.known:
                place = closing if row.taken_in_id == row.entry_id else self.places[row.taken_in_id]
                yield (*(getattr(row, name) for name in SAID), place)


def merge(
    here: Connection, there: Connection, *, actor: str, now: datetime, note: str | None = None, told: Told
) -> Merged:
    """Take in what the other ledger recorded and this one has not; nothing is written where that is nothing.

    `told` hears how many entries are done, and of how many. Raises RefusedError where the other is a fork of this
    ledger or of one that it knows, or gives an id of this ledger to something else.
    """
    job = _begin(here, there, actor=actor, now=now)
    streams = [Stream(there, table, {}) for table in CONTENT]
    query = select(entries).order_by(entries.c.id)
    for entry in there.execute(query, execution_options={"stream_results": True}):
        read = ((stream.table, [*_rows(stream, entry.id)]) for stream in streams)
        job.take(entry, {table: rows for table, rows in read if rows})
        told(entry.id, job.other.entry)
    job.identities.refuse_mistaken()
    found = tuple(conflicts(job)) if job.brought else ()
    return Merged(
        ledger=job.other.ledger,
        entries=job.other.entry,
        taken_in=tuple(job.brought),
        known=len(job.places) - len(job.brought),
        closing=job.close(note) if job.brought else None,
        conflicts=found,
    )


def _begin(here: Connection, there: Connection, *, actor: str, now: datetime) -> Merge:
    earlier: dict[int, list[Row[Any]]] = {}
    for row in origin_rows(there):
        earlier.setdefault(row.taken_in_id, []).append(row)
    return Merge(
        here=here, there=there, head=read_head(here), other=read_head(there), actor=actor, now=now,
        identities=Identities(here), known=read_origins(here), earlier=earlier,
    )  # fmt: skip


def _rows(stream: Stream, entry: int) -> Iterator[Any]:
    """The rows of an entry, their columns by name."""
    # The names are the table's: no type can be written down for them.
    named = namedtuple("named", ["id", "entry_id", *stream.names])  # type: ignore[misc]  # noqa: PYI024 - see above
    for block in stream.up_to(last_key(entry)):
        yield from map(named._make, block)
