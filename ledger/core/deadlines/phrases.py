"""Whole phrases with their prepositions, from "by 2030" to "between June and September 2027", into deadlines."""

from dataclasses import replace
from datetime import date
from typing import Final

from ledger.core.dates import month_end
from ledger.core.deadlines.almanac import Frame, Span, shift
from ledger.core.deadlines.parts import read_period
from ledger.core.deadlines.spans import read_choice, read_range
from ledger.core.deadlines.tokens import Tokens
from ledger.core.deadlines.values import Deadline, Reading
from ledger.core.deadlines.waits import read_wait

_ABOUT: Final = ("around", "about", "circa", "approximately", "roughly", "~", "c")
_SOMETIME: Final = (
    "sometime", "some time", "at some point", "at some time", "any time", "anytime", "at any time", "at any point",
)  # fmt: skip
_BY: Final = (
    "by no later than", "no later than", "not later than", "by at the latest", "at the latest by", "at the latest in",
    "latest by", "on or before", "due by", "due on", "due", "by the time of", "by",
)  # fmt: skip
_BEFORE: Final = ("any time before", "before", "prior to", "ahead of", "earlier than", "in advance of", "pre")
_UNTIL: Final = ("up until", "up to", "until", "till", "til")
_THROUGH: Final = ("through to", "through", "thru")
_AFTER: Final = ("any time after", "after", "post", "beyond", "past", "later than", "only after", "not before after")
_FROM: Final = (
    "not before", "no earlier than", "no sooner than", "not earlier than", "not until", "starting in", "starting from",
    "starting", "beginning in", "from", "at the earliest in", "at the earliest",
)  # fmt: skip
_IN: Final = (
    "in the course of", "over the course of", "during the course of", "in", "within", "inside of", "inside", "during",
    "throughout", "on", "at", "for", "over", "across", "come",
)  # fmt: skip
_LATEST: Final = (
    "at the very latest", "at the latest", "at latest", "or sooner", "or earlier", "or before", "if not sooner",
    "if not earlier", "if not before", "inclusive", "latest",
)  # fmt: skip
_EARLIEST: Final = (
    "at the very earliest", "at the earliest", "or later", "or after", "or beyond", "and beyond", "and later",
    "onwards", "onward", "and onwards", "on",
)  # fmt: skip
_EDGES: Final = {"start": "to the first day", "mid": "to the middle", "end": "to the last day", "": "to the last day"}


def read_phrase(tokens: Tokens, frame: Frame) -> Deadline | None:
    """The deadline of a whole phrase; None if any word of it is not understood. `text` is left for the caller."""
    tokens.phrase(*_SOMETIME)
    place = tokens.place
    for rule in (_by, _before, _until, _through, _range, _open, _after, _wait, _in, _bare):
        deadline = rule(tokens, frame)
        if deadline is not None and tokens.done:
            return deadline
        tokens.back_to(place)
    return None


def by_span(span: Span, frame: Frame) -> Deadline:
    """By a stretch: scored at its end, or at the middle day that "by mid-2027" means; strict: before it begins."""
    eve = _eve(span)
    readings = span.readings
    if span.end > span.start and not span.edge and eve >= frame.made and not _named("strict", readings):
        readings = (Reading(name="strict", day=eve), *readings)
    edtf = span.edtf if span.edge == "end" else _before_edtf(span.edtf)
    return _deadline(span, span.by or span.end, _by_rule(span, readings), edtf=edtf, readings=readings)


def _by_rule(span: Span, readings: tuple[Reading, ...]) -> str:
    if span.end == span.start and not readings:
        return "up to the moment named" if span.at else "on or before the day named"
    strict = next((f"; strict: to {reading.day}" for reading in readings if reading.name == "strict"), "")
    return f"{_EDGES[span.edge]} of what is named{strict}"


def _by(tokens: Tokens, frame: Frame) -> Deadline | None:
    if not tokens.phrase(*_BY):
        return None
    tokens.phrase(*_SOMETIME)
    tokens.phrase("in")
    about = tokens.phrase(*_ABOUT)
    span = read_choice(tokens, frame, "or", "to", "-")
    tokens.phrase(*_LATEST)
    if span is None:
        return None
    found = by_span(span, frame)
    return _approximate(found) if about else found


def _before(tokens: Tokens, frame: Frame) -> Deadline | None:
    if not tokens.phrase(*_BEFORE):
        return None
    span = read_period(tokens, frame)
    if span is None:
        return None
    if span.yearly is not None and span.edge != "mid" and span.start <= frame.made:
        span = span.yearly(span.start.year + 1) or span
    return _before_span(span, frame)


def _before_span(span: Span, frame: Frame) -> Deadline:
    """Before a stretch begins; before an end, a middle or an instant: up to it."""
    if span.at is not None or span.edge == "end":
        return _deadline(span, span.end, "up to the moment named", edtf=_before_edtf(span.edtf))
    eve = _eve(span)
    if span.edge == "mid" and span.by is not None:
        strict = (Reading(name="strict", day=eve),) if eve >= frame.made else ()
        return _deadline(span, span.by, "up to the middle of what is named", readings=strict)
    day = shift(span.by or span.start, days=-1)
    nearer = [reading.day for reading in span.readings if reading.name == "strict" and not span.edge]
    readings = tuple(Reading(name="strict", day=shift(each, days=-1)) for each in nearer if each <= day)
    return _deadline(span, day, "the last day before it begins", edtf=f"[..{day}]", readings=readings)


