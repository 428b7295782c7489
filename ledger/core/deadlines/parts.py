"""Parts of a stretch: the end of Q3, early 2027, mid-June, the first half of next year, the last week of March."""

from dataclasses import replace
from typing import Final

from ledger.core.deadlines.almanac import (
    WEEKDAYS,
    Frame,
    Span,
    coming,
    day_span,
    first_of,
    half_span,
    quarter_span,
    shift,
)
from ledger.core.deadlines.lengths import read_number, read_stretch, read_unit
from ledger.core.deadlines.occasions import nth_weekday, read_occasion
from ledger.core.deadlines.periods import dated, read_calendar
from ledger.core.deadlines.relative import read_relative, this_unit, unit_span
from ledger.core.deadlines.slices import slice_of, third_of
from ledger.core.deadlines.tokens import Tokens
from ledger.core.deadlines.values import Reading

_THIRDS: Final = {
    "early": 0,
    "mid": 1,
    "middle": 1,
    "midpoint": 1,
    "late": 2,
    "midway through": 1,
    "halfway through": 1,
}
_ORDINALS: Final = {
    "first": 1, "1st": 1, "opening": 1, "front": 1, "former": 1,
    "second": 2, "2nd": 2,
    "third": 3, "3rd": 3,
    "fourth": 4, "4th": 4,
    "last": -1, "final": -1, "closing": -1, "latter": -1, "back": -1,
}  # fmt: skip
_ENDS: Final = ("end", "close", "turn", "conclusion", "ending")
_STARTS: Final = ("start", "beginning", "dawn", "outset", "onset")
_OVER: Final = ("is out", "is over", "ends", "is up", "is through", "is done", "closes", "finishes", "runs out")
_EO: Final = {"eoy": "year", "eoq": "quarter", "eom": "month", "eow": "week"}


def read_period(tokens: Tokens, frame: Frame) -> Span | None:
    """Any stretch of days, with its parts; None (and nothing read) if the next words name none."""
    span = first_of(tokens, frame, _nth, _end, _start, _third, _beside, _plain)
    if span is not None and tokens.phrase(*_OVER, "end"):
        return _end_of(span)
    return None if span is None else _not_past(span, frame)


def _not_past(span: Span, frame: Frame) -> Span:
    """The next one of a part named without a year that has passed: mid-June, said on the 20th of June."""
    if span.yearly is None or (span.by or span.end) >= frame.made:
        return span
    later = (span.yearly(year) for year in range(span.end.year, span.end.year + 9))
    return next((each for each in later if each is not None and (each.by or each.end) >= frame.made), span)


def _beside(tokens: Tokens, frame: Frame) -> Span | None:
    """A week from Friday, two weeks before Christmas, 10 days after 7 May 2026."""
    stretch = read_stretch(tokens)
    side = tokens.word("from", "after", "before") if stretch is not None and not stretch.link else None
    day = _plain(tokens, frame) if side is not None else None
    if stretch is None or day is None or day.start != day.end or stretch.few or stretch.high.minutes:
        return None
    sign = -1 if side == "before" else 1
    return day_span(shift(day.start, months=sign * stretch.high.months, days=sign * stretch.high.days))


def _plain(tokens: Tokens, frame: Frame) -> Span | None:
    place = tokens.place
    if tokens.phrase("later in", "later", "the rest of", "rest of", "the remainder of", "the course of"):
        span = first_of(tokens, frame, read_calendar, read_relative, _running)
        return None if span is None else replace(span, said=True)
    tokens.back_to(place)
    return first_of(tokens, frame, read_occasion, read_calendar, read_relative, _ending_unit)


def _running(tokens: Tokens, frame: Frame) -> Span | None:
    return this_unit(tokens, frame)


def _ending_unit(tokens: Tokens, frame: Frame) -> Span | None:
    """The year's end, year-end 2027, before the decade is out, midyear: a bare unit that an end must follow."""
    tokens.phrase("the", "this")
    short = tokens.word(*_EO)
    unit = _EO[short] if short else _ended(tokens)
    if unit is None:
        return _unit_over(tokens, frame)
    tokens.word("of")
    span = first_of(tokens, frame, read_calendar, read_relative) if unit in ("year", "quarter") else None
    return _end_of(span or unit_span(unit, frame.made))


def _ended(tokens: Tokens) -> str | None:
    units = ("year", "month", "quarter", "week", "decade", "century")
    said = tokens.phrase(*(f"{unit}{s} end" for unit in units for s in ("", "s")), "yearend")
    return None if said is None else said.removesuffix("end").strip().removesuffix("s")


def _unit_over(tokens: Tokens, frame: Frame) -> Span | None:
    span = this_unit(tokens, frame)
    return _end_of(span) if span is not None and tokens.phrase(*_OVER) else None


def _inner(tokens: Tokens, frame: Frame) -> Span | None:
    """What a part may be a part of: any stretch, or a running one named bare ("the end of the year")."""
    return first_of(tokens, frame, read_period, _running)


