"""`fcl verify --against`: this ledger beside another copy of it."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.journeys.test_json import valid
from tests.ledgers import needs_server, schema
from tests.program import Fcl


@pytest.fixture
def fcl(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.id = fcl.add("It rains in Ghent", "70%", "--by", "2099")
    fcl.copy = tmp_path / "copy.db"
    fcl.ok("db", "copy", "-", fcl.copy)
    # On another machine: what was last seen of a ledger is remembered.
    (tmp_path / "ann").mkdir()
    fcl.colleague = Fcl(tmp_path / "ann", FORECAST_LEDGER_DB=str(fcl.copy))
    return fcl


def beside(fcl, place=None):
    return fcl.ok("verify", "--against", place or fcl.copy).splitlines()[-1]


def test_the_same_ledger_is_said_to_be_the_same(fcl):
    assert beside(fcl) == f"the same as {fcl.copy}, entry by entry"
    assert beside(fcl, fcl.ledger) == f"the same as {fcl.ledger}, entry by entry"


def test_it_says_which_one_extends_the_other_and_by_how_much(fcl):
    fcl.ok("update", fcl.id, "80%")
    assert beside(fcl) == f"extends {fcl.copy} by 1 entry: 2 there, 3 here"
    for p in ("20%", "30%", "40%"):
        fcl.colleague.ok("update", fcl.id, p)
    there = fcl.colleague("verify", "--against", fcl.ledger)
    assert (there.code, there.err.splitlines()[0]) == (
        5,
        f"error: {fcl.ledger} and this ledger part at entry 3: the 2 before it are the same",
    )


def test_the_copy_that_goes_on_is_named(fcl):
    for p in ("20%", "30%"):
        fcl.colleague.ok("update", fcl.id, p)

    assert beside(fcl) == f"{fcl.copy} extends it by 2 entries: 4 there, 2 here"


@pytest.mark.parametrize("parted", [3, 4, 9, 17, 18])
def test_where_two_copies_part_the_first_entry_that_differs_is_named(fcl, parted):
    while fcl.json("db", "status")["entries"] < 18:
        number = fcl.json("db", "status")["entries"] + 1
        if number == parted:
            fcl.copy.unlink()
            shutil.copyfile(fcl.ledger, fcl.copy)
            fcl.colleague.ok("note", fcl.id, "another way")
        fcl.ok("note", fcl.id, f"note {number}")
    answer = fcl("verify", "--against", fcl.copy)

    assert (answer.code, answer.out) == (5, "")
    assert answer.err == (
        f"error: {fcl.copy} and this ledger part at entry {parted}: the {parted - 1} before it are the same\n"
        "hint: fcl log --entries shows what each recorded since\n"
    )


def test_another_ledger_is_told_from_a_copy(fcl, tmp_path):
    other = tmp_path / "other.db"
    fcl.ok("-L", other, "add", "It snows", "20%")
    here, there = (fcl.json("-L", place, "db", "status")["ledger"] for place in (fcl.ledger, other))
    answer = fcl("verify", "--against", other)

    assert (answer.code, answer.out) == (5, "")
    assert answer.err == (
        f"error: {other} is another ledger: {there}, this is {here}\nhint: give a copy of this ledger\n"
    )


def test_a_copy_that_was_changed_is_damaged_whatever_its_hashes_say(fcl):
    with closing(sqlite3.connect(fcl.copy)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE forecasts SET probability = '0.9'")
    answer = fcl("verify", "--against", fcl.copy)

    assert answer.code == 5
    assert answer.err.startswith(f"error: {fcl.copy} is damaged: entry 2 (")


def test_what_is_no_ledger_is_refused_and_nothing_is_made_there(fcl, tmp_path):
    gone, text = tmp_path / "gone.db", tmp_path / "text.txt"
    text.write_text("no ledger " * 100)

    answer = fcl("verify", "--against", gone)
    assert (answer.code, answer.err.splitlines()[0]) == (6, f"error: there is no ledger at {gone}")
    assert not gone.exists()
    assert fcl("verify", "--against", text).code in {5, 6}
    assert text.read_text() == "no ledger " * 100


def test_its_answer_in_json_is_what_the_schema_allows(fcl):
    fcl.ok("update", fcl.id, "80%")
    data = valid(fcl.ok("--json", "verify", "--against", fcl.copy, "--against", fcl.ledger))["data"]

    assert data["against"] == [
        {"place": str(fcl.copy), "here": 3, "there": 2},
        {"place": str(fcl.ledger), "here": 3, "there": 3},
    ]
    assert fcl.ok("-q", "verify", "--against", fcl.copy) == ""


def test_neither_of_both_is_changed(fcl):
    before = fcl.ledger.read_bytes(), fcl.copy.read_bytes()
    beside(fcl)

    assert (fcl.ledger.read_bytes(), fcl.copy.read_bytes()) == before


@needs_server
def test_a_copy_on_a_server_is_compared_as_well(fcl):
    with schema() as place:
        fcl.ok("db", "copy", "-", place)
        fcl.ok("update", fcl.id, "80%")

        assert "extends " in beside(fcl, place)
        assert beside(fcl, place).endswith(" by 1 entry: 2 there, 3 here")
