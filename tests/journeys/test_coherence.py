"""Coherence through the command line: what cannot all hold is found, told, and nothing else is."""

import json

import jsonschema
import pytest

from ledger.cli.schema import read_schema
from tests.program import Fcl

MADE = ("--made", "2026-01-02")
PRODUCT = "P(A recession starts) 60% x P(Rates fall if A recession starts) 50%"


def ann(fcl: Fcl, *words: str) -> str:
    return fcl.add(*words, "-f", "Ann", *MADE)


def found(fcl: Fcl, *words: str) -> list[dict]:
    document = json.loads(fcl.ok("--json", *words, "coherence").out)
    jsonschema.Draft202012Validator(read_schema()).validate(document)
    return document["data"]


def kinds(fcl: Fcl, *words: str) -> list[tuple[str, str]]:
    return [(each["kind"], each["sure_loss"]) for each in found(fcl, *words)]


def sentences(fcl: Fcl) -> list[str]:
    return [each["sentence"] for each in found(fcl)]


def test_an_earlier_deadline_more_likely_than_a_later_one(fcl):
    early = ann(fcl, "ECB cuts rates by 2028", "60%", "--by", "2028")
    late = ann(fcl, "The ECB cuts rates", "40%", "--by", "2030")
    shown = fcl.ok("coherence").out.splitlines()

    assert shown == [
        "2 statements of 1 forecaster: 1 contradiction",
        "",
        "Ann: P(by 2028) 60% > P(by 2030) 40%",
        f"  buys 1   {early[:4]}  60%  said 2026-01-02  by 2028-12-31  ECB cuts rates by 2028",
        f"  sells 1  {late[:4]}  40%  said 2026-01-02  by 2030-12-31  The ECB cuts rates",
        "  loses at least 0.2, staking at most 1 on each",
    ]


def test_the_answer_for_programs_has_every_number_as_exact_text(fcl):
    early = ann(fcl, "ECB cuts rates before July 2027", "60%", "--by", "before July 2027")
    late = ann(fcl, "ECB cuts rates", "40%", "--by", "2030")

    (each,) = found(fcl)
    assert each["sentence"] == "Ann: P(by 2027-06) 60% > P(by 2030) 40%"
    assert [(one["question"], one["p"], one["stake"]) for one in each["statements"]] == [
        (early, "0.6", "1"),
        (late, "0.4", "-1"),
    ]
    assert (each["kind"], each["stakes"], each["sure_loss"]) == ("deadlines", ["1", "-1"], "0.2")
    assert (each["always"], each["imputed"], each["complete"]) == (True, False, True)


def test_a_later_deadline_may_be_likelier(fcl):
    ann(fcl, "ECB cuts rates", "40%", "--by", "2028")
    ann(fcl, "ECB cuts rates", "60%", "--by", "2030")

    assert fcl.ok("coherence").out == "2 statements of 1 forecaster: nothing contradicts\n"


def test_a_claim_and_its_denial_make_one(fcl):
    ann(fcl, "The ECB cuts rates", "60%", "--by", "2028")
    ann(fcl, "By 2028, the ECB won't cut rates", "60%", "--by", "2028")

    assert kinds(fcl) == [("negation", "0.2")]
    assert sentences(fcl)[0].endswith(
        "P(The ECB cuts rates) 60% + P(By 2028, the ECB won't cut rates) 60% = 120%, at most 100%"
    )


def test_a_claim_and_its_denial_leave_nothing_over(fcl):
    ann(fcl, "The bill passes", "30%", "--by", "2028")
    ann(fcl, "The bill fails to pass", "40%", "--by", "2028")

    assert sentences(fcl) == ["Ann: P(The bill passes) 30% + P(The bill fails to pass) 40% = 70%, at least 100%"]


def test_one_claim_has_one_number(fcl):
    ann(fcl, "It rains", "30%", "--by", "2028")
    ann(fcl, "it rains.", "40%", "--by", "2028")

    assert kinds(fcl) == [("same", "0.1")]
    assert sentences(fcl) == ["Ann: P(It rains) is both 30% and 40%"]


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ("A=50% B=30% C=30%", "P(A) 50% + P(B) 30% + P(C) 30% = 110%, at most 100%"),
        ("A=20% B=30% C=40%", "P(A) 20% + P(B) 30% + P(C) 40% = 90%, at least 100%"),
    ],
)
def test_shares_make_a_whole(fcl, shares, sentence):
    ann(fcl, "Who wins", "--options", "A,B,C", "--shares", shares, "--by", "2028", "--as-said")

    assert kinds(fcl) == [("shares", "0.1")]
    assert sentences(fcl) == [f"Ann: {sentence}"]


