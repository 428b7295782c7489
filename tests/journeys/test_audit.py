"""Several judges of one question: both are kept, the last one stands, and what they differ on is told."""

import json

import jsonschema
import pytest

import ledger
from ledger.cli.schema import read_schema

DAY = ("--known-on", "2026-06-30")


def asked(fcl, n: int = 1) -> list[str]:
    return [fcl.add(f"Question {at}", "60%", "--by", "2026-06-30", "--made", "2026-01-02") for at in range(n)]


def flags(fcl, id_: str) -> list[str]:
    """The flags that judges give; what hindsight finds has journeys of its own."""
    return [flag for flag in fcl.json("show", id_)["flags"] if flag in {"contested", "waiting"}]


def valid(answer):
    document = json.loads(answer.out)
    jsonschema.Draft202012Validator(read_schema()).validate(document)
    return document


@pytest.fixture
def judged(fcl):
    """Three questions: two judges differ on the first, agree on the second, and three agree on the third."""
    fcl.ids = asked(fcl, 3)
    first, second, third = fcl.ids
    fcl.ok("resolve", first, "yes", *DAY, "--evidence", "KMI", "--evidence", "a photo")
    fcl.ok("resolve", first, "no", *DAY, "--judge", "Ann")
    for id_, outcome, others in ((second, "yes", ["Ann"]), (third, "no", ["Ann", "Bob"])):
        fcl.ok("resolve", id_, outcome, *DAY)
        for judge in others:
            fcl.ok("resolve", id_, outcome, *DAY, "--judge", judge)
    return fcl


def test_the_single_judge_stays_at_one_command(fcl):
    (id_,) = asked(fcl)
    fcl.ok("resolve", id_, "yes", *DAY)

    assert flags(fcl, id_) == []
    assert fcl.ok("audit", "--only", "contested").out == "none contested of 0 questions judged by more than one\n"


def test_another_judges_verdict_stands_and_the_first_is_kept(fcl):
    (id_,) = asked(fcl)
    fcl.ok("resolve", id_, "yes", *DAY)
    told = fcl.ok("resolve", id_, "no", *DAY, "--judge", "Ann").out
    shown = fcl.json("show", id_)

    assert told == f"{id_[:4]}  YES → NO (2nd resolution; the first is kept)   Brier 0.1600 → 0.3600\n"
    assert [(one["judge"], one["outcome"], one["stands"]) for one in shown["resolutions"]] == [
        ("tester", "yes", False),
        ("Ann", "no", True),
    ]
    assert flags(fcl, id_) == ["contested"]


@pytest.mark.parametrize(
    "words",
    [("--judge", "tester"), (), ("--judge", "Ann"), ("--judge", " ANN ")],
    ids=["the same by name", "the same", "the second again", "the second in other letters"],
)
def test_who_judged_already_is_refused_without_amend(fcl, words):
    (id_,) = asked(fcl)
    fcl.ok("resolve", id_, "yes", *DAY)
    fcl.ok("resolve", id_, "no", *DAY, "--judge", "Ann")
    refused = fcl("resolve", id_, "ambiguous", *DAY, *words)

    assert (refused.code, refused.out) == (4, "")
    assert refused.err == (
        f"error: {id_[:4]} is already resolved: no since 2026-06-30\n"
        "hint: add --amend to decide again, or --judge NAME for another judge's verdict\n"
    )
    assert "AMBIGUOUS" in fcl.ok("resolve", id_, "ambiguous", *DAY, *words, "--amend").out
    assert {one["judge"] for one in fcl.json("show", id_)["resolutions"]} == {"tester", "Ann"}


def test_another_actor_is_refused_until_they_say_amend_and_is_then_the_judge(fcl):
    (id_,) = asked(fcl)
    fcl.ok("resolve", id_, "yes", *DAY)
    refused = fcl("--as", "Cy", "resolve", id_, "no", *DAY)
    fcl.ok("--as", "Cy", "resolve", id_, "no", *DAY, "--amend")

    assert refused.code == 4
    assert [one["judge"] for one in fcl.json("show", id_)["resolutions"]] == ["tester", "Cy"]
    assert flags(fcl, id_) == ["contested"]


