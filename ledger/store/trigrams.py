"""Trigrams: which texts hold which three characters in a row, so that search reads only those that may hold a word.

It narrows down and never answers: each text that it names is still looked at (`query.matching.contains`). On SQLite it
is an FTS5 table beside each table of texts, without the texts. It knows them up to a key, and later ones are all read:
journals only grow. It takes them in when there are many, because by a trigger each row would cost five times as much.
Letters are lowered before they come to it as `contains` lowers them, so no two versions of SQLite can differ. On
PostgreSQL it is an index of the extension pg_trgm, where the server has one and lets us: which words it serves, the
planner knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, text
from sqlalchemy.exc import DBAPIError

INDEXED: Final[Mapping[str, tuple[str, ...]]] = {
    "wordings": ("claim", "criteria", "fine_print"),
    "quotes": ("exact",),
    "tags": ("tag",),
    "notes": ("text",),
}
"""The columns in which search looks."""

SIZE: Final = 3
LATER: Final = 1_000
"""How many rows may wait to be taken in: they are read by each search."""

FEW: Final = 5_000
"""Of more rows than this it is quicker to read the whole table than to look each up."""

ENOUGH: Final = 20
"""So many trigrams of a long word make it as rare as all of them would."""

SAMPLE: Final = 1_000
LOOKED_PAST: Final = 5_000_000
"""To find one text by all its trigrams takes time to the number of rows: of more, fewer are looked for."""


def make(connection: Connection, indexed: Mapping[str, Sequence[str]] = INDEXED) -> None:
    """Make the index of these columns; on a server only where it can have one."""
    if connection.dialect.name != "sqlite":
        _make_on_server(connection, indexed)
        return
    for table, columns in indexed.items():
        connection.exec_driver_sql(_definition(table, columns))
    take_in(connection, indexed)


def make_anew(connection: Connection) -> None:
    """Make the index again, whatever is there."""
    if connection.dialect.name == "sqlite":
        for table in INDEXED:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}_trigrams")
    make(connection)


def _definition(table: str, columns: Sequence[str]) -> str:
    return (
        f"CREATE VIRTUAL TABLE {table}_trigrams USING fts5({', '.join(columns)}, "
        "content='', detail=none, tokenize='trigram case_sensitive 1')"
    )


def _make_on_server(connection: Connection, indexed: Mapping[str, Sequence[str]]) -> None:
    try:
        with connection.begin_nested():
            # Not into the schema of this ledger: others use it too.
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public")
            place = connection.scalar(text(_HOME))
            for table, columns in indexed.items():
                for column in columns:
                    connection.exec_driver_sql(
                        f"CREATE INDEX IF NOT EXISTS ix_{table}_{column}_trigrams ON {table} "
                        f"USING gin (lower({column}) {place}.gin_trgm_ops)"
                    )
    except DBAPIError:
        # Without it search reads all texts, and finds the same.
        return


_HOME: Final = (
    "SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace "
    "WHERE extname = 'pg_trgm'"
)


def take_in(connection: Connection, indexed: Mapping[str, Sequence[str]] = INDEXED) -> None:
    """Take in what was recorded since, of each table of which that is much."""
    if connection.dialect.name != "sqlite":
        return
    much = ", ".join(f"EXISTS ({_later(table)} LIMIT 1 OFFSET {LATER})" for table in indexed)
    for table, there in zip(indexed, connection.exec_driver_sql(f"SELECT {much}").one(), strict=True):
        if there:
            _take_in(connection, table, indexed[table])


def _later(table: str, names: str = "id") -> str:
    """A select of the rows that the index does not know yet."""
    known = f"(SELECT coalesce(max(id), 0) FROM {table}_trigrams_docsize)"  # nosec B608 # our own names
    return f"SELECT {names} FROM {table} WHERE id > {known}"  # nosec B608 # our own names


def _take_in(connection: Connection, table: str, columns: Sequence[str]) -> None:
    lowered = ", ".join(f"lower({column})" for column in columns)
    connection.exec_driver_sql(
        f"INSERT INTO {table}_trigrams (rowid, {', '.join(columns)}) {_later(table, f'id, {lowered}')}"
    )


def forget(connection: Connection, table: Table) -> None:
    """Forget every text of a table, so that nothing is left of what was blanked; the entry's end takes the rest in."""
    if connection.dialect.name == "sqlite" and table.name in INDEXED:
        name = f"{table.name}_trigrams"
        connection.exec_driver_sql(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")  # nosec B608 # our own names


def rows_that_may_hold(connection: Connection, column: Any, forms: Sequence[str]) -> list[int] | None:
    """The keys of all rows whose column may hold one of these forms, in which letters of ASCII are lowered.

    None where that cannot be told, or is not worth while: of other columns, on a server, for fewer than three
    characters, and for many rows.
    """
    (base,) = column.base_columns
    name = base.table.name
    if connection.dialect.name != "sqlite" or base.name not in INDEXED.get(name, ()):
        return None
    if any(len(form) < SIZE or "\0" in form for form in forms):
        return None
    index, later = f"{name}_trigrams", _later(name)
    query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? UNION ALL {later} LIMIT {FEW + 1}"  # nosec B608 # ours
    found = connection.exec_driver_sql(query, (" OR ".join(map(_all_of, forms)),)).scalars().all()
    return list(found) if len(found) <= FEW else None


def _all_of(form: str) -> str:
    """In FTS5's language: that these trigrams stand there, of many the first.

    >>> _all_of("bridges")
    '"bri" AND "dge" AND "ges"'
    >>> _all_of('a"b')
    '"a""b"'
    """
    last = len(form) - SIZE
    starts = [*range(0, last, SIZE), last][:ENOUGH]
    quoted = (form[at : at + SIZE].replace('"', '""') for at in starts)
    return " AND ".join(f'"{one}"' for one in quoted)


def index_findings(connection: Connection) -> Iterator[str]:
    """Where the index is gone or does not know what it should; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    for table, columns in INDEXED.items():
        try:
            wrong = _wrong(connection, table, columns)
        except DBAPIError:
            wrong = "cannot be read"
        if wrong:
            yield f"the index of words in {table} {wrong}"


def _wrong(connection: Connection, table: str, columns: Sequence[str]) -> str | None:
    made = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    there = connection.exec_driver_sql(made, (f"{table}_trigrams",)).scalar()
    if there != _definition(table, columns):
        return "is missing" if there is None else "is not as it was made"
    if not _complete(connection, table) or not all(_found(connection, table, columns)):
        return "is not what the journal says"
    return None


def _complete(connection: Connection, table: str) -> bool:
    """Whether it knows each row up to its last, and no other."""
    known = f"{table}_trigrams_docsize"
    counts = (
        f"SELECT count(*) FROM {known}",  # nosec B608 # our own names
        f"SELECT count(*) FROM {table} JOIN {known} USING (id)",  # nosec B608 # our own names
        f"SELECT count(*) FROM {table} WHERE id <= (SELECT max(id) FROM {known})",  # nosec B608 # our own names
    )
    return len({connection.exec_driver_sql(count).scalar() for count in counts}) == 1


def _found(connection: Connection, table: str, columns: Sequence[str]) -> Iterator[bool]:
    """Whether each of some texts is found by its own words."""
    name = f"{table}_trigrams"
    known = connection.exec_driver_sql(f"SELECT count(*) FROM {name}_docsize").scalar() or 0  # nosec B608 # ours
    step = known // max(min(SAMPLE, LOOKED_PAST // max(known, 1)), 1) + 1
    lowered = ", ".join(f"lower({column})" for column in columns)
    some = f"SELECT id, {lowered} FROM {table} JOIN {name}_docsize USING (id) WHERE id % {step} = 0"  # nosec B608 # ours
    for key, *texts in connection.exec_driver_sql(some).all():
        for said in texts:
            if said and len(said) >= SIZE:
                there = f"SELECT 1 FROM {name} WHERE {name} MATCH ? AND rowid = ?"  # nosec B608 # our own names
                yield connection.exec_driver_sql(there, (_all_of(said), key)).scalar() is not None
