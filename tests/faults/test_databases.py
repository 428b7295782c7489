"""Databases that cannot be used as they are: one clear error each, exit 6, and nothing changed."""

import fcntl
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.errors import StorageError
from ledger.store import connect, locks
from ledger.store.locks import lock_path
from tests.ledgers import Ledger, needs_server, opened, schema, told

TRACES = ("Traceback", "sqlalchemy", "OperationalError", "psycopg.")


@pytest.fixture
def file(tmp_path):
    ledger = told(Ledger(tmp_path / "ledger.db"))
    ledger.close()
    return Path(ledger.place)


def refused(place, code):
    """Opening, reading or writing is refused with that code; the error."""
    with pytest.raises(StorageError) as error:
        use(place)
    assert error.value.code == code, error.value.message
    assert error.value.exit_code == 6
    assert error.value.hint
    assert not any(trace in error.value.message for trace in TRACES)
    return error.value


def use(place):
    ledger = Ledger(place)
    try:
        with ledger.store.reading() as connection:
            for name in ("entries", "questions", "forecasts", "wordings", "counted"):
                connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1").all()
        ledger.ask()
    finally:
        ledger.close()


@pytest.mark.parametrize(
    "content", [b"just some words\n" * 400, b"\0" * 8192, b"SQLite format 4\0" * 300, b"PK\3\4" + b"x" * 9000]
)
def test_a_file_of_another_kind(tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    refused(path, "foreign")
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    assert "not a forecast ledger" in refused(path, "foreign").message
    assert path.read_bytes() == before


def test_an_empty_file(tmp_path):
    path = tmp_path / "ledger.db"
    path.touch()
    assert "is empty" in refused(path, "truncated").message
    assert path.stat().st_size == 0


@pytest.mark.parametrize("kept", [0.05, 0.3, 0.5, 0.9])
def test_a_file_that_was_cut_short(file, kept):
    os.truncate(file, int(file.stat().st_size * kept))
    before = file.read_bytes()
    refused(file, "damaged_file")
    assert file.read_bytes() == before


@pytest.mark.parametrize(("length", "code"), [(1, "foreign"), (50, "damaged_file"), (99, "damaged_file")])
def test_a_file_cut_within_its_header(file, length, code):
    os.truncate(file, length)
    refused(file, code)


def test_a_link_to_nowhere_makes_nothing(tmp_path):
    (tmp_path / "ledger.db").symlink_to(tmp_path / "elsewhere.db")
    refused(tmp_path / "ledger.db", "unreachable")
    assert not (tmp_path / "elsewhere.db").exists()


def test_broken_pages(file):
    with file.open("r+b") as pages:
        for page in range(2, file.stat().st_size // 4096, 1):
            pages.seek(page * 4096)
            pages.write(os.urandom(200))
    refused(file, "damaged_file")


def test_a_folder(tmp_path):
    refused(tmp_path, "unreachable")


@pytest.mark.parametrize("place", ["/proc/nope/x.db", "/dev/null/x.db", "x" * 5000 + ".db", "a\0b.db"])
def test_a_place_that_cannot_be(place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused(place, "unreachable")


def test_a_ledger_whose_journal_lost_its_beginning(file):
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER guard_ledgers_delete")
        connection.execute("DELETE FROM ledgers")
    assert "its first entry is missing" in refused(file, "foreign").message


def test_a_ledger_without_a_table(file):
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("DROP TABLE counted")
    refused(file, "foreign")


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(locks, "WAIT_SECONDS", 0.2)
    monkeypatch.setattr(connect, "WAIT_SECONDS", 0.2)


@pytest.mark.usefixtures("impatient")
def test_a_writer_waits_in_the_queue_and_then_says_so(file):
    before = file.read_bytes()
    with lock_path(file).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert str(file) in refused(file, "locked").message
        Ledger(file).close()
    assert file.read_bytes() == before
    use(file)


@pytest.mark.usefixtures("impatient")
def test_another_programs_lock_on_the_file(file):
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        refused(file, "locked")
    use(file)


@pytest.mark.usefixtures("impatient")
def test_a_lock_file_that_is_a_link_is_not_followed(file, tmp_path):
    lock_path(file).unlink()
    lock_path(file).symlink_to(tmp_path / "elsewhere")
    refused(file, "read_only")
    assert not (tmp_path / "elsewhere").exists()


def test_a_database_that_may_only_be_read(file, monkeypatch):
    """As a file system mounted read-only makes it; permissions do not stop root."""
    before = file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(connect, "_sqlite_engine", read_only(connect._sqlite_engine))
        refused(file, "read_only")
        ledger = Ledger(file)
        assert ledger.rows("forecasts")
        ledger.close()
    assert file.read_bytes() == before


def read_only(make_engine):
    def engine(path):
        made = make_engine(path)
        creator = made.pool._creator

        def connect_reading(*_):
            connection = creator()
            connection.execute("PRAGMA query_only = ON")
            return connection

        made.pool._creator = connect_reading
        return made

    return engine


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not stop root")
def test_a_file_and_a_folder_without_permission_to_write(file):
    file.chmod(0o400)
    file.parent.chmod(0o500)
    try:
        ledger = Ledger(file)
        assert ledger.rows("forecasts")
        ledger.close()
        refused(file, "read_only")
        refused(file.parent / "new.db", "unreachable")
    finally:
        file.parent.chmod(0o700)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://me:secret@h/x", "not a ledger"),
        ("sqlite://", "not a ledger"),
        ("ftp://me:secret@h/x?password=hidden", "not a ledger"),
        ("postgresql://me:secret@h:port/x", "not the URL of a ledger"),
    ],
)
def test_urls_of_other_databases_keep_their_secrets(url, words):
    with pytest.raises(StorageError, match=words) as error:
        opened(url)
    assert "secret" not in error.value.message + str(error.value.hint)
    assert "hidden" not in error.value.message + str(error.value.hint)


def test_a_server_that_does_not_answer():
    pytest.importorskip("psycopg", reason="needs the extra postgres")
    error = refused("postgresql://me:secret@127.0.0.1:1/x?password=hidden", "unreachable")
    assert "secret" not in error.message
    assert "hidden" not in error.message


@needs_server
@pytest.mark.usefixtures("impatient")
def test_a_server_where_another_writes():
    with schema() as url:
        ledger = Ledger(url)
        with ledger.store.writing():
            refused(url, "locked")
        ledger.ask()
        ledger.close()


@needs_server
def test_a_server_with_tables_of_another_program():
    with schema() as url:
        engine = connect.make_engine(connect.database_url(url))
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE alembic_version (version_num varchar(32))")
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('ae1027a6acf0')")
        engine.dispose()
        refused(url, "foreign")
