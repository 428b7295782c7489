"""A ledger that a team shares: copied to a server and back, written by several roles, and told apart by who wrote."""

import sqlite3
from contextlib import closing

import pytest

from tests.journeys.test_json import valid
from tests.ledgers import needs_server, role, schema, url_as
from tests.program import Fcl


@pytest.fixture
def fcl(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.id = fcl.add("It rains in Ghent", "70%", "--by", "2026-06-30", "--made", "2026-01-02", "-f", "Ann")
    return fcl


def at(place, home, **environment):
    """The program of somebody else, on another machine."""
    home.mkdir()
    other = Fcl(home, FORECAST_LEDGER_DB=str(place), **environment)
    other.ledger = place
    return other


def test_a_ledger_is_copied_to_another_file(fcl, tmp_path):
    before = fcl.ok("export", "forecasts")
    said = fcl("db", "copy", "-", tmp_path / "copy.db")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{fcl.ledger} copied to {tmp_path / 'copy.db'}: 2 of 2 entries, head ")
    assert fcl.ok("-L", tmp_path / "copy.db", "export", "forecasts") == before
    fcl.ok("update", fcl.id, "80%", "-f", "Ann", "--made", "2026-02-01")
    assert ": 1 of 3 entries, head " in fcl("db", "copy", "-", tmp_path / "copy.db", "--dry-run").out
    assert fcl.json("db", "copy", fcl.ledger, tmp_path / "copy.db")["copied"] == 1
    assert ": nothing new, 3 entries, head " in fcl.ok("db", "copy", "-", tmp_path / "copy.db")


def test_a_dry_run_makes_nothing(fcl, tmp_path):
    said = fcl("db", "copy", "-", tmp_path / "copy.db", "--dry-run")
    assert (said.code, said.err) == (0, "nothing written (--dry-run)\n")
    assert not (tmp_path / "copy.db").exists()


def test_answers_are_as_the_schema_says(fcl, tmp_path):
    document = valid(fcl.ok("--json", "db", "copy", "-", tmp_path / "copy.db"))
    assert document["kind"] == "db.copy"
    assert document["data"]["target"] == str(tmp_path / "copy.db")


def test_what_lies_at_the_target_is_never_overwritten(fcl, tmp_path):
    other = at(tmp_path / "other.db", tmp_path / "other")
    other.add("Something else", "50%", "--by", "2030")
    before = other.ok("export", "forecasts")
    said = fcl("db", "copy", "-", tmp_path / "other.db")
    assert (said.code, said.out) == (4, "")
    assert "holds another ledger" in said.err
    assert "hint: copy to an empty place" in said.err
    assert other.ok("export", "forecasts") == before


def test_a_copy_of_itself_or_of_nothing_is_refused(fcl, tmp_path):
    said = fcl("db", "copy", "-", fcl.ledger)
    assert (said.code, said.err) == (2, "error: source and target are the same ledger\nhint: fcl db copy SRC DST\n")
    said = fcl("db", "copy", tmp_path / "none.db", tmp_path / "new.db")
    assert (said.code, said.out) == (6, "")
    assert not (tmp_path / "new.db").exists()


def test_a_ledger_of_a_newer_version_is_neither_copied_nor_written_to(fcl, tmp_path):
    newer = tmp_path / "newer.db"
    fcl.ok("db", "copy", "-", newer)
    with closing(sqlite3.connect(newer)) as editor:
        editor.execute("UPDATE alembic_version SET version_num = '0099'")
        editor.commit()
    before = (newer.read_bytes(), newer.stat().st_mtime_ns)
    commands = (
        ("list",), ("add", "x", "50%", "--by", "2030"), ("verify",), ("undo",), ("score",), ("export", "questions"),
        ("db", "status"), ("db", "upgrade"), ("db", "backup", tmp_path / "b.db"), ("db", "rebuild"),
        ("db", "copy", newer, tmp_path / "c.db"), ("db", "copy", fcl.ledger, newer), ("db", "restore", newer),
    )  # fmt: skip
    for words in commands:
        place = fcl.ledger if words[:2] == ("db", "restore") else newer
        said = fcl("-L", place, "-y", *words)
        assert (said.code, said.out) == (6, ""), words
        assert "is of version 0099, newer than this program's" in said.err, words
    assert (newer.read_bytes(), newer.stat().st_mtime_ns) == before
    assert not [name for name in ("b.db", "c.db") if (tmp_path / name).exists()]


def test_a_file_has_no_roles(fcl):
    said = fcl("db", "grant", "ann")
    assert (said.code, said.out) == (6, "")
    assert said.err == (
        "error: a ledger in a file has no roles: who may write the file may write the ledger\n"
        "hint: chmod and chown say who may\n"
    )


@needs_server
def test_a_team_moves_to_a_server_and_writes_there(fcl, tmp_path):
    with schema() as url, role() as ann, role() as reader:
        said = fcl("db", "copy", "-", url)
        assert said.code == 0, said.err
        owner = at(url, tmp_path / "owner")
        assert owner.ok("db", "grant", ann).startswith("REVOKE ALL ON ")
        document = valid(owner.ok("--json", "db", "grant", reader, "--read-only"))
        assert document["data"]["role"] == reader
        theirs = at(url_as(url, ann), tmp_path / "ann", FORECAST_LEDGER_USER="Ann")
        theirs.ok("update", fcl.id, "85%", "--made", "2026-02-01", "-f", "Ann")
        theirs.ok("resolve", fcl.id, "yes", "--known-on", "2026-06-30", "--evidence", "KMI")
        theirs.ok("-y", "undo")
        theirs.ok("redo")
        assert theirs.json("score", "--min", "1")
        assert "chain intact" in theirs.ok("verify")
        only = at(url_as(url, reader), tmp_path / "reader")
        assert only.json("list")[0]["id"] == fcl.id
        refused = only("add", "It snows in Ghent", "10%", "--by", "2030")
        assert (refused.code, refused.out) == (6, "")
        assert "permission denied" in refused.err
        assert fcl.json("db", "copy", url, "-")["copied"] == 4
        assert fcl.ok("export", "forecasts") == owner.ok("export", "forecasts")


@needs_server
def test_what_a_role_may_is_printed_before_it_is_granted(tmp_path):
    with schema() as url, role('o"dd \x1b[31m') as name:
        owner = at(url, tmp_path / "owner")
        said = owner("db", "grant", name, "--dry-run")
        assert said.code == 0
        assert said.out.count('TO "o""dd ') == 4
        assert "\x1b" not in said.out
        assert said.err.endswith("nothing written (--dry-run)\n")
        assert at(url_as(url, name), tmp_path / "theirs")("list").code == 6
        missing = owner("db", "grant", "nobody at all")
        assert (missing.code, missing.out) == (3, "")
        assert (
            missing.err == "error: the server has no role 'nobody at all'\nhint: createuser 'nobody at all' makes one\n"
        )
