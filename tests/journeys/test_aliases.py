"""Several names of one forecaster: one from the day on which it is said, apart before it and after it is taken back."""

import json

import pytest


@pytest.fixture
def rain(fcl):
    """A question on which al, alice and Bob spoke, judged by Al, and one that al alone forecast."""
    key = fcl.add("Rain", "60%", "-f", "al", "--by", "2026-01-10", "--made", "2026-01-01")
    fcl.ok("update", key, "80%", "-f", "alice", "--made", "2026-01-03")
    fcl.ok("update", key, "30%", "-f", "Bob", "--made", "2026-01-03")
    fcl.ok("resolve", key, "yes", "--known-on", "2026-01-11", "--judge", "Al")
    fcl.add("Snow", "10%", "-f", "al", "--by", "2099-01-10", "--made", "2026-01-01")
    return key


def names(fcl, *options):
    return [row["name"] for row in fcl.json(*options, "forecaster", "list")]


def counted(fcl, *options):
    rows = fcl.json(*options, "score", "--by", "forecaster", "--rule", "brier")
    return {row["group"]: (row["n"], row["value"]) for row in rows}


def test_two_names_become_one_forecaster_from_then_on(fcl, rain):
    assert names(fcl) == ["al", "alice", "Bob"]
    assert counted(fcl) == {"al": (1, "0.16"), "alice": (1, "0.04"), "Bob": (1, "0.49")}
    assert fcl.ok("forecaster", "alias", "al", "alice").out == "al is read as alice  (2 questions)\n"
    assert names(fcl) == ["alice", "Bob"]
    assert counted(fcl) == {"alice": (1, "0.04"), "Bob": (1, "0.49")}
    assert fcl.json("forecaster", "show", "al")["aliases"] == ["al"]
    assert "  also al\n" in fcl.ok("forecaster", "show", "alice").out


def test_their_forecasts_become_one_prediction_in_the_order_in_which_they_were_made(fcl, rain):
    fcl.ok("forecaster", "alias", "al", "alice")
    first, second = fcl.json("show", rain)["predictions"]
    assert [(one["n"], one["p"], one["name"]) for one in first["forecasts"]] == [(1, "0.6", "al"), (2, "0.8", None)]
    assert (first["forecaster"], first["p"], second["forecaster"]) == ("alice", "0.8", "Bob")
    assert "60%  stated; recorded" in fcl.ok("show", rain).out
    assert "as al" in fcl.ok("show", rain).out
    for who in ("al", "alice"):
        [one] = fcl.json("show", f"{rain}@{who}")["predictions"]
        assert one["forecaster"] == "alice"
        assert len(fcl.json("list", f"forecaster:{who}")) == 2
        assert len(fcl.json("search", who)) == 2


def test_states_before_the_alias_show_them_apart(fcl, rain):
    before = fcl.json("forecaster", "list")
    last = json.loads(fcl.ok("--json", "list").out)["ledger"]["entries"]
    fcl.ok("forecaster", "alias", "al", "alice")
    assert fcl.json("--as-of", last, "forecaster", "list") == before
    assert counted(fcl, "--as-of", last + 1) == counted(fcl)
    assert [one["forecaster"] for one in fcl.json("--as-of", last, "show", f"{rain}@al")["predictions"]] == ["al"]


def test_what_was_said_keeps_its_name_in_the_journal(fcl, rain):
    fcl.ok("forecaster", "alias", "al", "alice")
    told = [one["summary"] for one in fcl.json("log")]
    assert told[0] == "1 name: al is alice"
    assert "Rain, by 2026-01-10; al: 60%" in told
    assert "chain intact" in fcl.ok("verify").out


def test_undo_and_remove_part_them_again(fcl, rain):
    before = counted(fcl), names(fcl)
    fcl.ok("forecaster", "alias", "al", "alice")
    fcl.ok("undo", "-y")
    assert (counted(fcl), names(fcl)) == before
    fcl.ok("redo", "-y")
    assert names(fcl) == ["alice", "Bob"]
    assert fcl.ok("forecaster", "alias", "--remove", "AL").out == "al is read as nobody else  (2 questions)\n"
    assert (counted(fcl), names(fcl)) == before


