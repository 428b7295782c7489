"""Laws of selection: the general way picks what the tables of the present hold; other timings by brute force."""

from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ledger
from ledger.core.reading import NOTHING, ONE, Window, outcome_under
from ledger.scoring.timing import Stance, choose, read_timing
from ledger.services.readings import reason_of
from ledger.services.selection import select_forecasts
from ledger.services.view import View
from ledger.store.forecast_rows import forecast_rows
from ledger.store.rows import prediction_rows
from tests.ledgers import BACKENDS, Ledger, schema

DAYS = [f"2026-01-{day:02}" for day in range(1, 13)]
KINDS = ("yes", "no", "annulled", "ambiguous", "open")


@pytest.fixture(scope="module", params=BACKENDS)
def mixed(request, tmp_path_factory):
    """A ledger with every kind of lateness, silence and withdrawal, the same each time and on each database."""
    if request.param == "sqlite":
        yield _told(tmp_path_factory.mktemp("selection") / "ledger.db")
        return
    with schema() as place:
        yield _told(place)


def _told(place):
    told = Ledger(place)
    try:
        for number in range(40):
            _question(told, number)
        told.alias("Annie", "Ann")
    finally:
        told.close()
    return place


def _question(told, number):
    deadline = None if number % 11 == 0 else DAYS[9]
    told.ask(deadline=deadline, window_start=DAYS[0], **({"closes_on": DAYS[6]} if number % 5 == 0 else {}))
    for step in range(number % 4):
        who = ("Ann", "Bo", "Annie")[(number + step) % 3]
        day = DAYS[(number * 3 + step * 4) % 12]
        at = f"{day}T10:00:00.000000Z" if number % 3 == 0 else None
        told.forecast(number, None if number % 13 == 0 else f"0.{1 + step}", who=who, made_on=day, made_at=at)
    if number % 7 == 0:
        told.withdraw(number, who="Ann", made_on=DAYS[(number + 2) % 12])
    kind = KINDS[number % 5]
    if kind in {"yes", "no"}:
        told.resolve(number, value="1" if kind == "yes" else "0", known_on=DAYS[4 + number % 7])
    elif kind != "open":
        told.resolve(number, kind, known_on=DAYS[8])


def test_the_last_forecasts_are_those_of_the_tables(mixed) -> None:
    with ledger.open(mixed, actor="tester") as book, book.snapshot() as snapshot:
        picked = {(one.row.question_key, one.row.forecaster): one for one in select_forecasts(snapshot)}
        stored = {(row.question_key, row.forecaster): row for row in prediction_rows(snapshot)}
        assert picked.keys() == stored.keys()
        assert {row.reason for row in stored.values()} >= {"counts", "open", "annulled", "after_close", "withdrawn"}
        for key, row in stored.items():
            assert (picked[key].reason, picked[key].row.forecast_key) == (row.reason, row.forecast_key)


def test_reasons_are_worked_out_alike_in_both_places(mixed) -> None:
    with ledger.open(mixed, actor="tester") as book, book.snapshot() as snapshot:
        rows = forecast_rows(snapshot)
        assert len({row.reason for row in rows}) >= 7
        assert [reason_of(row) for row in rows] == [row.reason for row in rows]


@pytest.mark.parametrize("timing", ["first", "each", "at:3d", "at:2026-01-06", "time-weighted"])
def test_whatever_counts_came_in_time_and_nothing_is_counted_twice(mixed, timing) -> None:
    with ledger.open(mixed, actor="tester") as book, book.snapshot() as snapshot:
        rows = defaultdict(list)
        for one in select_forecasts(snapshot, (), View(timing=timing)):
            rows[one.row.question_key, one.row.forecaster].append(one)
            assert one.counts == bool(one.shares)
            assert all(share.row.before_close and share.row.before_known for share in one.shares)
        assert any(one.counts for some in rows.values() for one in some)
        assert all(len(some) == 1 or timing == "each" for some in rows.values())
        keys = [share.row.forecast_key for some in rows.values() for one in some for share in one.shares]
        assert len(keys) == len(set(keys))


STANCES = st.lists(
    st.tuples(st.integers(0, 20), st.none() | st.integers(1, 8)), min_size=1, max_size=6, unique_by=lambda one: one[0]
).map(lambda pairs: [Stance(start=s, withdrawn=None if w is None else s + w) for s, w in sorted(pairs)])


