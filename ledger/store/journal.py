"""The journal: one entry is one atomic act, hashed and appended with all its facts.

A `Draft` collects the facts of an entry inside a writing transaction and `append` makes them stand:
it works the hashes out, writes entry and facts, and refreshes what is derived from them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import repeat
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, select

from ledger.errors import RefusedError, StorageError
from ledger.store import chain, heads, relations
from ledger.store.aliases import NAMED, questions_of
from ledger.store.batches import insert_columns, insert_rows, one_of
from ledger.store.chain import Column, Value
from ledger.store.columns import metadata
from ledger.store.keys import FACTS_PER_ENTRY, first_key
from ledger.store.tables import JOURNAL, aliases, entries, ledgers, resolutions
from ledger.store.written import IDENTITY_NAMES, check_column, check_texts, facts_root
from ledger.version import __version__

PLACES: Final = {table.name: at for at, table in enumerate(JOURNAL)}
ABOUT_QUESTIONS: Final = ("wordings", "forecasts", "withdrawals", "resolutions", "conditions", "parts")


class Head(NamedTuple):
    """Where the journal ends: the ledger's id and zone, the last entry's number, hash and instant."""

    ledger: str
    zone: str
    entry: int
    hash: str
    recorded_at: str
    recorded_on: str


# Asked several times by each command: made once.
_LAST: Final = (
    select(
        entries.c.id,
        entries.c.hash,
        entries.c.recorded_at,
        entries.c.recorded_on,
        select(ledgers.c.public_id).limit(1).scalar_subquery().label("ledger"),
        select(ledgers.c.zone).limit(1).scalar_subquery().label("zone"),
    )
    .order_by(entries.c.id.desc())
    .limit(1)
)


def read_head(connection: Connection) -> Head:
    """The head of the ledger; StorageError where the genesis is missing."""
    last = connection.execute(_LAST).one_or_none()
    if last is None or last.ledger is None:
        message = "this database holds no ledger: its first entry is missing"
        raise StorageError(message, hint="restore a backup: fcl db restore FILE", code="foreign")
    return Head(
        ledger=last.ledger, zone=last.zone, entry=last.id, hash=last.hash,
        recorded_at=last.recorded_at, recorded_on=last.recorded_on,
    )  # fmt: skip


def instant_text(instant: datetime) -> str:
    """An instant as stored: UTC, microseconds, Z.

    >>> instant_text(datetime(2026, 11, 20, 12, tzinfo=UTC))
    '2026-11-20T12:00:00.000000Z'
    """
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Rows:
    """The rows of one table in a draft, column by column: only the columns that somebody named."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.columns: dict[str, list[Value]] = {}
        self.count = 0

    def add(self, values: Mapping[str, Value]) -> None:
        """One more row, by column."""
        self.extend(list(values), [(value,) for value in values.values()], 1)

    def extend(self, names: Sequence[str], columns: Sequence[Column], count: int) -> None:
        """Many rows at once, column by column."""
        said = dict(zip(names, columns, strict=True))
        for name in names:
            if name not in self.columns:
                self.columns[name] = [None] * self.count
        for name, column in self.columns.items():
            column.extend(said[name] if name in said else repeat(None, count))
        self.count += count


