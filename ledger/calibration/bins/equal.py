"""Bins of equal width."""

from functools import lru_cache

from ledger.calibration.bins.scheme import EdgedBins, first_ppm


@lru_cache
def equal_bins(count: int) -> EdgedBins:
    """That many bins of equal width, from 1: p falls in p_ppm * count // 1,000,000, and 1 in the last.

    >>> equal_bins(3).edges
    (0, 333334, 666667, 1000000)
    """
    return EdgedBins(name=str(count), edges=tuple(first_ppm(place, count) for place in range(count + 1)))
