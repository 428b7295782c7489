"""Backups and restoring: a whole copy, and nothing lost on the way back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.errors import DamageError, InputError, RefusedError, StorageError
from ledger.store import backup as backups
from ledger.store import memory
from ledger.store.backup import backup, restore
from ledger.store.columns import metadata
from ledger.store.verify import verify
from tests.ledgers import Ledger, needs_server, schema


@pytest.fixture
def copy(on_file, tmp_path):
    target = tmp_path / "copy.db"
    backup(on_file.store, target)
    return target


def everything_in(place):
    ledger = Ledger(str(place))
    rows = {name: ledger.rows(name) for name in metadata.tables}
    ledger.close()
    return rows


def test_a_backup_is_the_whole_ledger_and_private(on_file, copy):
    assert everything_in(copy) == everything_in(on_file.place)
    assert copy.stat().st_mode & 0o077 == 0
    assert [one.name for one in copy.parent.iterdir() if "new-" in one.name] == []


def test_a_backup_is_made_while_others_read(on_file, tmp_path):
    with on_file.store.reading():
        backup(on_file.store, tmp_path / "copy.db")
    assert everything_in(tmp_path / "copy.db") == everything_in(on_file.place)


def test_a_backup_never_overwrites(on_file, tmp_path):
    taken, link = tmp_path / "taken", tmp_path / "link"
    taken.write_text("precious")
    link.symlink_to(tmp_path / "nowhere")
    for target in (taken, link):
        with pytest.raises(RefusedError, match="exists already") as error:
            backup(on_file.store, target)
        assert error.value.exit_code == 4
    assert taken.read_text() == "precious"
    assert not (tmp_path / "nowhere").exists()


def test_a_backup_into_a_folder_that_is_not_there_is_refused(on_file, tmp_path):
    with pytest.raises(StorageError, match="cannot write in"):
        backup(on_file.store, tmp_path / "no" / "copy.db")


@needs_server
def test_a_server_is_backed_up_with_its_own_tool(tmp_path):
    with schema() as url:
        ledger = Ledger(url)
        with pytest.raises(StorageError) as error:
            backup(ledger.store, tmp_path / "copy.sql")
        ledger.close()
    assert error.value.hint.startswith("pg_dump --file=FILE 'postgresql://ledger")
    assert "options" not in error.value.hint


def test_a_restored_ledger_is_the_backup_and_the_old_one_is_kept(on_file, copy):
    on_file.ask()
    later, head = everything_in(on_file.place), on_file.head()
    on_file.close()
    replaced = restore(copy, Path(on_file.place))
    assert everything_in(on_file.place) == everything_in(copy)
    assert everything_in(replaced) == later
    assert replaced.name.startswith("ledger.db.replaced-")
    # Back deliberately: what was recorded after the backup is not missed for ever.
    assert memory.recall(head.ledger).entry == head.entry - 1
    restored = Ledger(on_file.place)
    with restored.store.reading() as connection:
        assert verify(connection).whole
    restored.close()


def test_restoring_where_there_is_none_makes_one(copy, tmp_path):
    target = tmp_path / "new" / "ledger.db"
    assert restore(copy, target) is None
    assert everything_in(target) == everything_in(copy)


def test_restoring_an_empty_or_broken_ledger_works(on_file, copy):
    on_file.close()
    for content in (b"", b"SQLite format 3\0" + b"x" * 5000, b"not a database at all" * 100):
        Path(on_file.place).write_bytes(content)
        assert restore(copy, Path(on_file.place)).read_bytes() == content
        assert everything_in(on_file.place) == everything_in(copy)


def damaged(copy):
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER guard_forecasts_update")
        connection.execute("UPDATE forecasts SET said = 'never'")


def foreign(copy):
    copy.unlink()
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE mine (x)")


def newer(copy):
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def older(copy):
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")


def gone(copy):
    copy.unlink()


def shortened(copy):
    os.truncate(copy, copy.stat().st_size // 2)


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (damaged, DamageError, "the backup is damaged: entry 4"),
        (foreign, StorageError, "not a forecast ledger"),
        (newer, StorageError, "newer than this program"),
        (older, StorageError, "does not know: 0000"),
        (gone, InputError, "there is no file"),
        (shortened, StorageError, "malformed"),
    ],
)
def test_a_bad_backup_replaces_nothing(on_file, copy, spoil, error, words):
    spoil(copy)
    before = Path(on_file.place).read_bytes()
    with pytest.raises(error, match=words):
        restore(copy, Path(on_file.place))
    assert Path(on_file.place).read_bytes() == before
    assert not [one for one in copy.parent.iterdir() if "replaced" in one.name or "restored" in one.name]


def test_a_ledger_is_no_backup_of_itself(on_file, tmp_path):
    link = tmp_path / "again.db"
    link.hardlink_to(on_file.place)
    for source in (Path(on_file.place), link):
        with pytest.raises(InputError, match="the ledger itself"):
            restore(source, Path(on_file.place))


def test_there_is_a_ledger_at_every_moment(on_file, copy, monkeypatch):
    """Cut off before the last step, the old ledger is still in its place."""
    before = everything_in(on_file.place)

    def killed(path):
        backups_kept(path)
        raise KeyboardInterrupt

    backups_kept = backups._kept
    monkeypatch.setattr(backups, "_kept", killed)
    with pytest.raises(KeyboardInterrupt):
        restore(copy, Path(on_file.place))
    assert everything_in(on_file.place) == before
    monkeypatch.setattr(backups, "_kept", backups_kept)
    restore(copy, Path(on_file.place))
    assert everything_in(on_file.place) == everything_in(copy)
