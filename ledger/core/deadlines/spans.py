"""Two stretches in one phrase: "2030 or 2031", "between June and September 2027", "late 2026 to early 2027"."""

from dataclasses import replace

from ledger.core.deadlines.almanac import Frame, Span, day_span
from ledger.core.deadlines.parts import read_period
from ledger.core.deadlines.tokens import Tokens
from ledger.core.deadlines.values import Reading
from ledger.errors import InputError


def read_choice(tokens: Tokens, frame: Frame, *joins: str) -> Span | None:
    """One stretch, or two joined by "or" or another of `joins`: the two together, the first as the strict reading."""
    one = read_period(tokens, frame)
    place = tokens.place
    other = read_period(tokens, frame) if one is not None and tokens.word(*(joins or ("or",))) else None
    if one is None or other is None:
        tokens.back_to(place)
        return one
    one, other = _aligned(one, other)
    strict = Reading(name="strict", window_start=None, day=one.by or one.end)
    return replace(_joined(one, other), readings=(strict,), precision=other.precision)


def read_range(tokens: Tokens, frame: Frame) -> Span | None:
    """Between A and B, from A to B, A to B, A-B; None (and nothing read) if it is none."""
    place = tokens.place
    opener = tokens.word("between", "from")
    one = day_span(frame.made) if tokens.word("now", "today") else read_period(tokens, frame)
    joins = ("and",) if opener == "between" else ("to", "until", "till", "through", "thru", "-")
    other = read_period(tokens, frame) if one is not None and tokens.word(*joins) else None
    if one is None or other is None:
        tokens.back_to(place)
        return None
    return _joined(*_aligned(one, other))


def _aligned(one: Span, other: Span) -> tuple[Span, Span]:
    """Give a stretch named without a year the year that the other one settles."""
    if one.yearly is not None and other.yearly is None:
        found = [one.yearly(other.start.year - back) for back in (0, 1)]
        one = next((span for span in found if span is not None and span.start <= other.start), one)
    elif other.yearly is not None and other.start < one.start:
        found = [other.yearly(one.start.year + ahead) for ahead in (0, 1)]
        other = next((span for span in found if span is not None and span.start >= one.start), other)
    return one, other


def _joined(one: Span, other: Span) -> Span:
    if other.start < one.start or other.end < one.end:
        raise InputError("the range ends before it begins", hint="write the earlier date first: 2027 to 2030")
    edtf = f"{one.edtf}/{other.edtf}" if one.edtf and other.edtf and "/" not in one.edtf + other.edtf else None
    note = one.note if one.note == other.note else " and ".join(filter(None, (one.note, other.note)))
    return Span(start=one.start, end=other.end, by=other.by, precision="range", edtf=edtf, at=other.at, note=note)
