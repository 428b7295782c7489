"""Redaction in the store: a text is blanked in place, and the leaf hash that its row had is kept by a fact.

The only change that the program ever makes to what was recorded. The chain goes on being checked with the kept hash,
but only where the row is as blanking left it: whoever changes it otherwise, or restores it, is found.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, func, select, text, update
from sqlalchemy.exc import DBAPIError

from ledger.errors import DamageError, RefusedError
from ledger.store import trigrams
from ledger.store.chain import Value, leaf_hash, used_columns
from ledger.store.columns import BLANK, metadata
from ledger.store.journal import Draft, look_up_public_ids
from ledger.store.keys import first_key, last_key, place_of
from ledger.store.tables import entries, redactions
from ledger.store.written import hashed_values, place_text

MAY_GO: Final[Mapping[str, tuple[str, ...]]] = {
    "entries": ("note",),
    "quotes": ("exact", "prefix", "suffix", "note"),
    "notes": ("text",),
    "forecasts": ("note",),
    "series_forecasts": ("note",),
    "withdrawals": ("note",),
    "commitments": ("note",),
    "resolutions": ("note",),
    "evidence": ("text",),
    "observations": ("evidence", "note"),
    "source_texts": ("text", "note"),
    "origins": ("note",),
    "contents": ("content",),
    "scans": ("answer",),
    "judgements": ("reason",),
}
"""The columns that may be blanked: words beside what was predicted, never a number, a day, a name or a claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The leaf hashes of a row as it was recorded and as it is since a text of it was blanked, hexadecimal."""

    leaf: str
    blanked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """An entry that blanked texts: who, on which day of the ledger, why, and how many rows."""

    entry: int
    actor: str
    recorded_on: str
    reason: str
    texts: int


def place(table: Table, key: int) -> str:
    """Where a row stands, as a redaction names it; an entry itself is the first and only of its table.

    >>> place(entries, 12)
    '12/entries/1'
    """
    return f"{key}/entries/1" if table is entries else str(place_text(table.name, key))


def blank(draft: Draft, table: Table, key: int, columns: Sequence[str], *, reason: str) -> None:
    """Blank these columns of a row, and add to the entry what that row's leaf hash was.

    Raises RefusedError for whoever does not own the tables, DamageError where a guard is missing.
    """
    connection, where = draft.connection, place(table, key)
    # Blanked again, the row as it was recorded is what counts.
    kept = kept_leaves(connection).get(where)
    before = kept.leaf if kept else _leaf(connection, table, key)
    with unguarded(connection, table):
        connection.execute(update(table).where(table.c.id == key).values(dict.fromkeys(columns, BLANK)))
    blanked = _leaf(connection, table, key)
    for column in columns:
        draft.add(redactions, place=where, column_name=column, leaf=before, blanked=blanked, reason=reason)


def blank_as_recorded(connection: Connection, after: int) -> None:
    """Blank what entries after that one redacted, where rows were copied before they were blanked."""
    query = select(redactions.c.place, redactions.c.column_name).where(redactions.c.id > last_key(after))
    for where, column in connection.execute(query).all():
        table, key = _row_at(where)
        there = select(table.c.id).where(table.c.id == key, table.c[column] != BLANK)
        if connection.scalar(there) is not None:
            with unguarded(connection, table):
                connection.execute(update(table).where(table.c.id == key).values({column: BLANK}))


def _row_at(where: str) -> tuple[Table, int]:
    """The table and key of a place.

    >>> table, key = _row_at("12/entries/1")
    >>> table.name, key
    ('entries', 12)
    """
    entry, name, number = where.split("/")
    table = metadata.tables[name]
    return table, int(entry) if table is entries else first_key(int(entry)) + int(number)


@contextmanager
def unguarded(
    connection: Connection, table: Table, act: str = "update", *, what: str = "blank a text"
) -> Iterator[None]:
    """Let rows of a table be changed, or with `act` "delete" removed, in this transaction and nowhere else.

    Raises RefusedError for whoever does not own the tables; `what` says what they may not do.
    """
    on_file = connection.dialect.name == "sqlite"
    lift, restore = _sqlite_guard(connection, table, act) if on_file else _server_guard(table)
    try:
        connection.execute(text(lift))
    except DBAPIError as error:
        if "owner" not in str(error.orig):
            raise
        message = f"only the owner of the ledger's tables can {what}"
        raise RefusedError(
            message, hint="run it as the database user that made the ledger", code="not_owner"
        ) from error
    yield
    connection.execute(text(restore))
    trigrams.forget(connection, table)


def _sqlite_guard(connection: Connection, table: Table, act: str) -> tuple[str, str]:
    # Pages and cells that are given up are overwritten with zeros.
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    guard = f"guard_{table.name}_{act}"
    made = connection.scalar(
        text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name"), {"name": guard}
    )
    if made is None:
        raise DamageError(f"the guards of {table.name} are missing", hint="fcl verify says what else is")
    return f"DROP TRIGGER {guard}", str(made)


def _server_guard(table: Table) -> tuple[str, str]:
    guard = f"guard_{table.name}_change"
    return (
        f"ALTER TABLE {table.name} DISABLE TRIGGER {guard}",
        f"ALTER TABLE {table.name} ENABLE ALWAYS TRIGGER {guard}",
    )


def _leaf(connection: Connection, table: Table, key: int) -> str:
    """The leaf hash of a row as it is now, hexadecimal."""
    if table is entries:
        return leaf_hash([connection.execute(select(entries.c.note).where(entries.c.id == key)).scalar_one()]).hex()
    entry, _ = place_of(key)
    names = sorted(column.name for column in table.c if column.name not in {"id", "entry_id"})
    counts = select(*(func.count(table.c[name]) for name in names))
    said = connection.execute(counts.where(table.c.id.between(first_key(entry), last_key(entry)))).one()
    row = connection.execute(select(*(table.c[name] for name in names)).where(table.c.id == key)).one()

    def public_ids(identity: str, keys: set[int]) -> Mapping[int, str]:
        return look_up_public_ids(connection, metadata.tables[identity], keys)

    used = used_columns(names, [[count or None] for count in said])
    values: list[Value] = [hashed_values(table, names[at], [row[at]], public_ids)[0] for at in used]
    return leaf_hash(values).hex()


def kept_leaves(connection: Connection) -> dict[str, Kept]:
    """The leaf hashes of every row that was blanked, by its place."""
    found: dict[str, Kept] = {}
    query = select(redactions.c.place, redactions.c.leaf, redactions.c.blanked).order_by(redactions.c.id)
    for where, leaf, blanked in connection.execute(query):
        found[where] = Kept(leaf=found[where].leaf if where in found else leaf, blanked=blanked)
    return found


def as_recorded(leaves: Iterable[bytes], table: str, entry: int, kept: Mapping[str, Kept]) -> Iterator[bytes]:
    """The leaves of a table in an entry, header first: the kept one where a row is as blanking left it.

    Raises ValueError for a kept hash that is none.
    """
    for number, leaf in enumerate(leaves):
        there = kept.get(f"{entry}/{table}/{number}")
        yield bytes.fromhex(there.leaf) if there and there.blanked == leaf.hex() else leaf


def kept_note(entry: int, note: object, kept: Mapping[str, Kept]) -> str | None:
    """The leaf hash that the note of an entry had, where it is as blanking left it."""
    there = kept.get(f"{entry}/entries/1")
    return there.leaf if there and isinstance(note, str) and there.blanked == leaf_hash([note]).hex() else None


def read_redactions(connection: Connection) -> tuple[Redaction, ...]:
    """Every entry that blanked texts, the oldest first."""
    texts = func.count(redactions.c.place.distinct())
    query = (
        select(entries.c.id, entries.c.actor, entries.c.recorded_on, func.min(redactions.c.reason), texts)
        .join(redactions, redactions.c.entry_id == entries.c.id)
        .group_by(entries.c.id, entries.c.actor, entries.c.recorded_on)
        .order_by(entries.c.id)
    )
    return tuple(
        Redaction(entry=entry, actor=actor, recorded_on=day, reason=reason, texts=count)
        for entry, actor, day, reason, count in connection.execute(query)
    )


def redaction_findings(connection: Connection) -> Iterator[str]:
    """Redactions of what may not go, of what is not there, and texts that are not blank."""
    for row in connection.execute(select(redactions).order_by(redactions.c.id)):
        if wrong := _wrong(connection, row):
            yield f"entry {row.entry_id} redacts {row.column_name} of {row.place}, {wrong}"


def _wrong(connection: Connection, row: Row[Any]) -> str | None:
    entry, name, _ = row.place.split("/")
    if row.column_name not in MAY_GO.get(name, ()):
        return "which may not be redacted"
    if int(entry) >= row.entry_id:
        return "which came no earlier"
    table, key = _row_at(row.place)
    there = connection.scalar(select(table.c[row.column_name]).where(table.c.id == key))
    return None if there == BLANK else "which is not blank"
