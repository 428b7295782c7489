"""Ways to sort probabilities into bins, on integers, so that 30 % never lands beside 20 %."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from ledger.core.numbers import MILLION
from ledger.errors import InputError

MOST = 1000


class Bins(Protocol):
    """A scheme: which bin a probability falls in, and what that bin spans, all in parts per million."""

    @property
    def name(self) -> str:
        """What people type to choose it."""

    def place(self, p_ppm: int) -> int:
        """The number of the one bin that holds p_ppm."""

    def bounds(self, number: int) -> tuple[int, int]:
        """The lower and the upper edge of a bin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgedBins:
    """Bins between fixed edges: each holds its lower edge, the last its upper edge too.

    >>> bins_named("centred11").place(50_000), bins_named("centred11").bounds(1)
    (1, (50000, 150000))
    """

    name: str
    edges: tuple[int, ...]

    def place(self, p_ppm: int) -> int:
        """The number of the bin, counted from 0."""
        return min(bisect_right(self.edges, p_ppm), len(self.edges) - 1) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """The edges of that bin."""
        return self.edges[number], self.edges[number + 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedBins:
    """A bin for each probability that was said; its number is the probability in parts per million."""

    name: str = "stated"

    def place(self, p_ppm: int) -> int:
        """The bin is the probability itself."""
        return p_ppm

    def bounds(self, number: int) -> tuple[int, int]:
        """Both edges are the probability itself."""
        return number, number


CENTRED = EdgedBins(name="centred11", edges=(0, *range(50_000, MILLION, 100_000), MILLION))
STATED = StatedBins()
_NAMED: dict[str, Bins] = {bins.name: bins for bins in (CENTRED, STATED)}


def bins_named(name: str) -> Bins:
    """`centred11` (round tens in the middle), `stated` (one for each number said), or N equal ones, N from 1 to 1000.

    An `InputError` for anything else.

    >>> bins_named("10").place(300_000)
    3
    >>> bins_named("quintiles")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: no bins are called 'quintiles'
    """
    if name in _NAMED:
        return _NAMED[name]
    if name.isascii() and name.isdigit() and len(name) <= len(str(MOST)) and 1 <= int(name) <= MOST:
        return _equal(int(name))
    raise InputError(f"no bins are called {name[:60]!r}", hint=_hint(name))


@lru_cache
def _equal(count: int) -> EdgedBins:
    # Rounded up, an edge is the first part per million that belongs to the bin: as exact as p_ppm * count // MILLION.
    return EdgedBins(name=str(count), edges=tuple(-(-place * MILLION // count) for place in range(count + 1)))


def _hint(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name[:60].casefold(), _NAMED, n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"{', '.join(_NAMED)}, or a number of equal bins from 1 to {MOST}"
