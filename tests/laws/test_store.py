"""Laws of the store: after any sequence of acts, what stands is what a plain reading of the journal says."""

import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ledger.store import connect, counting, heads, scores, standing
from ledger.store.standing import Scope, scope_of
from ledger.store.tables import counted, current_questions
from ledger.store.undoing import dependants, last_undoable, undone_last
from ledger.store.verify import verify
from tests.laws.plain import Plain
from tests.ledgers import Ledger

DAYS = ["2026-01-01", "2026-01-02"]
INSTANTS = [None, "T08:00:00.000000Z", "T17:00:00.000000Z"]
NAMES = ["Ann", "Bob", "Cem"]
WHO = st.sampled_from(NAMES)
DAY = st.sampled_from(DAYS)
MOMENT = st.tuples(DAY, st.sampled_from(INSTANTS))
FORECAST = st.tuples(st.just("forecast"), WHO, MOMENT, st.sampled_from([None, "0.2", "0.9"]))
ACTS = st.one_of(
    st.tuples(st.just("ask"), st.sampled_from([None, *DAYS])),
    st.tuples(st.just("edit"), st.sampled_from([None, *DAYS]), MOMENT),
    FORECAST,
    FORECAST,
    FORECAST,
    st.tuples(st.just("correct"), MOMENT),
    st.tuples(st.just("correct"), MOMENT),
    st.tuples(st.just("withdraw"), WHO, DAY),
    st.tuples(st.just("resolve"), st.sampled_from(["resolved", "ambiguous", "annulled", "reopened"]), MOMENT),
    st.tuples(st.just("resolve"), st.just("resolved"), MOMENT),
    st.tuples(st.just("alias"), WHO, WHO, st.sampled_from([0, 0, 1])),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("redo"), st.integers(0, 5)),
)


@contextmanager
def new_ledger():
    """A ledger on a disk that may forget: nobody cuts the power here."""
    careless = tuple(pragma for pragma in connect.PRAGMAS if "synchronous" not in pragma)
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict("os.environ", XDG_STATE_HOME=folder),
        mock.patch.object(connect, "PRAGMAS", (*careless, "PRAGMA synchronous=OFF")),
    ):
        ledger = Ledger(str(Path(folder) / "ledger.db"))
        ledger.ask(deadline=DAYS[1])
        try:
            yield ledger
        finally:
            ledger.close()


def at(moment):
    day, time = moment
    return None if time is None else day + time


def do(ledger, act, *words):
    """One act on the last question asked that stands; what cannot be done now is passed over."""
    standing_now = ledger.rows("current_questions")
    if act == "ask":
        ledger.ask(deadline=words[0])
    elif act == "alias":
        if words[0] != words[1]:
            ledger.alias(*words[:2], removed=words[2])
    elif act in {"undo", "redo"}:
        turn(ledger, act, words[0])
    elif not standing_now:
        return
    else:
        number = ledger.questions.index(standing_now[-1][0])
        if act == "edit":
            ledger.edit(number, deadline=words[0], closes_on=words[1][0], closes_at=at(words[1]))
        elif act == "forecast":
            who, moment, probability = words
            ledger.forecast(number, probability, who=who, made_on=moment[0], made_at=at(moment))
        elif act == "correct":
            correct(ledger, *words)
        elif act == "withdraw":
            ledger.withdraw(number, who=words[0], made_on=words[1])
        else:
            ledger.resolve(number, words[0], known_on=words[1][0], known_at=at(words[1]))


def correct(ledger, moment):
    live = ledger.rows("counted")
    if live:
        _, _, forecast, *_ = live[-1]
        place = ledger.forecasts.index(forecast)
        number = ledger.questions.index(live[-1][0])
        names = {row[0]: row[-1] for row in ledger.rows("forecasters")}
        who = names[live[-1][1]]
        ledger.forecast(number, "0.5", who=who, made_on=moment[0], made_at=at(moment), replaces=place)