def test_thirds_make_a_whole(fcl):
    ann(fcl, "Who wins", "--options", "A,B,C", "--shares", "A=1/3 B=1/3 C=1/3", "--by", "2028")

    assert kinds(fcl) == []


@pytest.mark.parametrize(
    ("joined", "p", "kind", "sentence"),
    [
        ("--all-of", "40%", "bundle", "P(The bundle) 40% > P(One) 30%"),
        ("--any-of", "20%", "bundle", "P(Two) 60% > P(The bundle) 20%"),
        ("--any-of", "95%", "bundle", "P(The bundle) 95% > P(One) 30% + P(Two) 60% = 90%"),
    ],
)
def test_a_bundle_fits_its_parts(fcl, joined, p, kind, sentence):
    parts = [ann(fcl, claim, part, "--by", "2028") for claim, part in (("One", "30%"), ("Two", "60%"))]
    ann(fcl, "The bundle", p, joined, ",".join(parts), "--by", "2028")

    assert (kind, f"Ann: {sentence}") in [(each["kind"], each["sentence"]) for each in found(fcl)]


def test_all_of_likely_parts_cannot_be_unlikely(fcl):
    parts = [ann(fcl, claim, "90%", "--by", "2028") for claim in ("One", "Two", "Three")]
    ann(fcl, "The bundle", "60%", "--all-of", ",".join(parts), "--by", "2028")

    (each,) = found(fcl)
    assert each["sure_loss"] == "0.1"
    assert each["stakes"] == ["1", "1", "1", "-1"]
    assert each["sentence"] == "Ann: P(One) 90% + P(Two) 90% + P(Three) 90% - P(The bundle) 60% = 210%, at most 200%"


@pytest.fixture
def branch(fcl) -> tuple[Fcl, str, str]:
    on = ann(fcl, "A recession starts", "60%", "--by", "2028")
    return fcl, on, ann(fcl, "Rates fall", "50%", "--if", f"{on}=yes", "--by", "2028")


@pytest.mark.parametrize(("p", "kind"), [("30%", []), ("40%", [("condition", "0.1")]), ("20%", [("condition", "0.1")])])
def test_a_conditional_times_its_condition_is_both(branch, p, kind):
    fcl, *parts = branch
    ann(fcl, "Both", p, "--all-of", ",".join(parts), "--by", "2028")

    assert kinds(fcl) == kind


def test_the_product_is_told(branch):
    fcl, on, conditional = branch
    ann(fcl, "Both", "50%", "--all-of", f"{on},{conditional}", "--by", "2028")

    assert sentences(fcl) == [f"Ann: P(Both) 50% > {PRODUCT} = 30%"]


@pytest.mark.parametrize(
    ("p", "sentence"),
    [
        ("25%", [f"Ann: P(Rates fall) 25% < {PRODUCT} = 30%"]),
        ("30%", []),
        ("70%", []),
        (
            "75%",
            [
                f"Ann: P(Rates fall) 75% > {PRODUCT} + P(not A recession starts) 40% = 70%",
            ],
        ),
    ],
)
def test_a_conditional_bounds_its_event_alone(branch, p, sentence):
    fcl, *_ = branch
    ann(fcl, "Rates fall", p, "--by", "2028")

    assert sentences(fcl) == sentence


def test_an_event_has_its_total_probability(branch):
    fcl, on, _ = branch
    ann(fcl, "Rates fall", "20%", "--if", f"{on}=no", "--by", "2028")
    alone = ann(fcl, "Rates fall", "38%", "--by", "2028")
    assert found(fcl) == []

    fcl.ok("update", alone, "48%", "-f", "Ann", "--made", "2026-02-02")
    otherwise = "P(not A recession starts) 40% x P(Rates fall if not A recession starts) 20%"
    assert kinds(fcl) == [("condition", "0.1")]
    assert sentences(fcl) == [f"Ann: P(Rates fall) 48%, not {PRODUCT} + {otherwise} = 38%"]


@pytest.mark.parametrize(("p", "sign"), [("15%", "<"), ("20%", ""), ("50%", ""), ("55%", ">")])
def test_an_event_lies_between_what_it_is_under_a_condition_and_without(fcl, p, sign):
    on = fcl.add("A recession starts", "--question-only", "--by", "2028")
    for outcome, given in (("yes", "50%"), ("no", "20%")):
        ann(fcl, "Rates fall", given, "--if", f"{on}={outcome}", "--by", "2028")
    ann(fcl, "Rates fall", p, "--by", "2028")

    both = "P(Rates fall if A recession starts) 50% and P(Rates fall if not A recession starts) 20%"
    assert sentences(fcl) == ([f"Ann: P(Rates fall) {p} {sign} both {both}"] if sign else [])


