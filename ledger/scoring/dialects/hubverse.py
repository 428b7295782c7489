"""The hubverse: the logarithmic score of the probability mass on what came true, in nats."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Literal

from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._forecasts import check_share, check_shares, each, last
from ledger.scoring.history import History

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER: Final[Literal["higher", "lower"]] = "lower"
TIMING = "last"
UNIT = "nats"
LEVELS: Final = ("0.01", "0.025", *(f"0.{at:02}" for at in range(5, 100, 5)), "0.975", "0.99")
"""The levels at which hubs ask for quantiles."""


def scores(histories: Sequence[History]) -> list[DialectScore]:
    """-ln of the probability of what came true, of each forecaster's last forecast: 0 to infinity, lower is better.

    A question of yes and no is a pmf over two categories. A fractional outcome weighs both sides; certain and wrong
    is infinite. Forecasters on unequal sets are compared by `ledger.scoring.relative_skill`, never by means.
    Good (1952), doi 10.1111/j.2517-6161.1952.tb00104.x.

    >>> from ledger.scoring.history import Said
    >>> said = [Said(forecaster="A", probability=0.5, start=0)]
    >>> round(scores([History(question="q", opened=0, closes=10, ended=7, outcome=1, said=said, day=1)])[0].value, 6)
    0.693147
    """
    return each(histories, _score)


def _score(history: History, forecaster: str) -> float | None:
    said = last(history, forecaster)
    return None if said is None else binary_log_score(probability=said.probability, outcome=history.outcome)


def binary_log_score(*, probability: float, outcome: float) -> float:
    """-(y ln p + (1 - y) ln(1 - p)) in nats: 0 to infinity, lower is better; an `InputError` outside [0, 1].

    >>> binary_log_score(probability=0.0, outcome=1)
    inf
    """
    p, y = check_share("probability", probability), check_share("outcome", outcome)
    return _penalty(y, p) + _penalty(1 - y, 1 - p)


def pmf_log_score(*, shares: Sequence[float], answer: int) -> float:
    """-ln of the share of the option that came true, in nats: 0 to infinity, lower is better.

    `shares` add up to 1 and `answer` is a place from 0; else an `InputError`.

    >>> round(pmf_log_score(shares=[0.25, 0.5, 0.25], answer=1), 6)
    0.693147
    """
    check_shares(shares, answer=answer)
    return _penalty(1, shares[answer])


def _penalty(weight: float, probability: float) -> float:
    if not weight:
        return 0.0
    return weight * abs(math.log(probability)) if probability else math.inf
