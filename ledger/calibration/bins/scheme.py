"""What a scheme of bins is, and the kind with fixed edges; all on integers."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Protocol

from ledger.core.numbers import MILLION


class Bins(Protocol):
    """A scheme: which bin a probability falls in, and what that bin spans, all in parts per million."""

    @property
    def name(self) -> str:
        """What people type to choose it."""

    @property
    def folds(self) -> bool:
        """Whether it turns a probability below 50 % into that of the opposite; its outcome is to be turned as well."""

    def place(self, p_ppm: int) -> int:
        """The number of the one bin that holds p_ppm."""

    def bounds(self, number: int) -> tuple[int, int]:
        """The lower and the upper edge of a bin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgedBins:
    """Bins between fixed edges: each holds its lower edge, the last its upper edge too.

    With `upper` each holds its upper edge instead, the first its lower edge too. Two equal edges at the end make a bin
    of that one probability. With `folds` a probability below 50 % falls where its opposite does.

    >>> tenths = EdgedBins(name="10", edges=tuple(range(0, 1_100_000, 100_000)))
    >>> tenths.place(300_000), tenths.bounds(3)
    (3, (300000, 400000))
    """

    name: str
    edges: tuple[int, ...]
    folds: bool = False
    upper: bool = False

    def place(self, p_ppm: int) -> int:
        """The number of the bin, counted from 0."""
        if self.folds:
            p_ppm = max(p_ppm, MILLION - p_ppm)
        if self.upper:
            return max(bisect_left(self.edges, p_ppm), 1) - 1
        return min(bisect_right(self.edges, p_ppm), len(self.edges) - 1) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """The edges of that bin."""
        return self.edges[number], self.edges[number + 1]


def first_ppm(numerator: int, denominator: int) -> int:
    """The first part per million that is not below a fraction: the edge that puts every one on its right side.

    >>> first_ppm(1, 3)
    333334
    """
    return -(-numerator * MILLION // denominator)
