"""Stretches counted from the day something was said: tomorrow, next Friday, this year, two weeks from now."""

from dataclasses import replace
from datetime import date
from typing import Final

from ledger.core.dates import day_of, month_end
from ledger.core.deadlines.almanac import (
    WEEKDAYS,
    Frame,
    Span,
    century_span,
    day_span,
    decade_span,
    half_span,
    month_span,
    months_span,
    quarter_span,
    shift,
    week_span,
    year_span,
)
from ledger.core.deadlines.lengths import MINUTES_A_DAY, Length, read_stretch
from ledger.core.deadlines.tokens import Tokens
from ledger.core.deadlines.values import Reading

FROM_NOW: Final = (
    "from now",
    "from today",
    "hence",
    "away",
    "out",
    "ahead",
    "down the road",
    "down the line",
    "time from now",
    "time",
)
PERIODS: Final = ("year", "month", "quarter", "week", "decade", "century", "half", "weekend")
_THIS: Final = ("this", "the current", "current", "this current")
_NEXT: Final = ("the next", "next", "the coming", "coming", "the following", "the upcoming", "upcoming")


def read_relative(tokens: Tokens, frame: Frame) -> Span | None:
    """A stretch named by where it lies from the day it was said; None if the next words are none."""
    for rule in (_day, _weekday, _this_time, _period, _from_now):
        place = tokens.place
        span = rule(tokens, frame)
        if span is not None:
            return span
        tokens.back_to(place)
    return None


def unit_span(unit: str, made: date, ahead: int = 0) -> Span:
    """The year, month, quarter, week, weekend, half, decade or century of a day, or the one so many further on.

    >>> unit_span("quarter", date(2025, 12, 15), 1).end
    datetime.date(2026, 3, 31)
    """
    if unit in ("week", "weekend"):
        week = week_span(shift(made, days=7 * ahead))
        return week if unit == "week" else replace(week, start=shift(week.end, days=-1), precision="day")
    if unit in ("decade", "century"):
        return decade_span(made.year + 10 * ahead) if unit == "decade" else century_span(made.year + 100 * ahead)
    day = shift(made.replace(day=1), months=ahead * {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit])
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    if unit == "year":
        return year_span(day.year)
    return {"month": month_span(day.year, day.month), "quarter": quarter_span(day.year, quarter)}.get(
        unit, half_span(day.year, half)
    )


def fiscal_span(year: int) -> Span:
    """A fiscal year of the United States government, from October; the calendar year is kept as another reading.

    >>> fiscal_span(2027).end
    datetime.date(2027, 9, 30)
    """
    span = months_span(year - 1, 10, 12, precision="year", edtf=f"{year - 1}-10/{year}-09")
    calendar = Reading(name="calendar", window_start=None, day=day_of(year, 12, 31))
    note = "fiscal year of the United States government, October to September"
    return replace(span, note=note, readings=(calendar,))


def length_after(frame: Frame, length: Length) -> Span:
    """The day, or for hours and minutes the instant, so long after the day made.

    Hours count from the present instant if that lies on the day made; from another day they are rounded up to days.
    """
    days, local = length.days, frame.now.astimezone(frame.zone).date()
    if length.minutes and not (length.months or days) and local == frame.made:
        return _instant(frame, length.minutes)
    days += -(-length.minutes // MINUTES_A_DAY)
    return day_span(shift(frame.made, months=length.months, days=days))


def _instant(frame: Frame, minutes: int) -> Span:
    from datetime import UTC, timedelta

    shift(frame.made, days=minutes // MINUTES_A_DAY + 2)
    at = frame.now.astimezone(UTC) + timedelta(minutes=minutes)
    return day_span(at.astimezone(frame.zone).date(), at=at)


def _day(tokens: Tokens, frame: Frame) -> Span | None:
    tokens.word("the")
    said = tokens.phrase(
        "day after tomorrow", "tomorrow", "today", "tonight", "now", "end of day", "end of today", "eod",
    )  # fmt: skip
    if said is None:
        return None
    ahead = {"day after tomorrow": 2, "tomorrow": 1}.get(said, 0)
    return day_span(shift(frame.made, days=ahead))


def _weekday(tokens: Tokens, frame: Frame) -> Span | None:
    tokens.word("the")
    which = tokens.word("this", "next", "coming")
    weekday = tokens.among(WEEKDAYS)
    if weekday is None:
        return None
    if tokens.phrase("of next week", "next week"):
        which = "next"
    elif tokens.phrase("of this week", "this week"):
        return day_span(shift(frame.made, days=weekday - frame.made.weekday()))
    away = (weekday - frame.made.weekday()) % 7
    nearest = shift(frame.made, days=away if away or which == "this" else 7)
    if which != "next":
        return day_span(nearest)
    return _next_weekday(nearest, shift(frame.made, days=7 - frame.made.weekday() + weekday))


def _next_weekday(nearest: date, following: date) -> Span:
    span = day_span(following, note="'next' with a weekday is the one of the following week")
    readings = () if nearest == following else (Reading(name="strict", day=nearest),)
    return replace(span, readings=readings)


def _period(tokens: Tokens, frame: Frame) -> Span | None:
    after_next = tokens.phrase(*(f"the {unit} after next" for unit in PERIODS))
    if after_next:
        return replace(unit_span(after_next.split()[1], frame.made, 2), said=True)
    which = tokens.phrase(*_THIS, *_NEXT)
    ahead = 0 if which in _THIS else 1
    if which and tokens.phrase("fiscal year", "financial year"):
        return replace(fiscal_span(_fiscal_year(frame.made) + ahead), said=True)
    tokens.word("calendar", "coming")
    unit = tokens.word(*PERIODS) if which else None
    return None if unit is None else replace(unit_span(unit, frame.made, ahead), said=True)


def _this_time(tokens: Tokens, frame: Frame) -> Span | None:
    said = tokens.phrase("this time next year", "this time next month", "this time next week")
    if said is None:
        return None
    months = {"year": 12, "month": 1}.get(said.split()[-1], 0)
    return day_span(shift(frame.made, months=months, days=0 if months else 7))


def _fiscal_year(made: date) -> int:
    return made.year + (made.month >= 10)


def this_unit(tokens: Tokens, frame: Frame) -> Span | None:
    """The running year, month, decade ... where it is named bare, as in "the end of the year"; a year may move on."""
    tokens.phrase("the", "this", "the current", "the calendar")
    if tokens.phrase("fiscal year", "financial year"):
        return fiscal_span(_fiscal_year(frame.made))
    unit = tokens.word(*PERIODS, "day")
    if unit is None:
        return None
    if unit == "day":
        return day_span(frame.made)
    span = unit_span(unit, frame.made)
    return replace(span, yearly=year_span) if unit == "year" else span


def _from_now(tokens: Tokens, frame: Frame) -> Span | None:
    stretch = read_stretch(tokens)
    if stretch is None or stretch.link or not tokens.phrase(*FROM_NOW):
        return None
    span = length_after(frame, stretch.high)
    if stretch.few and stretch.high.months >= 12:
        span = replace(span, end=month_end(span.end.year, span.end.month))
    return replace(span, start=span.end, end=frame.last(span.end), note=f"counted from {frame.made}")