def test_a_chain_of_names_ends_at_the_last(fcl, rain):
    fcl.ok("forecaster", "alias", "al", "alice")
    fcl.ok("forecaster", "alias", "alice", "Dr A. Roe", "--new")
    assert names(fcl) == ["Bob", "Dr A. Roe"]
    assert fcl.json("forecaster", "show", "al")["aliases"] == ["al", "alice"]
    fcl.ok("forecaster", "alias", "alice", "Bob")
    assert names(fcl) == ["Bob"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("alice", "al"), 4, "'al' is read as 'alice': that would go round in a circle"),
        (("al", "alice"), 4, "'al' and 'alice' are one already"),
        (("al", "Al"), 2, "'al' is one name"),
        (("carl", "alice"), 3, "nobody is called 'carl'"),
        (("al", "carl"), 3, "nobody is called 'carl'"),
        (("--remove", "Bob"), 4, "'Bob' is read as nobody else"),
        (("--remove", "al", "alice"), 2, "--remove takes one name"),
        (("al",), 2, "the same as whom?"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(fcl, rain, arguments, code, message):
    fcl.ok("forecaster", "alias", "al", "alice")
    head = fcl.head
    answer = fcl("forecaster", "alias", *arguments)
    assert (answer.code, answer.err.splitlines()[0]) == (code, f"error: {message}")
    assert fcl.head == head


def test_a_dry_run_says_it_and_writes_nothing(fcl, rain):
    head = fcl.head
    answer = fcl.ok("forecaster", "alias", "al", "alice", "--dry-run")
    assert answer.out == "al would be read as alice  (2 questions)\n"
    assert (fcl.head, names(fcl)) == (head, ["al", "alice", "Bob"])
    assert fcl.json("forecaster", "alias", "al", "alice") == {
        "name": "al", "same_as": "alice", "removed": False, "questions": 2,
    }  # fmt: skip


def test_a_judge_who_judged_under_another_name_decided_his_own_prediction(fcl, rain):
    assert "own_verdict" in fcl.json("show", rain)["flags"]
    fcl.ok("forecaster", "alias", "al", "alice")
    flagged = fcl.json("list", "flag:own_verdict")
    assert [one["id"] for one in flagged] == [rain]
    [case] = fcl.json("audit", "--only", "own_verdict")["hindsight"]
    assert case["forecaster"] == "alice"


def test_two_names_of_one_judge_contest_nothing(fcl):
    key = fcl.add("Hail", "60%", "--by", "2026-01-10", "--made", "2026-01-01")
    fcl.ok("resolve", key, "yes", "--known-on", "2026-01-11", "--judge", "J. Doe")
    fcl.ok("resolve", key, "no", "--known-on", "2026-01-11", "--judge", "Jane Doe")
    assert fcl.json("show", key)["flags"].count("contested") == 1
    fcl.ok("forecaster", "alias", "J. Doe", "Jane Doe")
    assert "contested" not in fcl.json("show", key)["flags"]
    assert fcl.json("list", "flag:contested") == []
    refused = fcl("resolve", key, "yes", "--judge", "j. doe")
    assert (refused.code, "is already resolved: no" in refused.err) == (4, True)


def test_tables_comparisons_and_exports_know_one_forecaster(fcl, rain):
    fcl.ok("forecaster", "alias", "al", "alice")
    assert "A alice" in fcl.ok("compare", "al", "bob").out
    assert fcl("compare", "al", "alice").code == 2
    assert {row["group"] for row in fcl.json("calibration", "--by", "forecaster")} == {"alice", "Bob"}
    for table in ("predictions", "forecasts", "scores"):
        assert "al," not in [line[:3] for line in fcl.ok("export", table).out.splitlines()]
    lines = fcl.ok("export", "forecasts").out.splitlines()
    assert sum(",alice," in line for line in lines) == 3
    against = fcl.json("score", "--by", "forecaster", "--rule", "brier", "--baseline", "forecaster:al")
    assert {row["group"]: row["skill"] for row in against}["alice"] == "0"


def test_a_claim_is_said_again_by_the_same_speaker_under_another_name(fcl, rain):
    again = ("add", "Snow again", "20%", "-f", "alice", "--by", "2099-06-10", "--made", "2026-02-01", "--restates")
    snow = next(one["id"] for one in fcl.json("list") if one["claim"] == "Snow")
    assert fcl(*again, snow).code == 4
    fcl.ok("forecaster", "alias", "al", "alice")
    fcl.ok(*again, snow)
    [chain] = fcl.json("goalposts")
    assert (chain["forecaster"], len(chain["statements"])) == ("alice", 2)


def test_a_change_of_mind_and_a_withdrawal_are_those_of_the_one(fcl, rain):
    fcl.ok("forecaster", "alias", "al", "alice")
    [snow] = fcl.json("list", "Snow")
    fcl.ok("update", f"{snow['id']}@alice", "20%")
    fcl.ok("update", snow["id"], "25%", "-f", "al")
    [one] = fcl.json("show", snow["id"])["predictions"]
    assert ([each["p"] for each in one["forecasts"]], one["forecaster"]) == (["0.1", "0.2", "0.25"], "alice")
    fcl.ok("withdraw", f"{snow['id']}@al")
    [one] = fcl.json("show", snow["id"])["predictions"]
    assert one["withdrawn"] is not None


def test_aliases_come_in_with_another_ledger(fcl, rain, tmp_path):
    fcl.ok("forecaster", "alias", "al", "alice")
    other = tmp_path / "other.db"
    asked = ("Wind", "60%", "-f", "al", "--by", "2026-01-10", "--made", "2026-01-01")
    key = fcl.json("--ledger", other, "add", *asked)["id"]
    fcl.ok("--ledger", other, "db", "merge", fcl.ledger)
    assert names(fcl, "--ledger", other) == ["alice", "Bob"]
    assert [one["forecaster"] for one in fcl.json("--ledger", other, "show", key)["predictions"]] == ["alice"]
    fcl.ok("--ledger", other, "verify")
    fcl.ok("db", "copy", fcl.ledger, tmp_path / "copy.db")
    assert names(fcl, "--ledger", tmp_path / "copy.db") == ["alice", "Bob"]
