"""The interval of Jeffreys: the middle of what one believes afterwards, having believed nothing in particular."""

from decimal import Decimal

from ledger.calibration.intervals.beta import beta_quantile
from ledger.calibration.intervals.kind import Cells, Ends, hits_and_misses
from ledger.calibration.intervals.levels import DEFAULT_LEVEL, tail_of


def jeffreys(*, happened: Decimal, n: int, level: Decimal = DEFAULT_LEVEL, cells: Cells = ()) -> Ends:  # noqa: ARG001 - for other kinds
    """Equal tails of Beta(happened + 1/2, n - happened + 1/2).

    Brown, Cai and DasGupta (2001), doi 10.1214/ss/1009213286, with their rule for both ends of the scale.
    `happened` of `n`, from 0 to n, may be a fraction; `level` lies between 0 and 1. Nothing happened: the lower end is
    exactly 0; everything: the upper is exactly 1. n = 0 says nothing: 0 and 1. An `InputError` outside these ranges.

    >>> [round(end, 4) for end in jeffreys(happened=Decimal(2), n=4, level=Decimal("0.9"))]
    [0.1653, 0.8347]
    """
    hits, misses = hits_and_misses(happened, n)
    tail = tail_of(level)
    low = beta_quantile(tail, hits + 0.5, misses + 0.5) if hits else 0.0
    high = 1 - beta_quantile(tail, misses + 0.5, hits + 0.5) if misses else 1.0
    return low, high
