"""What every kind of interval for a frequency offers, and what it refuses."""

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Protocol

from ledger.calibration.intervals.levels import DEFAULT_LEVEL
from ledger.errors import InputError

Ends = tuple[float, float]

Cells = Sequence[tuple[int, int, int]]
"""The forecasts of a bin as rows (p_ppm, y_ppm, n)."""

_WIDE = Context(prec=60)


class Interval(Protocol):
    """An interval for the frequency of a bin in which `happened` of `n` forecasts came true."""

    def __call__(self, *, happened: Decimal, n: int, level: Decimal = DEFAULT_LEVEL, cells: Cells = ()) -> Ends:
        """Both ends, in [0, 1]; `cells` are the forecasts in the bin, for kinds that ask what was said."""


def hits_and_misses(happened: Decimal, n: int) -> tuple[float, float]:
    """Both counts as floats, each rounded once; an `InputError` unless `happened` lies in 0..n.

    >>> hits_and_misses(Decimal("2.5"), 4)
    (2.5, 1.5)
    """
    if happened.is_nan() or not 0 <= happened <= n:
        raise InputError(f"{happened} of {n} cannot have happened")
    return float(happened), float(_WIDE.subtract(Decimal(n), happened))
