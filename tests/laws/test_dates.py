"""Laws of days and deadlines: what is read never lies, never crashes, and keeps its order."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.core.dates import Moment, made_before_close, made_before_known, moment_of, read_moment, same_day
from ledger.core.deadlines import Deadline, read_deadline
from ledger.core.deadlines.iso import read_iso
from ledger.core.deadlines.reader import read as read_by_grammar
from ledger.errors import InputError, LedgerError

BERLIN = ZoneInfo("Europe/Berlin")
days = st.dates(date(1990, 1, 1), date(2150, 12, 31))
instants = st.datetimes(datetime(1000, 1, 3), datetime(9999, 12, 28), timezones=st.just(UTC))
zones = st.sampled_from([UTC, BERLIN, timezone(timedelta(hours=-11)), timezone(timedelta(hours=14))])
moments = st.one_of(days.map(lambda day: Moment(on=day)), instants.map(lambda at: moment_of(at, zone=BERLIN)))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

units = st.sampled_from(["day", "week", "month", "quarter", "year", "decade"])
years = st.integers(2155, 2900).map(str)
periods = st.one_of(
    years,
    st.tuples(st.sampled_from(MONTHS), years).map(" ".join),
    st.tuples(st.sampled_from(["Q1", "Q2", "Q3", "Q4", "H1", "H2", "early", "late", "summer"]), years).map(" ".join),
)
parts = (
    "mid-June",
    "early March",
    "the first week of May",
    "mid-year",
    "the start of July",
    "the first Monday of June",
)
floating = st.sampled_from(
    [
        *MONTHS,
        *parts,
        "late Q3",
        "the end of April",
        "Q2",
        "H1",
        "summer",
        "winter",
        "Christmas",
        "Friday",
        "the 31st",
        "29 February",
    ]
)
lengths = st.tuples(st.integers(1, 99).map(str), units).map(lambda pair: f"{pair[0]} {pair[1]}s")
future = st.one_of(
    lengths.map("in {}".format),
    lengths.map("within the next {}".format),
    lengths.map("{} from now".format),
    st.tuples(st.integers(1, 9), st.integers(1, 9), units).map(lambda t: f"in {t[0]} to {t[0] + t[1]} {t[2]}s"),
    units.map("next {}".format),
    units.filter(lambda unit: unit != "day").map("by the end of this {}".format),
    floating.map("by {}".format),
    floating.map("in {}".format),
    periods.map("by {}".format),
)
words = st.lists(
    st.sampled_from(
        [
            "by",
            "before",
            "in",
            "the",
            "next",
            "end",
            "of",
            "mid",
            "early",
            "late",
            "first",
            "half",
            "year",
            "years",
            "2030",
            "2027",
            "june",
            "5",
            "to",
            "or",
            "and",
            "a",
            "few",
            "q3",
            "month",
            "-",
            "+",
            "decade",
            "every",
            "until",
            "after",
            "between",
            "from",
            "now",
            "friday",
            "31",
            "12th",
            "within",
            "last",
            "christmas",
            "m",
            "9999",
            "99999",
            "h",
            "w",
        ]
    ),
    max_size=9,
).map(" ".join)


def read(text: str, made: date = date(2025, 12, 15), **changes: object):
    now = datetime(made.year, made.month, made.day, 12, tzinfo=UTC)
    return read_deadline(text, **{"made": made, "zone": UTC, "now": now} | changes)


def error_of(attempt) -> LedgerError | None:
    try:
        attempt()
    except LedgerError as error:
        return error
    return None


@given(future, days)
def test_a_phrase_about_the_future_never_ends_before_it_was_said(text: str, made: date):
    deadline = read(text.replace("next day", "tomorrow"), made)
    assert isinstance(deadline, Deadline)
    assert deadline.day >= made
    assert deadline.window_start is None or made < deadline.window_start <= deadline.day


@given(periods)
def test_before_comes_before_by(period: str):
    assert read(f"before {period}").day < read(f"by {period}").day


@given(future, days)
def test_a_strict_reading_never_ends_after_the_scored_one(text: str, made: date):
    deadline = read(text.replace("next day", "tomorrow"), made)
    strict = [reading.day for reading in deadline.readings if reading.name == "strict"]
    assert all(made <= day <= deadline.day for day in strict)
    assert len(strict) <= 1


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_day_written_is_the_day_read(day: date):
    assert read(day.isoformat()).day == day
    assert read_moment(day.isoformat(), zone=UTC, today=day) == Moment(on=day)


@given(st.from_regex(r"\A ?[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?\Z"))
def test_the_short_way_for_iso_forms_reads_as_the_grammar_does(text: str):
    short = read_iso(text)
    said = {"made": date(2025, 12, 15), "zone": UTC, "now": datetime(2025, 12, 15, tzinfo=UTC)}
    whole = error_of(lambda: read_by_grammar(text, **said, made_precision="day", date_format=None))
    assert (short is None) == (whole is not None)
    assert short is None or short == read_by_grammar(text, **said, made_precision="day", date_format=None)


@given(days)
def test_iso_forms_of_one_period_agree(day: date):
    year, week, _ = day.isocalendar()
    assert read(f"{year}-W{week:02}").day == day + timedelta(days=6 - day.weekday())
    quarter = (day.month + 2) // 3
    assert read(f"{day.year}-Q{quarter}") == read(f"{day.year}-Q{quarter}")
    assert read(f"{day.year}-Q{quarter}").day == read(f"Q{quarter} {day.year}").day
    assert read(f"{day:%Y-%m}").day == read(f"{day:%B} {day.year}").day


@given(instants, zones)
def test_an_instant_written_is_the_instant_read(at: datetime, zone):
    moment = moment_of(at, zone=zone)
    assert read_moment(moment.text, zone=zone, today=date(2026, 1, 1)) == moment
    deadline = read(moment.text, zone=zone)
    assert (deadline.day, deadline.at) == (moment.on, moment.at)


@given(st.one_of(st.text(max_size=250), words, st.text("0123456789-:TZ+ WQ/.'", max_size=30)), days)
@example("a" * 200, date(2026, 1, 1))
@example("1 " * 100, date(2026, 1, 1))
@example("-" * 200, date(2026, 1, 1))
@example("by \ud800", date(2026, 1, 1))
def test_nothing_but_a_ledger_error_comes_out_of_any_text(text: str, made: date):
    for attempt in (lambda: read(text, made), lambda: read_moment(text, zone=BERLIN, today=made)):
        assert error_of(attempt) is None or error_of(attempt).hint


@given(words, st.sampled_from([date(1000, 1, 1), date(1001, 6, 30), date(9998, 12, 31), date(9999, 12, 31)]))
def test_the_edges_of_the_calendar_are_no_traceback(text: str, made: date):
    error = error_of(lambda: read(text, made))
    assert error is None or error.hint


@given(moments, moments)
def test_one_of_two_moments_is_not_before_the_other(one: Moment, other: Moment):
    assert not (made_before_known(one, other) and made_before_known(other, one))
    assert made_before_close(one, other) or not made_before_known(one, other)
    assert not made_before_known(one, one)


@given(moments, moments)
def test_a_day_apart_the_order_is_never_in_doubt(one: Moment, other: Moment):
    if one.on < other.on:
        assert made_before_close(one, other)
        assert not same_day(one, other)


@pytest.mark.parametrize(
    ("made", "limit", "close", "known", "same"),
    [
        ("2026-06-30", "2026-06-30", False, False, True),
        ("2026-06-29", "2026-06-30", True, True, False),
        ("2026-06-30T10:00Z", "2026-06-30T10:00Z", False, False, False),
        ("2026-06-30T09:59Z", "2026-06-30T10:00Z", True, True, False),
        ("2026-06-30T10:00Z", "2026-06-30", True, False, True),
        ("2026-06-30", "2026-06-30T10:00Z", False, False, True),
        ("2026-06-30T22:30Z", "2026-06-30", False, False, False),
    ],
)
def test_the_order_of_moments(made: str, limit: str, close: bool, known: bool, same: bool):  # noqa: FBT001
    one, other = (read_moment(text, zone=BERLIN, today=date(2026, 1, 1)) for text in (made, limit))
    assert (made_before_close(one, other), made_before_known(one, other), same_day(one, other)) == (close, known, same)


@pytest.mark.parametrize("text", ["6/7/27", "10", "2027-13", "tomorrow", "0999", "2027-02-29", "", "x" * 201, "٢٠٢٦"])
def test_a_moment_that_is_none_is_refused(text: str):
    with pytest.raises(InputError) as caught:
        read_moment(text, zone=UTC, today=date(2026, 1, 1))
    assert caught.value.hint


@pytest.mark.parametrize(("text", "day"), [("2025-12", date(2025, 12, 31)), ("2024", date(2024, 12, 31))])
def test_a_month_or_year_of_saying_is_its_last_day(text: str, day: date):
    assert read_moment(text, zone=UTC, today=date(2026, 1, 1)) == Moment(on=day)
