"""Fatebook: the two-sided Brier score of each day's mean probability, averaged over the days of a forecaster."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import Final, Literal

from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._days import lengths, through, two_sided
from ledger.scoring.dialects._forecasts import each
from ledger.scoring.history import History

RULE_VERSION = "1"
BOUNDS = (0.0, 2.0)
BETTER: Final[Literal["higher", "lower"]] = "lower"
TIMING = "time-weighted"
UNIT = "Brier 0-2"


def scores(histories: Sequence[History]) -> list[DialectScore]:
    """The absolute score of every forecaster: 0 to 2, lower is better; see `absolute`.

    >>> from ledger.scoring.history import Said
    >>> late = [Said(forecaster="late", probability=0.5, start=5)]
    >>> scores([History(question="q", opened=0, closes=7, ended=7, outcome=1, said=late, day=1)])[0].value
    0.5
    """
    return each(histories, absolute, coverage=True)


def absolute(history: History, forecaster: str) -> float | None:
    """The mean over a forecaster's days of 2(p - y)^2, p his time-weighted mean probability within the day.

    0 to 2, lower is better. The day on which he joins counts whole, the last one by its length; days without a
    forecast do not count. (Fatebook divides by all days, as if these were a perfect 0: joining late improves its
    score.) None where he stood by nothing.
    """
    daily = daily_briers(history, forecaster)
    scored = [(length, score) for length, score in zip(lengths(history), daily, strict=True) if score is not None]
    if not scored:
        return None
    return math.fsum(length * score for length, score in scored) / math.fsum(length for length, _ in scored)


def daily_briers(history: History, forecaster: str) -> list[float | None]:
    """The two-sided Brier score of each day's mean probability, 0 to 2; None where he stood by nothing."""
    return [
        None if probability is None else two_sided(probability=probability, outcome=history.outcome)
        for probability in through(history, forecaster)
    ]


def relative(history: History) -> dict[str, float]:
    """The mean over all days of a forecaster's score minus the median of that day: lower is better, -2 to 2.

    A day on which he stood by nothing counts as the median, so 0. Nobody has one where only one person said
    something, as there is nobody to be measured against.
    """
    everybody = history.forecasters()
    if len(everybody) < 2:
        return {}
    daily = {forecaster: daily_briers(history, forecaster) for forecaster in everybody}
    days = lengths(history)
    medians = [_median(day) for day in zip(*daily.values(), strict=True)]
    return {
        forecaster: _excess(own, medians, days)
        for forecaster, own in daily.items()
        if any(score is not None for score in own)
    }


def _median(day: Sequence[float | None]) -> float | None:
    scored = [score for score in day if score is not None]
    return median(scored) if scored else None


def _excess(own: Sequence[float | None], medians: Sequence[float | None], days: Sequence[float]) -> float:
    terms = (
        length * (score - middle)
        for score, middle, length in zip(own, medians, days, strict=True)
        if score is not None and middle is not None
    )
    return math.fsum(terms) / math.fsum(days)
