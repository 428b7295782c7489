"""`fcl db backup` of a ledger that is damaged: the copy is made, and nobody takes it for a good one."""

import sqlite3
from contextlib import closing

import pytest

from tests.journeys.test_json import valid
from tests.program import Fcl

KEEP = "hint: keep older backups; fcl verify says more\n"


@pytest.fixture
def fcl(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.id = fcl.add("It rains in Ghent", "70%", "--by", "2099")
    for number in range(40):
        fcl.ok("note", fcl.id, f"{number} {'long ' * 60}")
    fcl.copy = tmp_path / "copy.db"
    return fcl


def behind_its_back(fcl, *statements):
    with closing(sqlite3.connect(fcl.ledger)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def rows_of(place):
    with closing(sqlite3.connect(place)) as connection:
        return connection.execute("SELECT * FROM notes").fetchall()


def test_what_is_whole_is_copied_and_with_verify_recomputed(fcl):
    assert fcl("db", "backup", fcl.copy).err == ""
    second = fcl.home / "second.db"
    assert fcl.ok("db", "backup", "--verify", second) == f"{fcl.ledger} copied to {second}, verified\n"
    data = valid(fcl.ok("--json", "db", "backup", fcl.home / "third.db"))["data"]
    assert (data["verified"], data["findings"]) == (False, [])


def test_missing_guards_are_told_and_the_copy_is_made(fcl):
    behind_its_back(fcl)
    answer = fcl("db", "backup", fcl.copy)

    assert (answer.code, answer.out) == (5, f"{fcl.ledger} copied to {fcl.copy}\n")
    said = "error: the copy was made, but the ledger is damaged: the guards of aliases are missing"
    assert answer.err.startswith(said)
    assert answer.err.endswith(KEEP)
    assert rows_of(fcl.copy) == rows_of(fcl.ledger)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("UPDATE notes SET text = 'short' WHERE entry_id = 9", "entry 9 "),
        ("UPDATE forecasts SET probability = '0.9'", "entry 2 "),
        ("DELETE FROM entries WHERE id = 7", "entry 8 "),
    ],
)
def test_a_damaged_ledger_is_not_dumped_and_an_older_dump_stays(fcl, change, message):
    file = fcl.home / "ledger.ndjson"
    file.write_text("older")
    behind_its_back(fcl, "PRAGMA foreign_keys=OFF", change)

    for answer in (fcl("export", "ledger", "-o", file), fcl("export", "ledger")):
        assert (answer.code, answer.out) == (5, "")
        assert answer.err.startswith(f"error: {message}")
        assert answer.err.endswith("hint: fcl verify says more; fcl db backup FILE copies the ledger as it is\n")
    assert file.read_text() == "older"


def test_entries_that_are_missing_are_told(fcl):
    behind_its_back(fcl, "PRAGMA foreign_keys=OFF", "DELETE FROM entries WHERE id = 7")
    answer = fcl("db", "backup", fcl.copy)

    assert answer.code == 5
    assert "the ledger is damaged: the last entry is 42, but there are 41 (and " in answer.err


def test_a_changed_number_is_found_by_verify_alone(fcl):
    triggers = []
    with closing(sqlite3.connect(fcl.ledger)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE forecasts SET probability = '0.9'")
        for _, made in triggers:
            connection.execute(made)

    assert fcl("db", "backup", fcl.copy).code == 0
    answer = fcl("db", "backup", "--verify", fcl.home / "second.db")
    assert (answer.code, answer.out) == (5, f"{fcl.ledger} copied to {fcl.home / 'second.db'}\n")
    assert answer.err.startswith("error: the copy was made, but the ledger is damaged: entry 2 (")


def test_a_file_of_which_pages_are_lost_is_copied_as_it_is(fcl):
    content = fcl.ledger.read_bytes()
    half = content[: len(content) // 2 // 4096 * 4096]
    fcl.ledger.write_bytes(half)
    answer = fcl("db", "backup", fcl.copy)

    assert (answer.code, answer.out) == (5, f"{fcl.ledger} copied to {fcl.copy}\n")
    assert answer.err.startswith("error: the copy was made, but the ledger is damaged: the ")
    assert fcl.copy.stat().st_mode & 0o777 == 0o600
    assert len(fcl.copy.read_bytes()) >= len(half)


def test_pages_that_were_overwritten_are_told_and_the_rest_is_in_the_copy(fcl):
    content = bytearray(fcl.ledger.read_bytes())
    for page in range(len(content) // 4096 // 2, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 512] = bytes(512)
    fcl.ledger.write_bytes(content)
    answer = fcl("--json", "db", "backup", fcl.copy)

    assert (answer.code, answer.document["data"]["file"]) == (5, str(fcl.copy))
    valid(answer.out)
    assert valid(answer.err)["error"]["code"] == "damaged"
    assert fcl.copy.read_bytes()[4096:] == bytes(content)[4096:]


def test_what_is_no_ledger_and_what_is_not_there_is_not_copied(fcl, tmp_path):
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE mine (id INTEGER)")

    for place, message in ((other, "not a forecast ledger: "), (tmp_path / "no.db", "there is no ledger at ")):
        answer = fcl("-L", place, "db", "backup", fcl.copy)
        assert (answer.code, answer.err.splitlines()[0]) == (6, f"error: {message}{place}")
        assert not fcl.copy.exists()


@pytest.mark.parametrize("words", [(), ("--verify",)])
def test_an_older_backup_is_never_overwritten(fcl, words):
    fcl.copy.write_text("precious")

    assert fcl("db", "backup", fcl.copy, *words).code == 4
    assert fcl.copy.read_text() == "precious"
