"""The points of Manifold's own calibration chart: the nearest of 1, 3, 5, 10, 20, ..., 90, 95, 97 and 99 %."""

from itertools import pairwise

from ledger.calibration.bins.scheme import EdgedBins
from ledger.core.numbers import MILLION

POINTS = (1, 3, 5, *range(10, 100, 10), 95, 97, 99)
"""The points, in percent, by the number of their bin."""

MANIFOLD = EdgedBins(
    name="manifold", edges=(0, *((low + high) * 5_000 for low, high in pairwise(POINTS)), MILLION), upper=True
)
"""Edges lie half-way between two points; what lies on an edge goes to the lower one."""
