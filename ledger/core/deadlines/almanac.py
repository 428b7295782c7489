"""Named stretches of the calendar: years, quarters, seasons, decades, and arithmetic between days."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from ledger.core.dates import FIRST_YEAR, day_of, month_end
from ledger.core.deadlines.tokens import HINT, Tokens
from ledger.core.deadlines.values import Reading
from ledger.errors import InputError

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a phrase is read from: the day it was said and how well that is known, the zone, the present instant."""

    made: date
    precision: str
    zone: tzinfo
    now: datetime

    def last(self, day: date) -> date:
        """The day, or the end of its month or year where only the month or year of saying is known."""
        ends = {"month": (day.year, day.month), "year": (day.year, 12)}
        return month_end(*ends[self.precision]) if self.precision in ends else day

    def first(self, day: date) -> date:
        """The day, or the start of its month or year where only the month or year of saying is known."""
        return {"month": day.replace(day=1), "year": day.replace(month=1, day=1)}.get(self.precision, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of days that a phrase names, first and last included.

    by: the day meant by a deadline, where it is not the last ("by mid-2027"). edge: start, mid or end, where only that
    part of a longer stretch is named. said: an adverb of the day it was said ("next year"). yearly: makes the same
    stretch of another year, where the words name none. note: what the user should know about the reading.
    """

    start: date
    end: date
    precision: str
    edtf: str | None = None
    by: date | None = None
    edge: str = ""
    said: bool = False
    at: datetime | None = None
    yearly: Callable[[int], "Span | None"] | None = field(default=None, compare=False)
    note: str = ""
    readings: tuple[Reading, ...] = ()


def shift(day: date, *, months: int = 0, days: int = 0) -> date:
    """A day so many months, then days, later or earlier; short months give their last day. InputError off the calendar.

    >>> shift(date(2027, 1, 31), months=1)
    datetime.date(2027, 2, 28)
    """
    try:
        moved = _months_on(day, months) + timedelta(days=days) if months else day + timedelta(days=days)
    except (OverflowError, ValueError):
        moved = date.min
    if moved.year < FIRST_YEAR:
        raise InputError(f"it lies outside the years {FIRST_YEAR} to 9999", hint=HINT)
    return moved


def _months_on(day: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta

    moved = day + relativedelta(months=months)
    return date(moved.year, moved.month, moved.day)


def day_span(day: date, *, note: str = "", at: datetime | None = None) -> Span:
    """One day."""
    return Span(start=day, end=day, precision="minute" if at else "day", edtf=day.isoformat(), note=note, at=at)


def months_span(year: int, month: int, count: int, *, precision: str, edtf: str | None) -> Span:
    """So many whole months.

    >>> months_span(2027, 12, 3, precision="season", edtf="2027-24").end
    datetime.date(2028, 2, 29)
    """
    start = day_of(year, month, 1)
    last = year * 12 + month + count - 2
    return Span(start=start, end=month_end(last // 12, last % 12 + 1), precision=precision, edtf=edtf)


def year_span(year: int) -> Span:
    """A calendar year."""
    return months_span(year, 1, 12, precision="year", edtf=f"{year}")


def years_span(first: int, last: int, *, precision: str, edtf: str | None = None) -> Span:
    """Whole years, both included."""
    return Span(start=day_of(first, 1, 1), end=day_of(last, 12, 31), precision=precision, edtf=edtf)


def month_span(year: int, month: int) -> Span:
    """A calendar month."""
    return months_span(year, month, 1, precision="month", edtf=f"{year}-{month:02}")


def quarter_span(year: int, quarter: int) -> Span:
    """A quarter of a calendar year, 1 to 4; EDTF numbers quarters 33 to 36."""
    return months_span(year, quarter * 3 - 2, 3, precision="quarter", edtf=f"{year}-{32 + quarter}")


def half_span(year: int, half: int) -> Span:
    """A half of a calendar year, 1 or 2; EDTF numbers them 40 and 41."""
    return months_span(year, half * 6 - 5, 6, precision="half", edtf=f"{year}-{39 + half}")


def season_span(year: int, season: int) -> Span:
    """A northern meteorological season by its EDTF number: spring 21 (March to May) to winter 24 (from December)."""
    return months_span(year, (season - 20) * 3, 3, precision="season", edtf=f"{year}-{season}")


def week_span(day: date) -> Span:
    """The ISO week, Monday to Sunday, that holds a day."""
    monday = shift(day, days=-day.weekday())
    return Span(start=monday, end=shift(monday, days=6), precision="week")


def decade_span(year: int) -> Span:
    """The decade of a year, from its year 0 to its year 9."""
    return years_span(year // 10 * 10, year // 10 * 10 + 9, precision="decade", edtf=f"{year // 10}X")


def century_span(year: int) -> Span:
    """The century of a year, from its year 01 to its year 00."""
    first = (year - 1) // 100 * 100 + 1
    return years_span(first, first + 99, precision="century", edtf=f"{first}/{first + 99}")


def coming(make: Callable[[int], Span | None], made: date, *, ahead: bool = False) -> Span | None:
    """The first such stretch that has not ended on the day made; with `ahead`, the first that begins after it.

    Eight years are tried: 29 February needs them across a century.

    >>> coming(lambda year: month_span(year, 6), date(2025, 12, 15)).end
    datetime.date(2026, 6, 30)
    """
    for year in range(max(made.year - 1, FIRST_YEAR), min(made.year + 8, 9998) + 1):
        span = make(year)
        if span is not None and (span.start > made if ahead else span.end >= made):
            return span
    return None


def first_of(tokens: Tokens, frame: Frame, *rules: Callable[[Tokens, Frame], Span | None]) -> Span | None:
    """What the first rule that fits has read; nothing read if none fits."""
    place = tokens.place
    for rule in rules:
        span = rule(tokens, frame)
        if span is not None:
            return span
        tokens.back_to(place)
    return None


def read_year(tokens: Tokens) -> int | None:
    """A year of four digits, 1000 to 9999; None (and nothing read) if there is none."""
    place = tokens.place
    digits = tokens.kind("number")
    if digits is not None and len(digits) == 4 and digits.isdigit() and int(digits) >= FIRST_YEAR:
        return int(digits)
    tokens.back_to(place)
    return None
