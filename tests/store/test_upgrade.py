"""Ledgers that older versions of the program wrote, brought to this version: the same entries, the same hashes.

The files of `old/` are dumps of ledgers that the program of then made: never write them anew.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from ledger.book import Book, storage
from ledger.errors import StorageError
from ledger.store import connect, migrate
from ledger.store.batches import insert_rows
from ledger.store.columns import metadata
from ledger.store.verify import verify
from ledger.store.views import VIEWS
from tests.ledgers import Ledger, opened

OLD = Path(__file__).parent / "old"
HEADS = {
    "0001": (18, "df12922c1b0895f2c76a06478ff096d907b895b668ce894b27577c0c992d5dac"),
    "0002": (26, "c9c85dd0d2daf25a4a3066dc5c002a013d8cc6522a10b2bd817cbc8754aee71f"),
    "0003": (33, "ac44c1b3d38aee549df9ea0666f39c621e38858c896e83bf8efc79842059881b"),
    "0004": (38, "c6b4d9cb2e50e475029a21d99f9a25f1d49ff8296298d45fa8c0d4518133a50c"),
    "0005": (42, "4b40abb902b408c40d7373d6b72ede1c915381593881e5a825e3bfc9e8fbe322"),
}


@pytest.fixture(params=HEADS)
def version(request):
    return request.param


@pytest.fixture
def old(place, version, tmp_path):
    """A ledger as that version left it, at the place."""
    file = tmp_path / ("ledger.db" if "://" not in place else "written.db")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((OLD / f"{version}.sql").read_text(encoding="utf-8"))
    if "://" in place:
        carry(file, place, version)
    return place


def carry(file, place, version):
    """The rows of the file in tables as that version makes them on a server."""
    engine = connect.make_engine(connect.database_url(place))
    with closing(sqlite3.connect(file)) as rows, engine.begin() as connection:
        migrate.upgrade(connection, version)
        for name in tables_of(connection):
            found = rows.execute(f"SELECT * FROM {name} ORDER BY 1")
            names = [column[0] for column in found.description]
            if values := found.fetchall():
                insert_rows(connection, metadata.tables[name], names, values)
    engine.dispose()


def tables_of(connection):
    return [table.name for table in metadata.sorted_tables if connection.dialect.has_table(connection, table.name)]


def journal_in(place):
    """What is recorded, row by row: of each table the columns that say something."""
    engine = connect.make_engine(connect.database_url(place))
    with engine.connect() as connection:
        found = {
            name: [
                {column: value for column, value in row.items() if value is not None}
                for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2")).mappings()
            ]
            for name in tables_of(connection)
        }
    engine.dispose()
    return {name: rows for name, rows in found.items() if rows}


def test_an_old_ledger_is_refused_and_left_alone(old, version, tmp_path):
    before = journal_in(old)
    with pytest.raises(StorageError, match=f"is of version {version}, this program needs {migrate.HEAD}") as error:
        opened(old)
    assert (error.value.exit_code, error.value.code) == (6, "schema_too_old")
    with pytest.raises(StorageError, match=f"is of version {version}"):
        storage.copy(old, tmp_path / "copy.db")
    assert journal_in(old) == before


def test_an_old_ledger_keeps_every_row_and_every_hash(old, version):
    before = journal_in(old)
    done = storage.upgrade(old)
    assert (done.before, done.after) == (version, migrate.HEAD)
    assert journal_in(old) == before
    ledger = Ledger(old)
    with ledger.store.reading() as connection:
        verdict = verify(connection)
    ledger.close()
    assert verdict.findings == ()
    assert (verdict.entries, verdict.head) == HEADS[version]


def test_an_upgraded_ledger_is_written_on(old, version):
    storage.upgrade(old)
    with Book(old, actor="tester") as book:
        rain = next(one for one in book.list() if one.claim == "It rains in Ghent")
        assert [score.value for score in rain.scores if score.rule == "brier"] == pytest.approx([0.04, 0])
        new = book.add("It rains in Bruges", "70%", by="2026-05-01", made="2026-04-24", condition=f"{rain.id}=yes")
        book.resolve(new.id, "yes", known_on="2026-05-01", evidence=["KMI"])
        book.undo()
        book.rebuild()
        verdict = book.verify()
        assert verdict.whole
        assert verdict.entries == HEADS[version][0] + 3
        with book.store.reading() as connection:
            seen = {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in VIEWS}
        assert seen == {name: len(book.frame(name.removeprefix("v_"))) for name in VIEWS}


def test_an_upgrade_that_is_cut_off_changes_nothing_and_is_done_again(old, version, monkeypatch):
    before = journal_in(old)
    make_guards = migrate.upgrade

    def cut_off(connection, *target):
        make_guards(connection, *target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "upgrade", cut_off)
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                storage.upgrade(old)
            assert journal_in(old) == before
    engine = connect.make_engine(connect.database_url(old))
    assert migrate.version_of(engine) == version
    engine.dispose()
    storage.upgrade(old)
    assert journal_in(old) == before


def test_the_dumps_are_as_they_were_made(version):
    assert f"INSERT INTO alembic_version VALUES('{version}');" in (OLD / f"{version}.sql").read_text(encoding="utf-8")
