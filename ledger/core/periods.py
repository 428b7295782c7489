"""Periods of the calendar as filters write them: a day, an ISO week, a month, a quarter, a half, a year."""

import re
from datetime import date, timedelta
from typing import Final

from ledger.core.dates import day_of, month_end, shown
from ledger.errors import InputError

FORMS: Final = "write 2027, 2027-06, 2027-06-30, 2027-Q3, 2027-H1 or 2027-W05"

_PERIOD: Final = re.compile(
    "(?P<year>[0-9]{4})(?:-?q(?P<quarter>[1-4])|-?h(?P<half>[12])|-?w(?P<week>[0-9]{2})"
    "|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
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
