"""Versions: what is older is brought up to date after a copy, what is newer or foreign is left alone."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from ledger.book import storage
from ledger.errors import StorageError
from ledger.store import connect, migrate
from ledger.store.columns import metadata
from tests.ledgers import Ledger, opened, told

HEAD = migrate.HEAD
LATER = f"{int(HEAD) + 1:04}"
NEXT = '''
"""A later migration: a column for every table of notes, and a table that is made in two steps."""

import os

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "{later}"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("first_step", Column("id", Integer, primary_key=True))
    op.add_column("notes", Column("weight", Integer))
    if os.environ.get("TEST_DIE_IN_UPGRADE"):
        raise KeyboardInterrupt
    op.create_table("second_step", Column("id", Integer, primary_key=True))
'''


@pytest.fixture
def second(tmp_path, monkeypatch):
    """This program, one version later."""
    folder = tmp_path / "later"
    shutil.copytree(migrate.migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{LATER}_later.py").write_text(NEXT.format(later=LATER, head=HEAD))

    def on():
        monkeypatch.setattr(migrate, "migrations_folder", lambda: folder)
        monkeypatch.setattr(migrate, "HEAD", LATER)

    return on


def upgrade(place):
    url = connect.database_url(place)
    engine = connect.make_engine(url)
    try:
        return migrate.upgrade_ledger(engine, url, str(migrate.version_of(engine)))
    finally:
        engine.dispose()


def schema_of(ledger):
    with ledger.store.reading() as connection:
        names = ("first_step", "second_step")
        made = {name for name in names if connection.dialect.has_table(connection, name)}
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
        columns = [column["name"] for column in connection.dialect.get_columns(connection, "notes")]
    return version, made, "weight" in columns


def test_the_constant_is_the_newest_migration():
    versions = sorted(path.name[:4] for path in (migrate.migrations_folder() / "versions").glob("0*.py"))
    assert versions[-1] == migrate.HEAD


def test_an_old_ledger_is_refused_until_it_is_upgraded(full, second):
    before = {name: full.rows(name) for name in metadata.tables}
    full.close()
    second()
    with pytest.raises(StorageError, match=f"is of version {HEAD}, this program needs {LATER}") as error:
        opened(full.place)
    assert (error.value.code, error.value.exit_code) == ("schema_too_old", 6)
    assert "fcl db upgrade" in error.value.hint
    copy = upgrade(full.place)
    again = Ledger(full.place)
    assert schema_of(again) == (LATER, {"first_step", "second_step"}, True)
    assert {name: again.rows(name) for name in metadata.tables} == before
    again.close()
    if copy:
        assert copy.name.startswith(f"ledger.db.backup-{HEAD}-")
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("SELECT count(*) FROM forecasts").fetchone()[0] == len(before["forecasts"])


def test_a_program_of_the_old_version_that_was_open_writes_no_more(full, second, monkeypatch):
    second()
    upgrade(full.place)
    monkeypatch.setattr(migrate, "HEAD", HEAD)
    before = full.rows("entries")
    with pytest.raises(StorageError, match=f"is of version {LATER}, newer than this program's {HEAD}") as error:
        full.ask()
    assert error.value.code == "schema_too_new"
    assert full.rows("entries") == before


def test_an_upgrade_that_died_leaves_the_old_ledger_and_can_be_done_again(full, second, monkeypatch):
    full.close()
    second()
    monkeypatch.setenv("TEST_DIE_IN_UPGRADE", "1")
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            upgrade(full.place)
    monkeypatch.delenv("TEST_DIE_IN_UPGRADE")
    with pytest.raises(StorageError, match=f"is of version {HEAD}"):
        opened(full.place)
    monkeypatch.setattr(migrate, "HEAD", HEAD)
    old = Ledger(full.place)
    assert schema_of(old) == (HEAD, set(), False)
    old.close()
    monkeypatch.setattr(migrate, "HEAD", LATER)
    upgrade(full.place)
    new = Ledger(full.place)
    assert schema_of(new) == (LATER, {"first_step", "second_step"}, True)
    new.close()


def test_a_newer_ledger_is_left_as_it_is(full):
    full.run("UPDATE alembic_version SET version_num = '0099'")
    full.close()
    path = connect.file_of(connect.database_url(full.place))
    before = (path.read_bytes(), path.stat().st_mtime_ns) if path else None
    with pytest.raises(StorageError, match="is of version 0099, newer than this program's") as error:
        opened(full.place)
    assert (error.value.code, error.value.exit_code) == ("schema_too_new", 6)
    if path:
        assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize("version", ["ae1027a6acf0", "", "1.2.3"])
def test_tables_that_another_program_looks_after_are_foreign(full, version):
    full.run(f"UPDATE alembic_version SET version_num = '{version}'")
    full.close()
    with pytest.raises(StorageError, match="not a forecast ledger") as error:
        opened(full.place)
    assert error.value.code == "foreign"


def test_a_database_with_tables_of_that_name_is_not_taken(place):
    if "://" not in place:
        pytest.skip("a SQLite file is foreign as soon as it is there")
    engine = connect.make_engine(connect.database_url(place))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE tags (mine integer)"))
    with pytest.raises(StorageError, match="already exists"):
        opened(place)
    with engine.begin() as connection:
        assert not connection.dialect.has_table(connection, "entries")
    engine.dispose()


def test_a_new_ledger_is_private_and_whole(tmp_path):
    path = tmp_path / "deep" / "er" / "ledger.db"
    opened(path).close()
    assert path.stat().st_mode & 0o077 == 0
    assert sorted(one.name for one in path.parent.iterdir()) == ["ledger.db", "ledger.db.lock"]


def test_a_genesis_that_fails_leaves_no_file(tmp_path):
    path = tmp_path / "ledger.db"

    def fails(_connection):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        migrate.make_file(path, fails)
    assert [one.name for one in tmp_path.iterdir() if one.name != "state"] == ["ledger.db.lock"]


def test_the_second_to_make_it_leaves_the_first(tmp_path):
    first = told(Ledger(str(tmp_path / "ledger.db")))
    migrate.make_file(Path(first.place), lambda _connection: pytest.fail("made again"))
    assert first.head().entry > 1
    first.close()


@pytest.mark.parametrize("version", ["0000", "00000", "01", "9" * 5000])
def test_a_version_that_no_program_made_is_refused_before_anything_is_copied(on_file, version):
    on_file.run(f"UPDATE alembic_version SET version_num = '{version}'")
    on_file.close()
    before = sorted(Path(on_file.place).parent.iterdir())
    for work in (opened, upgrade, storage.upgrade):
        with pytest.raises(StorageError, match="made by a version that this program does not know") as error:
            work(on_file.place)
        assert (error.value.exit_code, error.value.code) == (6, "schema_unknown")
    assert sorted(Path(on_file.place).parent.iterdir()) == before
