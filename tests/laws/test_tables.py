"""Laws of tables: a file reads back as it was, tallies count every prediction once, the past stays as it stood."""

import csv
import io
import json
import random
from collections import Counter
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ledger
from ledger.book import Book
from ledger.calibration.tally import Tally
from ledger.core.query import read_query
from ledger.core.question import Prediction, Question
from ledger.errors import LedgerError
from ledger.exporters import EXPORTERS
from ledger.exporters._cells import FORMULA
from ledger.exporters.csv import record
from ledger.exporters.md import line
from ledger.reports import REPORTS, Choices
from ledger.reports._frame import frame_of
from ledger.services.calibrate import REASONS, calibrate
from ledger.services.grouping import GROUPINGS
from ledger.services.means import mean_of
from ledger.services.score import scores
from ledger.store.standing import COUNTS
from ledger.store.tallies import cells

MILLION = 1_000_000
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
AWKWARD = st.sampled_from(
    ["", " ", ",", '"', "\r", "\n", "\r\n", "\t", "=1+1", "-5", "@x", "a|b", "<b>", "`", "'", "\\"]
)
CELLS = TEXT | AWKWARD
ROWS = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1))


def written(frame: pd.DataFrame, name: str, **options) -> str:
    stream = io.StringIO(newline="")
    EXPORTERS[name](frame, stream, **options)
    return stream.getvalue()


@given(ROWS, st.sampled_from([",", "\t"]))
def test_separated_values_read_back_as_they_were(rows: list[list[str]], separator: str) -> None:
    text = "".join(record(row, separator) for row in rows)
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)) == rows


@given(ROWS)
def test_no_reader_of_lines_sees_half_a_record(rows: list[list[str]]) -> None:
    """A reader that takes a lone CR for a line end finds it inside quotation marks only."""
    text = "".join(map(record, rows))
    outside = "".join(text.split('"')[::2])
    assert "\r" not in outside
    assert outside.count("\n") == len(rows)


@given(st.lists(CELLS, min_size=1))
def test_a_safe_file_has_no_formula_and_changes_nothing_else(texts: list[str]) -> None:
    frame = frame_of({"text": "text"}, [(text,) for text in texts])
    read = list(csv.reader(io.StringIO(written(frame, "csv", spreadsheet_safe=True), newline="")))[1:]
    for (cell,), text in zip(read, texts, strict=True):
        assert not cell.startswith(FORMULA)
        assert cell in {text, f"'{text}"}
        assert (cell == text) or text.startswith(FORMULA)


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_a_row_of_markdown_is_one_line_with_a_bar_for_each_cell(cells_: list[str]) -> None:
    row = line(cells_)
    assert row.splitlines(keepends=True) == [row]
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == len(cells_) + 1
    assert "<" not in row.replace("<br>", "")


NUMBERS = st.floats(allow_nan=False)


@given(st.lists(st.tuples(NUMBERS, st.none() | st.integers(-(2**50), 2**50), st.none() | st.booleans()), min_size=1))
def test_json_numbers_read_back_to_the_same_float(rows) -> None:
    frame = frame_of({"x": "number", "n": "integer", "b": "flag"}, rows)
    for text in (written(frame, "json"), "[" + ",".join(written(frame, "ndjson").splitlines()) + "]"):
        read = json.loads(text)
        assert [(float(one["x"]), one["n"], one["b"]) for one in read] == rows


def test_the_same_columns_where_there_are_no_rows() -> None:
    empty = frame_of({"p": "decimal", "n": "integer", "x": "number"}, [])
    full = frame_of({"p": "decimal", "n": "integer", "x": "number"}, [("0.7", 1, 0.5)])
    assert empty.dtypes.equals(full.dtypes)
    assert [written(empty, name) for name in ("csv", "json", "ndjson")] == ["p,n,x\n", "[\n]\n", ""]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5)), min_size=2, max_size=40))
def test_the_order_of_scores_never_shows(pairs: list[tuple[float, int]]) -> None:
    turned = sorted(pairs)
    one, other = (mean_of([v for v, _ in some], clusters=[c for _, c in some]) for some in (pairs, turned))
    assert one.value == other.value
    assert (one.error is None) == (len({c for _, c in pairs}) == 1)
    if one.error is not None:
        assert one.error == pytest.approx(other.error, abs=1e-15)


