"""Distributions as people type them: `normal(150, 40)`, `lognormal(5, 0.3)`, `uniform(100, 400)`."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from ledger.core.dates import shown
from ledger.core.frame import Frame
from ledger.core.quantity import QUANTITIES, read_number
from ledger.core.stated import Point
from ledger.errors import InputError
from ledger.question_types._values import inside, rises

LARGEST_LOGARITHM: Final = 700
"""Of a number that a float holds, with room to spare."""

LONGEST: Final = 200

_EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "numeric": {"normal": "normal(150, 40)", "lognormal": "lognormal(5, 0.3)", "uniform": "uniform(100, 400)"},
    "date": {"normal": "normal(2030-06-30, 400)", "uniform": "uniform(2028, 2034)"},
}


def read_distribution(text: str, frame: Frame) -> tuple[str, tuple[Point, ...]]:
    """The name of a distribution and its two parameters.

    A normal one by its mean (of days: one day) and its standard deviation (of days: a number of them), a uniform one by
    its ends, a lognormal one of a number by the mean and the standard deviation of its natural logarithm. InputError
    for anything else, for a deviation of 0, ends out of order, a mean or an end beyond a closed bound, and a lognormal
    whose mean or median a float does not hold.
    """
    examples = _EXAMPLES[frame.type]
    name, opened, rest = text.lower().strip().partition("(")
    parameters = rest.removesuffix(")").split(",")
    family = name.strip()
    hint = f"write {', '.join(examples.values())}"
    if family in _FAMILIES and family not in examples:
        raise InputError(f"a {frame.type} question does not take {family}", hint=hint)
    if not opened or not rest.endswith(")") or len(text) > LONGEST or family not in examples:
        raise InputError(f"cannot read {shown(text)} as a distribution", hint=hint)
    if len(parameters) != 2:
        raise InputError(f"{family} takes two parameters, not {len(parameters)}", hint=f"write {examples[family]}")
    first, second = parameters
    return family, tuple(Point(at=text) for text in _FAMILIES[family](first, second, frame))


def _normal(mean: str, deviation: str, frame: Frame) -> tuple[str, str]:
    return inside(QUANTITIES[frame.type].exactly(mean), frame), _deviation(deviation)


def _lognormal(mean: str, deviation: str, _frame: Frame) -> tuple[str, str]:
    mu, sigma = read_number(mean), _deviation(deviation)
    centre, spread = float(Decimal(mu)), float(Decimal(sigma))
    if abs(centre) > LARGEST_LOGARITHM or spread > LARGEST_LOGARITHM or _mean(centre, spread) > LARGEST_LOGARITHM:
        hint = "the parameters are those of the natural logarithm: lognormal(5, 0.3) lies about 148"
        raise InputError(f"the middle of lognormal({mu}, {sigma}) is no number one can write", hint=hint)
    return mu, sigma


def _mean(centre: float, spread: float) -> float:
    """The logarithm of the mean of a lognormal distribution."""
    return centre + spread * spread / 2


def _uniform(low: str, high: str, frame: Frame) -> tuple[str, str]:
    quantity = QUANTITIES[frame.type]
    first, last = inside(quantity.low(low), frame), inside(quantity.high(high), frame)
    if not rises(first, last, frame):
        raise InputError(f"the low end {first} is not below the high end {last}", hint="write uniform(LOW, HIGH)")
    return first, last


def _deviation(text: str) -> str:
    deviation = read_number(text)
    if Decimal(deviation) <= 0:
        raise InputError(f"the standard deviation {deviation} is not above 0", hint="how far off it usually is")
    return deviation


_FAMILIES: Final[Mapping[str, Callable[[str, str, Frame], tuple[str, str]]]] = {
    "normal": _normal,
    "lognormal": _lognormal,
    "uniform": _uniform,
}