def test_a_denial_by_a_later_day_and_a_claim_by_an_earlier_one(fcl):
    ann(fcl, "It rains", "60%", "--by", "2028")
    ann(fcl, "It does not rain", "50%", "--by", "2030")

    assert kinds(fcl) == [("mixed", "0.1")]
    assert sentences(fcl) == ["Ann: P(It rains) 60% + P(It does not rain) 50% = 110%, at most 100%"]


def test_what_has_no_formula_is_told_all_the_same(branch):
    fcl, on, conditional = branch
    other = ann(fcl, "Rates stay low", "60%", "--by", "2028")
    ann(fcl, "All three", "20%", "--all-of", f"{on},{conditional},{other}", "--by", "2028")
    assert found(fcl) == []

    ann(fcl, "Two", "20%", "--all-of", f"{conditional},{other}", "--if", f"{on}=yes", "--by", "2028")
    (each,) = found(fcl)
    assert (each["kind"], each["sentence"]) == ("condition", "Ann: these 3 cannot all hold")


def test_a_deadline_at_midnight_is_that_of_the_day_before(fcl):
    ann(fcl, "It rains by the end of 2028", "60%", "--by", "2029-01-01")
    ann(fcl, "It rains", "50%", "--by", "2030")

    assert kinds(fcl) == [("deadlines", "0.1")]


def test_bets_under_one_condition_lose_only_where_it_holds(branch):
    fcl, on, _ = branch
    ann(fcl, "Rates fall", "40%", "--if", f"{on}=yes", "--by", "2030")

    (each,) = found(fcl)
    assert (each["kind"], each["sure_loss"], each["always"]) == ("deadlines", "0.1", False)
    assert each["sentence"] == ("Ann: P(by 2028 if A recession starts) 50% > P(by 2030 if A recession starts) 40%")
    assert (
        "  loses at least 0.1 unless all these bets are called off, staking at most 1 on each"
        in fcl.ok("coherence").out
    )


def test_under_other_conditions_the_same_may_have_another_number(branch):
    fcl, on, _ = branch
    ann(fcl, "Rates fall", "90%", "--if", f"{on}=no", "--by", "2028")

    assert found(fcl) == []


def test_a_condition_asked_by_somebody_else_is_the_same_event(fcl):
    on = fcl.add("A recession starts", "10%", "-f", "Bob", "--by", "2028", *MADE)
    ann(fcl, "A recession starts", "60%", "--by", "2028")
    ann(fcl, "Rates fall", "50%", "--if", f"{on}=yes", "--by", "2028")
    ann(fcl, "Rates fall", "20%", "--by", "2028")

    assert kinds(fcl) == [("condition", "0.1")]


def test_what_two_people_say_may_differ(fcl):
    ann(fcl, "It rains", "90%", "--by", "2028")
    fcl.add("It rains", "10%", "--by", "2028", "-f", "Bob", *MADE)

    assert found(fcl) == []


@pytest.mark.parametrize(
    ("claims", "deadlines"),
    [
        (("Growth is above 3% in 2028", "Growth is above 3% in 2030"), ("2028", "2030")),
        (("Labour wins 2028", "Labour wins 2030"), ("2028", "2030")),
        (("It rains on 1 May 2028", "It rains on 2 May 2028"), ("2028-05-01", "2028-05-02")),
        (("The Dow is above 2028", "The Dow is above 2030"), ("2031", "2032")),
        (("Growth is above 3%", "Growth is above 4%"), ("2028", "2030")),
        (("Ann runs and wins", "Ann runs and does not win"), ("2028", "2028")),
        (("Some banks fail", "Some banks do not fail"), ("2028", "2028")),
        (("Ann decides to run", "Ann decides not to run"), ("2028", "2028")),
    ],
)
def test_other_claims_are_left_alone(fcl, claims, deadlines):
    for claim, day, p in zip(claims, deadlines, ("70%", "60%"), strict=True):
        ann(fcl, claim, p, "--by", day)

    assert found(fcl) == []


def test_a_claim_that_was_restated_is_a_revision(fcl):
    first = ann(fcl, "It rains", "90%", "--by", "2028")
    second = ann(fcl, "It rains", "50%", "--by", "2029", "--restates", first)
    ann(fcl, "It rains", "10%", "--by", "2030", "--restates", second)

    assert found(fcl) == []
