"""Journeys of PredictionBook's exports: responses in percent, judgements, what is not carried, what is refused."""

from typing import Any

import pytest

from ledger.book import Book
from tests.journeys.importing import entries, said
from tests.journeys.platforms import as_bytes, counts, lost, refused, take_in, told_of

FORMAT = "predictionbook"


def response(number: int, who: str | None, confidence: object, day: str = "02", **other: Any) -> dict[str, Any]:
    at = f"2026-01-{day}T09:00:05.123Z"
    return {
        "id": number,
        "user_label": who,
        "user_id": 3,
        "confidence": confidence,
        "created_at": at,
        "comment": None,
    } | other


def prediction(number: int, *responses: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {
        "id": number,
        "description": f"It rains in Ghent {number}",
        "description_with_group": f"It rains in Ghent {number}",
        "created_at": "2026-01-02T09:00:05.123Z",
        "deadline": "2026-03-31T00:00:00.000Z",
        "outcome": True,
        "last_judgement_at": "2026-03-30T18:04:05.000Z",
        "mean_confidence": 80,
        "uuid": "u",
        "version": 1,
        "withdrawn": False,
        "responses": list(responses),
    } | other


ANN, LATER, BOB = (
    response(1, "Ann Bee", 90, comment="dark clouds"),
    response(2, "Ann Bee", 95, "20"),
    response(3, "Bob", 7),
)
FILE = {"user": {"name": "Ann Bee"}, "predictions": [prediction(7, ANN, LATER, BOB)]}
CLAIM = "It rains in Ghent 7"


def test_an_export_is_taken_in_and_twice_is_once(book: Book) -> None:
    assert counts(take_in(book, FORMAT, FILE, dry_run=True)) == (1, 3, 1, 0, 0)
    assert not book.list()
    assert counts(take_in(book, FORMAT, FILE)) == (1, 3, 1, 0, 0)
    assert said(book) == {(CLAIM, "Ann Bee"): ["0.9", "0.95"], (CLAIM, "Bob"): ["0.07"]}
    before = entries(book)
    assert counts(take_in(book, FORMAT, FILE["predictions"])) == (0, 0, 0, 3, 0)
    assert entries(book) == before
    renamed = prediction(7, ANN, LATER, BOB, description="It rains in Ghent, Belgium")
    assert take_in(book, FORMAT, [renamed]).questions_reworded == 1
    assert [question.claim for question in book.list()] == ["It rains in Ghent, Belgium"]
    put_right = [prediction(7, ANN, LATER, BOB | {"confidence": 8})]
    assert counts(take_in(book, FORMAT, put_right)) == (0, 0, 0, 2, 1)


def test_whose_responses_can_be_chosen_and_questions_without_any_of_theirs_stay_out(book: Book) -> None:
    result = take_in(
        book, FORMAT, [prediction(7, ANN, LATER, BOB), prediction(8, BOB | {"id": 9})], forecaster="ann  BEE"
    )
    assert said(book) == {(CLAIM, "Ann Bee"): ["0.9", "0.95"]}
    assert lost(result)["responses"] == 2
    error = refused(book, FORMAT, FILE, forecaster="Cy")
    assert (error.message, error.hint) == ("no forecast in the file is by 'Cy'", "there is 'Ann Bee', 'Bob'")


def test_what_is_not_carried_is_named(book: Book) -> None:
    talk = response(4, "Bob", None, comment="hm")
    named = prediction(7, ANN, talk, version=3, group_id=5, description_with_group="[Us] It rains in Ghent 7", extra=1)
    result = take_in(book, FORMAT, [named])
    assert lost(result) == {
        "comment": 1,
        "description_with_group": 1,
        "group_id": 1,
        "mean_confidence": 1,
        "uuid": 1,
        "version": 1,
    }
    assert result.ignored == ("extra",)
    assert book.list()[0].predictions[0].forecasts[0].note == "dark clouds"


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"outcome": False}, "no"),
        ({"outcome": None}, "ambiguous"),
        ({"withdrawn": True, "updated_at": "2026-02-01T00:00:00Z"}, "annulled"),
        ({"outcome": None, "last_judgement_at": None}, None),
    ],
)
def test_a_judgement_becomes_what_it_says(book: Book, fields: dict[str, Any], verdict: str | None) -> None:
    take_in(book, FORMAT, [prediction(7, ANN, **fields)])
    question = book.list()[0]
    assert [one.outcome or one.verdict for one in question.resolutions] == ([verdict] if verdict else [])


