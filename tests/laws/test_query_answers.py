"""Laws of the filter language: what it finds is what one sees, of heads and of standing selects."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ledger
from ledger.core.query import (
    BASES,
    FLAGS,
    PARTS,
    STATUSES,
    Days,
    Numbers,
    Term,
    Words,
    read_query,
    read_term,
)
from ledger.core.question import Prediction, Question
from ledger.store.reading import question_keys, read_questions
from ledger.store.snapshot import Snapshot
from tests.laws.terms import TERMS, plain_text

TODAY = datetime(2025, 6, 15, 12, tzinfo=UTC)
HOSTILE = (
    "100%", "a_b", "\\", "'; DROP TABLE forecasts; --", '"quoted"', "it's", "/", "[a-z]", "%", "_", "*", "?", "%%",
)  # fmt: skip
LIVES = ("open", "due", "overdue", "resolved", "ambiguous", "annulled")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("query")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        with ledger.open(folder / "ledger.db", actor="me", now=lambda: TODAY, zone="UTC") as book:
            fill(book)
            yield book


def fill(book):
    for at, text in enumerate(HOSTILE):
        month = f"2025-{1 + at % 12:02}"
        book.add(f"Claim {at} with {text}", f"{5 + 7 * at}%", by=f"{month}-15", made="2024-12-20", tags=["odd"])
    due = book.add("Due today", "50%", by="2025-06-15", made="2024-01-02", criteria="Gazette", tags=["ai", "work"])
    book.add("Überfällig: Straße", "10%", by="2025-06-14", made="2024-01-02", forecaster="Zoë Ärzt", vague=True)
    book.add("Look again", no_number=True, review="2025-06-15", made="2024-01-02", quote="some day it will")
    book.add("Never looked at", "0.333333333", review="2099-01-01", made="2024-01-02", source="https://example.org/a_b")
    yes = book.add("Came true", "90%", by="2024-12-31", made="2024-01-02", fine_print="small", quote="It's 100%")
    book.update(yes.id, "40%", made="2024-03-02", forecaster="Bob")
    book.update(yes.id, "80%", made="2024-02-02", forecaster="me")
    book.resolve(yes.id, "yes", known_on="2024-05-05", evidence=["a paper"])
    no = book.add("Came false", words="probably", by="2024-12-31", made="2024-01-02", forecaster="Bob")
    book.resolve(no.id, "no", known_on="2024-12-31")
    book.edit(no.id, criteria="another")
    half = book.add("Half true", "1/3", by="2024-06-30", made="2024-01-02", basis="imputed")
    book.resolve(half.id, "0.5", known_on="2024-07-01")
    vague = book.add("Nobody can say", "60%", by="2024-12-31", made="2024-01-02")
    book.resolve(vague.id, "ambiguous", known_on="2025-01-10")
    gone = book.add("Annulled", "60%", by="2024-12-31", made="2024-01-02")
    book.annul(gone.id)
    back = book.add("Reopened", "70%", by="2026-12-31", made="2024-01-02")
    book.resolve(back.id, "yes", known_on="2025-01-10")
    book.reopen(back.id)
    taken = book.add("Withdrawn", "20%", by="2026-12-31", made="2024-01-02")
    book.withdraw(taken.id)
    asked = book.add("Only asked", by="2026-12-31", question_only=True)
    book.tag(due.id, "work", remove=True)
    book.note_on(asked.id, "Ask Bob about 5_5")
    book.update(due.id, "55%", made="2024-02-02", correct=True)
    book.tag(asked.id, "undone")
    book.undo()


@pytest.fixture(scope="module")
def snapshot(book):
    with book.snapshot() as snapshot:
        yield snapshot


def as_past(snapshot: Snapshot) -> Snapshot:
    """The same state, asked of the standing selects and not of the head tables."""
    return snapshot._replace(latest=False, scope=snapshot.scope._replace(bound=snapshot.entry))


@pytest.fixture(scope="module")
def everything(snapshot) -> dict[int, Question]:
    keys = question_keys(snapshot, ())
    return dict(zip(keys, read_questions(snapshot, keys), strict=True))


def claims(snapshot, *typed) -> set[str]:
    return {one.claim for one in read_questions(snapshot, question_keys(snapshot, read_query(typed)))}


def lower(text: str | None) -> str:
    return (text or "").lower()


def in_range(value, one) -> bool:
    ends = (one.first, one.last) if isinstance(one, Days) else (one.low, one.high)
    return value is not None and (ends[0] is None or ends[0] <= value) and (ends[1] is None or value <= ends[1])


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def stands(prediction: Prediction):
    """The forecast that stands: the last one made in time, else the last one."""
    return max(prediction.forecasts, key=lambda forecast: (forecast.counts, forecast.n))


def said(question: Question):
    return [forecast for prediction in question.predictions for forecast in prediction.forecasts]


def decision(question: Question):
    return question.resolutions[-1] if question.status == "resolved" else None


SEEN_PARTS = {
    "criteria": lambda question: question.criteria,
    "fine_print": lambda question: question.fine_print,
    "deadline": lambda question: question.deadline,
    "source": lambda question: [forecast for forecast in said(question) if forecast.source],
    "quote": lambda question: [forecast for forecast in said(question) if forecast.quote],
    "tag": lambda question: question.tags,
    "evidence": lambda question: decision(question) and decision(question).evidence,
    "note": lambda question: question.notes,
    "number": lambda question: [each for each in question.predictions if stands(each).p],
    "series": lambda question: question.series,
    "review": lambda question: question.review_on,
}


def texts(question: Question) -> list[str]:
    quotes = [forecast.quote.text for forecast in said(question) if forecast.quote]
    return [lower(text) for text in (question.claim, question.criteria, *question.notes, *quotes)]


def statuses(question: Question) -> set[str]:
    outcome = decision(question).outcome if decision(question) else None
    return {question.status, str(outcome), "scored" if question.scores else ""}


def ahead(question: Question, prediction: Prediction) -> int | None:
    return (day(question.deadline.date) - day(stands(prediction).made)).days if question.deadline else None


def told(question: Question) -> list[str]:
    sources = [forecast.source for forecast in said(question) if forecast.source]
    return [lower(f"{source.url} {source.title}") for source in sources]


SEEN = {
    None: lambda question, one: any(lower(one.text) in text for text in texts(question)),
    "id": lambda question, one: question.id.startswith(one.text),
    "forecaster": lambda question, one: lower(one.text) in {lower(each.forecaster) for each in question.predictions},
    "tag": lambda question, one: lower(one.text) in question.tags,
    "status": lambda question, one: one.text in statuses(question),
    "type": lambda question, one: question.type == one.text,
    "basis": lambda question, one: one.text in {stands(each).basis for each in question.predictions},
    "by": lambda question, one: bool(question.deadline) and in_range(day(question.deadline.date), one),
    "made": lambda question, one: any(in_range(day(forecast.made), one) for forecast in said(question)),
    "resolved": lambda question, one: decision(question) and in_range(day(decision(question).known_on), one),
    "p": lambda question, one: any(
        each.p and in_range(round(Decimal(each.p), 6), one) for each in question.predictions
    ),
    "horizon": lambda question, one: any(in_range(ahead(question, each), one) for each in question.predictions),
    "brier": lambda question, one: any(
        in_range(score.value, rounded(one)) for score in question.scores if score.rule == "brier"
    ),
    "has": lambda question, one: SEEN_PARTS[one.text](question),
    "source": lambda question, one: any(lower(one.text) in text for text in told(question)),
    "series": lambda question, one: question.series == one.text,
    "flag": lambda question, one: one.text in question.flags,
}


def matches(question: Question, term: Term) -> bool:
    return any(bool(SEEN[term.field](question, one)) for one in term.alternatives) != term.negated


def rounded(one: Numbers) -> Numbers:
    return Numbers(low=one.low and float(one.low), high=one.high and float(one.high))


LEDGER_TERMS = [
    *(f"status:{status}" for status in STATUSES),
    *(f"has:{part}" for part in PARTS),
    *(f"basis:{basis}" for basis in BASES),
    *(f"flag:{flag}" for flag in FLAGS),
    "type:binary", "type:date", "tag:ai", "tag:WORK", "tag:odd,ai", "tag:undone", "forecaster:bob", "forecaster:me",
    "forecaster:zoë ärzt", "forecaster:ZOË ÄRZT", "forecaster:nobody", "by:2025", "by:..2025-06-14", "by:2025-06-15..",
    "made:2024-02", "made:2024-03..", "resolved:2024", "resolved:2025..", "p:0.8", "p:..20%", "p:0.3..0.5", "p:90%",
    "p:1/3", "p:0.333333", "horizon:..30", "horizon:365..", "horizon:530", "brier:..0.05", "brier:0.04", "brier:0.5..",
    "source:example.org", "source:a_b", "source:a%b", "series:x", "gazette", "strasse", "STRASSE", "straße",
    "überfällig", "ÜBERFÄLLIG", "5_5", "it's", "some day", "has:quote,tag", "has:evidence,source", "id:zzz",
]  # fmt: skip


@pytest.mark.parametrize("typed", LEDGER_TERMS)
def test_a_filter_finds_what_one_sees(snapshot, everything, typed):
    term = read_term(typed)
    opposite = replace(term, negated=True)
    expected = [key for key, question in everything.items() if matches(question, term)]
    for state in (snapshot, as_past(snapshot)):
        assert question_keys(state, (term,)) == expected
        assert question_keys(state, (opposite,)) == [key for key in everything if key not in expected]


def test_the_terms_above_tell_questions_apart(everything):
    """Most of them find something and leave something: else the law above would hold for nothing."""
    found = [sum(matches(question, read_term(typed)) for question in everything.values()) for typed in LEDGER_TERMS]
    assert sum(0 < number < len(everything) for number in found) > 40


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(snapshot, everything, text):
    expected = {one.claim for one in everything.values() if matches(one, read_term(text))}
    assert f"Claim {HOSTILE.index(text)} with {text}" in expected
    assert claims(snapshot, text) == expected


@settings(max_examples=100, deadline=None)
@given(term=TERMS | plain_text().map(lambda text: Term(field=None, negated=False, alternatives=(Words(text=text),))))
def test_not_is_the_complement_and_no_text_is_an_error(snapshot, everything, term):
    one, other = (question_keys(snapshot, (replace(term, negated=negated),)) for negated in (False, True))
    assert sorted(one + other) == sorted(everything)


@settings(max_examples=40, deadline=None)
@given(terms=st.lists(TERMS, max_size=3))
def test_the_head_tables_and_the_standing_selects_find_the_same(snapshot, terms):
    assert question_keys(snapshot, tuple(terms)) == question_keys(as_past(snapshot), tuple(terms))


def test_every_question_has_exactly_one_status(snapshot, everything):
    by_filter = {status: question_keys(snapshot, (read_term(f"status:{status}"),)) for status in LIVES}
    assert all(by_filter.values())
    assert Counter(key for keys in by_filter.values() for key in keys) == Counter(list(everything))
    assert all(everything[key].status == status for status, keys in by_filter.items() for key in keys)


def test_the_views_are_the_same_of_heads_and_of_standing_selects(snapshot, everything):
    assert read_questions(as_past(snapshot), list(everything)) == list(everything.values())


def test_terms_about_predictions_hold_for_one_and_the_same(snapshot):
    assert claims(snapshot, "forecaster:bob", "p:40%") == {"Came true"}
    assert claims(snapshot, "forecaster:bob", "p:80%") == set()


@pytest.mark.parametrize("sort", ["by", "made", "recorded", "p", "claim", "status", "id", "brier"])
def test_an_order_is_the_same_of_heads_and_of_standing_selects_and_loses_nothing(snapshot, sort):
    now = question_keys(snapshot, (), sort=[sort])
    assert now == question_keys(as_past(snapshot), (), sort=[sort])
    assert sorted(now) == sorted(question_keys(snapshot, ()))
    assert question_keys(snapshot, (), sort=[sort], limit=3) == now[:3]


def test_a_shorter_list_is_the_beginning_of_a_longer_one(snapshot, everything):
    keys = list(everything)
    for state in (snapshot, as_past(snapshot)):
        assert all(question_keys(state, (), limit=number) == keys[:number] for number in range(1, len(keys) + 2, 3))
        assert question_keys(state, (read_term("not:zzz"),), limit=len(keys) - 1) == keys[:-1]
