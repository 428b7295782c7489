"""Guards: the database itself refuses to change, remove or replace what was recorded."""

import pytest
from sqlalchemy import UniqueConstraint, text

from ledger.errors import StorageError
from ledger.store import connect
from ledger.store.columns import metadata
from ledger.store.guards import guard_names
from ledger.store.journal import read_head
from ledger.store.schema import unguarded
from ledger.store.tables import JOURNAL, entries
from tests.ledgers import Ledger as Written
from tests.ledgers import everything, needs_server, schema

GUARDED = [table.name for table in (entries, *JOURNAL)]


def unique_keys(table):
    """Every set of columns that a REPLACE could hit."""
    yield ["id"]
    for constraint in sorted(table.constraints, key=lambda one: str(one.name)):
        if isinstance(constraint, UniqueConstraint):
            yield [column.name for column in constraint.columns]
    yield from ([column.name for column in index.columns] for index in table.indexes if index.unique)


KEYS = [(table, key) for table in (entries, *JOURNAL) for key in unique_keys(table)]


def refused(ledger, statement, *, match="never changed|must follow"):
    before = {name: ledger.rows(name) for name in GUARDED}
    engine = connect.make_engine(connect.database_url(ledger.place))
    try:
        with pytest.raises(StorageError, match=match), connect.writing(engine) as connection:
            connection.exec_driver_sql(statement)
    finally:
        engine.dispose()
    assert {name: ledger.rows(name) for name in GUARDED} == before


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_server)], scope="module")
def filled(request, tmp_path_factory):
    """One ledger for all attacks (none of them may change it) with a row in every table."""
    folder = tmp_path_factory.mktemp("guards")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        if request.param == "sqlite":
            yield everything(Written(str(folder / "ledger.db")))
        else:
            with schema() as url:
                ledger = everything(Written(url))
                yield ledger
                ledger.close()


def test_no_table_is_empty(filled):
    assert all(filled.rows(name) for name in GUARDED)


def test_every_table_is_guarded(filled):
    with filled.store.reading() as connection:
        assert unguarded(connection) == []


@pytest.mark.parametrize("name", GUARDED)
def test_update_is_refused(filled, name):
    column = list(metadata.tables[name].c)[-1].name
    refused(filled, f"UPDATE {name} SET {column} = {column}")


@pytest.mark.parametrize("name", GUARDED)
def test_delete_is_refused(filled, name):
    refused(filled, f"DELETE FROM {name}")


@pytest.mark.parametrize(("table", "key"), KEYS, ids=str)
def test_replacing_is_refused_by_every_key(filled, table, key):
    """The same row again, and a new row with the old one's other keys."""
    last = f"(SELECT max(id) FROM {table.name})"
    columns = [column.name for column in table.c]
    other = {} if key == ["id"] else {"id": f"{last} + 1"}
    for unique in unique_keys(table):
        if unique not in (["id"], key):
            other |= dict.fromkeys(unique, "NULL" if "system" in unique else "'another'")
    said = ", ".join(other.get(name, name) for name in columns)
    values = f"({', '.join(columns)}) SELECT {said} FROM {table.name} WHERE id = {last}"
    if filled.store.engine.dialect.name == "sqlite":
        refused(filled, f"INSERT OR REPLACE INTO {table.name} {values}")
        refused(filled, f"REPLACE INTO {table.name} {values}")
    refused(filled, f"INSERT INTO {table.name} {values} ON CONFLICT ({', '.join(key)}) DO UPDATE SET id = excluded.id")


@pytest.mark.parametrize("name", GUARDED)
def test_truncate_is_refused(filled, name):
    if filled.store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite knows no TRUNCATE")
    refused(filled, f"TRUNCATE {name} CASCADE")


def test_a_replica_is_refused_too(filled):
    if filled.store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite knows no session_replication_role")
    refused(filled, "SET LOCAL session_replication_role = replica; DELETE FROM notes")


def test_an_entry_that_does_not_follow_is_refused(filled):
    if filled.store.engine.dialect.name != "sqlite":
        pytest.skip("on PostgreSQL verify tells")
    columns = [column.name for column in entries.c]
    for id_, previous in (("max(id) + 2", "hash"), ("max(id) + 1", "'00'"), ("0", "hash")):
        said = {"id": id_, "previous_hash": previous}
        values = ", ".join(said.get(name, name) for name in columns)
        refused(filled, f"INSERT INTO entries ({', '.join(columns)}) SELECT {values} FROM entries")


def test_foreign_keys_are_held(filled):
    with filled.store.reading() as connection:
        last = read_head(connection).entry
    values = f"({last << 26} + 900, {last}, 1, 'x')"
    insert = f"INSERT INTO notes (id, entry_id, question_id, text) VALUES {values}"
    refused(filled, insert, match="(?i)foreign key")


def test_every_guard_that_somebody_drops_is_missed(filled):
    engine = connect.make_engine(connect.database_url(filled.place))
    dialect = engine.dialect.name
    with engine.connect() as connection:
        for table in GUARDED:
            for name in guard_names(dialect, table):
                transaction = connection.begin()
                connection.execute(text(f"DROP TRIGGER {name}" + ("" if dialect == "sqlite" else f" ON {table}")))
                assert unguarded(connection) == [table]
                transaction.rollback()
        assert unguarded(connection) == []
    engine.dispose()
