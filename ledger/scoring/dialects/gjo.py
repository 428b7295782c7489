"""Good Judgment Open, INFER and Cultivate: the two-sided Brier score of each full day, averaged over scored days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from statistics import median
from typing import Final, Literal

from ledger.errors import InputError
from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._days import at_the_end, two_sided
from ledger.scoring.dialects._forecasts import check_shares, each, mean
from ledger.scoring.history import History

RULE_VERSION = "1"
BOUNDS = (0.0, 2.0)
BETTER: Final[Literal["higher", "lower"]] = "lower"
TIMING = "time-weighted"
UNIT = "Brier 0-2"


def scores(histories: Sequence[History]) -> list[DialectScore]:
    """The mean of 2(p - y)^2 over the full days on which a forecaster stood by a number: 0 to 2, lower is better.

    p is what he stood by at the end of the day, carried forward until he changes or withdraws it; days before the
    first forecast are not scored, nor is the last day where it was not a full one. Whoever has no scored day is left
    out. `coverage` is the share of the scheduled life.

    >>> from ledger.scoring.history import Said
    >>> said = [Said(forecaster="Cub", probability=0.9, start=0), Said(forecaster="Cub", probability=0.95, start=3)]
    >>> history = History(question="q", opened=0, closes=7, ended=7, outcome=1, said=said, day=1)
    >>> round(scores([history])[0].value, 4)
    0.0114
    """
    return each(histories, lambda history, forecaster: mean_brier(daily_briers(history, forecaster)), coverage=True)


def daily_briers(history: History, forecaster: str) -> list[float | None]:
    """The two-sided Brier score of each full day, 0 to 2, lower is better; None where he stood by nothing."""
    return [
        None if probability is None else two_sided(probability=probability, outcome=history.outcome)
        for probability in at_the_end(history, forecaster)
    ]


def mean_brier(daily: Sequence[float | None]) -> float | None:
    """The mean over scored days; None where there is none.

    >>> mean_brier([None, 0.02, 0.5])
    0.26
    """
    return mean(score for score in daily if score is not None)


def accuracy(*, own: Sequence[float | None], everybody: Sequence[Sequence[float | None]]) -> float | None:
    """The mean over a forecaster's scored days of his score minus the median of that day: lower is better, -2 to 2.

    `own` holds his daily scores and `everybody` one row for each of these days with the scores of all, his among
    them; None where somebody stood by nothing. None where no day is scored; an `InputError` for lengths that differ.

    >>> round(accuracy(own=[0.02, 0.08], everybody=[[0.02, 0.5, 0.18], [0.08, 0.5, 0.02]]), 12)
    -0.08
    """
    if len(own) != len(everybody):
        raise InputError(f"there are {len(own)} days of one's own and {len(everybody)} of everybody's")
    return mean(
        score - median(one for one in day if one is not None)
        for score, day in zip(own, everybody, strict=True)
        if score is not None
    )


def relative(history: History) -> dict[str, float]:
    """The accuracy score of everybody with a scored day, against the daily medians: lower is better."""
    daily = {forecaster: daily_briers(history, forecaster) for forecaster in history.forecasters()}
    days = list(zip(*daily.values(), strict=True))
    found = {forecaster: accuracy(own=own, everybody=days) for forecaster, own in daily.items()}
    return {forecaster: score for forecaster, score in found.items() if score is not None}


def plain_brier(*, shares: Sequence[float], answer: int) -> float:
    """The sum over options of (share - hit)^2: 0 to 2, lower is better. Brier (1950).

    `shares` add up to 1 and `answer` is the place of the option that came true, from 0; else an `InputError`.

    >>> round(plain_brier(shares=[0.15, 0.45, 0.25, 0.15], answer=2), 12)
    0.81
    """
    check_shares(shares, answer=answer)
    return sum((share - (place == answer)) ** 2 for place, share in enumerate(shares))


def splits(*, shares: Sequence[float], answer: int) -> list[float]:
    """The two-sided Brier score of each cut of ordered options into lower and higher ones: K - 1 numbers, 0 to 2.

    >>> [round(score, 12) for score in splits(shares=[0.15, 0.45, 0.25, 0.15], answer=2)]
    [0.045, 0.72, 0.045]
    """
    check_shares(shares, answer=answer)
    return [
        two_sided(probability=below, outcome=answer <= place) for place, below in enumerate(accumulate(shares[:-1]))
    ]


def ordinal_brier(*, shares: Sequence[float], answer: int) -> float:
    """The mean over the splits of ordered options: 0 to 2, lower is better; 2 RPS / (K - 1).

    Jose, Nau & Winkler (2009), doi 10.1287/mnsc.1080.0955, on sensitivity to distance; the form is Good Judgment's.

    >>> round(ordinal_brier(shares=[0.15, 0.45, 0.25, 0.15], answer=2), 12)
    0.27
    """
    cuts = splits(shares=shares, answer=answer)
    return sum(cuts) / len(cuts)
