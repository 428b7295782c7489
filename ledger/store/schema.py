"""The schema as it is in a database, beside the schema as the migrations make it."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from sqlalchemy import Connection, Table, create_engine, inspect, text
from sqlalchemy.pool import StaticPool

from ledger.store import guards, migrate
from ledger.store.columns import metadata
from ledger.store.tables import JOURNAL, entries
from ledger.store.views import VIEWS

GUARDED: Final = (entries, *JOURNAL)


def schema_findings(connection: Connection) -> Iterator[str]:
    """What is missing or otherwise than the migrations made it, guards first."""
    yield from _sqlite_findings(connection) if connection.dialect.name == "sqlite" else _server_findings(connection)


def unguarded(connection: Connection) -> list[str]:
    """Tables of the journal whose guards are missing or switched off."""
    expected = {name: set(guards.guard_names(connection.dialect.name, name)) for name in _names(GUARDED)}
    there = _triggers(connection)
    return [name for name, wanted in expected.items() if wanted - there.get(name, set())]


def _names(tables: tuple[Table, ...]) -> list[str]:
    return sorted(table.name for table in tables)


def _triggers(connection: Connection) -> dict[str, set[str]]:
    query = _SQLITE_TRIGGERS if connection.dialect.name == "sqlite" else _SERVER_TRIGGERS
    found: dict[str, set[str]] = {}
    for table, name in connection.execute(text(query)):
        found.setdefault(table, set()).add(name)
    return found


_SQLITE_TRIGGERS: Final = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
_SERVER_TRIGGERS: Final = (
    "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE NOT tgisinternal AND tgenabled = 'A' AND pg_table_is_visible(pg_class.oid)"
)
_REFUSE_TEXT: Final = "SELECT prosrc FROM pg_proc WHERE proname = 'refuse_change' AND pg_function_is_visible(oid)"


def _sqlite_findings(connection: Connection) -> Iterator[str]:
    bare = unguarded(connection)
    yield from (f"the guards of {name} are missing" for name in bare)
    there, wanted = _whole_text(connection), _made_text()
    for name, words in wanted.items():
        if there.get(name) != words and name.partition(" ")[0] != "trigger":
            yield f"the {name} is missing" if name not in there else f"the {name} is not as it was made"
        elif name in there and there[name] != words:
            yield f"the {name} is not as it was made"
    yield from (f"the {name} was added to a table of the ledger" for name in there.keys() - wanted.keys())


def schema_text(connection: Connection) -> dict[str, str]:
    """The statements that made the ledger's own tables and what belongs to them, by kind and name."""
    rows = connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {f"{row.type} {row.name}": row.sql for row in rows if row.tbl_name in metadata.tables}


def _whole_text(connection: Connection) -> dict[str, str]:
    """The same, and the statements that made the views."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    return {**schema_text(connection), **{f"view {row.name}": row.sql for row in rows if row.name in VIEWS}}


@cache
def _made_text() -> Mapping[str, str]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            migrate.upgrade(connection)
            return _whole_text(connection)
    finally:
        engine.dispose()


def _server_findings(connection: Connection) -> Iterator[str]:
    yield from (f"the guards of {name} are missing or switched off" for name in unguarded(connection))
    body = connection.scalar(text(_REFUSE_TEXT))
    if body is None or guards.REFUSAL not in body or "RAISE EXCEPTION" not in body:
        yield "the function refuse_change, which the guards call, is not as it was made"
    seen = inspect(connection)
    yield from (f"the view {name} is missing" for name in sorted(set(VIEWS) - set(seen.get_view_names())))
    for name, table in metadata.tables.items():
        if not seen.has_table(name):
            yield f"the table {name} is missing"
        elif _shape(table) != {(column["name"], column["nullable"]) for column in seen.get_columns(name)}:
            yield f"the columns of {name} are not as they were made"
        else:
            missing = _constraints(table) - _server_constraints(connection, name)
            yield from (f"the constraint {constraint} of {name} is missing" for constraint in sorted(missing))


def _shape(table: Table) -> set[tuple[str, bool]]:
    return {(column.name, bool(column.nullable)) for column in table.c}


def _constraints(table: Table) -> set[str]:
    columns = {str(check.name) for column in table.c for check in column.constraints}
    return columns | {str(constraint.name) for constraint in table.constraints if constraint.name}


def _server_constraints(connection: Connection, table: str) -> set[str]:
    query = text("SELECT conname FROM pg_constraint WHERE convalidated AND conrelid = CAST(:name AS regclass)")
    return set(connection.scalars(query, {"name": table}))
