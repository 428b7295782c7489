"""The spherical score of a probability or of shares of options, 0 to 1, higher is better."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.scoring._pairs import EXACT, ROOTS_AND_LOGARITHMS, check_arrays, check_pair
from ledger.scoring._shares import check_shares, share_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, 1.0)
BETTER = "higher"


def score(*, probability: Decimal, outcome: Decimal) -> float:
    """(y p + (1 - y)(1 - p)) / sqrt(p^2 + (1 - p)^2) of one forecast, rounded once.

    `probability` p and `outcome` y (1 happened, 0 did not, or a fraction) lie in [0, 1], else an `InputError`. A
    fraction weighs the scores under yes and under no, so it is linear in y. Roby (1965); see `spherical_score`.

    >>> score(probability=Decimal("0.6"), outcome=Decimal(1))
    0.8320502943378437
    """
    check_pair(probability, outcome)
    missing, doubt = EXACT.subtract(Decimal(1), probability), EXACT.subtract(Decimal(1), outcome)
    given = EXACT.add(EXACT.multiply(outcome, probability), EXACT.multiply(doubt, missing))
    squares = EXACT.add(EXACT.multiply(probability, probability), EXACT.multiply(missing, missing))
    return float(ROOTS_AND_LOGARITHMS.divide(given, ROOTS_AND_LOGARITHMS.sqrt(squares)))


def spherical_score(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """(y p + (1 - y)(1 - p)) / sqrt(p^2 + (1 - p)^2) for each forecast: 1 is perfect, 0 the worst; higher is better.

    `observed` holds outcomes y and `predicted` probabilities p, both in [0, 1], of shapes that broadcast; the answer
    has the broadcast shape, and 0.7071 is what 50 % always earns. Linear in y: a fraction weighs the scores under yes
    and under no. An `InputError` for shapes that do not match, NaN, or values outside [0, 1]. Roby (1965), Belief
    states and the uses of evidence; Gneiting and Raftery (2007), doi 10.1198/016214506000001437.

    >>> spherical_score(observed=[1, 0, 0.5], predicted=[1.0, 1.0, 1.0]).tolist()
    [1.0, 0.0, 0.5]
    """
    import numpy as np

    y, p = check_arrays(observed, predicted)
    scores: NDArray[np.float64] = (y * p + (1 - y) * (1 - p)) / np.hypot(p, 1 - p)
    return scores


def spherical_score_of_shares(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """The share of the option that came true / the root of the sum of all shares squared: 0 to 1, higher is better.

    `predicted` holds shares of K options (..., K), each row adding up to 1 within 1e-9, and `observed` (...) the place,
    0 to K - 1, of the option that came true; the answer has the shape of `observed`. An `InputError` for anything else.
    Equal shares earn 1 / sqrt(K). Gneiting and Raftery (2007), doi 10.1198/016214506000001437.

    >>> spherical_score_of_shares(observed=[1], predicted=[[0.0, 0.6, 0.4]]).round(4).tolist()
    [0.8321]
    """
    import numpy as np

    places, shares = check_shares(observed, predicted)
    scores: NDArray[np.float64] = share_of(places, shares) / np.sqrt((shares**2).sum(axis=-1))
    return scores


scores = spherical_score
share_scores = spherical_score_of_shares
