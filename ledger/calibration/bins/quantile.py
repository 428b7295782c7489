"""Bins that hold about as many forecasts each."""

from collections import Counter

from ledger.calibration.bins.scheme import EdgedBins
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION


def quantile_bins(tally: Tally, count: int) -> EdgedBins:
    """At most that many bins of about equal n, from 1; forecasts of one probability always stay together.

    A probability goes where the middle of its forecasts lies among all of them, so a popular one can fill several
    shares and there are fewer bins. A bin reaches up to the first probability of the next.

    >>> quantile_bins(Tally({(100_000, 0): 2, (300_000, 0): 1, (800_000, 0): 1}), 2).edges
    (0, 300000, 1000000)
    """
    stated: Counter[int] = Counter()
    for (p_ppm, _), n in tally.items():
        stated[p_ppm] += n
    firsts: dict[int, int] = {}
    before, total = 0, stated.total()
    for p_ppm, n in sorted(stated.items()):
        firsts.setdefault(count * (2 * before + n) // (2 * total), p_ppm)
        before += n
    return EdgedBins(name=f"quantile:{count}", edges=(0, *list(firsts.values())[1:], MILLION))
