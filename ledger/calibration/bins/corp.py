"""The bins that the forecasts make themselves: blocks of the isotonic fit."""

from bisect import bisect_right
from dataclasses import dataclass

from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockBins:
    """Bins from one probability to another, both included, with gaps between them in which nothing was said."""

    name: str
    spans: tuple[tuple[int, int], ...]
    folds: bool = False

    def place(self, p_ppm: int) -> int:
        """The number of the block, counted from 0; in a gap the block below it."""
        return max(bisect_right(self.spans, p_ppm, key=lambda span: span[0]), 1) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """The least and the greatest probability of that block."""
        return self.spans[number]


def corp_bins(tally: Tally) -> BlockBins:
    """A bin for each block of the isotonic regression of outcomes on probabilities: CORP.

    Dimitriadis, Gneiting and Jordan (2021), doi 10.1073/pnas.2016191118. Fitted to the outcomes, so that the intervals
    of its rows are too narrow: take the bands instead.

    >>> corp_bins(Tally({(200_000, 0): 1, (400_000, 1_000_000): 1, (700_000, 0): 1})).spans
    ((200000, 200000), (400000, 700000))
    """
    from ledger.calibration.corp import blocks

    spans = tuple((block.p_low_ppm, block.p_high_ppm) for block in blocks(tally))
    return BlockBins(name="corp", spans=spans or ((0, MILLION),))
