"""Intervals for the frequency in a bin."""

import math
from collections.abc import Mapping
from decimal import Context, Decimal
from functools import lru_cache
from typing import Protocol

from ledger.errors import InputError
from ledger.registry import unknown_name

DEFAULT_LEVEL = Decimal("0.95")

_WIDE = Context(prec=60)

Ends = tuple[float, float]


class Interval(Protocol):
    """What every kind of interval offers."""

    def __call__(self, *, happened: Decimal, n: int, level: Decimal = DEFAULT_LEVEL) -> Ends:
        """Both ends, in [0, 1]."""


def wilson(*, happened: Decimal, n: int, level: Decimal = DEFAULT_LEVEL) -> Ends:
    """The score interval of Wilson (1927), doi 10.1080/01621459.1927.10502953: both ends in [0, 1].

    `happened` of `n`, from 0 to n, may be a fraction; `level` lies between 0 and 1. Nothing happened: the lower end is
    exactly 0; everything: the upper is exactly 1. n = 0 says nothing: 0 and 1. An `InputError` outside these ranges.

    >>> [round(end, 4) for end in wilson(happened=Decimal(35), n=48)]
    [0.59, 0.8343]
    >>> wilson(happened=Decimal(0), n=3)[0]
    0.0
    """
    if happened.is_nan() or not 0 <= happened <= n:
        raise InputError(f"{happened} of {n} cannot have happened")
    if n == 0:
        return 0.0, 1.0
    squared = normal_quantile(level) ** 2
    hits, misses = float(happened), float(_WIDE.subtract(Decimal(n), happened))
    return _lower(hits, n, squared), 1 - _lower(misses, n, squared)


def _lower(count: float, n: int, squared: float) -> float:
    # The two ends multiply to count^2 / (n (n + z^2)); dividing keeps the digits of a small end that subtracting loses.
    spread = math.sqrt(squared * (count * (n - count) / n + squared / 4))
    upper = (count + squared / 2 + spread) / (n + squared)
    return count * count / (n * (n + squared)) / upper


@lru_cache
def normal_quantile(level: Decimal) -> float:
    """How many standard deviations either side of the mean hold that share of a normal distribution.

    An `InputError` unless `level` lies between 0 and 1.

    >>> round(normal_quantile(Decimal("0.95")), 12)
    1.95996398454
    """
    tail = float(_WIDE.subtract(Decimal(1), level) / 2) if level.is_finite() else 0.0
    if not 0 < 2 * tail < 1:
        raise InputError(f"{level} is no level of an interval", hint="give a number between 0 and 1, such as 0.95")
    from statistics import NormalDist

    return -NormalDist().inv_cdf(tail)


INTERVALS: Mapping[str, Interval] = {"wilson": wilson}
"""Every kind of interval by name."""


def interval_named(name: str) -> Interval:
    """The interval of that name; an `InputError` that lists them if there is none.

    >>> interval_named("wilson") is wilson
    True
    """
    if name not in INTERVALS:
        raise unknown_name("interval", name, known=INTERVALS)
    return INTERVALS[name]
