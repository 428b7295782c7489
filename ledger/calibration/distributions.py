"""Tails and quantiles of Student's t."""

from decimal import Decimal
from functools import lru_cache

from ledger.calibration.intervals import normal_quantile, tail_of
from ledger.calibration.intervals.beta import beta_share
from ledger.errors import InputError

_MANY = 1000


def student_tails(t: float, *, df: int) -> float:
    """The probability that Student's t with `df` degrees of freedom is at least |t| away from 0: a two-sided p-value.

    The regularised incomplete beta function I_x(df/2, 1/2) at x = df / (df + t^2), 0 to 1. An `InputError` unless df is
    at least 1.

    >>> round(student_tails(-2.228138852, df=10), 9)
    0.05
    """
    if df < 1:
        raise InputError(f"Student's t has no {df} degrees of freedom", hint="at least 1")
    return beta_share(df / (df + t * t), df / 2, 0.5)


@lru_cache
def student_quantile(level: Decimal, *, df: int) -> float:
    """How many standard errors either side of the mean hold that share of Student's t with `df` degrees of freedom.

    It falls to the normal quantile as df grows: from 1,000 on by the expansion 26.7.5 of Abramowitz and Stegun (1964),
    which is then good to 1e-10 of itself at any level to 0.999. An `InputError` unless `level` lies between 0 and 1 and
    df is at least 1.

    >>> round(student_quantile(Decimal("0.95"), df=10), 9)
    2.228138852
    """
    z = normal_quantile(level)
    if df >= _MANY:
        return z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2) + _third(z) / (384 * df**3)
    tails = 2 * tail_of(level)
    low, high = z, 2 * z
    while student_tails(high, df=df) > tails:
        low, high = high, 2 * high
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if student_tails(middle, df=df) > tails else (low, middle)
    return high


def _third(z: float) -> float:
    return 3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z