def _until(tokens: Tokens, frame: Frame) -> Deadline | None:
    span = read_choice(tokens, frame) if tokens.phrase(*_UNTIL) else None
    return None if span is None else by_span(span, frame)


def _through(tokens: Tokens, frame: Frame) -> Deadline | None:
    span = read_choice(tokens, frame) if tokens.phrase(*_THROUGH) else None
    if span is None:
        return None
    return _deadline(span, span.end, "to the end of what is named", edtf=_before_edtf(span.edtf))


def _after(tokens: Tokens, frame: Frame) -> Deadline | None:
    span = read_period(tokens, frame) if tokens.phrase(*_AFTER) else None
    if span is None:
        return None
    return _from_day(span, shift(span.by or span.end, days=1), frame)


def _open(tokens: Tokens, frame: Frame) -> Deadline | None:
    """Not before 2030, from 2030 onwards, 2030 or later."""
    said = tokens.phrase(*_FROM)
    if said is None:
        tokens.phrase(*_IN)
    span = read_period(tokens, frame)
    trailing = tokens.phrase(*_EARLIEST)
    if span is None or ((said is None or said == "from") and trailing is None):
        return None
    return _from_day(span, span.start, frame)


def _from_day(span: Span, first: date, frame: Frame) -> Deadline:
    rule = f"open-ended: nothing is due before {first}, the first day it names; judge again later"
    bare = replace(span, precision="open", at=None)
    start = first if first > frame.made else None
    return _deadline(bare, first, rule, edtf=f"[{first}..]", window_start=start)


def _range(tokens: Tokens, frame: Frame) -> Deadline | None:
    """Between two stretches, from one to another, 2027-2030."""
    tokens.phrase("sometime", "in", "during", "within", "over")
    span = read_range(tokens, frame)
    if span is None:
        return None
    rule = "window from the first day of the one to the last day of the other"
    return _deadline(span, span.by or span.end, rule, edtf=span.edtf, window_start=_later(span.start, frame))


def _wait(tokens: Tokens, frame: Frame) -> Deadline | None:
    """In 18 months, within the next decade or two, another 5 to 10 years, +90d."""
    prefix = tokens.phrase(*_IN)
    wait = read_wait(tokens, frame, prefix or "")
    if wait is not None:
        tokens.phrase(*_LATEST, "or so", "or thereabouts", "or less", "or fewer", "at most", "at the most", "tops")
    return wait


def _in(tokens: Tokens, frame: Frame) -> Deadline | None:
    if not tokens.phrase(*_IN):
        return None
    tokens.phrase(*_SOMETIME)
    about = tokens.phrase(*_ABOUT)
    tokens.phrase("either")
    span = read_choice(tokens, frame)
    tokens.phrase(*_LATEST)
    if span is None:
        return None
    found = _during(span, frame)
    return _approximate(found) if about else found


def _during(span: Span, frame: Frame) -> Deadline:
    rule = "within what is named, first day to last"
    start = _later(span.start, frame)
    return _deadline(span, span.end, rule, edtf=span.edtf, window_start=start, readings=span.readings)


def _bare(tokens: Tokens, frame: Frame) -> Deadline | None:
    about = tokens.phrase(*_ABOUT)
    tokens.phrase("either")
    span = read_choice(tokens, frame)
    tokens.phrase(*_LATEST)
    if span is None:
        return None
    if span.said and not span.edge:
        return _during(span, frame)
    found = _as_deadline(span, frame)
    return _approximate(found) if about else found


def _as_deadline(span: Span, frame: Frame) -> Deadline:
    """A stretch given bare as a deadline: its last day; the whole of a middle is kept as another reading."""
    readings = span.readings
    if span.edge == "mid":
        readings = (Reading(name="period", window_start=_later(span.start, frame), day=span.end),)
    return _deadline(span, span.by or span.end, _by_rule(span, readings), edtf=span.edtf, readings=readings)


def _approximate(found: Deadline) -> Deadline:
    """Around a stretch: another reading runs a year longer for years and decades, a month for anything shorter."""
    late = month_end(*_month_on(found.day, 12 if found.precision in ("year", "decade") else 1))
    rule = f"{found.rule}; 'around' is kept as a later reading"
    reading = Reading(name="late", window_start=found.window_start, day=late)
    return found._replace(rule=rule, readings=(*found.readings, reading))


def _month_on(day: date, months: int) -> tuple[int, int]:
    moved = shift(day.replace(day=1), months=months)
    return moved.year, moved.month


def _deadline(
    span: Span,
    day: date,
    rule: str,
    *,
    edtf: str | None = None,
    window_start: date | None = None,
    readings: tuple[Reading, ...] = (),
) -> Deadline:
    return Deadline(
        text="",
        day=day,
        at=span.at,
        window_start=window_start,
        edtf=edtf,
        precision=span.precision,
        rule=f"{rule} ({span.note})" if span.note else rule,
        readings=readings,
    )


def _eve(span: Span) -> date:
    return shift(span.start, days=-1)


def _later(start: date, frame: Frame) -> date | None:
    return start if start > frame.made else None


def _named(name: str, readings: tuple[Reading, ...]) -> bool:
    return any(reading.name == name for reading in readings)


def _before_edtf(edtf: str | None) -> str | None:
    return None if edtf is None or "/" in edtf else f"[..{edtf}]"
