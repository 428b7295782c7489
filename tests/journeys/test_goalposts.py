"""Claims that are said again: chains, drift, and first and latest statement scored apart."""

import json

import jsonschema
import pytest

import ledger
from ledger.cli.schema import read_schema
from ledger.errors import InputError
from ledger.services.relating import Related

NOW = ("--now", "2026-11-20T12:00:00Z")


def said(fcl, claim: str, p: str, by: str, made: str, *more: object, who: str = "Doe") -> str:
    return fcl.add(claim, p, "--by", by, "--made", made, "-f", who, *more)


@pytest.fixture
def moved(fcl):
    """One claim said three times by Doe, the first of them settled."""
    first = said(fcl, "AGI by 2025", "60%", "2025", "2024-03-01")
    second = said(fcl, "AGI by 2030", "70%", "2030", "2026-05-01", "--restates", first)
    third = said(fcl, "AGI by 2031", "40%", "2031", "2026-11-01", "--restates", second)
    fcl.ok("resolve", first, "no", "--known-on", "2025-12-31")
    fcl.ids = [first, second, third]
    return fcl


def valid(answer):
    document = json.loads(answer.out)
    jsonschema.Draft202012Validator(read_schema()).validate(document)
    return document


def test_goalposts_tell_a_chain_its_drift_and_both_scores(moved):
    first, second, third = (id_[:4] for id_ in moved.ids)

    assert moved.ok("goalposts").out.splitlines() == [
        "1 claim said more than once",
        "",
        "Doe  AGI by 2025",
        "  id    restates  said        by            moved  rate  p    came out",
        f"  {first}  -         2024-03-01  2025-12-31        -     -  60%  no",
        f"  {second}  {first}      2026-05-01  2030-12-31  +1826 d  2.31  70%  open",
        f"  {third}  {second}      2026-11-01  2031-12-31   +365 d  1.98  40%  open",
        "  first to latest, 975 days: the deadline moved 2191 days later, 2.25 a day; confidence -20 points",
        "",
        "First and latest statements apart",
        "               first  n  latest  n",
        "  Brier (0-1)  0.360  1       -  0",
        "  log          0.916  1       -  0",
        "  1 chain is counted in the first only: the latest statement has no score",
    ]


def test_nothing_said_twice_is_no_claim(fcl):
    said(fcl, "AGI by 2030", "70%", "2030", "2026-05-01")

    assert fcl.ok("goalposts").out == "no claim said more than once\n"


def test_restating_neither_settles_nor_changes_the_earlier_statement(fcl):
    first = said(fcl, "AGI by 2030", "70%", "2030", "2026-05-01")
    before = fcl.json("show", first)
    said(fcl, "AGI by 2031", "40%", "2031", "2026-11-01", "--restates", first)

    assert fcl.json("show", first) == before


def test_show_tells_the_place_in_the_chain(moved):
    line = (
        "  goalposts   2nd of 3 statements: by 2025-12-31 said 2024-03-01 → by 2030-12-31 said 2026-05-01"
        " → by 2031-12-31 said 2026-11-01"
    )

    assert line in moved.ok("show", moved.ids[1]).out.splitlines()
    assert "1st of 3 statements" in moved.ok("show", moved.ids[0]).out
    assert "goalposts" not in moved.ok("show", said(moved, "Rain", "70%", "2030", "2026-05-01")).out


def test_another_speakers_restatement_is_refused(fcl):
    first = said(fcl, "AGI by 2030", "70%", "2030", "2026-05-01")
    refused = fcl("add", "AGI by 2031", "40%", "--by", "2031", "-f", "Roe", "--restates", first)

    assert (refused.code, refused.out) == (4, "")
    assert refused.err == (
        f"error: Roe did not say {first[:4]}: Doe did\n"
        "hint: leave --restates out, or say with -f whose statement it is\n"
    )
    assert len(fcl.json("list")) == 1


def test_one_of_several_speakers_may_restate_and_so_may_a_question_of_nobody(fcl):
    first = said(fcl, "AGI by 2030", "70%", "2030", "2026-05-01")
    fcl.ok("update", first, "20%", "-f", "Roe", "--made", "2026-05-02")
    said(fcl, "AGI by 2031", "40%", "2031", "2026-11-01", "--restates", first, who=" doe")
    fcl.ok("add", "AGI by 2032", "--by", "2032", "--question-only", "--restates", first)

    assert [(one["forecaster"], len(one["statements"])) for one in fcl.json("goalposts")] == [("Doe", 2)]


def test_a_claim_that_nobody_forecast_may_be_restated_by_anybody(fcl):
    asked = fcl.add("AGI by 2030", "--by", "2030", "--question-only")
    said(fcl, "AGI by 2031", "40%", "2031", "2026-11-01", "--restates", asked)

    assert fcl.json("goalposts") == []


def test_a_statement_of_nobody_between_two_is_passed_over(fcl):
    first = said(fcl, "AGI by 2030", "70%", "2030", "2026-05-01")
    between = fcl.add("AGI by 2031", "--by", "2031", "--question-only", "--restates", first)
    third = said(fcl, "AGI by 2032", "40%", "2032", "2026-11-01", "--restates", between)
    (chain,) = fcl.json("goalposts")

    assert [(one["question"], one["restates"]) for one in chain["statements"]] == [(first, None), (third, first)]


def test_a_chain_that_branches_says_so(moved):
    said(moved, "AGI by 2032", "30%", "2032", "2026-11-10", "--restates", moved.ids[0])
    (chain,) = moved.json("goalposts")

    assert "  branches: not a single line of statements" in moved.ok("goalposts").out.splitlines()
    assert chain["branching"] is True
    assert [step["earlier"] for step in chain["steps"]] == [moved.ids[0], moved.ids[1], moved.ids[0]]


