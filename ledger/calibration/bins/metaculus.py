"""The bins of Metaculus, and the band that it draws around them."""

from dataclasses import dataclass
from fractions import Fraction

from ledger.calibration.bins.scheme import EdgedBins
from ledger.calibration.counts import binomial
from ledger.core.numbers import MILLION
from ledger.errors import InputError

_STEPS = (*range(0, 15, 5), *range(15, 105, 6), *range(105, 125, 5))
EDGES = tuple(Fraction(step, 120) for step in _STEPS)
"""Three edges a third of 12.5 % apart, then steps of 5 %, then thirds again."""

METACULUS = EdgedBins(name="metaculus21", edges=tuple(-(-edge * MILLION // 1) for edge in EDGES))
"""21 bins, lo <= p < hi; certainty, which Metaculus never sees, belongs to the last."""

_TAIL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaculusBand:
    """Where Metaculus shows a right forecaster in a bin: shares of its count, 0 to 1."""

    low: float
    middle: float
    high: float


def metaculus_band(*, number: int, n: int) -> MetaculusBand:
    """The band of bin `number` (0 to 20) with n forecasts, n = 0 counting as 1.

    The 5 % quantile of the binomial distribution at the lower edge, the median at the middle and the 95 % quantile at
    the upper edge, over n. Each update of a forecast counts as one more, so the band is narrow for a busy forecaster.
    An `InputError` for other numbers.

    >>> metaculus_band(number=3, n=10)
    MetaculusBand(low=0.0, middle=0.1, high=0.4)
    """
    if not 0 <= number < len(EDGES) - 1 or n < 0:
        raise InputError(f"Metaculus has no bin {number} of {n} forecasts", hint="bins are numbered from 0 to 20")
    count, (lower, upper) = max(n, 1), EDGES[number : number + 2]
    asked = ((lower, _TAIL), ((lower + upper) / 2, 0.5), (upper, 1 - _TAIL))
    low, middle, high = (binomial(count, p).quantile(share) / count for p, share in asked)
    return MetaculusBand(low=low, middle=middle, high=high)
