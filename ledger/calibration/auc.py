"""How often what happened was given more than what did not."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from ledger.calibration.tally import Tally


def auc(tally: Tally) -> float | None:
    """The area under the receiver operating characteristic curve: 0.5 is chance, 1 a perfect order, higher is better.

    The share of pairs, one that happened and one that did not, in which the first was given more; ties count half.
    Exact, from whole numbers. An outcome y that is a fraction counts y times as one that happened and 1 - y times as
    one that did not. None unless there are both. Mason and Graham (2002), doi 10.1256/003590002320603584.

    >>> auc(Tally({(800_000, 1_000_000): 2, (800_000, 0): 1, (300_000, 0): 1}))
    0.75
    """
    steps = list(_steps(tally))
    happened, missed = sum(step.happened for step in steps), sum(step.missed for step in steps)
    if not happened or not missed:
        return None
    return sum(step.happened * (2 * step.below + step.missed) for step in steps) / (2 * happened * missed)


def auc_error(tally: Tally) -> float | None:
    """The standard error of `auc` if forecasts were independent; None unless two or more happened and two did not.

    DeLong, DeLong and Clarke-Pearson (1988), doi 10.2307/2531595.

    >>> round(auc_error(Tally({(800_000, 1_000_000): 2, (700_000, 0): 1, (900_000, 0): 1})), 6)
    0.5
    """
    area, unit = auc(tally), tally.UNIT
    steps = list(_steps(tally))
    happened, missed = sum(step.happened for step in steps), sum(step.missed for step in steps)
    if area is None or happened < 2 * unit or missed < 2 * unit:
        return None
    beaten = math.fsum(step.happened * ((2 * step.below + step.missed) / (2 * missed) - area) ** 2 for step in steps)
    beating = math.fsum(
        step.missed * ((2 * (happened - step.at_most) + step.happened) / (2 * happened) - area) ** 2 for step in steps
    )
    return math.sqrt(beaten * unit / (happened * (happened - unit)) + beating * unit / (missed * (missed - unit)))


def why_no_auc(tally: Tally) -> str | None:
    """Why there is no such area, or None if there is.

    >>> why_no_auc(Tally({(800_000, 0): 2}))
    'one outcome class only'
    """
    cells = tally.by_probability()
    if not cells:
        return "no forecasts"
    both = 0 < sum(cell.happened for cell in cells) < sum(cell.n for cell in cells) * tally.UNIT
    return None if both else "one outcome class only"


class _Step(NamedTuple):
    happened: int
    missed: int
    # What did not happen and was given less; what happened and was given no more.
    below: int
    at_most: int


def _steps(tally: Tally) -> Iterator[_Step]:
    below = at_most = 0
    for _, n, happened, _ in tally.by_probability():
        missed = n * tally.UNIT - happened
        at_most += happened
        yield _Step(happened, missed, below, at_most)
        below += missed
