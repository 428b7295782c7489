"""Hindsight: each finding as somebody brings it about, what takes it away, and tables with and without it."""

import csv
import io
import json

import jsonschema
import pytest

import ledger
from ledger.cli.schema import read_schema
from ledger.core.hindsight import FINDINGS
from ledger.errors import InputError

PAST = ("--by", "2026-06-30", "--made", "2026-01-02", "--quote", "as said")
KNOWN = ("--known-on", "2026-06-30", "--judge", "KMI")


def cases(fcl, *words: object) -> dict[str, list[dict]]:
    """The cases by finding."""
    found: dict[str, list[dict]] = {}
    for case in fcl.json("audit", *words)["hindsight"]:
        found.setdefault(case["finding"], []).append(case)
    return found


def the_case(fcl, finding: str) -> dict:
    (case,) = cases(fcl)[finding]
    return case


def today_of(fcl, id_: str) -> str:
    return fcl.json("show", id_)["recorded_at"][:10]


def counts(fcl, *words: object) -> dict[str, tuple[int, int]]:
    found = json.loads(fcl.ok("--json", "audit", *words).out)["summary"]["findings"]
    return {one["finding"]: (one["cases"], one["of"]) for one in found}


def test_what_is_said_today_and_decided_by_another_has_no_finding(fcl):
    id_ = fcl.add("Rain", "60%", "--by", "2099")
    fcl.ok("resolve", id_, "yes", "--judge", "KMI")

    assert cases(fcl) == {}
    assert fcl.ok("audit").out.splitlines() == [
        "Hindsight: nothing found in 1 question",
        "",
        "Worst case: mean Brier score (0-1), and if everything left open, void or unrevealed had gone wrong",
        "  forecaster  scored  n  left open  void  unrevealed  worst  n",
        "  tester       0.160  1          0     0           0  0.160  1",
        "",
        "none contested of 0 questions judged by more than one",
    ]


def test_what_was_recorded_after_it_was_known_is_retrospective(fcl):
    id_ = fcl.add("Rain", "60%", *PAST)
    fcl.ok("resolve", id_, "yes", *KNOWN)
    case = the_case(fcl, "retrospective")

    assert (case["question"], case["forecaster"], case["entry"]) == (id_, "tester", 2)
    assert (case["since"], case["on"]) == ("2026-06-30", today_of(fcl, id_))
    assert counts(fcl)["retrospective"] == (1, 1)


def test_a_wording_changed_after_the_forecast_is_found_until_it_is_forecast_again(fcl):
    id_ = fcl.add("Rain", "60%", "--by", "2099")
    fcl.ok("edit", id_, "--criteria", "KMI")
    fcl.ok("edit", id_, "--by", "2098")
    case = the_case(fcl, "reworded_after_forecast")

    assert (case["what"], case["times"], case["entry"]) == (["criteria", "deadline"], 2, 3)
    assert [one["changed"] for one in fcl.json("show", id_)["rewordings"]] == [["criteria"], ["deadline"]]
    fcl.ok("update", id_, "70%")
    assert cases(fcl) == {}
    fcl.ok("-y", "undo")
    assert list(cases(fcl)) == ["reworded_after_forecast"]


@pytest.mark.parametrize("change", [("--review", "2098"), ("--closes", "2098-01-01"), ("--look-at", "their site")])
def test_what_changes_nothing_that_was_forecast_is_no_rewording(fcl, change):
    id_ = fcl.add("Rain", "60%", "--by", "2099")
    fcl.ok("edit", id_, *change)

    assert (cases(fcl), fcl.json("show", id_)["rewordings"]) == ({}, [])


def test_an_option_that_came_later_is_a_rewording(fcl):
    id_ = fcl.add("Best", "--options", "a,b", "--shares", "a=50% b=50%", "--by", "2099")
    fcl.ok("edit", id_, "--add-option", "c")

    assert the_case(fcl, "reworded_after_forecast")["what"] == ["options"]


def test_a_question_worded_before_anybody_forecast_it_is_not_reworded_after(fcl):
    id_ = fcl.add("Rain", "--by", "2099", "--question-only")
    fcl.ok("edit", id_, "--criteria", "KMI")
    fcl.ok("update", id_, "60%", "-f", "Ann")

    assert cases(fcl) == {}


def test_goalposts_are_moved_by_a_wording_after_the_verdict(fcl):
    id_ = fcl.add("Rain", "60%", "--by", "2099")
    fcl.ok("resolve", id_, "yes", "--judge", "KMI")
    fcl.ok("edit", id_, "--claim", "Much rain")
    case = the_case(fcl, "goalposts_moved")

    assert (case["what"], case["entry"], case["forecaster"]) == (["claim"], 4, None)
    fcl.ok("-y", "undo")
    assert cases(fcl) == {}


