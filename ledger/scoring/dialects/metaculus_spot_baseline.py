"""Metaculus spot baseline score: points won against 50 % by the forecast that stood at the end."""

from collections.abc import Sequence
from typing import Literal

from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._metaculus import BASELINE_BOUNDS, totals
from ledger.scoring.history import History
from ledger.scoring.metaculus.baseline import spot_baseline
from ledger.scoring.metaculus.held import Held, Life, Points

RULE_VERSION = "1"
BOUNDS = BASELINE_BOUNDS
BETTER: Literal["higher", "lower"] = "higher"
TIMING = "last"
UNIT = "points"


def scores(histories: Sequence[History]) -> list[DialectScore]:
    """100 (log2 p + 1) of the forecast that stood when the question ended; one made just then does not count.

    p is the probability of what happened, clipped to [0.001, 0.999]. Range -896.58 to 99.86, higher is better, 0 for
    50 %. `coverage` is 1; who had withdrawn is left out. Source: Metaculus, `scoring/score_math.py`; the platform may
    set another spot time, such as the one at which the crowd's forecast was revealed.

    >>> from ledger.scoring.history import Said
    >>> said = [Said(forecaster="A", probability=0.6, start=0), Said(forecaster="A", probability=0.8, start=4)]
    >>> [score] = scores([History(question="q", opened=0, closes=10, ended=7, outcome=1, said=said)])
    >>> round(score.value, 4), score.coverage
    (67.8072, 1.0)
    """
    return totals(histories, _at_the_end)


def _at_the_end(held: Sequence[Held], *, bucket: int, life: Life) -> list[Points]:
    return spot_baseline(held, bucket=bucket, at=life.spot())
