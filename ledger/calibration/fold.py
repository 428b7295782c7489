"""Folding at 50 %: what was thought unlikely, read as its opposite."""

from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION

_HALF = MILLION // 2


def folded(tally: Tally) -> Tally:
    """Each forecast below 50 % as 1 - p of the opposite, its outcome turned as well; exactly 50 % is kept as it is.

    It asks whether the favoured side happens as often as was said, and hides a leaning to yes or to no.

    >>> folded(Tally({(400_000, 0): 2, (600_000, 0): 1}))
    Tally({(600000, 0): 1, (600000, 1000000): 2})
    """
    return tally.from_rows(
        (p_ppm, y_ppm, n) if p_ppm >= _HALF else (MILLION - p_ppm, MILLION - y_ppm, n)
        for (p_ppm, y_ppm), n in tally.items()
    )
