"""The quadratic score of a probability, -1 to 1, higher is better: 1 minus the two-sided Brier score."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.scoring._pairs import EXACT, check_arrays, check_pair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (-1.0, 1.0)
BETTER = "higher"


def score(*, probability: Decimal, outcome: Decimal) -> float:
    """1 - 2 (p - y)^2 of one forecast, worked out exactly and then rounded once.

    `probability` p and `outcome` y (1 happened, 0 did not, or a fraction) lie in [0, 1], else an `InputError`. A
    fraction is a target to hit, not a chance: p = y scores 1. See `quadratic_score`.

    >>> score(probability=Decimal("0.8"), outcome=Decimal(1))
    0.92
    """
    check_pair(probability, outcome)
    error = EXACT.subtract(probability, outcome)
    square = EXACT.multiply(error, error)
    return float(EXACT.subtract(Decimal(1), EXACT.add(square, square)))


def quadratic_score(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """1 - 2 (p - y)^2 for each forecast: 1 is perfect, -1 the worst, 0.5 what 50 % always earns; higher is better.

    `observed` holds outcomes y and `predicted` probabilities p of yes, both in [0, 1], of shapes that broadcast. With q
    the probability of what happened it is q (2 - q) - (1 - q)^2, as python-prediction-scorer writes it. An `InputError`
    for shapes that do not match, NaN, or values outside [0, 1]. De Finetti (1962); Gneiting and Raftery (2007),
    doi 10.1198/016214506000001437.

    >>> quadratic_score(observed=[1, 0], predicted=[0.5, 1.0]).tolist()
    [0.5, -1.0]
    """
    y, p = check_arrays(observed, predicted)
    scores: NDArray[np.float64] = 1 - 2 * (p - y) ** 2
    return scores


scores = quadratic_score