def test_clusters_of_one_give_the_textbook_error() -> None:
    values = [0.04, 0.09, 0.49, 0.25]
    mean = sum(values) / 4
    textbook = (sum((v - mean) ** 2 for v in values) / 3 / 4) ** 0.5
    assert mean_of(values, clusters=[1, 2, 3, 4]).error == pytest.approx(textbook, rel=1e-12)


# A ledger of random acts, with every table as it stood after each entry.

TODAY = date.today()
WHO = ("Ann", "Bob", "Cem")


def day(generator: random.Random, first: int, last: int) -> str:
    return (TODAY + timedelta(days=generator.randint(first, last))).isoformat()


ACTS = ["update"] * 3 + ["resolve"] * 6 + ["amend", "annul", "reopen", "undo", "redo", "withdraw"]


def add(book: Book, generator: random.Random) -> None:
    by = generator.choice([None, day(generator, -40, -1), day(generator, -40, -1), day(generator, 1, 300)])
    number = {"no_number": True} if generator.random() < 0.1 else {"probability": f"{generator.randint(1, 99)}%"}
    claim, tags = f"Claim {generator.random()}", [generator.choice("ab")]
    book.add(claim, by=by, made=day(generator, -90, -41), forecaster=generator.choice(WHO), tags=tags, **number)


def act(book: Book, generator: random.Random) -> None:
    one = generator.choice(book.list()).id
    kind, who = generator.choice(ACTS), generator.choice(WHO)
    match kind:
        case "update":
            book.update(one, f"{generator.randint(1, 99)}%", forecaster=who, made=day(generator, -60, 0))
        case "resolve" | "amend":
            outcome = generator.choice(["yes", "yes", "no", "no", "ambiguous", "0.5"])
            book.resolve(one, outcome, known_on=day(generator, -60, 0), amend=kind == "amend")
        case "annul":
            book.annul(one)
        case "reopen":
            book.reopen(one)
        case "withdraw":
            book.withdraw(one, forecaster=who)
        case "undo":
            book.undo()
        case "redo":
            book.redo()


def tables(book: Book, as_of: int | None = None) -> dict[str, str]:
    return {name: written(book.frame(name, as_of=as_of), "csv") for name in REPORTS}


