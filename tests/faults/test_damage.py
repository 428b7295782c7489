"""Files that something happened to: all that was said is there, or verify says what is not, and a backup helps."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ledger.store import backup
from ledger.store.verify import verify
from tests.faults.flips import contents, found
from tests.ledgers import Ledger, told
from tests.program import Fcl

ROOT = Path(__file__).parents[2]


@pytest.fixture
def fcl(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.id = fcl.add("It rains in Ghent", "70%", "--by", "2026-06-30", "--made", "2026-01-02", "-f", "Ann")
    fcl.ok("db", "backup", tmp_path / "backup.db")
    return fcl


def restored(fcl):
    """The ledger again as it was backed up, through the program."""
    fcl.ok("-y", "db", "restore", fcl.home / "backup.db")
    assert "chain intact" in fcl.ok("verify")
    assert contents(fcl.ledger) == contents(fcl.home / "backup.db")


def test_bits_turned_over_are_found_or_lie_where_nothing_is_kept(tmp_path):
    words = [sys.executable, "-m", "tests.faults.flips", "--n", "40"]
    done = subprocess.run(words, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(" 0 undetected\n")


@pytest.mark.parametrize("kept", [0, 0.02, 0.3, 0.9])
def test_a_file_that_was_cut_short_is_brought_back(fcl, kept):
    os.truncate(fcl.ledger, int(fcl.ledger.stat().st_size * kept))
    answer = fcl("verify")
    assert answer.code in {5, 6}, answer
    assert answer.err.startswith("error: ")
    restored(fcl)


def test_a_schema_that_is_no_text_any_more_is_damage(fcl):
    fcl.ledger.write_bytes(fcl.ledger.read_bytes().replace(b"CREATE TABLE notes", b"CR\xc1ATE TABLE notes"))
    answer = fcl("verify")
    assert answer.code == 5, answer
    assert answer.err.startswith("error: the ledger cannot be used: database disk image is malformed\n")
    restored(fcl)


def on_a_full_disk(words, fcl, room):
    """The program where files cannot grow beyond so many bytes."""
    start = "import sys; sys.path.insert(0, sys.argv.pop(1)); from ledger.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", start, str(ROOT), *map(str, words)],
        # Python itself would leave compiled modules by halves.
        env={**fcl.environment, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("room", [0, 1000, 5000, 40_000])
def test_a_full_disk_changes_nothing_and_is_told(fcl, room):
    before = contents(fcl.ledger)
    long = "x" * 60_000
    answer = on_a_full_disk(["add", "It snows", "50%", "--by", "2030", "--criteria", long], fcl, room)
    assert answer.returncode == 6, answer
    assert answer.stderr.startswith("error: the ledger cannot be used: d")
    assert "the ledger is as it was before this command" in answer.stderr
    assert on_a_full_disk(["list"], fcl, room).returncode == 0
    assert contents(fcl.ledger) == before
    assert "chain intact" in fcl.ok("verify")
    fcl.ok("add", "It snows", "50%", "--by", "2030", "--criteria", long)


@pytest.mark.parametrize(
    "words", [("db", "backup", "new.db"), ("db", "copy", "-", "new.db"), ("export", "forecasts", "-o", "new.csv")]
)
def test_what_a_full_disk_cuts_off_is_not_left_by_halves(fcl, words):
    words = [fcl.home / word if word.startswith("new") else word for word in words]
    answer = on_a_full_disk(words, fcl, 100)
    assert answer.returncode == 6, answer
    assert answer.stderr.startswith("error: ")
    assert not [
        path.name for path in fcl.home.iterdir() if path.name.lstrip(".").startswith("new.") and path.suffix != ".lock"
    ]
    fcl.ok(*words)


SPILL = """
import os, sys
from ledger.store.tables import forecasters
from tests.ledgers import Ledger
ledger = Ledger(sys.argv[1])
with ledger.entry() as draft:
    draft.connection.exec_driver_sql("PRAGMA cache_size=5")
    names = [(f"id{n}", "name", "x" * 500 + str(n)) for n in range(800)]
    draft.add_rows(forecasters, ["public_id", "system", "foreign_key"], names)
    draft._insert(draft._said("x"), "x")
    print("midway", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def midway(tmp_path):
    """A ledger whose writer was killed when half of an entry was in the file already, and the rest in its journal."""
    place = tmp_path / "ledger.db"
    told(Ledger(str(place))).close()
    shutil.copy(place, tmp_path / "backup.db")
    words = [sys.executable, "-c", SPILL, str(place)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "midway\n"
        writer.send_signal(signal.SIGKILL)
    assert (tmp_path / "ledger.db-journal").stat().st_size > 0
    assert place.read_bytes() != (tmp_path / "backup.db").read_bytes()
    return place


def test_a_writer_killed_midway_leaves_a_journal_that_undoes_it(midway):
    assert contents(midway) == contents(midway.with_name("backup.db"))
    assert found(midway) == []
    assert not midway.with_name("ledger.db-journal").exists()


def test_a_journal_that_somebody_removed_is_damage_and_the_backup_brings_it_back(midway):
    midway.with_name("ledger.db-journal").unlink()
    assert found(midway)
    assert backup.restore(midway.with_name("backup.db"), midway) is not None
    assert found(midway) == []
    assert contents(midway) == contents(midway.with_name("backup.db"))


def test_a_restored_ledger_is_not_undone_by_the_journal_of_the_old_one(midway):
    backup.restore(midway.with_name("backup.db"), midway)
    assert found(midway) == []
    assert contents(midway) == contents(midway.with_name("backup.db"))


def test_a_ledger_that_somebody_set_to_write_ahead_keeps_its_entries(tmp_path):
    place = tmp_path / "ledger.db"
    ledger = told(Ledger(str(place)))
    with closing(sqlite3.connect(place)) as other:
        assert other.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
        ledger.forecast(ledger.ask())
        before = contents(place)
        # As a killed program leaves them: the file without its last entries, which are in the file beside it.
        folder = tmp_path / "left"
        folder.mkdir()
        for name in ("ledger.db", "ledger.db-wal"):
            shutil.copy(tmp_path / name, folder / name)
    ledger.close()
    assert contents(folder / "ledger.db") == before
    assert found(folder / "ledger.db") == []
    left = Ledger(str(folder / "ledger.db"))
    backup.backup(left.store, tmp_path / "copy.db")
    left.close()
    assert contents(tmp_path / "copy.db") == before


def test_entries_that_lay_in_a_lost_write_ahead_file_are_missed(tmp_path):
    place, copy = tmp_path / "ledger.db", tmp_path / "copy" / "ledger.db"
    copy.parent.mkdir()
    ledger = told(Ledger(str(place)))
    with closing(sqlite3.connect(place)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        ledger.ask()
        shutil.copy(place, copy)
    with ledger.store.reading() as connection:
        assert verify(connection).whole
    ledger.close()
    assert any("entries are missing at the end" in message for message in found(copy))
