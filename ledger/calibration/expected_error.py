"""Calibration errors by bin, which mean nothing without what a perfect forecaster would get."""

import math

from ledger.calibration.binned import Placing, sums_by_bin
from ledger.calibration.tally import Tally


def expected_calibration_error(tally: Tally, *, bins: Placing) -> float | None:
    """The mean distance between what was said and how often it happened, by bin: 0 to 1, lower is better.

    Never print it without its null: by chance alone a perfect forecaster of 100 questions gets about 0.10, and fewer
    questions or more bins make it larger. It hides the direction too. None for an empty tally. Naeini, Cooper and
    Hauskrecht (2015).

    >>> from ledger.calibration.bins import CENTRED
    >>> expected_calibration_error(Tally({(800_000, 1_000_000): 3, (800_000, 0): 1}), bins=CENTRED)
    0.05
    """
    sums = sums_by_bin(tally, bins=bins)
    if not sums:
        return None
    return sum(abs(part.p - part.y) for part in sums) / (sum(part.n for part in sums) * tally.UNIT)


def maximum_calibration_error(tally: Tally, *, bins: Placing) -> float | None:
    """The greatest distance in any bin: 0 to 1, lower is better; bins of few forecasts decide it.

    Never print it without its null. None for an empty tally.

    >>> from ledger.calibration.bins import CENTRED
    >>> maximum_calibration_error(Tally({(800_000, 1_000_000): 4, (300_000, 0): 1}), bins=CENTRED)
    0.3
    """
    sums = sums_by_bin(tally, bins=bins)
    return max((abs(part.p - part.y) / (part.n * tally.UNIT) for part in sums), default=None)


def debiased_squared_error(tally: Tally, *, bins: Placing) -> float | None:
    """The mean squared distance by bin less what chance adds to it: at most 1, negative where none is seen.

    Bins of one forecast are left out of the sum; `murphy` keeps them uncorrected, and is otherwise the same number.
    None if no bin holds two. Kumar, Liang and Ma (2019), arXiv 1909.10155.

    >>> from ledger.calibration.bins import CENTRED
    >>> round(debiased_squared_error(Tally({(800_000, 1_000_000): 3, (800_000, 0): 1}), bins=CENTRED), 6)
    -0.06
    """
    sums = sums_by_bin(tally, bins=bins)
    if all(part.n == 1 for part in sums):
        return None
    squared = math.fsum((part.p - part.y) ** 2 / part.n - part.outcome_variance for part in sums if part.n > 1)
    return squared / (sum(part.n for part in sums) * tally.UNIT**2)