def test_goalposts_are_moved_by_a_wording_after_the_outcome_was_known(fcl):
    id_ = fcl.add("Rain", "60%", *PAST)
    fcl.ok("edit", id_, "--claim", "Much rain")
    assert "goalposts_moved" not in cases(fcl)
    fcl.ok("resolve", id_, "yes", *KNOWN)

    assert the_case(fcl, "goalposts_moved")["since"] == "2026-06-30"


def test_each_outcome_after_the_first_is_counted(fcl):
    id_ = fcl.add("Rain", "60%", "--by", "2099")
    fcl.ok("resolve", id_, "yes", "--judge", "KMI")
    fcl.ok("resolve", id_, "yes", "--judge", "KMI", "--amend", "-m", "sure")
    assert cases(fcl) == {}
    fcl.ok("resolve", id_, "no", "--judge", "KMI", "--amend")
    fcl.ok("reopen", id_)
    fcl.ok("resolve", id_, "yes", "--judge", "KMI")
    case = the_case(fcl, "re_resolved")

    assert (case["what"], case["times"]) == (["yes", "no", "yes"], 2)
    assert "  yes → no → yes  Rain\n" in fcl.ok("audit", "--only", "re_resolved").out


def test_what_follows_from_other_questions_is_not_decided_again(fcl):
    condition = fcl.add("If", "60%", "--by", "2099")
    branch = fcl.add("Then", "60%", "--by", "2099", "--if", f"{condition}=yes")
    fcl.ok("resolve", branch, "yes", "--judge", "KMI")
    fcl.ok("resolve", condition, "no", "--judge", "KMI")

    assert fcl.json("show", branch)["status"] == "annulled"
    assert list(cases(fcl)) == ["annulled"]
    assert the_case(fcl, "annulled")["what"] == ["condition"]


def test_a_miss_is_left_open_after_so_many_days(fcl):
    id_ = fcl.add("Rain", "60%", *PAST)
    days = the_case(fcl, "left_open")["days"]

    assert days > 30
    assert "left_open" in cases(fcl, "--grace", days - 1)
    assert "left_open" not in cases(fcl, "--grace", days)
    assert fcl.json("list", "flag:left_open")[0]["id"] == id_
    assert fcl.json("list", "not:flag:left_open") == []


@pytest.mark.parametrize(("act", "finding"), [(("annul",), "annulled"), (("resolve",), "ambiguous")])
def test_what_was_declared_void_says_by_whom(fcl, act, finding):
    id_ = fcl.add("Rain", "60%", "--by", "2099")
    fcl.ok("--as", "Bob", *act, id_, *(("ambiguous",) if finding == "ambiguous" else ()))

    assert list(cases(fcl)) == [finding]
    assert the_case(fcl, finding)["what"] == ["Bob"]


def test_a_forecaster_who_judges_is_found_whatever_the_letters_and_nobody_else(fcl):
    id_ = fcl.add("Rain", "60%", "--by", "2099", "-f", "Ann")
    fcl.ok("update", id_, "90%", "-f", "Bob")
    fcl.ok("resolve", id_, "yes", "--judge", "ANN")

    assert the_case(fcl, "own_verdict")["forecaster"] == "Ann"
    assert [one["value"] for one in fcl.json("score", "not:flag:own_verdict") if one["rule"] == "brier"] == ["0.01"]
    assert [one["value"] for one in fcl.json("score", "flag:own-verdict") if one["rule"] == "brier"] == ["0.16"]


def test_commitments_that_were_never_revealed_are_so_many_of_so_many(fcl):
    kept, told = (
        fcl.json("add", claim, "70%", "--by", "2026-06-30", "--made", "2026-06-01", "-f", "Ann", "--commit")["id"]
        for claim in ("Kept", "Told")
    )
    fcl.add("Private until 2099", "70%", "--by", "2099", "--commit")
    assert counts(fcl)["unrevealed"] == (2, 2)
    fcl.ok("reveal", told)
    case = the_case(fcl, "unrevealed")

    assert (case["question"], case["forecaster"], case["since"]) == (kept, "Ann", "2026-06-30")
    assert counts(fcl, "forecaster:ann")["unrevealed"] == (1, 2)
    assert counts(fcl, "forecaster:bob")["unrevealed"] == (0, 0)
    assert "reworded_after_forecast" not in cases(fcl)
    assert fcl.json("show", told)["rewordings"] == []


def test_a_private_prediction_is_as_old_as_its_commitment(fcl):
    id_ = fcl.json("add", "Kept", "70%", "--by", "2099", "--commit")["id"]
    fcl.ok("reveal", id_)

    assert cases(fcl) == {}