def test_the_table_brings_questions_alone_and_says_so(book: Book) -> None:
    table = (
        "id,description,created_at,deadline,outcome,last_judgement_at,mean_confidence,withdrawn\r\n"
        "7,It rains in Ghent 7,2026-01-02 09:00:05 UTC,2026-03-31 00:00:00 UTC,true,2026-03-30 18:04:05 UTC,80,\r\n"
        "8,It snows,2026-01-02 09:00:05 UTC,2026-03-31 00:00:00 UTC,,,,false\r\n"
    )
    result = take_in(book, FORMAT, table)
    assert counts(result) == (2, 0, 1, 0, 0)
    assert result.warnings[0].startswith("this CSV holds questions without forecasts")
    assert lost(result) == {"mean_confidence": 1}
    assert counts(take_in(book, FORMAT, FILE)) == (0, 3, 0, 0, 0)
    assert (
        refused(book, FORMAT, table, forecaster="Ann").message
        == "this CSV holds nobody's forecasts, so -f chooses none"
    )
    twice = refused(book, FORMAT, table.replace("mean_confidence", "outcome"))
    assert twice.message == "line 1 names the column 'outcome' again as column 7"


BAD = [
    (
        prediction(110, response(40, "Ann", 0.7)),
        "response 1: confidence: cannot read '0.7' as a whole percent (write 70",
    ),
    (prediction(111, response(41, "Ann", "0,7")), "response 1: confidence: cannot read '0,7' as a whole percent"),
    (prediction(112, response(42, "Ann", "70 %")), "response 1: confidence: cannot read '70 %' as a whole percent"),
    (
        prediction(113, response(43, "Ann", 90), response(44, "Bob", 101)),
        "response 2: confidence: '101' is not between 0 and 100",
    ),
    (prediction(114, response(20, "Bob", 100)), "'100%' is a certainty (add --certain"),
    (prediction(115, response(21, "Bob", 60, created_at="2/1/2026")), "cannot read '2/1/2026' as a date"),
    (prediction(116, response(22, None, 60)), "response 1: user_label: nothing is there"),
    (prediction(117, deadline="31/3/26"), "cannot read '31/3/26' as a deadline"),
    (prediction(118, outcome="right"), "outcome: cannot read 'right' (write true, false or null)"),
    (prediction(119, description=["x"]), "description: a single value belongs here, not a list or an object"),
    (prediction(120, responses={"id": 1}), "responses: not a list of objects"),
]


def test_every_bad_row_is_told_with_its_line_and_nothing_is_written(untouched: Book) -> None:
    records = [prediction(7, response(30, "Bob", 40)), *(record for record, _ in BAD)]
    text = as_bytes(records).decode()
    problems = told_of(untouched, FORMAT, text).splitlines()
    for problem, (record, told) in zip(problems, BAD, strict=True):
        line = text.count("\n", 0, text.index(f'"id": {record["id"]},'))
        assert problem.startswith(f"line {line}: {told}")


def test_an_id_with_other_content_is_told_and_the_same_again_passed_over(book: Book) -> None:
    one = prediction(7, ANN)
    assert "id '7' stands in line 2 with other content" in told_of(book, FORMAT, [one, one | {"outcome": False}])
    assert "id '1' stands in line 2 with other content" in told_of(
        book, FORMAT, [one, prediction(8, ANN | {"confidence": 20})]
    )
    assert counts(take_in(book, FORMAT, [one, one])) == (1, 1, 1, 0, 0)


WRONG = [
    ("claim,p\nA,0.5\n", "no PredictionBook export: line 1 has no column 'id'"),
    ([{"id": 1, "contractId": "x"}], "no PredictionBook export: the object in line 2 has no key 'description'"),
    ('{"predictions": [}', "line 1, column 18: no JSON: Expecting value"),
    ('[{"id": 1}] x', "line 1, column 13: no JSON: something follows the end"),
    ('[{"id": 1, "id": 2}]', "an object names the key 'id' twice"),
    ("[3]", "line 1: the list holds something that is no object"),
    ("[" * 100_000, "the JSON is nested too deeply to be an export"),
    (as_bytes('[{"id": "ë"}]').decode().encode("latin-1"), "byte 0xEB at offset 9 (line 1) is not UTF-8"),
    ("", "the file is empty"),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[told[:40] for _, told in WRONG])
def test_a_file_that_is_no_export_is_refused_whole(untouched: Book, text: Any, told: str) -> None:
    error = refused(untouched, FORMAT, text)
    assert error.exit_code == 2
    assert told == error.message
    assert error.hint


def test_a_wish_that_fits_no_export_is_refused(untouched: Book) -> None:
    assert refused(untouched, FORMAT, FILE, percent=True).message == "--percent is not for a PredictionBook export"
