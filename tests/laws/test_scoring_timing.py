"""Laws of timings: what is read from words, where they look, what counts, and what is refused."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ledger.errors import InputError
from ledger.scoring.timing import HINT, Choice, Stance, Timing, choose, read_timing

TODAY = date(2026, 11, 20)
LIFE = {"opened": 100, "closes": 110, "ended": 108}


def refusal(make):
    with pytest.raises(InputError) as found:
        make()
    return found.value.message, found.value.hint


@pytest.mark.parametrize("name", ["last", "first", "each", "time-weighted"])
def test_plain_names_are_read_in_any_case(name):
    assert read_timing(f" {name.upper()} ") == Timing(name=name, kind=name)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("at:0d", {}),
        ("at:7d", {"days": 7}),
        ("at:3w", {"days": 21}),
        ("at:6mo", {"months": 6}),
        ("at:2y", {"months": 24}),
        ("at:48h", {"minutes": 2880}),
        ("at:30min", {"minutes": 30}),
        ("at:9999min", {"minutes": 9999}),
    ],
)
def test_lengths_before_the_close(text, length):
    assert read_timing(text) == Timing(name=text, kind="at", **length)


def test_a_length_is_named_by_its_number():
    assert read_timing("AT:007D").name == "at:7d"


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("at:2026-03-31", None, date(2026, 3, 31)),
        ("at:2026-02", None, date(2026, 2, 28)),
        ("at:2026", TODAY, date(2026, 12, 31)),
        ("at:today", TODAY, TODAY),
        ("at:yesterday", TODAY, date(2026, 11, 19)),
        ("at:next year", TODAY, date(2027, 12, 31)),
    ],
)
def test_dates_stand_for_their_last_day(text, today, day):
    assert read_timing(text, today=today) == Timing(name=f"at:{day.isoformat()}", kind="at", day=day)


LONG = "abcdefghij" * 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("latest", "no timing is called 'latest'"),
        ("", "no timing is called ''"),
        ("7d", "no timing is called '7d'"),
        (LONG, f"no timing is called '{LONG[:40]}'"),
        ("at:", "at: names no length of time and no date"),
        ("at:soon", "at:soon names no length of time and no date"),
        ("at:7", "at:7 names no length of time and no date"),
        ("at:10000d", "at:10000d names no length of time and no date"),
        ("at:-1d", "at:-1d names no length of time and no date"),
        ("at:yesterday", "at:yesterday names no length of time and no date"),
        (f"at:{LONG}", f"at:{LONG[:40]} names no length of time and no date"),
    ],
)
def test_other_words_are_refused(text, message):
    assert refusal(lambda: read_timing(text)) == (message, HINT)


def test_the_hint_can_be_typed():
    for word in ("last", "first", "each", "time-weighted", "at:7d", "at:2026-03-31"):
        assert word in HINT
        assert read_timing(word).name == word


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("at:1d", "2026-12-30T12:00:00+05:00"),
        ("at:1mo", "2026-11-30T12:00:00+05:00"),
        ("at:90min", "2026-12-31T10:30:00+05:00"),
        ("at:2026-12-24", "2026-12-25T00:00:00+05:00"),
    ],
)
def test_a_moment_is_in_the_zone_of_the_close(text, moment):
    closes = datetime(2026, 12, 31, 12, tzinfo=timezone(timedelta(hours=5)))
    found = read_timing(text).moment(closes)
    assert (found.isoformat(), found.tzinfo) == (moment, closes.tzinfo)


@pytest.mark.parametrize("text", ["at:9999y", "at:2027y", "at:9999-12-31"])
def test_a_moment_outside_the_calendar_is_refused(text):
    closes = datetime(2027, 1, 1, tzinfo=UTC)
    assert refusal(lambda: read_timing(text).moment(closes)) == (f"{text} lies outside the calendar", HINT)


def chosen(text, *stances, moment=None, **life):
    said = [Stance(start=start, withdrawn=withdrawn) for start, withdrawn in stances]
    return choose(read_timing(text), said, moment=moment, **LIFE | life)


STANDING, GONE = [(100, None), (104, None)], [(100, None), (104, 106)]


@pytest.mark.parametrize(
    ("text", "stances", "choice"),
    [
        ("last", STANDING, Choice(shares=((1, 1),))),
        ("first", STANDING, Choice(shares=((0, 1),))),
        ("each", STANDING, Choice(shares=((0, 1), (1, 1)))),
        ("time-weighted", STANDING, Choice(shares=((0, 4), (1, 4)), coverage=0.8)),
        ("last", GONE, Choice(shares=(), reason="withdrawn")),
        ("first", GONE, Choice(shares=(), reason="withdrawn")),
        ("each", GONE, Choice(shares=((0, 1),))),
        ("each", [(100, 103)], Choice(shares=(), reason="withdrawn")),
        ("time-weighted", GONE, Choice(shares=((0, 4), (1, 2)), coverage=0.6)),
        # said before the opening, at the same moment as the next, withdrawn before that, and after the end
        ("time-weighted", [(98, None), (104, None)], Choice(shares=((0, 4), (1, 4)), coverage=0.8)),
        ("time-weighted", [(100, None), (104, None), (104, None)], Choice(shares=((0, 4), (2, 4)), coverage=0.8)),
        ("time-weighted", [(100, 103), (104, None)], Choice(shares=((0, 3), (1, 4)), coverage=0.7)),
        ("time-weighted", [(100, 112), (111, None)], Choice(shares=((0, 8),), coverage=0.8)),
        ("time-weighted", [(100, 100)], Choice(shares=(), reason="withdrawn", coverage=0)),
    ],
)
def test_what_counts(text, stances, choice):
    assert chosen(text, *stances) == choice


@pytest.mark.parametrize("text", ["last", "first", "each"])
def test_only_at_looks_at_a_moment(text):
    assert chosen(text, *STANDING, moment=102) == chosen(text, *STANDING)
    assert chosen("at:1d", *STANDING, moment=102).shares == ((0, 1),)


@pytest.mark.parametrize(
    ("moment", "choice"),
    [
        (100, Choice(shares=(), reason="not_yet_said")),
        (101, Choice(shares=((0, 1),))),
        (104, Choice(shares=((0, 1),))),
        (105, Choice(shares=((1, 1),))),
        (106, Choice(shares=(), reason="withdrawn")),
        (108, Choice(shares=(), reason="withdrawn")),
        (109, Choice(shares=(), reason="over_by_then")),
    ],
)
def test_at_a_moment(moment, choice):
    assert chosen("at:1d", *GONE, moment=moment) == choice


def test_a_question_without_a_life_has_no_coverage():
    assert chosen("time-weighted", (100, None), closes=100, ended=100) == Choice(shares=(), reason="withdrawn")
    assert chosen("time-weighted", (100, None), closes=101, ended=101) == Choice(shares=((0, 1),), coverage=1)