def turn(ledger, act, back):
    with ledger.store.reading() as connection:
        undone = set(connection.scalars(standing.undone_entries(Scope())))
        possible = [row[0] for row in ledger.rows("entries") if row[4] not in {"init", "undo", "redo"}]
        choice = [entry for entry in possible if (entry in undone) == (act == "redo")]
        entry = choice[-1 - back % len(choice)] if choice else None
        along = dependants(connection, entry) if entry and act == "undo" else []
    for one in [*sorted(along, reverse=True), *([entry] if entry else [])]:
        ledger.act(act, one)


def answers(ledger, bound=None):
    """What the standing selects say, now or as of an entry."""
    with ledger.store.reading() as connection:
        scope = scope_of(connection, bound)
        return [
            sorted(map(tuple, connection.execute(query)))
            for query in (standing.current(scope), counting.counting(scope))
        ]


def kept(ledger):
    """What the head tables say."""
    with ledger.store.reading() as connection:
        return [sorted(map(tuple, connection.execute(select(table)))) for table in (current_questions, counted)]


@settings(max_examples=30, deadline=None)
@given(st.lists(ACTS, min_size=3, max_size=20))
def test_heads_are_what_a_plain_reading_says_and_the_past_stays(acts):
    with new_ledger() as ledger:
        then = {}
        for act in acts:
            do(ledger, *act)
            then[ledger.head().entry] = kept(ledger)
        last = ledger.head().entry
        plain = Plain(ledger, last)
        assert kept(ledger) == [plain.current_rows(), plain.counted_rows()] == answers(ledger)
        assert ledger.rows("scores") == plain.score_rows()
        for entry, was in then.items():
            # A correction recorded later, an undo, another resolution: none of them reaches back.
            assert answers(ledger, entry) == was
            before = Plain(ledger, entry)
            assert was == [before.current_rows(), before.counted_rows()]


@settings(max_examples=15, deadline=None)
@given(st.lists(ACTS, max_size=12), st.integers(0, 6))
def test_undo_then_redo_is_identity(acts, back):
    with new_ledger() as ledger:
        for act in acts:
            do(ledger, *act)
        with ledger.store.reading() as connection:
            undone = set(connection.scalars(standing.undone_entries(Scope())))
            choice = [row[0] for row in ledger.rows("entries") if row[4] not in {"init", "undo", "redo"}]
            choice = [entry for entry in choice if entry not in undone]
            if not choice:
                return
            entry = choice[-1 - back % len(choice)]
            along = dependants(connection, entry)
        before, derived = kept(ledger), ledger.rows("scores")
        gone = [*sorted(along, reverse=True), entry]
        for one in gone:
            ledger.undo(one)
        assert not any(row[1] >> 26 == entry for row in kept(ledger)[0])
        for one in reversed(gone):
            ledger.redo(one)
        assert kept(ledger) == before
        assert ledger.rows("scores") == derived


@settings(max_examples=10, deadline=None)
@given(st.lists(ACTS, max_size=12))
def test_whatever_was_done_verifies_and_rebuilds_to_the_same(acts):
    with new_ledger() as ledger:
        for act in acts:
            do(ledger, *act)
        before = kept(ledger), ledger.rows("scores")
        with ledger.store.reading() as connection:
            assert verify(connection).findings == ()
        with ledger.store.writing() as connection:
            heads.rebuild(connection)
            scores.rescore(connection)
        assert (kept(ledger), ledger.rows("scores")) == before


@settings(max_examples=10, deadline=None)
@given(st.lists(ACTS, max_size=10))
def test_the_last_undoable_entry_is_undone_and_brought_back_by_default(acts):
    with new_ledger() as ledger:
        for act in acts:
            do(ledger, *act)
        with ledger.store.reading() as connection:
            entry = last_undoable(connection)
            if entry is None or dependants(connection, entry):
                return
        ledger.undo(entry)
        with ledger.store.reading() as connection:
            assert undone_last(connection)[-1] == entry
            assert last_undoable(connection) != entry
        ledger.redo(entry)
        with ledger.store.reading() as connection:
            assert last_undoable(connection) == entry
