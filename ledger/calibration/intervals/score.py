"""The score interval of Wilson."""

import math
from decimal import Decimal

from ledger.calibration.intervals.kind import Cells, Ends, hits_and_misses
from ledger.calibration.intervals.levels import DEFAULT_LEVEL, normal_quantile


def wilson(*, happened: Decimal, n: int, level: Decimal = DEFAULT_LEVEL, cells: Cells = ()) -> Ends:  # noqa: ARG001 - for other kinds
    """The score interval of Wilson (1927), doi 10.1080/01621459.1927.10502953: both ends in [0, 1].

    `happened` of `n`, from 0 to n, may be a fraction; `level` lies between 0 and 1. Nothing happened: the lower end is
    exactly 0; everything: the upper is exactly 1. n = 0 says nothing: 0 and 1. An `InputError` outside these ranges.

    >>> [round(end, 4) for end in wilson(happened=Decimal(35), n=48)]
    [0.59, 0.8343]
    >>> wilson(happened=Decimal(0), n=3)[0]
    0.0
    """
    hits, misses = hits_and_misses(happened, n)
    if n == 0:
        return 0.0, 1.0
    squared = normal_quantile(level) ** 2
    return _lower(hits, n, squared), 1 - _lower(misses, n, squared)


def _lower(count: float, n: int, squared: float) -> float:
    # The two ends multiply to count^2 / (n (n + z^2)); dividing keeps the digits of a small end that subtracting loses.
    spread = math.sqrt(squared * (count * (n - count) / n + squared / 4))
    upper = (count + squared / 2 + spread) / (n + squared)
    return count * count / (n * (n + squared)) / upper
