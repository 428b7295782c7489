"""No drift: the tables in the code, the migrations and a ledger made by them are the same."""

import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import StaticPool

from ledger.store import connect, migrate
from ledger.store.columns import metadata
from ledger.store.guards import guard_names, guard_statements
from ledger.store.schema import GUARDED, schema_text
from ledger.store.tables import DERIVED, FACTS, IDENTITIES
from ledger.store.written import referred_tables
from tests.conftest import migrated as upgrade
from tests.ledgers import needs_server, opened, schema


@pytest.fixture(scope="module")
def migrated():
    """A database in memory, made by the migrations."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        upgrade(connection)
        yield connection
    engine.dispose()


def test_new_ledgers_of_the_tests_are_as_the_migrations_make_them(migrated):
    assert migrate.upgrade is not upgrade
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        migrate.upgrade(connection)
        for query in ("SELECT type, name, tbl_name, sql FROM sqlite_master", "SELECT * FROM alembic_version"):
            made, there = (sorted(map(str, one.execute(text(query)))) for one in (connection, migrated))
            assert made == there
    engine.dispose()


def test_on_sqlite_the_migrations_make_the_tables_of_the_code(migrated):
    """Word for word, whatever way the migrations took; a column added by ALTER TABLE is compared by its words."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        metadata.create_all(connection)
        for statement in guard_statements("sqlite", unique_keys()):
            connection.exec_driver_sql(statement)
        made = schema_text(connection)
    engine.dispose()
    there = schema_text(migrated)
    assert there.keys() == made.keys()
    for name, words in made.items():
        assert sorted(there[name].replace(",", " ").split()) == sorted(words.replace(",", " ").split()), name


def unique_keys():
    keys = {table.name: [["id"]] for table in GUARDED}
    for table in IDENTITIES:
        keys[table.name] += [["public_id"], ["system", "foreign_key"]]
    return keys


def ours(_, name, *__):
    """Indexes of words are there where the server has what makes them."""
    return not str(name).endswith("_trigrams")


@needs_server
def test_on_postgresql_alembic_finds_no_difference(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with schema() as url:
        store = opened(url)
        with store.reading() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
            assert compare_metadata(context, metadata) == []
            checks = {
                name: {check["name"] for check in inspect(connection).get_check_constraints(name)}
                for name in metadata.tables
            }
        store.close()
    for name, table in metadata.tables.items():
        wanted = {str(check.name) for check in table.constraints if str(check.name).startswith("ck_")}
        of_columns = {str(check.name) for column in table.c for check in column.constraints}
        assert checks[name] == wanted | of_columns


def test_every_table_of_the_journal_has_every_guard(migrated):
    found = set(migrated.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
    assert found == {name for table in GUARDED for name in guard_names("sqlite", table.name)}


def test_every_unique_key_is_named_by_its_guard(migrated):
    """A REPLACE deletes by any unique key, and no trigger on DELETE sees it."""
    triggers = dict(migrated.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all())
    seen = inspect(migrated)
    for table in GUARDED:
        guard = triggers[f"guard_{table.name}_insert"]
        assert "id = NEW.id" in guard
        unique = [constraint["column_names"] for constraint in seen.get_unique_constraints(table.name)]
        unique += [index["column_names"] for index in seen.get_indexes(table.name) if index["unique"]]
        for columns in unique:
            assert " AND ".join(f"{column} = NEW.{column}" for column in columns) in guard


def test_every_table_is_journal_or_derived():
    assert {table.name for table in (*GUARDED, *DERIVED)} == set(metadata.tables)
    assert all("entry_id" in table.c for table in (*IDENTITIES, *FACTS))


def test_tables_of_sqlite_hold_what_they_say(migrated):
    rows = migrated.execute(text("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")).all()
    strict = {row.name for row in rows if row.strict}
    assert strict == set(metadata.tables)


def test_what_is_hashed_is_text_or_whole_numbers():
    """The hashes are made of what every JSON writer writes alike."""
    for table in (*IDENTITIES, *FACTS):
        assert {column.type.python_type for column in table.c} <= {int, str}


def test_every_reference_is_written_without_local_keys():
    for table in (*IDENTITIES, *FACTS):
        for name, target in referred_tables(table).items():
            if name not in {"id", "entry_id"} and (name.endswith("_id") or name == "replaces"):
                assert target in metadata.tables or name == "public_id", (table.name, name)


def test_a_ledger_behaves_as_the_settings_say(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    store = opened(tmp_path / "ledger.db")
    with store.reading() as connection:
        said = {name: connection.scalar(text(f"PRAGMA {name}")) for name in (
            "foreign_keys", "synchronous", "journal_mode", "cell_size_check", "trusted_schema")}  # fmt: skip
    store.close()
    assert said == {
        "foreign_keys": 1, "synchronous": 3, "journal_mode": "delete", "cell_size_check": 1, "trusted_schema": 0,
    }  # fmt: skip


def test_the_daily_questions_are_answered_by_indexes(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    opened(tmp_path / "ledger.db").close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        for query, index in (
            ("SELECT question_id FROM current_questions WHERE state = 'open' AND attention_on <= '2026'",
             "ix_current_questions_state_attention_on"),
            ("SELECT p_ppm, count(*) FROM counted WHERE reason = 'counts' GROUP BY p_ppm, y_ppm", "ix_counted_tally"),
            ("SELECT id FROM forecasts WHERE question_id = 1 AND forecaster_id = 2",
             "ix_forecasts_question_id_forecaster_id"),
            ("SELECT id FROM forecasts WHERE replaces = 1", "ix_forecasts_replaces"),
        ):  # fmt: skip
            plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))
            assert index in plan
            assert "SCAN" not in plan


def test_urls_say_which_database():
    assert connect.file_of(connect.database_url("sqlite:///a/b.db")).name == "b.db"
    assert connect.file_of(connect.database_url("postgresql://h/x")) is None
