"""Manifold: the one-sided Brier score of every probability that was put forward, outcomes may be fractions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Literal

from ledger.errors import InputError
from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._forecasts import check_share, counted, each, mean
from ledger.scoring.history import History

RULE_VERSION = "1"
BOUNDS = (0.0, 1.0)
BETTER: Final[Literal["higher", "lower"]] = "lower"
TIMING = "each"
UNIT = "Brier 0-1"


def scores(histories: Sequence[History]) -> list[DialectScore]:
    """The mean of (p - y)^2 over all that a forecaster said before the end: 0 to 1, lower is better.

    Manifold knows bets, and takes the mean of the probability before and after each. A ledger knows what people said:
    each forecast stands for one bet with its own probability. y is a fraction where a market resolves to one.

    >>> from ledger.scoring.history import Said
    >>> said = [Said(forecaster="A", probability=0.5, start=0), Said(forecaster="A", probability=0.75, start=4)]
    >>> scores([History(question="q", opened=0, closes=10, ended=7, outcome=0.5, said=said, day=1)])[0].value
    0.03125
    """
    return each(
        histories,
        lambda history, forecaster: site_brier(
            [(one.probability, history.outcome) for one in counted(history, forecaster)]
        ),
    )


def bet_probability(*, before: float, after: float) -> float:
    """The probability that a bet stands for: halfway between the market's before and after it.

    >>> bet_probability(before=0.5, after=0.75)
    0.625
    """
    return (check_share("probability before", before) + check_share("probability after", after)) / 2


def site_brier(sample: Sequence[tuple[float, float]]) -> float | None:
    """The mean of (p - y)^2 over (probability, outcome) pairs: 0 to 1, lower is better; None of none.

    >>> site_brier([(0.5, 1), (1.0, 1)])
    0.125
    """
    return mean((check_share("probability", p) - check_share("outcome", y)) ** 2 for p, y in sample)


def to_probability(value: float, *, lowest: float, highest: float, logarithmic: bool) -> float:
    """The probability at which a pseudo-numeric market stands for a value from `lowest` to `highest`.

    On the linear scale (v - lowest) / (highest - lowest), on the logarithmic one the same of log10(v - lowest + 1).
    An `InputError` for a value outside.

    >>> round(to_probability(100, lowest=0, highest=1000, logarithmic=True), 6)
    0.66801
    """
    if not lowest <= value <= highest or not lowest < highest or math.isinf(highest - lowest):
        raise InputError(f"the value {value} does not lie on a scale from {lowest} to {highest}")
    if logarithmic:
        return math.log10(value - lowest + 1) / math.log10(highest - lowest + 1)
    return (value - lowest) / (highest - lowest)
