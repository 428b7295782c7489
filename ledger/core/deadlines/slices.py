"""Slices of a stretch, worked out on whole months where it has them: thirds, halves, the first three months."""

from dataclasses import replace
from datetime import date

from ledger.core.dates import month_end
from ledger.core.deadlines.almanac import Span, shift, years_span


def third_of(span: Span, which: int) -> Span:
    """Early, middle or late part; the middle also has the day that a deadline means (30 June of a year).

    >>> third_of(years_span(2027, 2027, precision="year"), 1).by
    datetime.date(2027, 6, 30)
    """
    start, end = _bounds(span, which)
    yearly = span.yearly
    make = None if yearly is None else lambda year: None if (base := yearly(year)) is None else third_of(base, which)
    by = _middle(span) if which == 1 and start < end else None
    return replace(span, start=start, end=end, by=by, edge="mid" if by else "", edtf=None, yearly=make, readings=())


def _bounds(span: Span, which: int) -> tuple[date, date]:
    start, end = span.start, span.end
    if span.precision == "decade":
        first, last = ((0, 3), (4, 6), (7, 9))[which]
        return _of_years(start.year + first, start.year + last)
    if span.precision == "century":
        first, last = ((0, 39), (40, 59), (60, 99))[which]
        return _of_years(start.year + first, start.year + last)
    months = _months(span)
    if months >= 3:
        size = months // 3
        after = months if which == 2 else (which + 1) * size
        return shift(start, months=which * size), shift(shift(start, months=after), days=-1)
    return _days(start, end, which)


def _of_years(first: int, last: int) -> tuple[date, date]:
    span = years_span(first, last, precision="year")
    return span.start, span.end


def _days(start: date, end: date, which: int) -> tuple[date, date]:
    third = ((end - start).days + 1) // 3
    return shift(start, days=which * third), end if which == 2 else shift(start, days=(which + 1) * third - 1)


def _months(span: Span) -> int:
    whole = span.start.day == 1 and span.end == month_end(span.end.year, span.end.month)
    return (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1 if whole else 0


def _middle(span: Span) -> date:
    if span.precision in ("decade", "century"):
        years = span.end.year - span.start.year + 1
        return date(span.start.year + years // 2 - (years == 100), 12, 31)
    months = _months(span)
    if months > 1 and months % 2 == 0:
        return shift(shift(span.start, months=months // 2), days=-1)
    return shift(span.start, days=((span.end - span.start).days + 1) // 2 - 1)


def slice_of(whole: Span, unit: str, nth: int, count: int) -> Span | None:
    """So many units of a stretch from its start, or with nth -1 from its end; None if it has not so many.

    >>> slice_of(years_span(2027, 2027, precision="year", edtf="2027"), "half", 1, 1).end
    datetime.date(2027, 6, 30)
    """
    pieces = {"half": 2, "third": 3, "quarter": 4}.get(unit)
    span = _fraction(whole, pieces, nth) if pieces else _units(whole, unit, nth, count)
    if span is None or span.start < whole.start or span.end > whole.end:
        return None
    return span


def _fraction(whole: Span, pieces: int, nth: int) -> Span | None:
    which = pieces if nth == -1 else nth
    if which > pieces:
        return None
    edges = [_edge(whole, piece, pieces) for piece in (which - 1, which)]
    if edges[0] >= edges[1]:
        return None
    named = {2: ("half", 39), 4: ("quarter", 32)}.get(pieces)
    calendar = whole.precision == "year" and whole.start.month == 1
    edtf = f"{whole.edtf}-{named[1] + which}" if named and calendar else None
    return Span(start=edges[0], end=shift(edges[1], days=-1), precision=named[0] if named else "range", edtf=edtf)


def _edge(whole: Span, piece: int, pieces: int) -> date:
    """The first day after so many pieces: on whole months where they divide, else on days."""
    months = _months(whole)
    if months * piece % pieces == 0 and months:
        return shift(whole.start, months=months * piece // pieces)
    return shift(whole.start, days=((whole.end - whole.start).days + 1) * piece // pieces)


def _units(whole: Span, unit: str, nth: int, count: int) -> Span | None:
    months = {"month": 1, "year": 12, "decade": 120}.get(unit, 0) * count
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit, 0) * count
    if not months and not days:
        return None
    after = shift(whole.end, days=1)
    if nth == -1:
        start, end = shift(after, months=-months, days=-days), after
    else:
        start = shift(whole.start, months=months * (nth - 1), days=days * (nth - 1))
        end = shift(start, months=months, days=days)
    return Span(start=start, end=shift(end, days=-1), precision=unit if count == 1 else "range")
