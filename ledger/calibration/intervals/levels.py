"""The level of an interval, and what lies outside it."""

from decimal import Context, Decimal
from functools import lru_cache

from ledger.errors import InputError

DEFAULT_LEVEL = Decimal("0.95")

_WIDE = Context(prec=60)


@lru_cache
def tail_of(level: Decimal) -> float:
    """The share that an interval of that level leaves out on either side.

    An `InputError` unless `level` lies between 0 and 1.

    >>> tail_of(Decimal("0.9"))
    0.05
    """
    tail = float(_WIDE.subtract(Decimal(1), level) / 2) if level.is_finite() else 0.0
    if not 0 < 2 * tail < 1:
        raise InputError(f"{level} is no level of an interval", hint="give a number between 0 and 1, such as 0.95")
    return tail


@lru_cache
def normal_quantile(level: Decimal) -> float:
    """How many standard deviations either side of the mean hold that share of a normal distribution.

    An `InputError` unless `level` lies between 0 and 1.

    >>> round(normal_quantile(Decimal("0.95")), 12)
    1.95996398454
    """
    from statistics import NormalDist

    return -NormalDist().inv_cdf(tail_of(level))
