"""Forecasts of a number or of a day as people type them: quantiles, an interval, a distribution, points of a CDF."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ledger.core.dates import shown
from ledger.core.frame import Frame
from ledger.core.numbers import decimal_text, percent_text
from ledger.core.probability import Probability, read_probability
from ledger.core.quantity import QUANTITIES, read_range
from ledger.core.stated import EXACT, Point, Stated
from ledger.errors import InputError
from ledger.question_types._families import read_distribution
from ledger.question_types._pairs import split_pairs
from ledger.question_types._values import inside, rises


def read_quantity(given: tuple[str, str], frame: Frame, *, example: str) -> Stated:
    """What was said in one of the four forms, as typed; `example` is the same form as one would type it."""
    form, text = given
    return _FORMS[form](text.strip(), frame, example.partition('"')[2].rstrip('"'))


def _quantiles(text: str, frame: Frame, example: str) -> Stated:
    quantity = QUANTITIES[frame.type]
    said = [(_level(level), inside(quantity.high(value), frame)) for level, value in split_pairs(text, example=example)]
    said.sort(key=lambda one: one[0].value)
    for (level, value), (next_level, next_value) in pairwise(said):
        if not float(level.value) < float(next_level.value):
            raise InputError(f"the level {percent_text(level.value)} is given twice", hint="keep one of them")
        if quantity.size(next_value) < quantity.size(value):
            message = f"the quantile {next_value} of {percent_text(next_level.value)} lies below {value}"
            raise InputError(message, hint=f"{value} is the quantile of {percent_text(level.value)}")
    return Stated(kind="quantiles", said=text, points=tuple(Point(at=at, share=level.text) for level, at in said))


def _interval(text: str, frame: Frame, example: str) -> Stated:
    ends, _, share = text.rpartition("@")
    if not (ends and share):
        message = f"{shown(text)} does not say how much the interval holds"
        raise InputError(message, hint=f'write "{example}"')
    low, high = _ends(ends, frame, example)
    holds = _level(share).value
    outside = EXACT.divide(EXACT.subtract(Decimal(1), holds), Decimal(2))
    levels = outside, EXACT.add(outside, holds)
    points = (Point(at=end, share=decimal_text(level)) for end, level in zip((low, high), levels, strict=True))
    return Stated(kind="interval", said=text, points=tuple(points))


def _ends(text: str, frame: Frame, example: str) -> tuple[str, str]:
    quantity = QUANTITIES[frame.type]
    typed = read_range(text)
    if not all(typed):
        raise InputError(f"{shown(text.strip())} lacks an end", hint=f'write "{example}"')
    low, high = inside(quantity.low(typed[0]), frame), inside(quantity.high(typed[1]), frame)
    if not rises(low, high, frame):
        raise InputError(f"the low end {low} is not below the high end {high}", hint=f'write "{example}"')
    return low, high


def _distribution(text: str, frame: Frame, _example: str) -> Stated:
    kind, points = read_distribution(text, frame)
    return Stated(kind=kind, said=text, points=points)


def _cdf(text: str, frame: Frame, example: str) -> Stated:
    quantity = QUANTITIES[frame.type]
    pairs = split_pairs(text, example=example)
    said = [(inside(quantity.high(value), frame), read_probability(share, certain=True)) for value, share in pairs]
    if len(said) < 2:
        raise InputError("one point is no CDF", hint=f'write "{example}"')
    said.sort(key=lambda one: quantity.size(one[0]))
    for (value, share), (next_value, next_share) in pairwise(said):
        if not rises(value, next_value, frame):
            raise InputError(f"the value {value} is given twice", hint="keep one of them")
        if next_share.value < share.value:
            fall = f"from {percent_text(share.value)} at {value} to {percent_text(next_share.value)} at {next_value}"
            raise InputError(f"the CDF falls {fall}", hint="it says how likely a value at or below each is")
    return Stated(kind="cdf", said=text, points=tuple(Point(at=at, share=share.text) for at, share in said))


def _level(text: str) -> Probability:
    level = read_probability(text, certain=True)
    if not 0 < float(level.value) < 1:
        raise InputError(f"{shown(level.said)} is not inside 0% to 100%", hint="write a level such as 5% or 0.95")
    return level


_FORMS: Final[Mapping[str, Callable[[str, Frame, str], Stated]]] = {
    "quantiles": _quantiles,
    "interval": _interval,
    "distribution": _distribution,
    "cdf": _cdf,
}
