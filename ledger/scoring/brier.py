"""The Brier score of a probability, 0 to 1, lower is better."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ledger.scoring._pairs import EXACT, check_arrays, check_pair

if TYPE_CHECKING:
    from decimal import Decimal

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, 1.0)
BETTER = "lower"


@lru_cache(maxsize=4096)
def score(*, probability: Decimal, outcome: Decimal) -> float:
    """(p - y)^2 of one forecast, worked out exactly and then rounded once.

    `probability` p and `outcome` y (1 happened, 0 did not, or a fraction) lie in [0, 1], else an `InputError`.
    Brier (1950), halved for two classes; see `brier_score`.

    >>> from decimal import Decimal
    >>> score(probability=Decimal("0.8"), outcome=Decimal(1))
    0.04
    """
    check_pair(probability, outcome)
    error = EXACT.subtract(probability, outcome)
    return float(EXACT.multiply(error, error))


def brier_score(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """(p - y)^2 for each forecast: 0 is perfect, 1 the worst, 0.25 what 50 % always earns; lower is better.

    `observed` holds outcomes y and `predicted` probabilities p, both in [0, 1], of shapes that broadcast; the answer
    has the broadcast shape. An `InputError` for shapes that do not match, NaN, or values outside [0, 1]. This is the
    two-class form, half of the sum over both classes that Brier (1950) gives,
    doi 10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2.

    >>> brier_score(observed=[1, 0], predicted=[0.5, 1.0]).tolist()
    [0.25, 1.0]
    """
    y, p = check_arrays(observed, predicted)
    scores: NDArray[np.float64] = (p - y) ** 2
    return scores


scores = brier_score
