"""Days known by a name: holidays and United States election days."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from ledger.core.deadlines.almanac import Frame, Span, coming, day_span, first_of, read_year
from ledger.core.deadlines.tokens import Tokens

_FIXED: Final = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "xmas": (12, 25),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new years day": (1, 1),
    "new years": (1, 1),
    "new year": (1, 1),
    "valentines day": (2, 14),
    "valentines": (2, 14),
    "st patricks day": (3, 17),
    "halloween": (10, 31),
}
_MOVING: Final = {  # month, weekday, which one of the month
    "thanksgiving": (11, 3, 4),
    "labor day": (9, 0, 1),
    "labour day": (9, 0, 1),
    "memorial day": (5, 0, -1),
    "martin luther king day": (1, 0, 3),
}
_UNITED_STATES: Final = "in the United States"


def read_occasion(tokens: Tokens, frame: Frame) -> Span | None:
    """A holiday or election day, of the year named or else the next one; None if there is none."""
    return first_of(tokens, frame, _holiday, _election)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth Monday (0) to Sunday (6) of a month, -1 for the last; None if the month has no such day.

    >>> nth_weekday(2028, 11, 0, 1)
    datetime.date(2028, 11, 6)
    """
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    count = 1 + (4 if (day + timedelta(days=28)).month == month else 3)
    if not -1 <= nth <= count or nth == 0:
        return None
    return day + timedelta(weeks=(count if nth == -1 else nth) - 1)


def _holiday(tokens: Tokens, frame: Frame) -> Span | None:
    ahead = tokens.word("next", "this", "coming") == "next"
    name = tokens.phrase(*_FIXED, *_MOVING, "easter sunday", "easter")
    if name is None:
        return None
    return _of_year(tokens, frame, _maker(name), ahead=ahead)


def _maker(name: str) -> Callable[[int], Span | None]:
    if name.startswith("easter"):
        return _easter
    if name in _FIXED:
        month, day = _FIXED[name]
        return lambda year: day_span(date(year, month, day))
    return lambda year: _weekday_span(year, *_MOVING[name])


def _weekday_span(year: int, month: int, weekday: int, nth: int) -> Span | None:
    day = nth_weekday(year, month, weekday, nth)
    return None if day is None else day_span(day, note=_UNITED_STATES)


def _easter(year: int) -> Span | None:
    from dateutil.easter import easter

    return day_span(easter(year)) if 1583 <= year <= 4099 else None


def _of_year(tokens: Tokens, frame: Frame, make: Callable[[int], Span | None], *, ahead: bool) -> Span | None:
    place = tokens.place
    tokens.word("of", "in")
    year = read_year(tokens)
    if year is not None:
        return make(year)
    tokens.back_to(place)
    return coming(make, frame.made, ahead=ahead)


def _election(tokens: Tokens, frame: Frame) -> Span | None:
    tokens.word("the")
    ahead = tokens.word("next", "upcoming") is not None
    year = read_year(tokens)
    here = tokens.phrase("us", "american", "u s", "united states") is not None
    kind = tokens.word("presidential", "midterm", "midterms")
    named = tokens.word("election", "elections") or kind == "midterms"
    if not named or not (year or here or kind):
        return None
    phases = _phases(kind or "", here=here)
    if year is not None:
        return _election_day(year, phases)
    return coming(lambda each: _election_day(each, phases), frame.made, ahead=ahead)


def _phases(kind: str, *, here: bool) -> tuple[int, ...]:
    """Which years of the four-year cycle hold it: a bare "2028 election" is the presidential one."""
    if kind.startswith("midterm"):
        return (2,)
    return (0, 2) if here and not kind else (0,)


def _election_day(year: int, phases: tuple[int, ...]) -> Span | None:
    monday = nth_weekday(year, 11, 0, 1)
    if year % 4 not in phases or year < 1845 or monday is None:
        return None
    note = "United States election day, the Tuesday after the first Monday in November"
    return day_span(monday + timedelta(days=1), note=note)
