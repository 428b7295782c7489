"""Sums of a tally by bin, exact."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from ledger.calibration.fold import folded
from ledger.calibration.tally import Cell, Tally


class Placing(Protocol):
    """A scheme of bins, as far as sums need it."""

    def place(self, p_ppm: int, /) -> int:
        """The number of the one bin that holds p_ppm."""


class BinSums(NamedTuple):
    """Over the forecasts in a bin: their number, and the sums of p, y, p^2, p y and y^2, in parts of the tally."""

    n: int
    p: int
    y: int
    pp: int
    py: int
    yy: int

    @property
    def outcome_variance(self) -> float:
        """The sample variance of the outcomes in parts squared; the bin holds at least two forecasts."""
        return (self.yy * self.n - self.y**2) / (self.n * (self.n - 1))


def sums_by_bin(tally: Tally, *, bins: Placing | None = None) -> list[BinSums]:
    """The sums of each bin that holds forecasts, by rising number; without `bins`, of each stated probability.

    Of the tally folded at 50 %, if the bins say that they fold.

    >>> sums_by_bin(Tally({(3, 1): 1, (5, 0): 2}))
    [BinSums(n=1, p=3, y=1, pp=9, py=3, yy=1), BinSums(n=2, p=10, y=0, pp=50, py=0, yy=0)]
    """
    if getattr(bins, "folds", False):
        tally = folded(tally)
    cells = tally.by_probability()
    if bins is None:
        return [BinSums(n, n * p, y, n * p * p, p * y, yy) for p, n, y, yy in cells]
    members: dict[int, list[Cell]] = {}
    for cell in cells:
        members.setdefault(bins.place(cell.p_ppm), []).append(cell)
    return [_summed(members[number]) for number in sorted(members)]


def _summed(cells: list[Cell]) -> BinSums:
    return BinSums(
        n=sum(cell.n for cell in cells),
        p=sum(cell.n * cell.p_ppm for cell in cells),
        y=sum(cell.happened for cell in cells),
        pp=sum(cell.n * cell.p_ppm**2 for cell in cells),
        py=sum(cell.p_ppm * cell.happened for cell in cells),
        yy=sum(cell.squares for cell in cells),
    )


def added(sums: Iterable[BinSums]) -> BinSums:
    """The sums over several bins, at least one.

    >>> added([BinSums(1, 3, 1, 9, 3, 1), BinSums(2, 10, 0, 50, 0, 0)]).p
    13
    """
    return BinSums(*(sum(column) for column in zip(*sums, strict=True)))
