"""Metaculus spot peer score: points won against the geometric mean of the others who stood at the end."""

from collections.abc import Sequence
from typing import Literal

from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._metaculus import PEER_BOUNDS, totals
from ledger.scoring.history import History
from ledger.scoring.metaculus.held import Held, Life, Points
from ledger.scoring.metaculus.peer import spot_peer

RULE_VERSION = "1"
BOUNDS = PEER_BOUNDS
BETTER: Literal["higher", "lower"] = "higher"
TIMING = "last"
UNIT = "points"


def scores(histories: Sequence[History]) -> list[DialectScore]:
    """100 ln(p / geometric mean of p of the others) for the forecasts that stood when the question ended.

    p is the probability of what happened, clipped to [0.001, 0.999]. Range -690.68 to 690.68, higher is better, 0
    when alone; the points of a question add up to 0. A forecast made just when the question ended does not count.
    `coverage` is 1; who had withdrawn is left out. Source: Metaculus, `scoring/score_math.py`.

    >>> from ledger.scoring.history import Said
    >>> said = [Said(forecaster="A", probability=0.8, start=4), Said(forecaster="B", probability=0.3, start=1)]
    >>> found = scores([History(question="q", opened=0, closes=10, ended=7, outcome=1, said=said)])
    >>> [(score.forecaster, round(score.value, 4)) for score in found]
    [('B', -98.0829), ('A', 98.0829)]
    """
    return totals(histories, _at_the_end)


def _at_the_end(held: Sequence[Held], *, bucket: int, life: Life) -> list[Points]:
    return spot_peer(held, bucket=bucket, at=life.spot())
