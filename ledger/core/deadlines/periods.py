"""Stretches named by the calendar: 2027-06-30, June 2027, Q3 next year, spring 2027, FY2027, the 2030s."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ledger.core.dates import day_of, moment_of, read_stamp
from ledger.core.deadlines.almanac import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Frame,
    Span,
    century_span,
    coming,
    day_span,
    decade_span,
    first_of,
    half_span,
    month_span,
    quarter_span,
    read_year,
    season_span,
    shift,
    week_span,
    year_span,
    years_span,
)
from ledger.core.deadlines.relative import fiscal_span, unit_span
from ledger.core.deadlines.tokens import HINT, Tokens
from ledger.core.deadlines.values import Reading
from ledger.errors import InputError

Yearly = Callable[[int], Span | None]


def read_calendar(tokens: Tokens, frame: Frame) -> Span | None:
    """A stretch of the calendar; where no year is named, the next one that has not ended. None if there is none."""
    return first_of(tokens, frame, _iso, _full_date, _century, _day_of_month, _month, _season, _label, _fiscal, _years)


def dated(tokens: Tokens, frame: Frame, make: Yearly, *, which: str | None = None) -> Span | None:
    """A yearly stretch in the year that follows ("of 2027", "next year"), else the next one.

    which: "next" takes the one that begins after today, and not one less than half a year ahead in this calendar year
    ("next June", said in May, is a year off): the nearest is kept as the strict reading.
    """
    year = named_year(tokens, frame)
    if year is not None:
        return make(year)
    span = coming(make, frame.made, ahead=which == "next")
    if span is None:
        return None
    if which == "next" and span.start.year == frame.made.year and (span.start - frame.made).days < 184:
        return _next_year(make, span)
    return replace(span, yearly=make)


def named_year(tokens: Tokens, frame: Frame) -> int | None:
    """A year after a month or quarter: "2027", "of 2027", "next year"; None (and nothing read) if there is none."""
    place = tokens.place
    tokens.word("of", "in")
    tokens.phrase("the year", "calendar year", "year")
    said = tokens.phrase("next year", "the following year", "this year", "the year after next")
    ahead = {"this year": 0, "the year after next": 2}
    year = read_year(tokens) if said is None else frame.made.year + ahead.get(said, 1)
    if year is None:
        tokens.back_to(place)
    return year


def _next_year(make: Yearly, nearest: Span) -> Span | None:
    span = make(nearest.start.year + 1)
    return None if span is None else replace(span, readings=(Reading(name="strict", day=nearest.end),))


def _iso(tokens: Tokens, frame: Frame) -> Span | None:
    stamp, day, week = tokens.kind("stamp"), tokens.kind("date"), tokens.kind("week")
    if stamp is not None:
        return _instant(stamp, frame)
    if day is not None:
        return day_span(day_of(*map(int, day.split("-"))))
    return _iso_week(week) if week is not None else _iso_month(tokens)


def _instant(stamp: str, frame: Frame) -> Span | None:
    at = read_stamp(stamp, zone=frame.zone)
    if at is None:
        return None
    moment = moment_of(at, zone=frame.zone)
    return day_span(moment.on, at=moment.at)


def _iso_week(text: str) -> Span:
    year, week, day = re.fullmatch(r"(\d{4})-?w(\d\d)(?:-(\d))?", text).groups()  # type: ignore[union-attr]
    try:
        found = date.fromisocalendar(int(year), int(week), int(day or 1))
    except ValueError:
        raise InputError(f"there is no week {year}-W{week}", hint=HINT) from None
    day_of(found.year, found.month, found.day)
    return day_span(found) if day else week_span(found)


def _iso_month(tokens: Tokens) -> Span | None:
    month, part = tokens.kind("month"), tokens.kind("part")
    if month is not None:
        return month_span(*map(int, month.split("-")))
    return None if part is None else _labelled(int(part[:4]), part[-2:])


def _labelled(year: int, label: str) -> Span:
    return (quarter_span if label[0] == "q" else half_span)(year, int(label[1]))


def _label(tokens: Tokens, frame: Frame) -> Span | None:
    """Q3 2027, H1 of next year, next Q3."""
    which = tokens.word("this", "next")
    label = tokens.kind("label")
    return None if label is None else dated(tokens, frame, lambda year: _labelled(year, label), which=which)


def _full_date(tokens: Tokens, frame: Frame) -> Span | None:
    """7 May 2026, May 7th, the 15th of March 2027, Thursday 7 May 2026."""
    weekday = tokens.among(WEEKDAYS)
    tokens.word("the")
    pair = _month_and_day(tokens)
    if pair is None:
        return None
    year = named_year(tokens, frame)
    span = day_span(day_of(year, *pair)) if year is not None else _coming_day(pair, frame)
    if weekday is not None and span.start.weekday() != weekday:
        raise InputError(f"{span.start} is a {span.start:%A}", hint=HINT)
    return span


def _month_and_day(tokens: Tokens) -> tuple[int, int] | None:
    place = tokens.place
    month = tokens.among(MONTHS)
    tokens.word("the")
    day = _day_number(tokens)
    if day is not None and month is None:
        tokens.word("of")
        month = tokens.among(MONTHS)
    if month is None or day is None:
        tokens.back_to(place)
        return None
    return month, day


def _day_number(tokens: Tokens) -> int | None:
    place = tokens.place
    digits = tokens.kind("ordinal") or tokens.kind("number") or ""
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", digits)
    if found is None or not 1 <= int(found.group(1)) <= 31:
        tokens.back_to(place)
        return None
    return int(found.group(1))


def _coming_day(pair: tuple[int, int], frame: Frame) -> Span:
    def make(year: int) -> Span | None:
        try:
            return day_span(date(year, *pair))
        except ValueError:
            return None

    span = coming(make, frame.made)
    if span is None:
        raise InputError(f"month {pair[0]} has no day {pair[1]}", hint=HINT)
    return replace(span, yearly=make)


def _day_of_month(tokens: Tokens, frame: Frame) -> Span | None:
    """The 15th, the 15th of next month."""
    tokens.word("the")
    said = tokens.kind("ordinal")
    if said is None:
        return None
    day = int(said[:-2])
    month = tokens.phrase("of next month", "of this month", "of the month", "next month")
    if month is not None:
        first = unit_span("month", frame.made, int("next" in month)).start
        return day_span(day_of(first.year, first.month, day))
    return None if tokens.word("of") else _coming_numbered(day, frame)


def _coming_numbered(day: int, frame: Frame) -> Span | None:
    for ahead in range(4):
        month = unit_span("month", frame.made, ahead)
        if 1 <= day <= month.end.day and shift(month.start, days=day - 1) >= frame.made:
            return day_span(shift(month.start, days=day - 1))
    return None


def _month(tokens: Tokens, frame: Frame) -> Span | None:
    which = tokens.word("this", "next", "coming")
    month = tokens.among(MONTHS)
    return None if month is None else dated(tokens, frame, lambda year: month_span(year, month), which=which)


def _season(tokens: Tokens, frame: Frame) -> Span | None:
    tokens.word("the")
    which = tokens.word("this", "next", "coming")
    season = tokens.among(SEASONS)
    if season is None:
        return None
    span = _two_year_winter(tokens) if season == 24 else None
    found = span or _one_season(tokens, frame, season, which)
    return None if found is None else replace(found, note="northern season, whole months", said=which is not None)


def _one_season(tokens: Tokens, frame: Frame, season: int, which: str | None) -> Span | None:
    place = tokens.place
    year = named_year(tokens, frame)
    tokens.back_to(place)
    span = dated(tokens, frame, lambda each: season_span(each, season), which=which)
    if span is None or season != 24 or year is None:
        return span
    return replace(span, readings=(Reading(name="strict", day=season_span(year - 1, season).end),))


def _two_year_winter(tokens: Tokens) -> Span | None:
    """Winter 2026-27 or 2026/27."""
    place = tokens.place
    tokens.word("of")
    year = read_year(tokens)
    last = tokens.kind("number") if tokens.word("-", "/") else None
    if year is None or last not in (str(year + 1), str(year + 1)[2:]):
        tokens.back_to(place)
        return None
    return season_span(year, 24)


def _fiscal(tokens: Tokens, frame: Frame) -> Span | None:
    del frame
    said = tokens.phrase("fy", "fiscal year", "fiscal", "financial year")
    year = read_year(tokens) if said else None
    return None if year is None else fiscal_span(year)


def _century(tokens: Tokens, frame: Frame) -> Span | None:
    tokens.phrase("the")
    said = tokens.kind("ordinal") or tokens.phrase("twenty first", "twenty second")
    if said is None or not tokens.word("century"):
        return None
    number = {"twenty first": 21, "twenty second": 22}.get(said) or int(said[:-2])
    return century_span(number * 100) if 11 <= number <= 99 and frame else None


def _years(tokens: Tokens, frame: Frame) -> Span | None:
    del frame
    tokens.phrase("the year", "calendar year", "cy", "year", "the")
    decade = tokens.kind("decade")
    if decade is not None:
        return _decade(int(decade[:4]))
    year = read_year(tokens)
    label = tokens.kind("label") if year is not None else None
    if year is None or label is None:
        return None if year is None else year_span(year)
    return _labelled(year, label)


def _decade(year: int) -> Span:
    """The 2030s; but the 2100s are a century."""
    if year % 100:
        return decade_span(year)
    return years_span(year, year + 99, precision="century", edtf=f"{year // 100}XX")
