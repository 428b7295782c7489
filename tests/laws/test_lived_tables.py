"""Laws of the tables of a ledger that has lived: each prediction is counted once, the past stays as it stood."""

import io
import random
from collections import Counter
from datetime import date, timedelta

import pandas as pd
import pytest

import ledger
from ledger.book import Book
from ledger.calibration.tally import Tally
from ledger.core.query import read_query
from ledger.core.question import Prediction, Question
from ledger.errors import LedgerError
from ledger.exporters import EXPORTERS
from ledger.reports import REPORTS, Choices
from ledger.services.calibrate import REASONS, calibrate
from ledger.services.conclude import conclude
from ledger.services.grouping import GROUPINGS
from ledger.services.score import Asked, scores
from ledger.services.tallying import Count, count_all, count_groups, count_of, entries
from ledger.services.view import View
from ledger.store.standing import COUNTS
from ledger.store.tallies import cells

MILLION = 1_000_000


def written(frame: pd.DataFrame, name: str) -> str:
    stream = io.StringIO(newline="")
    EXPORTERS[name](frame, stream)
    return stream.getvalue()


# A ledger of random acts, with every table as it stood after each entry.

TODAY = date.today()
WHO = ("Ann", "Bob", "Cem", "Dee")


def day(generator: random.Random, first: int, last: int) -> str:
    return (TODAY + timedelta(days=generator.randint(first, last))).isoformat()


ACTS = ["update"] * 3 + ["resolve"] * 6 + ["amend", "annul", "reopen", "undo", "redo", "withdraw", "alias", "unalias"]


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
        case "alias":
            book.alias(who, generator.choice(WHO))
        case "unalias":
            book.unalias(who)
        case "undo":
            book.undo()
        case "redo":
            book.redo()


def tables(book: Book, as_of: int | None = None) -> dict[str, str]:
    return {name: written(book.frame(name, as_of=as_of, resamples=5), "csv") for name in REPORTS}


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
        result, whole = scores(snapshot, (), Asked(by=by)), scores(snapshot)
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
    for entry, then in [*stood.items()][::3]:
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
        views = (View(retrospective=which) for which in (True, False))
        whole, early = (REPORTS["scores"](snapshot, (), Choices(view=view)) for view in views)
    assert len(early) == (~whole["retrospective"]).sum()


def counts(count: Count) -> tuple[Tally, dict[str, int], int]:
    return count.tally, dict(count.excluded), count.overdue


@pytest.mark.parametrize("include", [(), ("early",), ("undated",), ("early", "undated")])
@pytest.mark.parametrize("view", [View(), View(retrospective=False)], ids=["all", "in time"])
def test_the_quick_count_is_the_count_one_by_one(lived, include, view) -> None:
    """The GROUP BY of now and the one pass over a past state agree with the rows that the store gives."""
    book, stood = lived
    for entry in (None, max(stood) - 1):
        with book.snapshot(entry) as snapshot:
            quick = counts(count_all(snapshot, include=include, view=view))
            one_by_one = counts(count_of(entries(snapshot, include=include, view=view), snapshot))
        assert quick == one_by_one


@pytest.mark.parametrize("by", GROUPINGS)
def test_the_tallies_of_groups_add_up(lived, by: str) -> None:
    """Each prediction here has one tag at most."""
    book, _ = lived
    with book.snapshot() as snapshot:
        whole, groups = count_all(snapshot), count_groups(snapshot, by=by)
    assert sum((one.tally for one in groups.values()), Tally()) == whole.tally
    assert sum((Counter(one.excluded) for one in groups.values()), Counter()) == Counter(whole.excluded)
    assert sum(one.overdue for one in groups.values()) == whole.overdue


def test_each_forecast_that_counts_is_read_with_its_kin(lived) -> None:
    book, _ = lived
    with book.snapshot() as snapshot:
        found = conclude(snapshot).whole
    kin = found.table.count.kin or ()
    assert Tally.from_rows((one.p_ppm, one.y_ppm, 1) for one in kin) == found.table.tally
    assert found.summary.questions == len({one.question for one in kin}) <= found.table.n
    assert found.summary.clusters <= found.summary.questions
