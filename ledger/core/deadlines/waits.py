"""Lengths of time counted from the day something was said, into deadlines: "in 18 months", "another 5 to 10 years"."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final

from ledger.core.dates import month_end
from ledger.core.deadlines.almanac import Frame
from ledger.core.deadlines.lengths import Length, Stretch, length_of, read_or_more, read_stretch, read_unit
from ledger.core.deadlines.relative import FROM_NOW, PERIODS, length_after, unit_span
from ledger.core.deadlines.tokens import Tokens
from ledger.core.deadlines.values import Deadline, Reading

_NEXT: Final = ("the next", "next", "the coming", "coming", "the following", "the upcoming", "upcoming")
_UPPER: Final = (
    "less than", "fewer than", "under", "no more than", "not more than", "up to", "at most", "at the most",
    "a maximum of", "the space of", "a period of",
)  # fmt: skip
_SOFT: Final = (
    "just under", "just", "only", "about", "around", "approximately", "approx", "roughly", "~", "some", "nearly",
    "almost", "another", "a further", "a mere", "a good", "the",
)  # fmt: skip
_WITHIN: Final = ("within", "inside of", "inside")
_NEEDS_NEXT: Final = (
    "over", "throughout", "during", "across", "in the course of", "over the course of", "during the course of",
)  # fmt: skip


def read_wait(tokens: Tokens, frame: Frame, prefix: str) -> Deadline | None:
    """A length after its preposition, counted from the day made; None if the next words are no length.

    A range ("5 to 10 years") is a window, but "within", "the next" and "or" name its last day, the first strictly.
    """
    if prefix in ("on", "at", "come"):
        return None
    place = tokens.place
    running = _within_the(tokens, frame) if prefix in _WITHIN else None
    if running is not None:
        return running
    tokens.back_to(place)
    ahead, upper = _qualifiers(tokens)
    stretch = _stretch(tokens, ahead)
    if stretch is None or (prefix in _NEEDS_NEXT and not ahead):
        return None
    tokens.phrase(*FROM_NOW, "to come")
    return _counted(stretch, frame, upper=upper or bool(ahead) or prefix in _WITHIN)


def _qualifiers(tokens: Tokens) -> tuple[str, bool]:
    """Read what may stand before a number; the "next" among it, and whether it names an upper bound."""
    if tokens.word("+"):
        return "", False
    ahead, upper = "", False
    while True:
        said_next, said_upper = tokens.phrase(*_NEXT), tokens.phrase(*_UPPER)
        ahead, upper = ahead or said_next or "", upper or said_upper is not None
        if said_next is None and said_upper is None and tokens.phrase(*_SOFT) is None:
            return ahead, upper


def _stretch(tokens: Tokens, ahead: str) -> Stretch | None:
    stretch = read_stretch(tokens)
    if stretch is not None or not ahead:
        return stretch
    unit = read_unit(tokens)
    if unit is None or unit == "quarter":
        return None
    one = length_of(Fraction(1), unit)
    more = read_or_more(tokens, one)
    return more if more is not None or ahead == "next" else Stretch(low=one, high=one)


def _within_the(tokens: Tokens, frame: Frame) -> Deadline | None:
    """Within the year: a year from now, strictly before the calendar year ends."""
    tokens.word("the")
    place = tokens.place
    calendar = tokens.word(*PERIODS)
    tokens.back_to(place)
    unit = None if calendar in ("half", "weekend") else read_unit(tokens)
    if unit is None:
        return None
    found = _counted(Stretch(low=length_of(Fraction(1), unit), high=length_of(Fraction(1), unit)), frame, upper=True)
    end = None if calendar is None else unit_span(calendar, frame.made).end
    readings = () if end is None or end > found.day else (Reading(name="strict", day=end),)
    return found._replace(readings=readings)


def _counted(stretch: Stretch, frame: Frame, *, upper: bool) -> Deadline:
    if stretch.link:
        return _ranged(stretch, frame, upper=upper or stretch.link == "or")
    moment = length_after(frame, stretch.high)
    round_up = _rounding(stretch, frame)
    day, exact = round_up(moment.end), not stretch.few and frame.precision == "day"
    return Deadline(
        text="",
        day=day,
        at=moment.at,
        edtf=f"[..{day}]",
        precision=moment.precision if exact else stretch.high.unit,
        rule=_few_rule(stretch) or f"counted from {frame.made}",
        readings=tuple(
            Reading(name=name, day=round_up(length_after(frame, length).end)) for name, length in stretch.others
        ),
    )


def _ranged(stretch: Stretch, frame: Frame, *, upper: bool) -> Deadline:
    low, high = length_after(frame, stretch.low), length_after(frame, stretch.high)
    round_up = _rounding(stretch, frame)
    start, day = _round_down(low.end, stretch.high, frame), round_up(high.end)
    first = frame.made if upper else start
    bounded = Reading(name="strict", day=round_up(low.end))
    meaning = "the longer length, strict: the shorter" if upper else "a window between the two lengths"
    return Deadline(
        text="",
        day=day,
        at=high.at,
        window_start=None if upper or start <= frame.made else start,
        edtf=f"{first:%Y-%m}/{day:%Y-%m}" if stretch.high.months >= 12 else f"{first}/{day}",
        precision=stretch.high.unit,
        rule=f"counted from {frame.made}; {meaning}",
        readings=(bounded,) if upper else (),
    )


def _rounding(stretch: Stretch, frame: Frame) -> Callable[[date], date]:
    """Years said loosely run to the end of a month; else the day, as exact as the day of saying is known."""
    if (stretch.few or stretch.link) and stretch.high.months >= 12:
        return lambda day: month_end(day.year, day.month)
    return frame.last


def _round_down(day: date, high: Length, frame: Frame) -> date:
    return day.replace(day=1) if high.months >= 12 else frame.first(day)


def _few_rule(stretch: Stretch) -> str:
    if not stretch.few:
        return ""
    count = stretch.high.size / length_of(Fraction(1), stretch.high.unit).size
    return f"'a {stretch.few}' is taken as {count:.0f} {stretch.high.unit}s, a house value"