class Draft:
    """The facts of one entry while it is being written."""

    def __init__(
        self,
        connection: Connection,
        head: Head | None,
        *,
        now: datetime,
        actor: str,
        action: str,
        note: str | None = None,
        clock: datetime | None = None,
    ) -> None:
        """Begin the entry after `head`; None begins the ledger.

        `now` is when it is recorded; `clock` is the instant that the words of the user go by, where it differs.
        """
        self.connection = connection
        self.head = head
        self.entry = head.entry + 1 if head else 1
        self.actor, self.action, self.note = actor, action, note
        self.clock = clock or now
        self.recorded_at = max(instant_text(now), head.recorded_at if head else "")
        self.tables: dict[str, Rows] = {}
        self.public_ids: dict[str, dict[int, str]] = {name: {} for name in IDENTITY_NAMES}
        self.identities: dict[str, dict[str, int]] = {name: {} for name in IDENTITY_NAMES}
        self.turned: list[int] = []

    def add(self, table: Table, **values: Value) -> int:
        """One fact; its key. Columns that say nothing may be left out or None."""
        # The databases hold flags as 0 and 1, and so does the hash.
        said = {name: int(value) if value is True or value is False else value for name, value in values.items()}
        for name, value in said.items():
            check_column(table, name, [value])
        rows = self.tables.setdefault(table.name, Rows())
        rows.add({name: value for name, value in said.items() if value is not None})
        if table.name in IDENTITY_NAMES:
            self._name(table, [self._key(rows)], [str(values["public_id"])])
        return self._key(rows)

    def add_rows(self, table: Table, columns: Sequence[str], rows: Sequence[tuple[Value, ...]]) -> range:
        """Many facts of one table; their keys. `append` refuses what cannot be stored."""
        return self.add_columns(table, columns, list(zip(*rows, strict=True)), len(rows))

    def add_columns(self, table: Table, names: Sequence[str], columns: Sequence[Column], count: int) -> range:
        """Many facts of one table, column by column; their keys. `append` refuses what cannot be stored."""
        if not count:
            return range(0)
        kept = self.tables.setdefault(table.name, Rows())
        start = first_key(self.entry) + kept.count + 1
        kept.extend(names, columns, count)
        if kept.count > FACTS_PER_ENTRY:
            message = f"an entry holds at most {FACTS_PER_ENTRY} rows of {table.name}"
            raise RefusedError(message, hint="split the file")
        keys = range(start, start + count)
        if table.name in IDENTITY_NAMES:
            self._name(table, keys, list(map(str, columns[names.index("public_id")])))
        return keys

    def add_used(self, table: Table, names: Sequence[str], rows: Sequence[tuple[Value, ...]]) -> range:
        """The same for rows, without the columns that say nothing."""
        return self.add_used_columns(table, dict(zip(names, zip(*rows, strict=True), strict=bool(rows))), len(rows))

    def add_used_columns(self, table: Table, columns: Mapping[str, Column], count: int) -> range:
        """The same for columns by name."""
        used = {name: column for name, column in columns.items() if column.count(None) < count}
        return self.add_columns(table, list(used), list(used.values()), count)

    def _name(self, table: Table, keys: Sequence[int], ids: Sequence[str]) -> None:
        self.public_ids[table.name].update(zip(keys, ids, strict=True))
        self.identities[table.name].update(zip(ids, keys, strict=True))

    def _key(self, rows: Rows) -> int:
        return first_key(self.entry) + rows.count

    @property
    def empty(self) -> bool:
        """True while nothing was added."""
        return not self.tables

    def questions(self) -> list[int]:
        """The questions that these facts speak about."""
        touched: dict[int, None] = {}
        for name in ABOUT_QUESTIONS:
            if rows := self.tables.get(name):
                touched.update(dict.fromkeys(rows.columns["question_id"]))  # type: ignore[arg-type] # keys are numbers
        if rows := self.tables.get(aliases.name):
            named = (key for column in NAMED for key in rows.columns[column.name])
            touched.update(dict.fromkeys(questions_of(self.connection, {int(str(key)) for key in named})))
        return list(touched)

    def append(self, touched: Sequence[int] = ()) -> Head:
        """Write the entry and its facts, refresh what is derived of their questions and of those touched.

        What follows from it for other questions is added first; `turned` names those that stand otherwise then.
        """
        spoken = list(dict.fromkeys([*self.questions(), *touched]))
        following = relations.follow(self, spoken)
        head = self.write()
        self._derive(list(dict.fromkeys([*spoken, *following])))
        return head

    def write(self) -> Head:
        """Write the entry and its facts, and nothing that follows or is derived: `append` of a later one does that."""
        said = self._said(chain.facts_hash(self._roots()))
        ledger = self.head.ledger if self.head else str(self._genesis("public_id"))
        digest = chain.entry_hash(ledger=ledger, entry=self.entry, **said)
        self._insert(said, digest)
        return Head(
            ledger=ledger, zone=self._zone(), entry=self.entry, hash=digest,
            recorded_at=self.recorded_at, recorded_on=str(said["recorded_on"]),
        )  # fmt: skip

    @contextmanager
    def provisionally(self) -> Iterator[None]:
        """The ledger as it will be with these facts, to read from; nothing of it is kept."""
        with self.connection.begin_nested() as savepoint:
            self._insert(self._said(""), "")
            yield
            savepoint.rollback()

    def _said(self, facts_hash: str) -> dict[str, Any]:
        zone = ZoneInfo(self._zone())
        check_texts([self.actor, self.note or ""])
        return {
            "recorded_at": self.recorded_at,
            "recorded_on": datetime.fromisoformat(self.recorded_at).astimezone(zone).date().isoformat(),
            "actor": self.actor,
            "action": self.action,
            "note": self.note,
            "engine_version": __version__,
            "previous_hash": self.head.hash if self.head else chain.NO_HASH,
            "facts_hash": facts_hash,
        }

    def _insert(self, said: Mapping[str, Any], digest: str) -> None:
        insert_rows(self.connection, entries, ["id", *said, "hash"], [(self.entry, *said.values(), digest)])
        for name in sorted(self.tables, key=PLACES.__getitem__):
            self._write(metadata.tables[name], self.tables[name])

    def _derive(self, questions: Sequence[int]) -> None:
        known = [question for question in questions if question < first_key(self.entry)]
        heads.refresh(self.connection, questions, known=known)
        # What is new here has an outcome only if this entry brings it.
        if decided := questions if resolutions.name in self.tables else known:
            from ledger.store.scores import score_questions

            score_questions(self.connection, decided)

    def _zone(self) -> str:
        return self.head.zone if self.head else str(self._genesis("zone"))

    def _genesis(self, column: str) -> Value:
        return self.tables[ledgers.name].columns[column][0]

    def _write(self, table: Table, rows: Rows) -> None:
        start = first_key(self.entry) + 1
        columns = [range(start, start + rows.count), [self.entry] * rows.count, *rows.columns.values()]
        insert_columns(self.connection, table, ["id", "entry_id", *rows.columns], columns, rows.count)

    def _roots(self) -> Iterator[bytes]:
        for name in sorted(self.tables):
            rows = self.tables[name]
            names, columns = list(rows.columns), list(rows.columns.values())
            yield facts_root(metadata.tables[name], names, columns, self._public_ids)

    def _public_ids(self, table: str, keys: set[int]) -> Mapping[int, str]:
        known = self.public_ids[table]
        if missing := keys - known.keys():
            known.update(look_up_public_ids(self.connection, metadata.tables[table], missing))
        return known


def look_up_public_ids(connection: Connection, identity: Table, keys: Iterable[int] | None = None) -> dict[int, str]:
    """The public ids of these identities, or of all."""
    query = select(identity.c.id, identity.c.public_id)
    rows = connection.execute(query if keys is None else query.where(one_of(identity.c.id, keys)))
    return dict(map(tuple, rows.all()))
