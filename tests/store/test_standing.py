"""What stands and what counts: each rule of the architecture by a case of its own, now and as of an entry."""

from contextlib import ExitStack

import pytest

from ledger.store import standing
from ledger.store.standing import Scope, scope_of
from ledger.store.tables import counted
from tests.ledgers import BACKENDS, Ledger, schema, told

MORNING, NOON, EVENING = "T08:00:00.000000Z", "T12:00:00.000000Z", "T18:00:00.000000Z"
DAY, NEXT = "2026-01-05", "2026-01-06"
REASON = counted.c.keys().index("reason")
FORECAST = counted.c.keys().index("forecast_id")


@pytest.fixture(params=BACKENDS, scope="module")
def ledger(request, tmp_path_factory):
    """One ledger for all cases: each asks a question of its own."""
    folder = tmp_path_factory.mktemp("standing")
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("XDG_STATE_HOME", str(folder))
        place = str(folder / "ledger.db") if request.param == "sqlite" else stack.enter_context(schema())
        opened = Ledger(place)
        yield opened
        opened.close()


def heads_of(ledger, number, table="counted"):
    return [row for row in ledger.rows(table) if row[0] == ledger.questions[number]]


def reasons(ledger, number):
    return [row[REASON] for row in heads_of(ledger, number)]


def picked(ledger, number):
    """Which of the question's forecasts counts, of each forecaster."""
    said = [row[0] for row in ledger.rows("forecasts") if row[2] == ledger.questions[number]]
    return [said.index(row[FORECAST]) for row in heads_of(ledger, number)]


@pytest.mark.parametrize(
    ("made", "known", "reason"),
    [
        (("2026-01-04", None), (DAY, None), "counts"),
        ((NEXT, None), (DAY, None), "after_known"),
        ((DAY, None), (DAY, None), "same_day"),
        ((DAY, MORNING), (DAY, None), "same_day"),
        ((DAY, None), (DAY, NOON), "same_day"),
        ((DAY, MORNING), (DAY, NOON), "counts"),
        ((DAY, NOON), (DAY, NOON), "same_day"),
        ((DAY, EVENING), (DAY, NOON), "same_day"),
    ],
)
def test_a_forecast_counts_when_it_was_made_before_it_was_known(ledger, made, known, reason):
    number = ledger.ask(deadline="2026-12-31")
    at = {"made_on": made[0], "made_at": made[1] and made[0] + made[1]}
    ledger.forecast(number, **at)
    ledger.resolve(number, known_on=known[0], known_at=known[1] and known[0] + known[1])
    assert reasons(ledger, number) == [reason]


@pytest.mark.parametrize(
    ("made", "closes", "reason"),
    [
        (("2026-01-04", None), {"deadline": DAY}, "counts"),
        ((DAY, None), {"deadline": DAY}, "same_day"),
        ((DAY, EVENING), {"deadline": DAY}, "counts"),
        ((DAY, EVENING), {"deadline": DAY, "deadline_at": DAY + NOON}, "same_day"),
        ((DAY, MORNING), {"deadline": DAY, "deadline_at": DAY + NOON}, "counts"),
        ((NEXT, None), {"deadline": DAY}, "after_close"),
        ((NEXT, None), {"deadline": None}, "counts"),
        ((NEXT, None), {"deadline": "2026-12-31", "closes_on": DAY}, "after_close"),
        ((DAY, EVENING), {"deadline": "2026-12-31", "closes_on": DAY, "closes_at": DAY + NOON}, "same_day"),
        ((DAY, MORNING), {"deadline": "2026-12-31", "closes_on": DAY, "closes_at": DAY + NOON}, "counts"),
        ((DAY, MORNING), {"deadline": DAY, "deadline_at": DAY + MORNING, "closes_on": NEXT}, "counts"),
    ],
)
def test_a_forecast_counts_when_it_was_made_before_the_close(ledger, made, closes, reason):
    number = ledger.ask(**closes)
    ledger.forecast(number, made_on=made[0], made_at=made[1] and made[0] + made[1])
    ledger.resolve(number, known_on="2026-06-01")
    assert reasons(ledger, number) == [reason]


@pytest.mark.parametrize(
    ("first", "second", "wins"),
    [
        ((DAY, None), (NEXT, None), 1),
        ((NEXT, None), (DAY, None), 0),
        ((DAY, None), (DAY, None), 1),
        ((DAY, EVENING), (DAY, MORNING), 0),
        ((DAY, MORNING), (DAY, None), 1),
        ((DAY, None), (DAY, EVENING), 0),
        ((DAY, EVENING), (DAY, EVENING), 1),
        (("2026-06-02", None), (DAY, None), 1),
        ((DAY, None), ("2026-06-02", None), 0),
    ],
)
def test_the_last_that_is_in_time_counts_and_a_bare_day_ends_its_day(ledger, first, second, wins):
    number = ledger.ask(deadline="2026-12-31")
    for day, time in (first, second):
        ledger.forecast(number, made_on=day, made_at=time and day + time)
    ledger.resolve(number, known_on="2026-06-01")
    assert picked(ledger, number) == [wins]


