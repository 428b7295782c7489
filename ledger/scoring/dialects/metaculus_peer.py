"""Metaculus peer score: points won against the geometric mean of the others, over the time they stood."""

from collections.abc import Sequence
from typing import Literal

from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._metaculus import PEER_BOUNDS, totals
from ledger.scoring.history import History
from ledger.scoring.metaculus.peer import peer

RULE_VERSION = "1"
BOUNDS = PEER_BOUNDS
BETTER: Literal["higher", "lower"] = "higher"
TIMING = "time-weighted"
UNIT = "points"


def scores(histories: Sequence[History]) -> list[DialectScore]:
    """The mean over [opening, scheduled close] of 100 ln(p / geometric mean of p of the others standing then).

    p is the probability of what happened, clipped to [0.001, 0.999]. Range -690.68 to 690.68, higher is better, 0
    while alone or not there. At every moment the points of all who stand add up to 0. `coverage` is the share of the
    time for which the forecaster stood, alone or not. Source: Metaculus, scores FAQ and `scoring/score_math.py`.

    >>> from ledger.scoring.history import Said
    >>> said = [Said(forecaster="A", probability=0.6, start=0), Said(forecaster="A", probability=0.8, start=4)]
    >>> said.append(Said(forecaster="B", probability=0.3, start=1))
    >>> found = scores([History(question="q", opened=0, closes=10, ended=7, outcome=1, said=said)])
    >>> [(score.forecaster, round(score.value, 4), round(score.coverage, 9)) for score in found]
    [('A', 50.2193, 0.7), ('B', -50.2193, 0.6)]
    """
    return totals(histories, peer)
