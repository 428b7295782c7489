"""PredictionBook: the one-sided Brier score of every response, superseded ones too, each with equal weight."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._forecasts import check_share, counted, each, mean
from ledger.scoring.history import History

RULE_VERSION = "1"
BOUNDS = (0.0, 1.0)
BETTER: Final[Literal["higher", "lower"]] = "lower"
TIMING = "each"
UNIT = "Brier 0-1"

PLACES = 4


def scores(histories: Sequence[History]) -> list[DialectScore]:
    """The mean of (p - y)^2 over all that a forecaster said before the end: 0 to 1, lower is better.

    Of a response that was superseded nothing is forgotten; one that was withdrawn does not count.

    >>> from ledger.scoring.history import Said
    >>> said = [Said(forecaster="A", probability=0.6, start=0), Said(forecaster="A", probability=0.8, start=4)]
    >>> history = History(question="q", opened=0, closes=10, ended=7, outcome=1, said=said, day=1)
    >>> round(scores([history])[0].value, 12)
    0.1
    """
    return each(histories, _mean_brier)


def _mean_brier(history: History, forecaster: str) -> float | None:
    return mean((one.probability - history.outcome) ** 2 for one in counted(history, forecaster))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a user's page shows: mean score, number of judged responses, and 1/sqrt of that, to four places."""

    score: float
    count: int
    error: float


def standing(responses: Sequence[tuple[float, float]]) -> Standing:
    """What the page of a user with these (probability, outcome) pairs shows; of none a score of 1 and an error of 0.

    An `InputError` for a number outside [0, 1]. The error is no standard error: it knows nothing of the scores.

    >>> standing([(0.9, 0), (0.7, 1), (0.3, 0)])
    Standing(score=0.33, count=3, error=0.5774)
    """
    average = mean((check_share("probability", p) - check_share("outcome", y)) ** 2 for p, y in responses)
    if average is None:
        return Standing(score=1.0, count=0, error=0.0)
    return Standing(
        score=round(average, PLACES), count=len(responses), error=round(1 / math.sqrt(len(responses)), PLACES)
    )
