"""Metaculus baseline score: points won against 50 %, over the time for which forecasts stood."""

from collections.abc import Sequence
from typing import Literal

from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._metaculus import BASELINE_BOUNDS, totals
from ledger.scoring.history import History
from ledger.scoring.metaculus.baseline import baseline

RULE_VERSION = "1"
BOUNDS = BASELINE_BOUNDS
BETTER: Literal["higher", "lower"] = "higher"
TIMING = "time-weighted"
UNIT = "points"


def scores(histories: Sequence[History]) -> list[DialectScore]:
    """The sum over forecasts of 100 (log2 p + 1) x time for which it stood / (scheduled close - opening).

    p is the probability of what happened, clipped to [0.001, 0.999]. Range -896.58 to 99.86, higher is better, 0 for
    50 % and for what is not covered: a question that ended early pays nothing for the rest. `coverage` is the sum of
    the weights. Source: Metaculus, scores FAQ and `scoring/score_math.py`.

    >>> from ledger.scoring.history import Said
    >>> said = [Said(forecaster="A", probability=0.6, start=0), Said(forecaster="A", probability=0.8, start=4)]
    >>> [score] = scores([History(question="q", opened=0, closes=10, ended=7, outcome=1, said=said)])
    >>> round(score.value, 4), round(score.coverage, 9)
    (30.8635, 0.7)
    """
    return totals(histories, baseline)
