"""Elementary scores: what a forecast costs at one threshold of acting; every proper score is a mixture of them."""

from collections.abc import Sequence
from typing import Final

from ledger.calibration.tally import Tally

THRESHOLDS: Final = tuple(range(5_000, 1_000_000, 10_000))
"""In the middle between whole percents, at which nobody's forecast lies as a rule: 0.5 % to 99.5 %, in millionths."""


def elementary_scores(tally: Tally, *, thresholds: Sequence[int] = THRESHOLDS) -> list[float]:
    """The mean elementary score at each threshold in millionths, 0 to 2, lower is better; zeros for an empty tally.

    At a threshold t who acts on p > t pays 2 t where it does not happen, and who does not act 2 (1 - t) where it does;
    between, with fractions, in proportion. Over all t they average to the Brier score; a curve that lies below another
    everywhere is better by every proper score. Ehm, Gneiting, Jordan and Krüger (2016), doi 10.1111/rssb.12154.

    >>> elementary_scores(Tally({(800_000, 1_000_000): 1, (800_000, 0): 1}), thresholds=[500_000, 900_000])
    [0.5, 0.1]
    """
    total = max(tally.n, 1) * tally.UNIT
    return [sum(n * _cost(p, y, at) for (p, y), n in tally.items()) * 2 / total for at in thresholds]


def _cost(p: int, y: int, threshold: int) -> int:
    return abs(y - threshold) if min(p, y) <= threshold < max(p, y) else 0