@pytest.fixture(scope="module", params=range(3))
def lived(request, tmp_path_factory) -> tuple[Book, dict[int, dict[str, str]]]:
    """A book of 12 questions after 24 acts, and its tables after each of them."""
    generator = random.Random(request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        book = ledger.open(tmp_path_factory.mktemp("lived") / "ledger.db", actor="tester", zone="UTC")
        stood: dict[int, dict[str, str]] = {}
        for _ in range(12):
            add(book, generator)
        for _ in range(24):
            try:
                act(book, generator)
            except LedgerError:
                continue
            with book.snapshot() as snapshot:
                entry = snapshot.entry
            stood[entry] = tables(book)
        yield book, stood
        book.close()


def reason_of(question: Question, prediction: Prediction) -> tuple[str, str | None, str | None]:
    """Why a prediction does not count, or "counts", worked out from what people see; with p and the outcome."""
    last = question.resolutions[-1] if question.resolutions else None
    state = "open" if last is None or last.verdict == "reopened" else last.verdict
    closes = question.closes_at or (question.deadline.date if question.deadline else "9999")
    known = last.known_on if last and state != "open" else "9999"
    corrected = {forecast.replaces for forecast in prediction.forecasts} - {None}
    assert not corrected, "nothing is corrected here"
    in_time = [one for one in prediction.forecasts if one.made < closes and one.made < known]
    one = (in_time or prediction.forecasts)[-1]
    if state != "resolved":
        return state, None, None
    if not in_time:
        return ("after_known" if one.made > known else "after_close" if one.made > closes else "same_day"), None, None
    if prediction.withdrawn:
        return "withdrawn", None, None
    if one.p is None:
        return "no_number", None, None
    assert last is not None
    return COUNTS, one.p, last.value


def by_hand(book: Book) -> tuple[Tally, Counter[str]]:
    """The tally and the counts of what is left out, from the questions as people see them."""
    today, counted, excluded = date.today().isoformat(), [], Counter[str]()
    for question in book.list():
        for prediction in question.predictions:
            reason, p, value = reason_of(question, prediction)
            if reason == COUNTS and question.deadline is None:
                reason = "no_deadline"
            elif reason == COUNTS and question.deadline.date > today:
                reason = "resolved_early"
            if reason == COUNTS:
                counted.append((round(float(p) * MILLION), round(float(value) * MILLION), 1))
            else:
                excluded[reason] += 1
    return Tally.from_rows(counted), excluded


def predictions(book: Book) -> int:
    return sum(len(question.predictions) for question in book.list())


def test_the_tally_is_what_one_counts_by_hand(lived) -> None:
    book, _ = lived
    tally, excluded = by_hand(book)
    result = book.calibration()
    assert result.tally == tally
    assert dict(result.excluded) == dict(excluded)
    assert sum(row.n for row in result.rows) == tally.n == result.n


@pytest.mark.parametrize("include", [(), ("early",), ("undated",), ("early", "undated")])
@pytest.mark.parametrize("retrospective", [True, False])
def test_every_prediction_is_in_the_table_or_left_out_for_one_reason(lived, include, retrospective) -> None:
    book, _ = lived
    result = book.calibration(include=include, retrospective=retrospective)
    assert result.n + sum(result.excluded.values()) == predictions(book)
    assert set(result.excluded) <= set(REASONS)
    both = book.scores(retrospective=retrospective)
    assert both.n + sum(both.excluded.values()) == predictions(book)
    if set(include) == {"early", "undated"}:
        assert (result.n, dict(result.excluded)) == (both.n, dict(both.excluded))


@pytest.mark.parametrize("term", ["forecaster:Ann", "tag:a", "p:..50%", "status:resolved", "has:deadline", "Claim"])
def test_a_filter_and_its_complement_add_up(lived, term: str) -> None:
    book, _ = lived
    with book.snapshot() as snapshot:
        whole, part, rest = (calibrate(snapshot, read_query(terms)) for terms in ([], [term], [f"not:{term}"]))
        assert part.tally + rest.tally == whole.tally
        assert Counter(part.excluded) + Counter(rest.excluded) == Counter(whole.excluded)
        assert sum(cell.n for cell in cells(snapshot, read_query([term]))) == part.n + sum(part.excluded.values())


@pytest.mark.parametrize("by", [name for name in GROUPINGS if name != "tag"])
def test_groups_add_up(lived, by: str) -> None:
    book, _ = lived
    with book.snapshot() as snapshot:
        result, whole = scores(snapshot, by=by), scores(snapshot)
    assert sum(group.n for group in result.groups) == whole.n == result.n
    for rule in whole.rules:
        total = sum(group.means[rule].value * group.n for group in result.groups)
        assert total == pytest.approx(sum(one.means[rule].value * one.n for one in whole.groups), abs=1e-9)


def test_small_groups_are_hidden_and_counted(lived) -> None:
    book, _ = lived
    every = book.scores(by="forecaster")
    some = book.scores(by="forecaster", min_n=3)
    assert {group.group for group in some.groups} == {group.group for group in every.groups if group.n >= 3}
    assert some.hidden == len(every.groups) - len(some.groups)


def test_past_tables_are_as_they_stood(lived) -> None:
    book, stood = lived
    assert len(stood) > 9
    for entry, then in stood.items():
        assert tables(book, as_of=entry) == then, entry


def test_the_scores_are_those_that_people_see(lived) -> None:
    book, _ = lived
    frame = book.frame("scores")
    seen = {(one.id, score.forecaster, score.rule): score.value for one in book.list() for score in one.scores}
    rows = zip(frame["question"], frame["forecaster"], frame["rule"], frame["value"], strict=True)
    assert {(question, who, rule): value for question, who, rule, value in rows} == seen


def test_predictions_carry_the_reason_of_the_tally(lived) -> None:
    book, _ = lived
    frame = book.frame("predictions")
    expected = {
        (question.id, one.forecaster): reason_of(question, one)[0]
        for question in book.list()
        for one in question.predictions
    }
    assert dict(zip(zip(frame["question"], frame["forecaster"], strict=True), frame["reason"], strict=True)) == expected


def test_without_late_records_is_a_part(lived) -> None:
    book, _ = lived
    with book.snapshot() as snapshot:
        whole, early = (REPORTS["scores"](snapshot, (), Choices(retrospective=which)) for which in (True, False))
    assert len(early) == (~whole["retrospective"]).sum()