def test_the_median_of_a_day_moves_with_its_ends(fcl):
    words = ("AGI", "--type", "date", "-f", "Poe", "--made")
    first = fcl.add(*words, "2026-05-01", "--interval", "2030..2040@80%")
    fcl.add(*words, "2026-07-01", "--quantiles", "10%=2031 50%=2036 90%=2050", "--restates", first)
    (chain,) = fcl.json("--numbers", "goalposts")

    assert [(one["deadline"], one["low"], one["high"]) for one in chain["statements"]] == [
        ("2035-07-02", "2030-01-01", "2040-12-31"),
        ("2036-12-31", "2031-12-31", "2050-12-31"),
    ]
    assert (chain["drift"]["days"], chain["drift"]["moved"], chain["drift"]["confidence"]) == (61, 548, None)
    assert "2036-12-31 (2031-12-31 to 2050-12-31)  +548 d  8.98" in fcl.ok("goalposts").out


@pytest.mark.parametrize(
    ("by", "made", "drift"),
    [
        ("2030", "2026-06-01", "first to latest, 31 days: the deadline stayed; confidence as before"),
        (
            "2029-12-31",
            "2026-06-01",
            "first to latest, 31 days: the deadline moved 365 days earlier, -11.77 a day; confidence as before",
        ),
        ("soon", "2026-06-01", "first to latest, 31 days: no two deadlines to compare; confidence as before"),
        ("2031", "2026-05-01", "first to latest, 0 days: the deadline moved 365 days later; confidence as before"),
    ],
)
def test_drift_in_words(fcl, by, made, drift):
    first = said(fcl, "AGI", "70%", "2030", "2026-05-01")
    said(fcl, "AGI again", "70%", by, made, "--restates", first)

    assert f"  {drift}" in fcl.ok("goalposts").out.splitlines()


def test_both_ends_are_scored_once_both_are_settled(moved):
    for id_ in moved.ids[1:]:
        moved.ok("resolve", id_, "yes", "--known-on", "2026-11-25")
    document = valid(moved.ok("--json", "--numbers", "goalposts"))

    brier = next(one for one in document["summary"]["scores"] if one["rule"] == "brier")
    assert brier == {
        "rule": "brier", "n_first": 1, "mean_first": 0.36, "n_latest": 1, "mean_latest": 0.36, "n_both": 1,
    }  # fmt: skip
    assert "counted in the" not in moved.ok("goalposts").out


def test_goalposts_answer_json_by_the_schema(moved):
    document = valid(moved.ok("--json", "goalposts"))
    (chain,) = document["data"]

    assert (chain["forecaster"], chain["branching"]) == ("Doe", False)
    assert [one["question"] for one in chain["statements"]] == moved.ids
    assert chain["statements"][0]["scores"]["brier"] == "0.36"
    assert [step["confidence"] for step in chain["steps"]] == ["0.1", "-0.3"]
    assert document["summary"]["chains"] == 1


def test_a_query_finds_whole_chains_of_whom_it_means(moved):
    said(moved, "Rain by 2030", "70%", "2030", "2026-05-01", who="Roe")
    moved.ok("update", moved.ids[0], "20%", "-f", "Roe", "--made", "2024-05-02")

    for query, found in (("agi", 3), ("2031", 3), ("forecaster:doe", 3), ("status:no", 3), ("p:40%", 3)):
        assert [len(one["statements"]) for one in moved.json("goalposts", query)] == [found]
    assert moved.json("goalposts", "forecaster:roe") == []
    assert moved.json("goalposts", "rain") == []


def test_goalposts_of_a_past_state_know_no_later_statement(moved):
    assert [len(one["statements"]) for one in moved.json("--as-of", 3, "goalposts")] == [2]
    assert moved.json("--as-of", 2, "goalposts") == []


def test_an_undone_statement_leaves_the_chain(moved):
    moved.ok("-y", "undo", "4")

    assert [len(one["statements"]) for one in moved.json("goalposts")] == [2]


def test_hostile_claims_move_no_cursor(fcl):
    first = said(fcl, "AGI \x1b[2J", "70%", "2030", "2026-05-01", who="D\u202eoe")
    said(fcl, "AGI again", "70%", "2031", "2026-06-01", "--restates", first, who="D\u202eoe")

    for words in (("goalposts",), ("show", first)):
        out = fcl.ok(*words).out
        assert not {"\x1b", "\u202e"} & set(out)


def test_no_claim_goes_round_in_a_circle(moved):
    first, second, third = moved.ids
    with ledger.open(moved.ledger) as book, pytest.raises(InputError) as refused:
        book.edit(first, related=Related(restates=third))

    told = " restates ".join(id_[:4] for id_ in (first, third, second, first))
    assert refused.value.message == f"that goes round in a circle: {told}"


def test_a_circle_left_by_undo_and_redo_comes_to_an_end(fcl):
    one, other = (said(fcl, claim, "70%", "2030", "2026-05-01") for claim in ("AGI", "AGI again"))
    with ledger.open(fcl.ledger) as book:
        book.edit(other, related=Related(restates=one))
        book.undo(4)
        book.edit(one, related=Related(restates=other))
        book.redo(4)
        found = book.goalposts()

    assert {each.question for chain in found.chains for each in chain.statements} <= {one, other}


def test_a_book_tells_goalposts_too(moved):
    with ledger.open(moved.ledger) as book:
        (chain,) = book.goalposts().chains
        assert book.goalposts_of([moved.ids[2]]) == [chain]
        assert book.goalposts_of([]) == []

    assert (chain.first.question, chain.latest.question) == (moved.ids[0], moved.ids[2])
    assert chain.drift.rate == pytest.approx(2191 / 975)