def test_judges_who_come_to_agree_are_no_longer_contested(fcl):
    (id_,) = asked(fcl)
    fcl.ok("resolve", id_, "yes", *DAY)
    fcl.ok("resolve", id_, "no", *DAY, "--judge", "Ann")
    fcl.ok("resolve", id_, "yes", *DAY, "--judge", "Ann", "--amend")

    assert flags(fcl, id_) == []


def test_reopening_clears_every_word_and_all_may_judge_anew(fcl):
    (id_,) = asked(fcl)
    fcl.ok("resolve", id_, "yes", *DAY)
    fcl.ok("resolve", id_, "no", *DAY, "--judge", "Ann")
    fcl.ok("reopen", id_)
    assert flags(fcl, id_) == []
    fcl.ok("resolve", id_, "yes", *DAY, "--judge", "Bob")
    fcl.ok("resolve", id_, "no", *DAY, "--judge", "Ann")

    assert flags(fcl, id_) == ["contested"]
    assert [one["judge"] for one in fcl.json("audit")["contested"][0]["verdicts"]] == ["Bob", "Ann"]


def test_an_undone_verdict_contests_nothing(fcl):
    (id_,) = asked(fcl)
    fcl.ok("resolve", id_, "yes", *DAY)
    fcl.ok("resolve", id_, "no", *DAY, "--judge", "Ann")
    fcl.ok("-y", "undo")

    assert flags(fcl, id_) == []
    found = fcl.json("audit")
    assert (found["contested"], found["agreement"]) == ([], [])


def test_a_judge_without_a_name_is_refused(fcl):
    (id_,) = asked(fcl)
    refused = fcl("resolve", id_, "yes", *DAY, "--judge", " ")

    assert (refused.code, refused.err) == (
        2,
        "error: the judge has no name\nhint: give a name with --judge, or leave --judge out\n",
    )


def test_a_table_of_outcomes_says_whose_each_is(fcl):
    one, other = asked(fcl, 2)
    rows = ("id,outcome,known_on,judge", f"{one},yes,2026-06-30,", f"{one},no,2026-06-30,Ann",
            f"{other},no,2026-06-30,Ann", f"{other},no,2026-06-30,Bob")  # fmt: skip
    fcl.ok("-y", "resolve", "--from", "-", stdin="\n".join(rows))

    assert (flags(fcl, one), flags(fcl, other)) == (["contested"], [])
    assert [each["judge"] for each in fcl.json("show", one)["resolutions"]] == ["tester", "Ann"]
    assert [each["stands"] for each in fcl.json("show", one)["resolutions"]] == [False, True]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("Ann", "Ann", " by Ann"), ("Ann", "ann", " by ann"), ("", "", ""), ("Ann", "", ""), ("", "tester", " by tester")],
)
def test_a_table_decides_a_question_once_for_each_judge(fcl, first, second, said):
    (id_,) = asked(fcl)
    table = f"id,outcome,judge\n{id_},yes,{first}\n{id_},no,{second}\n"
    refused = fcl("-y", "resolve", "--from", "-", stdin=table)

    assert (refused.code, f"row 2: {id_} is decided twice{said}\n" in refused.err) == (5, True)
    assert fcl.json("show", id_)["resolutions"] == []


