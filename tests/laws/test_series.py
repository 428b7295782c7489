"""Laws of series: rules read as written, windows without gaps, refusals instead of silent skips."""

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.series import first_occurrence, occurrences, read_rule, windows
from ledger.errors import InputError, LedgerError

RULES = (
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=WEEKLY;BYDAY=SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=10",
    "FREQ=DAILY;BYDAY=MO",
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=MO",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYMONTHDAY=-1",
)
rules = st.sampled_from(RULES)
starts = st.integers(1990, 2090).map(str)
pieces = st.sampled_from(
    [
        "FREQ=MONTHLY",
        "FREQ=DAILY",
        "FREQ=YEARLY",
        "FREQ=WEEKLY",
        "FREQ=HOURLY",
        "INTERVAL=2",
        "COUNT=5",
        "COUNT=0",
        "UNTIL=20301231",
        "UNTIL=x",
        "BYDAY=MO",
        "BYDAY=5FR",
        "BYDAY=-1SU",
        "BYMONTHDAY=-1",
        "BYMONTHDAY=31",
        "BYMONTHDAY=30",
        "BYMONTH=2",
        "BYMONTH=13",
        "BYSETPOS=1",
        "BYSETPOS=7",
        "WKST=SU",
        "BYWEEKNO=53",
        "BYYEARDAY=366",
        "DTSTART=20260101",
        "X=1",
        "RRULE:FREQ=DAILY",
    ]
)


def start_of(rule: str, year: str) -> date:
    return next(found for n in range(9) if (found := _first(rule, str(int(year) + n))) is not None)


def _first(rule: str, year: str) -> date | None:
    try:
        return first_occurrence(rule, f"{year}-01-01" if rule.startswith("FREQ=DAILY;INTERVAL") else year)
    except InputError:
        return None


@given(rules, starts)
def test_windows_touch_and_do_not_overlap(rule: str, year: str):
    start = start_of(rule, year)
    found = list(windows(rule, start=start, until=start + timedelta(days=1500)))
    assert found[0].deadline == start
    assert all(one.window_start <= one.deadline for one in found)
    assert all(later.window_start == one.deadline + timedelta(days=1) for one, later in pairwise(found))


@given(rules, starts)
def test_labels_are_unique_and_the_same_however_far_one_looks(rule: str, year: str):
    start = start_of(rule, year)
    near, far = (list(windows(rule, start=start, until=start + timedelta(days=days))) for days in (400, 1500))
    assert far[: len(near)] == near
    assert len({one.period for one in far}) == len(far)


@given(rules, starts)
def test_the_first_window_is_as_long_as_a_rule_that_had_begun_earlier(rule: str, year: str):
    found = list(windows(rule, start=(start := start_of(rule, year)), until=start + timedelta(days=4000)))
    second = found[1]
    again = next(windows(rule, start=second.deadline, until=second.deadline))
    assert (again.window_start, again.deadline) == (second.window_start, second.deadline)


@given(rules, starts)
def test_an_occurrence_that_has_begun_is_at_most_one_more(rule: str, year: str):
    start = start_of(rule, year)
    until = start + timedelta(days=500)
    ended, begun = (list(windows(rule, start=start, until=until, begun=flag)) for flag in (False, True))
    assert begun[: len(ended)] == ended
    assert len(begun) - len(ended) <= 1
    assert all(one.window_start <= until for one in begun)


@given(st.integers(1990, 2090), st.integers(1, 12))
def test_the_last_day_of_every_month_is_a_month_end(year: int, month: int):
    start = first_occurrence("FREQ=MONTHLY;BYMONTHDAY=-1", f"{year}-{month:02}")
    found = list(occurrences("FREQ=MONTHLY;BYMONTHDAY=-1", start=start, until=date(year + 2, month, 1)))
    assert len(found) == 24
    assert all(day.day == calendar.monthrange(day.year, day.month)[1] for day in found)


