"""Keeping a ledger on the command line: is it whole, backups, versions, what is derived."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.program import Fcl


@pytest.fixture
def fcl(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.id = fcl.add("It rains in Ghent", "70%", "--by", "2026-06-30", "--made", "2026-01-02")
    fcl.ok("resolve", fcl.id, "yes", "--known-on", "2026-06-30", "--evidence", "KMI")
    return fcl


def by_hand(fcl, *statements):
    with closing(sqlite3.connect(fcl.ledger)) as editor:
        guards = editor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            editor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            editor.execute(statement)
        for _, sql in guards:
            editor.execute(sql)
        editor.commit()


def test_verify_of_a_whole_ledger(fcl):
    text = fcl.ok("verify")

    assert text.startswith("3 entries, chain intact, head ")
    assert text.rstrip().endswith(" s")
    assert fcl.ok("verify", "-q") == ""
    assert fcl.ok("verify", "--scores").count("\n") == 2


def test_verify_names_the_first_damaged_entry(fcl):
    fcl.add("Another", "50%", "--by", "2030")
    by_hand(
        fcl, "UPDATE wordings SET claim = 'It rained' WHERE entry_id = 2", "UPDATE entries SET note = 'x' WHERE id = 4"
    )
    answer = fcl("verify")

    assert (answer.code, answer.out) == (5, "")
    assert answer.err.startswith("error: entry 2 (")
    assert f"add {fcl.id[:4]}" in answer.err
    assert "entry 4" not in answer.err
    assert "entry 4" in fcl("verify", "-v").err


def test_status_says_where_and_how_much(fcl):
    status = fcl.json("db", "status")

    assert (status["place"], status["entries"], status["rows"]["forecasts"]) == (str(fcl.ledger), 3, 1)
    assert str(fcl.ledger) in fcl.ok("db", "status")


def test_init_makes_a_ledger_once(tmp_path):
    fcl = Fcl(tmp_path)

    assert [fcl.ok("db", "init").split(":")[0] for _ in range(2)] == ["made", "is there"]


def test_a_backup_is_the_ledger_and_can_be_put_back(fcl, tmp_path):
    before = fcl.ok("export", "forecasts")
    fcl.ok("db", "backup", tmp_path / "copy.db")
    fcl.ok("update", fcl.add("Later", "50%", "--by", "2030"), "40%")

    assert fcl("db", "backup", tmp_path / "copy.db").code == 4
    assert fcl("db", "restore", tmp_path / "copy.db").code == 2
    assert fcl("-y", "db", "restore", tmp_path / "nowhere.db").code == 2
    said = fcl.json("-y", "db", "restore", tmp_path / "copy.db")
    assert fcl.ok("export", "forecasts") == before
    assert fcl.ok("verify")
    assert len(fcl.json("-L", said["replaced"], "list")) == 2


def test_a_damaged_backup_is_not_put_back(fcl, tmp_path):
    copy = tmp_path / "copy.db"
    fcl.ok("db", "backup", copy)
    shutil.copy(fcl.ledger, tmp_path / "good.db")
    by_hand(fcl, "UPDATE wordings SET claim = 'It rained'")
    shutil.copy(fcl.ledger, copy)
    shutil.copy(tmp_path / "good.db", fcl.ledger)
    before = fcl.ledger.read_bytes()

    assert fcl("-y", "db", "restore", copy).code == 5
    assert fcl.ledger.read_bytes() == before


def test_a_foreign_file_is_neither_opened_nor_put_back(fcl, tmp_path):
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as other:
        other.execute("CREATE TABLE notes (text)")
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"no database at all, but long enough to have a header" * 10)

    for file in (foreign, junk):
        before = file.read_bytes()
        for words in (("list",), ("db", "upgrade"), ("db", "rebuild"), ("verify",)):
            answer = fcl("-L", file, *words)
            assert (answer.code, answer.out) == (6, ""), (file, words, answer)
        assert fcl("-y", "db", "restore", file).code == 6
        assert file.read_bytes() == before


def test_a_newer_ledger_is_refused_and_an_up_to_date_one_left_alone(fcl):
    assert "nothing to do" in fcl.ok("db", "upgrade")
    with closing(sqlite3.connect(fcl.ledger)) as editor:
        editor.execute("UPDATE alembic_version SET version_num = '9999'")
        editor.commit()

    assert [fcl(*words).code for words in (("list",), ("db", "upgrade"), ("db", "status"))] == [6, 6, 6]


def test_upgrading_what_is_not_there_makes_nothing(tmp_path):
    fcl = Fcl(tmp_path)

    assert fcl("db", "upgrade").code == 6
    assert not fcl.ledger.exists()


def test_rebuild_mends_what_is_derived(fcl):
    with closing(sqlite3.connect(fcl.ledger)) as editor:
        editor.execute("UPDATE counted SET p_ppm = 1")
        editor.execute("UPDATE scores SET value = 0.5")
        editor.commit()

    assert fcl("verify").code == 5
    fcl.ok("db", "rebuild")
    assert fcl.ok("verify")


@pytest.mark.parametrize("length", [50, 99, 5000])
def test_verify_calls_a_file_that_cannot_be_opened_damaged(fcl, length) -> None:
    fcl.add("It rains", "60%", "--by", "2027")
    fcl.ledger.write_bytes(fcl.ledger.read_bytes()[:length])
    assert fcl("verify").code == 5
    assert fcl("list").code == 6
