"""A bare `fcl undo` says which newer entries it leaves as they are, and why, before it asks."""

import pytest

from tests.program import Fcl


@pytest.fixture
def fcl(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.id = fcl.add("It rains in Ghent", "70%", "--by", "2099")
    fcl.ok("note", fcl.id, "a name")
    return fcl


def undo(fcl, *words):
    answer = fcl("-y", "undo", *words)
    assert answer.code == 0, answer
    return answer


def test_a_redaction_is_named_and_the_entry_before_it_is_undone(fcl):
    fcl.ok("-y", "redact", "note", fcl.id, "-m", "asked for")
    before = fcl("undo", "--dry-run")
    done = undo(fcl)

    told = "entry 4 is a redact: it cannot be undone (what it blanked is gone); undoing entry 3 before it\n"
    assert before.err == f"{told}nothing written (--dry-run)\n"
    assert done.err == f"{told}redo: fcl redo\n"
    assert fcl.json("log", "--limit", "1")[0]["summary"].startswith("Takes back entry 3")


def test_a_merge_is_named(fcl, tmp_path):
    other = tmp_path / "other.db"
    fcl.ok("-L", other, "add", "It snows", "20%")
    fcl.ok("db", "merge", other)

    assert undo(fcl).err.startswith(
        "entry 5 is a merge: it cannot be undone (what it took in are entries of their own, which can be); "
        "undoing entry 4 before it\n"
    )


def test_an_anchor_is_passed_over_and_how_to_undo_it_is_said(fcl):
    fcl.ok("anchor")
    assert undo(fcl).err.startswith(
        "entry 4 is an anchor: it is passed over (fcl undo 4 takes it back); undoing entry 3 before it\n"
    )
    assert "passed over" not in undo(fcl, "4").err


def test_where_the_newest_entry_is_meant_or_one_is_named_nothing_is_said(fcl):
    fcl.ok("anchor")
    fcl.ok("note", fcl.id, "later")

    assert "passed over" not in fcl("undo", "3", "--dry-run").err
    assert undo(fcl).err == "redo: fcl redo\n"


def test_many_are_counted(fcl):
    for _ in range(5):
        fcl.ok("anchor")
    told = undo(fcl).err.splitlines()

    assert [line.split(":")[0] for line in told[:3]] == [f"entry {number} is an anchor" for number in (8, 7, 6)]
    assert told[3] == "in all 5 such entries are newer"


def test_json_has_them_among_the_warnings(fcl):
    fcl.ok("-y", "redact", "note", fcl.id, "-m", "asked for")
    answer = fcl("--json", "-y", "undo")

    assert [one["code"] for one in answer.document["warnings"]] == ["passed_over"]
