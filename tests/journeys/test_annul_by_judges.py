"""`fcl annul --judge`: a judge who finds that a question cannot be judged, beside one who judged it."""

import pytest

from tests.program import Fcl


@pytest.fixture
def fcl(tmp_path):
    fcl = Fcl(tmp_path)
    fcl.id = fcl.add("It rains in Ghent", "60%", "--by", "2026-06-30", "--made", "2026-01-02")
    return fcl


def standing(fcl):
    shown = fcl.json("show", fcl.id)
    return shown["status"], "contested" in shown["flags"], [one["judge"] for one in shown["resolutions"]]


def test_another_judge_annuls_what_was_resolved_and_both_are_kept(fcl):
    fcl.ok("resolve", fcl.id, "yes", "--known-on", "2026-06-30")
    said = fcl.ok("annul", fcl.id, "--judge", "Ann", "-m", "the station was closed")

    assert said.startswith(f"{fcl.id[:4]}  YES → ANNULLED (2nd resolution; the first is kept)")
    assert standing(fcl) == ("annulled", True, ["tester", "Ann"])
    assert "Ann" in fcl.ok("audit", "--only", "contested")


def test_a_second_judge_who_annuls_too_agrees(fcl):
    fcl.ok("annul", fcl.id)
    assert standing(fcl) == ("annulled", False, ["tester"])
    fcl.ok("annul", fcl.id, "--judge", "Ann")
    assert standing(fcl) == ("annulled", False, ["tester", "Ann"])


def test_the_first_verdict_may_name_its_judge(fcl):
    assert fcl.ok("annul", fcl.id, "--judge", "Ann").startswith(f"{fcl.id[:4]}  ANNULLED  not scored")
    assert standing(fcl) == ("annulled", False, ["Ann"])


@pytest.mark.parametrize("words", [(), ("--judge", "tester"), ("--judge", "TESTER")])
def test_the_same_judge_annuls_once(fcl, words):
    fcl.ok("annul", fcl.id)
    answer = fcl("annul", fcl.id, *words)

    assert (answer.code, answer.err) == (
        4,
        f"error: {fcl.id[:4]} is annulled already\nhint: fcl reopen ID, or --judge NAME for another judge's verdict\n",
    )


def test_a_judge_without_a_name_is_refused(fcl):
    answer = fcl("annul", fcl.id, "--judge", "  ")

    assert (answer.code, answer.err.splitlines()[0]) == (2, "error: the judge has no name")


def test_several_are_annulled_by_one_judge_and_a_dry_run_writes_nothing(fcl):
    other = fcl.add("It snows in Ghent", "10%", "--by", "2026-06-30", "--made", "2026-01-02")
    fcl.ok("annul", "-", "--judge", "Ann", "--dry-run", stdin=f"{fcl.id}\n{other}\n")
    assert standing(fcl) == ("overdue", False, [])
    fcl.ok("-y", "annul", "-", "--judge", "Ann", stdin=f"{fcl.id}\n{other}\n")
    assert standing(fcl) == ("annulled", False, ["Ann"])
