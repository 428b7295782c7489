"""Laws of observations in a ledger: what stands is what the standing observations say, whatever was undone before."""

from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.book import Book
from ledger.core.rules import Decision, Observation, Window, decide, read_rule
from ledger.errors import RefusedError
from ledger.store.undoing import last_undoable
from ledger.store.verify import verify

RULES = ("any >= 3", "changed", "last > 1")
WINDOW = Window(start=date(2026, 1, 5), end=date(2026, 1, 25))
DAYS = st.sampled_from(["2026-01-03", "2026-01-08", "2026-01-15", "2026-01-25", "2026-01-28"])
VALUES = st.integers(0, 4).map(str)
SEEN = st.tuples(st.just("observe"), DAYS, VALUES, st.sampled_from([None, "a"]), st.booleans())
ACTS = st.lists(st.one_of(SEEN, SEEN, st.tuples(st.sampled_from(["undo", "redo", "apply"]))), max_size=6)

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A ledger with a question for each rule, and their ids."""
    place = tmp_path_factory.mktemp("observed") / "asked.db"
    with Book(place, actor="tester", zone="UTC") as book:
        words = {"by": "2026-01-25", "made": "2026-01-05", "metric": "m"}
        return place, {rule: book.add(rule, "60%", **words, when=rule).id for rule in RULES}


@contextmanager
def opened(place):
    """A copy of it to write into."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        copy.write_bytes(place.read_bytes())
        with Book(copy, actor="tester", zone="UTC") as book:
            yield book


def do(book, act, *words, apply):
    """One act, where there is something to do: the questions themselves are never taken back."""
    try:
        if act == "observe":
            day, value, source, correct = words
            book.observe("m", value, on=day, source=source, correct=correct, apply=apply)
        elif act == "apply":
            book.observe_many([], apply=True)
        elif act == "redo":
            book.redo()
        elif standing_entry(book) > 1 + len(RULES):
            book.undo()
    except RefusedError:
        pass


def standing_entry(book):
    with book.store.reading() as connection:
        return last_undoable(connection)


def whole(book):
    with book.store.reading() as connection:
        return verify(connection, remembered=False).whole


def record(book):
    seen = enumerate(book.observations("m"), 1)
    return [
        Observation(id=number, metric="m", on=date.fromisoformat(one.on), value=one.value, source=one.source)
        for number, one in seen
    ]


def verdicts(book, asked):
    """What the standing observations say of each rule."""
    seen = record(book) if book.observed().metrics[0].observations else []
    found = {rule: decide(read_rule(rule), seen, metric="m", window=WINDOW, today=date(2026, 11, 20)) for rule in asked}
    return {rule: one.outcome for rule, one in found.items() if isinstance(one, Decision)}


def standing(book, asked):
    shown = {rule: book.show(id_) for rule, id_ in asked.items()}
    return {rule: one.resolutions for rule, one in shown.items() if one.status == "resolved"}


@few
@given(ACTS)
def test_a_ledger_proposes_what_its_standing_observations_say(asked, acts):
    place, asked = asked
    with opened(place) as book:
        for act, *words in acts:
            do(book, act, *words, apply=False)
        found = verdicts(book, asked)
        settled = standing(book, asked)
        proposed = {one.question: one.outcome for one in book.proposals()}
        assert {asked[rule]: outcome for rule, outcome in found.items() if rule not in settled} == proposed
        book.observe_many([], apply=True)
        assert {rule: len(ones) > 0 for rule, ones in standing(book, asked).items()} == dict.fromkeys(
            found.keys() | settled.keys(), True
        )
        assert whole(book)


@few
@given(ACTS)
def test_scores_and_heads_are_whole_after_every_act(asked, acts):
    place, asked = asked
    with opened(place) as book:
        for act, *words in acts:
            do(book, act, *words, apply=True)
            assert whole(book)
            assert all(
                any(one.stands and one.made_by == "rule" for one in ones) for ones in standing(book, asked).values()
            )


@few
@given(DAYS, VALUES, VALUES)
def test_to_correct_and_to_correct_back_is_as_if_nothing_had_been(asked, day, value, other):
    place, asked = asked
    with opened(place) as book:
        for on, seen in (("2026-01-03", "2"), ("2026-01-28", "2"), (day, value)):
            book.observe("m", seen, on=on, source=f"{on} {seen}")
        book.observe_many([], apply=True)
        before = verdicts(book, asked)
        for seen in (other, value):
            book.observe("m", seen, on=day, source=f"{day} {value}", correct=True)
        book.observe_many([], apply=True)
        decided = {rule: ones[-1].outcome for rule, ones in standing(book, asked).items()}
        assert verdicts(book, asked) == decided == before
