"""Journeys of a tracker in YAML: statements without numbers, what became of them, what is refused."""

import sys

import pytest

from ledger.book import Book
from ledger.errors import MissingExtraError
from tests.journeys.importing import entries
from tests.journeys.platforms import counts, lost, refused, take_in, told_of

FORMAT = "yaml-tracker"
HEAD = "meta:\n  title: Sayings\n\npredictions:\n"
RECORD = """\
  - id: {id}
    theme: weather
    quote: "It will rain {id} times, as early as March."
    speaker: {speaker}
    date_said: {said}
    venue: "At the airport"
    primary_url: "https://example.org/rain"
    archive_url: null
    predicted_horizon_verbatim: "as early as March"
    predicted_date: {by}
    status: {status}
    {more}
    confidence: high
    tags: [rain, Ghent]
    evidence:
      - url: "https://example.org/gauge"
        date: 2026-01-03
    notes: >-
      Counted at
      the gauge.
"""
LINES = RECORD.count("\n")
RESOLVED = "resolved_date: 2026-02-28"


def record(id: str = "first", **other: str) -> str:
    said = {"speaker": "Ann Bee", "said": "2026-01-02", "by": "2026-03-31", "status": "in_window", "more": "# open"}
    return RECORD.format(id=id, **said | other)


FILE = HEAD + record() + record("no", speaker="Bob", status="achieved", more=RESOLVED)


def test_statements_are_taken_in_with_their_words_and_twice_is_once(book: Book) -> None:
    result = take_in(book, FORMAT, FILE)
    assert counts(result) == (2, 2, 1, 0, 0)
    assert lost(result) == {"confidence": 2, "evidence": 2}
    assert result.ignored == ("meta",)
    (question,) = book.list("status:overdue")
    said = question.predictions[0].forecasts[0]
    assert question.claim == said.quote.text == "It will rain first times, as early as March."
    assert question.fine_print == "The deadline as it was said: as early as March"
    assert (question.deadline.date, question.tags) == ("2026-03-31", ("ghent", "rain", "weather"))
    assert (said.basis, said.p, said.made, said.source.url) == ("none", None, "2026-01-02", "https://example.org/rain")
    assert said.note == "At the airport. Counted at the gauge."
    before = entries(book)
    assert counts(take_in(book, FORMAT, FILE.replace("\n", "\r\n"))) == (0, 0, 0, 2, 0)
    assert entries(book) == before
    moved = take_in(book, FORMAT, FILE.replace("2026-03-31", "2026-04-30").replace("in_window", "missed", 1))
    assert (moved.questions_reworded, moved.resolutions_new) == (2, 1)


@pytest.mark.parametrize(("status", "value"), [("achieved", "1"), ("missed", "0"), ("partially", "0.5")])
def test_what_became_of_a_statement_is_its_outcome(book: Book, status: str, value: str) -> None:
    result = take_in(book, FORMAT, HEAD + record(status=status, more=RESOLVED))
    (resolution,) = book.list()[0].resolutions
    assert (resolution.value, resolution.known_on) == (value, "2026-02-28")
    assert ("status" in lost(result)) == (status == "partially")


def test_whose_statements_can_be_chosen(book: Book) -> None:
    assert counts(take_in(book, FORMAT, FILE, forecaster="bob")) == (1, 1, 1, 0, 0)
    assert refused(book, FORMAT, FILE, forecaster="Cy").hint == "there is 'Ann Bee', 'Bob'"


BAD = [
    (
        record("a", status="maybe"),
        "status: cannot read 'maybe' (write achieved, missed, partially, in_window, pending)",
    ),
    (record("b", more=RESOLVED), "resolved_date: nothing is resolved, it is in_window"),
    (record("c", speaker="null"), "speaker: nothing is there"),
    (record("d", said="2/1/2026"), "cannot read '2/1/2026' as a date"),
    (record("e", by="3/4/2026"), "cannot read '3/4/2026' as a deadline"),
    (record("f", by="2025-12-31"), "the deadline '2025-12-31' (2025-12-31) lies before the day it was said"),
    (record("g").replace("[rain, Ghent]", "{a: b}"), "tags: not a list of words"),
    (record("h").replace("https://example.org/rain", "a book"), "a source is a URL, not 'a book'"),
    (record("first", by="2026-05-01"), "id 'first' stands in line 5 with other content"),
]


def test_every_bad_record_is_told_with_its_line_and_nothing_is_written(untouched: Book) -> None:
    problems = told_of(untouched, FORMAT, HEAD + record() + "".join(bad for bad, _ in BAD)).splitlines()
    for at, (problem, (_, told)) in enumerate(zip(problems, BAD, strict=True), 1):
        assert problem.startswith(f"line {5 + at * LINES}: {told}")


WRONG = [
    ("claim,p\nA,0.5\n", "no list under the key 'predictions'"),
    ("[1, 2]", "no list under the key 'predictions'"),
    (HEAD + "  - 3\n", "line 5, column 5: the list holds something that is no mapping"),
    (HEAD + "  - id: 1\n    claim: x\n", "no tracker: the record in line 5 has no key 'quote'"),
    (HEAD + record() + "    id: again\n", f"line {5 + LINES}, column 9: the key 'id' stands twice"),
    (HEAD + record().replace("weather", "*there"), "line 6, column 12: a part that stands for another (*) is not read"),
    (HEAD + "  - id: [1\n", "line 6, column 1: no YAML: expected ',' or ']', but got '<stream end>'"),
    (HEAD + "  - ? [a]\n    : b\n", "line 5, column 7: a key that is no word"),
    ("predictions: " + "[" * 500, "line 1, column 113: nested too deeply to be a tracker"),
    (FILE.replace("Bob", "Zoë").encode("latin-1"), "byte 0xEB at offset"),
    ("predictions: \x07", "no YAML: "),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[f"{at}" for at, _ in enumerate(WRONG)])
def test_a_file_that_is_no_tracker_is_refused_whole(untouched: Book, text: str | bytes, told: str) -> None:
    error = refused(untouched, FORMAT, text)
    assert error.exit_code == 2
    assert error.message.startswith(told)
    assert error.hint


def test_without_the_package_it_says_what_to_install(untouched: Book, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    error = refused(untouched, FORMAT, FILE)
    assert isinstance(error, MissingExtraError)
    assert (error.exit_code, error.hint) == (7, "pip install 'forecast-ledger[yaml]'")
