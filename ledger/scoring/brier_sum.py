"""The two-sided Brier score: the sum over all options, 0 to 2, lower is better; twice `brier` for yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.scoring._pairs import EXACT, check_arrays, check_pair
from ledger.scoring._shares import check_shares

if TYPE_CHECKING:
    from decimal import Decimal

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, 2.0)
BETTER = "lower"


def score(*, probability: Decimal, outcome: Decimal) -> float:
    """(p - y)^2 + ((1 - p) - (1 - y))^2 of one forecast, worked out exactly and then rounded once.

    `probability` p and `outcome` y (1 happened, 0 did not, or a fraction) lie in [0, 1], else an `InputError`. A
    fraction is a target to hit, not a chance: p = y scores 0. Brier (1950); see `brier_sum_score`.

    >>> from decimal import Decimal
    >>> score(probability=Decimal("0.8"), outcome=Decimal(1))
    0.08
    """
    check_pair(probability, outcome)
    error = EXACT.subtract(probability, outcome)
    square = EXACT.multiply(error, error)
    return float(EXACT.add(square, square))


def brier_sum_score(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """2 (p - y)^2 for each forecast: 0 is perfect, 2 the worst, 0.5 what 50 % always earns; lower is better.

    `observed` holds outcomes y and `predicted` probabilities p of yes, both in [0, 1], of shapes that broadcast. An
    `InputError` for shapes that do not match, NaN, or values outside [0, 1]. This is the form that Brier (1950) gives,
    doi 10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2, and that Good Judgment Open and Fatebook show.

    >>> brier_sum_score(observed=[1, 0], predicted=[0.5, 1.0]).tolist()
    [0.5, 2.0]
    """
    y, p = check_arrays(observed, predicted)
    scores: NDArray[np.float64] = 2 * (p - y) ** 2
    return scores


def brier_sum_of_shares(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """The sum over options of (share - [it came true])^2: 0 is perfect, 2 the worst; lower is better.

    `predicted` holds shares of K options (..., K), each row adding up to 1 within 1e-9, and `observed` (...) the place,
    0 to K - 1, of the option that came true; the answer has the shape of `observed`. An `InputError` for anything else.
    Equal shares earn 1 - 1/K. Brier (1950), doi 10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2.

    >>> brier_sum_of_shares(observed=[0], predicted=[[0.5, 0.25, 0.25]]).tolist()
    [0.375]
    """
    import numpy as np

    places, shares = check_shares(observed, predicted)
    came_true = places[..., np.newaxis] == np.arange(shares.shape[-1])
    scores: NDArray[np.float64] = ((shares - came_true) ** 2).sum(axis=-1)
    return scores


scores = brier_sum_score
share_scores = brier_sum_of_shares
