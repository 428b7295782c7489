"""`fcl db merge`: what somebody else recorded comes in, and what both say differently is listed."""

import pytest

from tests.journeys.test_json import valid


@pytest.fixture
def other(fcl):
    """Somebody else's ledger, with one prediction."""
    place = fcl.home / "other.db"
    theirs = ("-L", place, "--as", "Bea")
    snow = fcl.json(*theirs, "add", "It snows in Ghent", "30%", "--by", "2026-06-30", "--made", "2026-01-02")["id"]
    fcl.ok(*theirs, "resolve", snow, "no", "--known-on", "2026-06-30")
    fcl.place, fcl.snow = place, snow
    return ("-L", place)


def its_id(fcl, *where):
    return fcl.json(*where, "db", "status")["ledger"]


def test_it_comes_in_under_its_own_id_and_says_who_said_it(fcl, other):
    fcl.add("It rains in Ghent", "70%", "--by", "2026-06-30", "--made", "2026-01-02")

    foreseen = fcl("db", "merge", fcl.place, "--dry-run")
    said = fcl.ok("db", "merge", fcl.place)

    known = its_id(fcl, *other)
    assert foreseen.out == f"2 entries of {known} would be taken in as 3 to 4\n"
    assert foreseen.err == "nothing written (--dry-run)\n"
    assert said.out == f"2 entries of {known} taken in as 3 to 4\n"
    shown = fcl.json("show", fcl.snow)
    assert (shown["status"], [one["forecaster"] for one in shown["predictions"]]) == ("resolved", ["Bea"])
    assert [one["actor"] for one in fcl.json("log")] == ["tester", "Bea", "Bea", "tester"]
    assert "Entries of another ledger were taken in" in fcl.ok("log").out
    assert fcl.ok("verify").out.startswith("5 entries, chain intact")


def test_its_answer_is_what_the_schema_allows(fcl, other):
    assert valid(fcl.ok("--json", "db", "merge", fcl.place).out)["data"]["taken_in"] == [2, 3]


def test_twice_is_once(fcl, other):
    fcl.ok("db", "merge", fcl.place)
    before = fcl.ledger.read_bytes()

    assert fcl.ok("db", "merge", fcl.place).out == f"nothing new in {its_id(fcl, *other)}: 2 entries of it known here\n"
    assert fcl.ledger.read_bytes() == before


def test_what_both_say_differently_is_listed(fcl, other):
    fcl.ok("db", "merge", fcl.place)
    fcl.ok("resolve", fcl.snow, "yes", "--known-on", "2026-06-30", "--amend", "-m", "it did")
    fcl.ok("edit", fcl.snow, "--claim", "It snows in the city of Ghent")
    fcl.ok(*other, "resolve", fcl.snow, "annulled", "--known-on", "2026-06-30", "--amend", "-m", "cannot be said")
    fcl.ok(*other, "edit", fcl.snow, "--claim", "It snows at the station of Ghent")

    said = fcl.ok("db", "merge", fcl.place).out.splitlines()

    short = fcl.snow[:4]
    assert said[1:] == [
        f"  conflict  {short}  wording: It snows in the city of Ghent here, It snows at the station of Ghent there",
        f"  conflict  {short}  decision: yes here, annulled there",
    ]
    assert fcl.ok("verify").code == 0


def test_what_was_taken_in_can_be_undone_one_by_one_but_not_that_it_was(fcl, other):
    fcl.ok("db", "merge", fcl.place)

    refused = fcl("undo", "4", "-y")
    undone = fcl.ok("undo", "-y")

    assert (refused.code, refused.err) == (
        4,
        (
            "error: entry 4 is a merge: it cannot be undone\n"
            "hint: what it took in are entries of their own, which can be\n"
        ),
    )
    assert undone.out == f"Undone. {fcl.snow[:4]} is open, 30% again.\n"
    assert fcl.ok("db", "merge", fcl.place).out.startswith("nothing new")


def test_a_forecast_taken_in_after_the_outcome_was_known_is_marked_as_such(fcl, other):
    fcl.ok("db", "merge", fcl.place)

    assert (
        fcl.json(*other, "show", fcl.snow)["predictions"][0]["forecasts"][0]["recorded_at"]
        <= (fcl.json("show", fcl.snow)["predictions"][0]["forecasts"][0]["recorded_at"])
    )


REFUSED = {
    "missing.db": (6, "error: there is no ledger at HOME/missing.db\nhint: give the file or URL of a ledger\n"),
    "ledger.db": (
        4,
        (
            "error: HOME/ledger.db is this ledger itself: 2 entries there, 2 here\n"
            "hint: fcl db copy brings a ledger to another place\n"
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "told"), REFUSED.items())
def test_what_cannot_be_taken_in_is_told_word_for_word(fcl, name, told):
    fcl.add("It rains in Ghent", "70%", "--by", "2026-06-30", "--made", "2026-01-02")

    refused = fcl("db", "merge", fcl.home / name)

    assert (refused.code, refused.err.replace(str(fcl.home), "HOME")) == told