@pytest.mark.parametrize(
    ("taken_back", "known", "reason"),
    [
        ("2026-01-05", "2026-06-01", "withdrawn"),
        ("2026-01-02", "2026-06-01", "withdrawn"),
        ("2026-01-01", "2026-06-01", "counts"),
        ("2026-06-01", "2026-06-01", "withdrawn"),
        ("2026-06-02", "2026-06-01", "counts"),
    ],
)
def test_what_was_taken_back_in_time_does_not_count(ledger, taken_back, known, reason):
    number = ledger.ask(deadline="2026-12-31")
    ledger.forecast(number, made_on="2026-01-02")
    ledger.forecast(number, who="Bob", made_on="2026-01-02")
    ledger.withdraw(number, made_on=taken_back)
    ledger.resolve(number, known_on=known)
    assert reasons(ledger, number) == [reason, "counts"]


def test_a_forecast_after_a_withdrawal_counts_again(ledger):
    number = ledger.ask(deadline="2026-12-31")
    ledger.forecast(number)
    ledger.withdraw(number)
    ledger.forecast(number, made_on="2026-03-01")
    ledger.resolve(number, known_on="2026-06-01")
    assert (picked(ledger, number), reasons(ledger, number)) == ([1], ["counts"])


@pytest.mark.parametrize(("made_on", "reason"), [("2026-01-31", "withdrawn"), ("2026-02-01", "counts")])
def test_a_forecast_recorded_after_a_withdrawal_goes_by_the_day_it_was_made(ledger, made_on, reason):
    number = ledger.ask(deadline="2026-12-31")
    ledger.withdraw(number, made_on="2026-02-01")
    ledger.forecast(number, made_on=made_on)
    ledger.resolve(number, known_on="2026-06-01")
    assert reasons(ledger, number) == [reason]


def test_a_correction_stands_in_place_of_what_it_corrects_even_when_it_is_earlier(ledger):
    number = ledger.ask(deadline="2026-12-31")
    ledger.forecast(number, made_on="2026-03-01")
    entry = ledger.forecast(number, "0.5", made_on="2026-02-01", replaces=-1)
    assert picked(ledger, number) == [1]
    ledger.undo(entry)
    assert picked(ledger, number) == [0]
    ledger.redo(entry)
    assert picked(ledger, number) == [1]


@pytest.mark.parametrize("verdict", ["ambiguous", "annulled", "reopened"])
def test_what_was_not_decided_does_not_count(ledger, verdict):
    number = ledger.ask()
    ledger.forecast(number)
    ledger.resolve(number)
    assert reasons(ledger, number) == ["counts"]
    ledger.resolve(number, verdict)
    assert reasons(ledger, number) == ["open" if verdict == "reopened" else verdict]
    assert heads_of(ledger, number, "current_questions")[0][3] == ("open" if verdict == "reopened" else verdict)
    ledger.resolve(number, value="0")
    assert reasons(ledger, number) == ["counts"]


def test_no_number_is_told_as_such(ledger):
    number = ledger.ask()
    ledger.forecast(number, None)
    assert reasons(ledger, number) == ["open"]
    ledger.resolve(number)
    assert reasons(ledger, number) == ["no_number"]


@pytest.mark.parametrize(("known", "late"), [("2026-11-19", 1), ("2026-11-20", 0), ("2026-11-21", 0)])
def test_recorded_after_it_was_known_is_retrospective(ledger, known, late):
    number = ledger.ask(deadline="2026-12-31")
    ledger.forecast(number)
    ledger.resolve(number, known_on=known)
    assert heads_of(ledger, number)[0][-1] == late


def test_an_edit_moves_the_close_and_undoing_it_moves_it_back(ledger):
    number = ledger.ask(deadline="2026-12-31")
    ledger.forecast(number, made_on="2026-05-01")
    ledger.resolve(number, known_on="2026-06-01")
    entry = ledger.edit(number, deadline="2026-04-01")
    assert reasons(ledger, number) == ["after_close"]
    ledger.undo(entry)
    assert reasons(ledger, number) == ["counts"]


def test_undo_redo_undo_is_undo(ledger):
    number = ledger.ask()
    entry = ledger.forecast(number)
    for act, there in (("undo", 0), ("redo", 1), ("undo", 0)):
        ledger.act(act, entry)
        assert len(heads_of(ledger, number)) == there
    with ledger.store.reading() as connection:
        assert entry in connection.scalars(standing.undone_entries(Scope())).all()


def test_the_past_is_read_as_it_stood(tmp_path):
    full = told(Ledger(str(tmp_path / "ledger.db")))
    with full.store.reading() as connection:
        states = [
            [tuple(row) for row in connection.execute(standing.current(scope_of(connection, entry)))]
            for entry in range(1, full.head().entry + 1)
        ]
    assert [len(state) for state in states[:3]] == [0, 1, 2]
    assert [state[0][3] for state in map(sorted, states[1:])].index("resolved") == 6
    assert sorted(states[-1]) == full.rows("current_questions")
    full.close()