def _end(tokens: Tokens, frame: Frame) -> Span | None:
    tokens.phrase("the very", "the")
    if not tokens.word(*_ENDS):
        return None
    tokens.word("of")
    span = _inner(tokens, frame)
    return None if span is None else _end_of(span)


def _end_of(span: Span) -> Span:
    """The last month of a year or quarter, year of a decade, ten days of a month: its last day is what is meant."""
    last = span.end
    starts = {
        "month": last.replace(day=21),
        "decade": last.replace(month=1, day=1),
        "century": last.replace(month=1, day=1),
    }
    start = last if span.precision in ("day", "week", "minute") else starts.get(span.precision, last.replace(day=1))
    return replace(span, start=start, by=None, edge="end", yearly=None, readings=())


def _start(tokens: Tokens, frame: Frame) -> Span | None:
    tokens.phrase("the very", "the")
    if not tokens.word(*_STARTS) or not tokens.word("of"):
        return None
    span = _inner(tokens, frame)
    if span is None:
        return None
    if span.yearly is not None and span.start < frame.made:
        span = coming(span.yearly, frame.made, ahead=True) or span
    early, eve = third_of(span, 0), shift(span.start, days=-1)
    strict = (Reading(name="strict", day=eve),) if eve >= frame.made else ()
    return replace(early, by=span.start, edge="start", readings=strict)


def _third(tokens: Tokens, frame: Frame) -> Span | None:
    """Early, mid, late 2027; mid to late 2030s."""
    tokens.word("the", "very")
    first = tokens.phrase(*_THIRDS)
    if first is None:
        return _century_third(tokens, frame)
    place = tokens.place
    second = tokens.phrase(*_THIRDS) if tokens.word("to", "or", "and", "-") else None
    if second is None:
        tokens.back_to(place)
    tokens.word("of", "in")
    span = _inner(tokens, frame)
    if span is None or span.edge:
        return None
    one, other = third_of(span, _THIRDS[first]), third_of(span, _THIRDS[second or first])
    return one if second is None else _joined(one, other)


def _joined(one: Span, other: Span) -> Span | None:
    if other.start < one.start:
        return None
    return replace(one, end=other.end, by=None, edge="", yearly=None)


def _century_third(tokens: Tokens, frame: Frame) -> Span | None:
    unit = tokens.word("midyear", "midcentury", "midmonth", "midweek")
    if unit is None:
        return None
    place = tokens.place
    tokens.word("of")
    span = first_of(tokens, frame, read_calendar, read_relative) if unit in ("midyear", "midcentury") else None
    if span is None:
        tokens.back_to(place)
    return third_of(span or unit_span(unit.removeprefix("mid"), frame.made), 1)


def _nth(tokens: Tokens, frame: Frame) -> Span | None:
    """The first half of 2027, the last week of March, the first three months of next year, the third quarter."""
    tokens.word("the")
    nth = tokens.among(_ORDINALS)
    if nth is None:
        return None
    weekday = tokens.among(WEEKDAYS)
    if weekday is not None:
        return _nth_weekday(tokens, frame, weekday, nth)
    count = read_number(tokens)
    unit = tokens.word("half", "third") if count is None else None
    unit = unit or read_unit(tokens)
    if unit is None or (count is not None and (count.denominator != 1 or abs(nth) != 1)):
        return None
    return _of_whole(tokens, frame, unit, nth, int(count or 1))


def _of_whole(tokens: Tokens, frame: Frame, unit: str, nth: int, count: int) -> Span | None:
    place = tokens.place
    if tokens.word("of", "in") or unit in ("half", "quarter"):
        whole = _inner(tokens, frame)
        if whole is not None:
            return None if whole.edge else _slice(whole, unit, nth, count)
    tokens.back_to(place)
    return _yearly_slice(tokens, frame, unit, nth) if count == 1 and nth > 0 else None


def _slice(whole: Span, unit: str, nth: int, count: int) -> Span | None:
    found, yearly = slice_of(whole, unit, nth, count), whole.yearly
    if found is None or yearly is None:
        return found
    return replace(
        found, yearly=lambda year: None if (one := yearly(year)) is None else slice_of(one, unit, nth, count)
    )


def _yearly_slice(tokens: Tokens, frame: Frame, unit: str, nth: int) -> Span | None:
    if unit == "quarter" and nth <= 4:
        return dated(tokens, frame, lambda year: quarter_span(year, nth))
    return dated(tokens, frame, lambda year: half_span(year, nth)) if unit == "half" and nth <= 2 else None


def _nth_weekday(tokens: Tokens, frame: Frame, weekday: int, nth: int) -> Span | None:
    month = _inner(tokens, frame) if tokens.word("of", "in") else None
    if month is None or month.precision != "month" or month.edge:
        return None
    found, yearly = _weekday_of(month, weekday, nth), month.yearly
    if found is None or yearly is None:
        return found
    return replace(found, yearly=lambda year: None if (one := yearly(year)) is None else _weekday_of(one, weekday, nth))


def _weekday_of(month: Span, weekday: int, nth: int) -> Span | None:
    day = nth_weekday(month.start.year, month.start.month, weekday, nth)
    return None if day is None else day_span(day)
