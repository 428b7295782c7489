"""Journeys of Manifold's bets and markets: prices, fractions, cancelled markets, whose bets, what is refused."""

import gzip
from typing import Any

import pytest

from ledger.book import Book
from tests.journeys.importing import entries, said
from tests.journeys.platforms import as_bytes, counts, lost, refused, take_in, told_of

FORMAT = "manifold"
START = 1_767_344_405_123  # 2026-01-02 09:00:05.123 UTC
DAY = 86_400_000


def bet(number: str, after: object, *, who: str | None = "ann", day: float = 0, **other: Any) -> dict[str, Any]:
    return (
        {
            "id": number,
            "contractId": "rain",
            "createdTime": START + int(day * DAY),
            "probBefore": 0.5,
            "probAfter": after,
            "amount": 10,
            "fills": [{"amount": 10}],
        }
        | ({"userId": f"id-{who}", "userUsername": who} if who else {})
        | other
    )


def market(key: str = "rain", **other: Any) -> dict[str, Any]:
    return {
        "id": key,
        "question": f"Will it {key}?",
        "url": f"https://manifold.markets/ann/{key}",
        "textDescription": "At the airport.",
        "outcomeType": "BINARY",
        "createdTime": START,
        "closeTime": START + 60 * DAY,
        "volume": 12.5,
    } | other


def resolved(word: str, **other: Any) -> dict[str, Any]:
    return {"resolution": word, "resolutionTime": START + 50 * DAY} | other


BETS = [bet("b2", 0.9, day=3), bet("b1", 0.7), bet("b3", 0.07, who="bob")]


def test_markets_then_bets_are_taken_in_and_twice_is_once(book: Book) -> None:
    assert counts(take_in(book, FORMAT, [market(**resolved("YES", resolutionProbability=0.97))])) == (1, 0, 1, 0, 0)
    result = take_in(book, FORMAT, BETS)
    assert counts(result) == (0, 3, 0, 0, 0)
    assert not result.warnings
    assert said(book) == {("Will it rain?", "ann"): ["0.7", "0.9"], ("Will it rain?", "bob"): ["0.07"]}
    question = book.list()[0]
    assert (question.criteria, question.fine_print) == ("At the airport.", "https://manifold.markets/ann/rain")
    assert (question.deadline.at, question.tags) == ("2026-03-03T09:00:05Z", ("manifold",))
    assert question.predictions[0].forecasts[0].basis == "market"
    before = entries(book)
    assert counts(take_in(book, FORMAT, BETS)) == (0, 0, 0, 3, 0)
    assert entries(book) == before
    assert counts(take_in(book, FORMAT, [BETS[0] | {"probAfter": 0.8}])) == (0, 0, 0, 0, 1)


def test_bets_alone_wait_for_the_question_of_their_market(book: Book) -> None:
    assert take_in(book, FORMAT, BETS).warnings[0].startswith("markets whose question is not known")
    assert [question.claim for question in book.list()] == ["Manifold market rain"]
    assert take_in(book, FORMAT, market()).questions_reworded == 1
    assert [question.claim for question in book.list()] == ["Will it rain?"]
    assert counts(take_in(book, FORMAT, [*BETS, bet("b4", 0.6, day=4)])) == (0, 1, 0, 3, 0)
    assert [question.claim for question in book.list()] == ["Will it rain?"]


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        (resolved("NO"), "no"),
        (resolved("MKT", resolutionProbability=0.37), "0.37"),
        (resolved("CANCEL"), "annulled"),
        ({}, None),
    ],
)
def test_a_resolution_becomes_what_it_says(book: Book, fields: dict[str, Any], outcome: str | None) -> None:
    take_in(book, FORMAT, [market(**fields)])
    assert [one.outcome or one.verdict for one in book.list()[0].resolutions] == ([outcome] if outcome else [])


