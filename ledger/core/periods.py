"""Periods of the calendar as filters write them: a day, an ISO week, a month, a quarter, a half, a year."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from ledger.core.dates import day_of, month_end, shown
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.core.deadlines import Deadline

FORMS: Final = "write 2027, 2027-06, 2027-06-30, 2027-Q3, 2027-H1 or 2027-W05"
WORDS: Final = f"{FORMS}; today, yesterday, +30d, 'Q3 2027' or 'next year'"

_PERIOD: Final = re.compile(
    "(?P<year>[0-9]{4})(?:-?q(?P<quarter>[1-4])|-?h(?P<half>[12])|-?w(?P<week>[0-9]{2})"
    "|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
)

_BACK: Final = {"today": 0, "yesterday": 1}
_LENGTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_NAMED: Final = re.compile(
    "(?:this|next) (?:week|month|quarter|half|year)|[qh][1-4]\\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
)


def read_period(text: str) -> tuple[date, date]:
    """First and last day of a period in ISO form; InputError for anything else.

    >>> [day.isoformat() for day in read_period("2027-Q3")]
    ['2027-07-01', '2027-09-30']
    >>> [day.isoformat() for day in read_period("2028-02")]
    ['2028-02-01', '2028-02-29']
    """
    found = _PERIOD.fullmatch(text.strip().lower())
    if found is None:
        raise InputError(f"cannot read {shown(text)} as a date or period", hint=FORMS)
    year, quarter, half, week, month, day = (
        int(part) if part else 0 for part in found.group("year", "quarter", "half", "week", "month", "day")
    )
    if week:
        return _week(year, week)
    if day:
        return (day_of(year, month, day),) * 2
    first, last = _months(quarter=quarter, half=half, month=month)
    return day_of(year, first, 1), month_end(year, last)


def read_days(text: str, today: date | None = None) -> tuple[date, date]:
    """First and last day of a period in ISO form, or of words that are read from `today`; InputError for others.

    Words that name a period mean the whole of it, the others one day.

    >>> [day.isoformat() for day in read_days("next year", date(2026, 11, 20))]
    ['2027-01-01', '2027-12-31']
    >>> [day.isoformat() for day in read_days("yesterday", date(2026, 11, 20))]
    ['2026-11-19', '2026-11-19']
    """
    try:
        return read_period(text)
    except InputError as error:
        iso = _PERIOD.fullmatch(text.strip().lower()) is not None
        found = None if iso or today is None else _in_words(text, today)
        if found is None:
            raise InputError(error.message, hint=FORMS if today is None else WORDS) from None
        return found


def _in_words(text: str, today: date) -> tuple[date, date] | None:
    words = " ".join(text.lower().split())
    if words in _BACK:
        return (today - timedelta(days=_BACK[words]),) * 2
    from ledger.core.deadlines import Deadline, read_deadline

    now = datetime.combine(today, time(12), UTC)
    try:
        read = read_deadline(words, made=today, zone=UTC, now=now)
    except InputError:
        return None
    if not isinstance(read, Deadline):
        return None
    first = read.window_start or (_first_day(read.day, read.precision) if _names_period(words, read) else read.day)
    return first, read.day


def _names_period(words: str, read: "Deadline") -> bool:
    """Whether words name a period rather than its end ("end of 2027") or a length of time ("in 3 months")."""
    named = bool(_NAMED.match(words))
    return named and _first_day(read.day, read.precision) <= read.day == _last_day(read.day, read.precision)


def _first_day(day: date, precision: str) -> date:
    if precision == "week":
        return day - timedelta(days=day.weekday())
    months = _LENGTHS.get(precision, 0)
    return day.replace(month=(day.month - 1) // months * months + 1, day=1) if months else day


def _last_day(day: date, precision: str) -> date:
    if precision == "week":
        return day + timedelta(days=6 - day.weekday())
    months = _LENGTHS.get(precision, 0)
    return month_end(day.year, ((day.month - 1) // months + 1) * months) if months else day


def _months(*, quarter: int, half: int, month: int) -> tuple[int, int]:
    if quarter:
        return 3 * quarter - 2, 3 * quarter
    if half:
        return 6 * half - 5, 6 * half
    return (month, month) if month else (1, 12)


def _week(year: int, week: int) -> tuple[date, date]:
    try:
        monday = date.fromisocalendar(year, week, 1)
        return monday, monday + timedelta(days=6)
    except (ValueError, OverflowError):
        raise InputError(f"there is no week {year:04}-W{week:02}", hint=FORMS) from None