@given(st.lists(pieces, min_size=1, max_size=5).map(";".join) | st.text(max_size=60))
def test_a_rule_is_read_to_a_form_that_reads_to_itself_or_is_refused(text: str):
    try:
        rule = read_rule(text)
    except LedgerError:
        return
    assert read_rule(rule) == rule
    assert rule.startswith("FREQ=")


@pytest.mark.parametrize("rule", RULES)
def test_a_normal_rule_is_left_alone(rule: str):
    assert read_rule(rule) == rule == read_rule(f"rrule:{rule.lower()};")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=MONTHLY;DTSTART=20260131", "DTSTART"),
        ("DTSTART:20260131\nRRULE:FREQ=MONTHLY", "DTSTART"),
        ("FREQ=HOURLY", "too often"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR"),
        ("FREQ=MONTHLY;COUNT=99999999", "COUNT"),
        ("FREQ=MONTHLY;FREQ=DAILY", "twice"),
        ("BYMONTHDAY=-1", "no FREQ"),
        ("FREQ=FORTNIGHTLY", "not a frequency"),
        ("FREQ=MONTHLY;COUNT=3;UNTIL=20271231", "both"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "short months"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "never"),
        ("FREQ=MONTHLY;BYDAY=6FR", "does not go"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "does not go"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", "every few days"),
        ("FREQ=YEARLY;UNTIL=20270231", "no day"),
        ("every month", "not a part"),
    ],
)
def test_a_bad_rule_is_refused_with_the_reason(rule: str, said: str):
    with pytest.raises(InputError, match=said) as caught:
        read_rule(rule)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("rule", "starting", "hint"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-30", "2026-01-31"),
        ("FREQ=WEEKLY;BYDAY=SU", "2026-01-05", "2026-01-11"),
        ("FREQ=MONTHLY", "2026-01-31", "BYMONTHDAY=-1"),
        ("FREQ=MONTHLY", "2026-01-29", "BYMONTHDAY=-1"),
        ("FREQ=MONTHLY", "2026-01", "BYMONTHDAY=-1"),
        ("FREQ=YEARLY", "2028-02-29", "BYMONTHDAY=-1"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "2026-01", "2026-12-31"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20251231", "2026-01", "earlier"),
        ("FREQ=DAILY", "1/2/2026", "2026-01"),
    ],
)
def test_a_start_the_rule_does_not_produce_is_refused(rule: str, starting: str, hint: str):
    with pytest.raises(InputError) as caught:
        first_occurrence(rule, starting)
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("rule", "start", "window_start", "period"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 1, 31), date(2026, 1, 1), "2026-01"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", date(2026, 3, 31), date(2026, 1, 1), "2026-Q1"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", date(2026, 3, 31), date(2026, 1, 1), "2026-Q1"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", date(2026, 6, 30), date(2026, 1, 1), "2026-H1"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", date(2026, 12, 31), date(2026, 1, 1), "2026"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2028, 2, 29), date(2024, 3, 1), "2028"),
        ("FREQ=WEEKLY;BYDAY=SU", date(2026, 2, 1), date(2026, 1, 26), "2026-W05"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", date(2026, 2, 5), date(2026, 2, 3), "2026-02-05"),
        ("FREQ=DAILY", date(2026, 2, 1), date(2026, 2, 1), "2026-02-01"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", date(2026, 1, 31), date(2026, 1, 1), "2026-01"),
    ],
)
def test_the_first_window_and_its_label(rule: str, start: date, window_start: date, period: str):
    first = next(windows(rule, start=start, until=start))
    assert (first.window_start, first.deadline, first.period) == (window_start, start, period)


def test_the_acceptance_series_falls_on_month_ends():
    found = windows("FREQ=MONTHLY;BYMONTHDAY=-1", start=date(2026, 1, 31), until=date(2026, 6, 30))
    assert [f"{one.deadline:%m-%d}" for one in found] == ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"]