def test_whose_bets_can_be_chosen_by_name_or_id(book: Book) -> None:
    assert lost(take_in(book, FORMAT, BETS, forecaster="id-bob"))["userUsername"] == 2
    assert said(book) == {("Manifold market rain", "bob"): ["0.07"]}
    error = refused(book, FORMAT, BETS, forecaster="Cy")
    assert (error.message, error.hint) == ("no forecast in the file is by 'Cy'", "there is 'ann', 'bob'")
    told = refused(book, FORMAT, [market()], forecaster="ann").message
    assert told == "a file of markets holds nobody's forecasts, so -f chooses none"


def test_prices_without_names_are_the_markets_own_and_of_one_millisecond_the_last_is_read(book: Book) -> None:
    table = (
        "probAfter,probBefore,contractId,createdTime\r\n"
        f"0.7,0.6,rain,{START}\r\n"
        f"0.6,0.5,rain,{START}\r\n"
        f"5.0e-05,0.7,rain,{START + DAY}\r\n"
        f"5.0e-05,5.0e-05,rain,{START + DAY}\r\n"
    )
    result = take_in(book, FORMAT, table)
    assert said(book) == {("Manifold market rain", "manifold"): ["0.7", "0.00005"]}
    assert lost(result) == {"createdTime": 2, "probBefore": 2}


def test_what_is_no_forecast_on_yes_or_no_is_left_and_named(book: Book) -> None:
    others = [
        bet("b5", 0.3, isRedemption=True),
        bet("b6", 0.3, amount=0, limitProb=0.2),
    ]
    result = take_in(book, FORMAT, [*BETS, *others])
    assert counts(result)[:2] == (1, 3)
    assert lost(result) == {"isRedemption": 1, "limitProb": 1, "probBefore": 3, "amount": 3, "fills": 3}
    kinds = [market("pick", outcomeType="NUMERIC"), market("of", outcomeType="MULTIPLE_CHOICE")]
    result = take_in(book, FORMAT, [market(), market("far", closeTime=LATE, description={}), *kinds])
    assert (result.questions_new, result.questions_reworded) == (1, 1)
    assert lost(result) == {"outcomeType": 1, "volume": 2, "closeTime": 1, "description": 1}
    assert [loss.reason for loss in result.losses if loss.field == "outcomeType"] == [
        "only markets of yes or no, and of several answers, are carried",
        "a market of several answers without its answers: /v0/market/ID has them",
    ]


RED, BLUE = {"id": "r", "text": "Red", "probability": 0.4}, {"id": "b", "text": "Blue"}


@pytest.mark.parametrize(
    ("fields", "red", "blue"),
    [
        (resolved("r"), "yes", "no"),
        (resolved("MKT", resolutions={"r": 25, "b": 75}), "0.25", "0.75"),
        (resolved("CHOOSE_MULTIPLE", resolutions={"b": 100}), "no", "yes"),
        (resolved("CANCEL"), "annulled", "annulled"),
        ({"answers": [RED | resolved("NO"), BLUE]}, "no", None),
        ({"answers": [RED | resolved("MKT", resolutionProbability=0.3), BLUE | resolved("CANCEL")]}, "0.3", "annulled"),
    ],
)
def test_of_several_answers_each_is_a_question(book: Book, fields: dict[str, Any], red: str, blue: str | None) -> None:
    choice = market("choice", outcomeType="MULTIPLE_CHOICE", answers=[RED, BLUE]) | fields
    assert take_in(book, FORMAT, [bet("b1", 0.4, contractId="choice", answerId="r")]).warnings
    result = take_in(book, FORMAT, choice)
    assert (result.questions_new, result.questions_reworded, lost(result)["answers"]) == (1, 1, 1)
    found = {question.claim: [one.outcome or one.verdict for one in question.resolutions] for question in book.list()}
    assert found == {"Will it choice?: Red": [red], "Will it choice?: Blue": [blue] if blue else []}
    assert said(book) == {("Will it choice?: Red", "ann"): ["0.4"]}


LATE = 8_640_000_000_000_000