@pytest.mark.parametrize("shown", [("--quote", "as said"), ("--source", "https://example.org/i42")])
def test_a_day_long_ago_needs_a_source_or_a_quote(fcl, shown):
    fcl.add("Rain", "60%", "--by", "2099", "--made", "2026-01-02")
    fcl.add("Snow", "60%", "--by", "2099", "--made", "2026-01-02", *shown)
    case = the_case(fcl, "backdated")

    assert (case["claim"], case["since"], case["forecaster"]) == ("Rain", "2026-01-02", "tester")


def test_the_worst_case_counts_what_has_no_outcome_against_the_forecaster(fcl):
    fcl.ok("resolve", fcl.add("Scored", "80%", *PAST), "yes", *KNOWN)
    fcl.add("Left open", "90%", *PAST)
    fcl.ok("annul", fcl.add("Void", "30%", *PAST))
    fcl.add("Not due", "99%", "--by", "2099")
    withdrawn = fcl.add("Withdrawn", "99%", *PAST)
    fcl.ok("withdraw", withdrawn)
    fcl.ok("add", "Kept", "50%", "--by", "2026-06-30", "--made", "2026-06-01", "--commit")

    assert fcl.json("audit")["worst_case"] == [
        {"forecaster": "tester", "n": 1, "mean": "0.04", "left_open": 1, "void": 1, "unrevealed": 1, "n_worst": 4,
         "worst": "0.585"},
    ]  # fmt: skip
    assert fcl.json("--as-of", 3, "audit")["worst_case"][0]["worst"] == "0.04"


def test_only_and_limit_say_what_is_shown(fcl):
    for n in range(12):
        fcl.add(f"Question {n}", "60%", *PAST)
    shown = fcl.ok("audit", "--only", "left-open").out.splitlines()

    assert shown[0] == "Hindsight: 12 findings in 12 questions"
    assert shown[-1] == "  and 2 more: --limit 0 shows all"
    assert len(fcl.ok("audit", "--only", "left_open", "--limit", "0").out.splitlines()) == len(shown) + 1
    assert len(fcl.json("audit", "--limit", "3")["hindsight"]) == 3
    found = fcl.json("audit", "--only", "worst_case")
    assert (found["hindsight"], found["contested"], found["worst_case"][0]["left_open"]) == ([], [], 12)


def test_what_is_no_finding_is_refused_with_those_that_are(fcl):
    fcl.add("Rain", "60%", "--by", "2099")
    refused = fcl("audit", "--only", "unreveal")

    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "error: no finding is called 'unreveal'\nhint: did you mean unrevealed?\n"
    assert fcl("list", "flag:goalpost").err.splitlines()[1].startswith("hint: did you mean flag:goalposts_moved? ")
    assert fcl("audit", "--grace", "-1").code == 2
    with ledger.open(fcl.ledger) as book, pytest.raises(InputError, match="-1 days after a deadline are before it"):
        book.hindsight(grace=-1)


def test_the_audit_answers_by_the_schema(fcl):
    id_ = fcl.add("Rain", "60%", "--by", "2026-06-30", "--made", "2026-01-02")
    fcl.add("Snow", "60%", *PAST)
    fcl.ok("add", "Kept", "50%", "--by", "2026-06-30", "--made", "2026-06-01", "--commit")
    fcl.ok("resolve", id_, "yes", "--known-on", "2026-06-30")
    fcl.ok("resolve", id_, "no", "--known-on", "2026-06-30", "--amend")
    fcl.ok("edit", id_, "--claim", "Much rain")
    check = jsonschema.Draft202012Validator(read_schema())
    for words in (("audit",), ("--numbers", "audit"), ("show", id_), ("list",)):
        check.validate(json.loads(fcl.ok("--json", *words).out))

    assert FINDINGS.keys() - {"annulled", "ambiguous"} == cases(fcl).keys()


@pytest.mark.parametrize("table", ["questions", "predictions", "forecasts"])
def test_tables_bear_flags_and_are_had_without_them(fcl, table):
    fcl.add("Snow", "70%", "--by", "2099")
    fcl.ok("resolve", fcl.add("Rain", "60%", *PAST), "yes", "--known-on", "2026-06-30")

    def flags(*query: str) -> list[str]:
        return [row["flags"] for row in csv.DictReader(io.StringIO(fcl.ok("export", table, *query).out))]

    assert flags() == ["", "retrospective own_verdict"]
    assert flags("not:flag:own_verdict") == [""]


def test_names_and_claims_in_an_audit_move_no_cursor(fcl):
    id_ = fcl.add("Rain\x1b[2J", "60%", "--by", "2026-06-30", "--made", "2026-01-02", "-f", "Ann\x1b[2J")
    fcl.ok("resolve", id_, "yes", "--known-on", "2026-06-30", "--judge", "Ann\x1b[2J")
    told = fcl.ok("audit").out

    assert "own_verdict" in told
    assert "\x1b" not in told