@given(STANCES, st.integers(21, 30), st.integers(0, 10))
def test_time_weights_are_what_standing_minute_by_minute_adds_up_to(stances, closes, early) -> None:
    ended = closes - early if closes - early > 20 else closes
    choice = choose(read_timing("time-weighted"), stances, opened=0, closes=closes, ended=ended)
    stood = defaultdict(int)
    for minute in range(ended):
        made = [place for place, one in enumerate(stances) if one.start <= minute]
        if made and (stances[made[-1]].withdrawn is None or stances[made[-1]].withdrawn > minute):
            stood[made[-1]] += 1
    assert dict(choice.shares) == dict(stood)
    assert choice.coverage == sum(stood.values()) / closes


@given(STANCES, st.integers(0, 30))
def test_at_a_moment_stands_the_last_one_made_before_it(stances, moment) -> None:
    choice = choose(read_timing("at:1d"), stances, opened=0, closes=30, ended=25, moment=moment)
    made = [place for place, one in enumerate(stances) if one.start < moment]
    if moment > 25:
        assert choice.reason == "over_by_then"
    elif not made:
        assert choice.reason == "not_yet_said"
    elif stances[made[-1]].withdrawn is not None and stances[made[-1]].withdrawn <= moment:
        assert choice.reason == "withdrawn"
    else:
        assert choice.shares == ((made[-1], 1),)


def test_first_last_and_each_of_a_few() -> None:
    stances = [Stance(start=0), Stance(start=4), Stance(start=9)]
    lives = {"opened": 0, "closes": 10, "ended": 10}
    picked = {name: choose(read_timing(name), stances, **lives).shares for name in ("first", "last", "each")}
    assert picked == {"first": ((0, 1),), "last": ((2, 1),), "each": ((0, 1), (1, 1), (2, 1))}
    gone = [Stance(start=0, withdrawn=3), Stance(start=1, withdrawn=3)]
    assert {choose(read_timing(name), gone, **lives).reason for name in picked} == {"withdrawn"}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("at:7d", "2026-12-25T00:00:00+00:00"),
        ("at:2w", "2026-12-18T00:00:00+00:00"),
        ("at:1mo", "2026-12-01T00:00:00+00:00"),
        ("at:1y", "2026-01-01T00:00:00+00:00"),
        ("at:48h", "2026-12-30T00:00:00+00:00"),
        ("at:30min", "2026-12-31T23:30:00+00:00"),
        ("AT:2026-03", "2026-04-01T00:00:00+00:00"),
    ],
)
def test_where_a_timing_looks(text, moment) -> None:
    assert read_timing(text).moment(datetime(2027, 1, 1, tzinfo=UTC)).isoformat() == moment


WINDOWS = st.tuples(st.none() | st.integers(1, 12), st.integers(1, 12)).map(
    lambda pair: Window(start=None if pair[0] is None else f"2026-{min(pair):02}-01", end=f"2026-{pair[1]:02}-28")
)


@given(WINDOWS, WINDOWS, st.integers(1, 12), st.integers(0, 5))
def test_a_reading_never_contradicts_what_the_day_says(reading, judged, month, delay) -> None:
    """Whatever is told without the day is what the day itself would have told."""
    happened = f"2026-{month:02}-15"
    known = f"2026-{min(month + delay, 12):02}-20"
    outcome = ONE if judged.holds(happened) else NOTHING
    truth = ONE if reading.holds(happened) else NOTHING
    told = outcome_under(reading, judged=judged, outcome=outcome, happened_on=happened, known_on=known)
    guessed = outcome_under(reading, judged=judged, outcome=outcome, happened_on=None, known_on=known)
    assert told in {truth, outcome} if reading == judged else told == truth
    assert guessed in {truth, None}


def test_a_fraction_has_no_other_reading() -> None:
    one, other = Window(start=None, end="2026-01-01"), Window(start=None, end="2026-02-01")
    half = Decimal("0.5")
    assert outcome_under(one, judged=other, outcome=half, happened_on=None, known_on=None) is None
    assert outcome_under(one, judged=one, outcome=half, happened_on=None, known_on=None) == half