BAD = [
    (bet("c1", "0,7"), "probAfter: cannot read '0,7' as a probability (write 0.7, with a point"),
    (bet("c2", "70 %"), "probAfter: cannot read '70 %' as a probability"),
    (bet("c3", 70), "probAfter: '70' is not between 0 and 1"),
    (bet("c4", "1e-400", day=1), "cannot read '1e-400' as a probability"),
    (bet("c5", 1, day=2), "'100%' is a certainty (add --certain"),
    (bet("c6", None), "probAfter: nothing is there"),
    (bet("c7", 0.2, createdTime="2/1/2026"), "createdTime: cannot read '2/1/2026' as milliseconds since 1970"),
    (bet("c8", 0.2, createdTime=LATE), f"createdTime: {LATE} lies beyond the year 9999"),
    (bet("c9", 0.2, day=9999), "the day it was said '2053-"),
    (bet("c10", 0.2, contractId=""), "contractId: nothing is there"),
    (bet("c11", 0.2, contractId=["x"]), "contractId: a single value belongs here"),
    (bet("b1", 0.2, day=5), "id 'b1' stands in line 2 with other content"),
    (bet("c12", 0.3, probBefore=0.2), "another number than in line 2 for this question, forecaster and time"),
]
MANY: dict[str, Any] = {"outcomeType": "MULTIPLE_CHOICE", "answers": [RED, BLUE]}
BAD_MARKETS = [
    (market("a", resolution="MAYBE"), "resolution: cannot read 'MAYBE' (write YES, NO, MKT, CANCEL, or nothing)"),
    (market("b", **resolved("MKT")), "resolutionProbability: nothing is there"),
    (market("c", createdTime="soon"), "createdTime: cannot read 'soon' as milliseconds since 1970"),
    (
        market("d", closeTime=START - DAY),
        "the deadline '2026-01-01T09:00:05.123Z' (2026-01-01) lies before the day it was said",
    ),
    (market("e", **MANY, **resolved("x")), "resolution: 'x' is none of the answers (write the id of one, or CANCEL)"),
    (market("f", **MANY, **resolved("MKT")), "resolutions: nothing is there"),
    (market("g", **MANY, **resolved("MKT", resolutions={"r": -1})), "resolutions: not the shares of the answers"),
    (market("h", outcomeType="MULTIPLE_CHOICE", answers=["x"]), "answers: not a list of objects"),
    (market("i", outcomeType="MULTIPLE_CHOICE", answers=[{"id": "r"}]), "text: nothing is there"),
    (market("rain", question="Will it snow?"), "id 'rain' stands in line 2 with other content"),
]


@pytest.mark.parametrize(("good", "bad"), [(bet("b1", 0.7), BAD), (market(), BAD_MARKETS)], ids=["bets", "markets"])
def test_every_bad_row_is_told_with_its_line_and_nothing_is_written(untouched: Book, good: Any, bad: Any) -> None:
    text = as_bytes([good, *(record for record, _ in bad)]).decode()
    start, lines = 0, []
    for record, _ in bad:
        start = text.index(f'"id": "{record["id"]}",', start + 1)
        lines.append(text.count("\n", 0, start))
    problems = told_of(untouched, FORMAT, text).splitlines()
    for problem, line, (_, told) in zip(problems, lines, bad, strict=True):
        assert problem.startswith(f"line {line}: {told}")


WRONG = [
    ("claim,p\nA,0.5\n", "no Manifold file: line 1 has no column 'id'"),
    ("contractId,createdTime\nA,5\n", "no Manifold file: line 1 has no column 'probAfter'"),
    ("contractId,createdTime,probAfter,probAfter\n", "line 1 names the column 'probAfter' again as column 4"),
    ('{"error": "not found"}', "no Manifold file: the object in line 1 has no key 'id'"),
    ('[{"contractId": "x",}]', "line 1, column 21: no JSON: Expecting property name enclosed in double quotes"),
    ("PK\x03\x04", "the file is packed (ZIP)"),
    (gzip.compress(b"[]"), "the file is packed (gzip)"),
    ("", "the file is empty"),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[f"{at}" for at, _ in enumerate(WRONG)])
def test_a_file_of_another_kind_is_refused_whole(untouched: Book, text: str | bytes, told: str) -> None:
    error = refused(untouched, FORMAT, text)
    assert error.exit_code == 2
    assert error.message.startswith(told)
    assert error.hint