def test_audit_puts_judges_side_by_side_and_tells_their_agreement(judged):
    first = judged.ids[0][:4]
    today = judged.json("show", judged.ids[0])["resolutions"][0]["recorded_at"][:10]

    assert judged.ok("audit", "--only", "contested").out.splitlines() == [
        "1 contested of 3 questions judged by more than one",
        "",
        f"{first}  Question 0",
        "  judge   verdict      happened  known       recorded    evidence",
        f"  tester  YES          -         2026-06-30  {today}  KMI; a photo",
        f"  Ann     NO (stands)  -         2026-06-30  {today}  -",
        "",
        "Agreement between judges",
        "  judges       questions   agree  by chance  kappa  95% interval",
        "  Ann, Bob             1  100.0%     100.0%      -  - (one verdict throughout)",
        "  Ann, tester          3   66.7%      44.4%  0.400  -0.368 … 1.000",
        "  Bob, tester          1  100.0%     100.0%      -  - (one verdict throughout)",
        "  all of them          1  100.0%     100.0%      -  - (one verdict throughout)",
    ]


def test_show_puts_the_judges_of_a_contested_question_side_by_side(judged):
    shown, agreed = (judged.ok("show", id_).out for id_ in judged.ids[:2])

    assert "\nJudges differ\n  judge   verdict      happened  known       recorded    evidence\n" in shown
    assert "Judges differ" not in agreed


def test_audit_answers_json_by_the_schema(judged):
    document = valid(judged.ok("--json", "audit"))
    row = document["data"]["agreement"][1]

    told = {name: document["summary"][name] for name in ("contested", "judged", "unnamed", "level", "as_of")}
    assert told == {"contested": 1, "judged": 3, "unnamed": 0, "level": "0.95", "as_of": 11}
    assert [one["question"] for one in document["data"]["contested"]] == [judged.ids[0]]
    assert (row["judges"], row["n"], row["kappa"], row["why"]) == (["Ann", "tester"], 3, "0.4", None)
    assert valid(judged.ok("--json", "--numbers", "audit"))["data"]["agreement"][1]["kappa"] == 0.4


def test_a_query_narrows_the_audit(judged):
    assert judged.ok("audit", "not:flag:contested", "--only", "contested").out.splitlines()[0] == (
        "none contested of 2 questions judged by more than one"
    )
    assert judged.json("audit", f"id:{judged.ids[1]}")["agreement"][0]["n"] == 1


def test_the_audit_of_a_past_state_knows_no_later_word(judged):
    assert judged.json("--as-of", 5, "audit")["contested"] == []
    assert len(judged.json("--as-of", 6, "audit")["contested"]) == 1


@pytest.mark.parametrize("command", [("score",), ("calibration", "--bins", "stated"), ("export", "scores")])
def test_tables_leave_contested_questions_out(judged, command):
    everything, kept = judged.ok(*command).out, judged.ok(*command, "not:flag:contested").out

    assert everything != kept
    assert judged.json("score", "not:flag:contested")[0]["n"] == 2


def test_numbers_are_put_side_by_side_and_take_no_part_in_kappa(fcl):
    id_ = fcl.add("Sales", "--type", "numeric", "--interval", "1..9@80%", "--by", "2026-06-30", "--made", "2026-01-02")
    fcl.ok("resolve", id_, "5", *DAY)
    fcl.ok("resolve", id_, "6", *DAY, "--judge", "Ann")
    document = valid(fcl.ok("--json", "audit"))

    assert [one["outcome"] for one in document["data"]["contested"][0]["verdicts"]] == ["5", "6"]
    assert (document["data"]["agreement"], document["summary"]["unnamed"]) == ([], 1)


def test_the_name_of_a_judge_moves_no_cursor(fcl):
    (id_,) = asked(fcl)
    fcl.ok("resolve", id_, "yes", *DAY)
    fcl.ok("resolve", id_, "no", *DAY, "--judge", "Ann\x1b[2J")

    for words in (("audit",), ("show", id_)):
        assert "\x1b" not in fcl.ok(*words).out


def test_a_book_audits_too(judged):
    with ledger.open(judged.ledger) as book:
        found = book.audit("flag:contested")

    assert [one.claim for one in found.contested] == ["Question 0"]
    assert (found.judged, [one.agreement.kappa for one in found.agreement]) == (1, [0.0])
