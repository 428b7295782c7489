"""The logarithmic score of a probability in bits, 0 to infinity, lower is better."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.scoring._pairs import ROOTS_AND_LOGARITHMS
from ledger.scoring.logarithmic import logarithmic_score, nats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"


def score(*, probability: Decimal, outcome: Decimal) -> float:
    """-(y log2 p + (1 - y) log2(1 - p)) of one forecast in bits, rounded once; infinite if certain and wrong.

    `probability` p and `outcome` y (1 happened, 0 did not, or a fraction) lie in [0, 1], else an `InputError`.
    0 log 0 counts as 0. Good (1952); see `logarithmic_bits_score`.

    >>> score(probability=Decimal("0.5"), outcome=Decimal(1))
    1.0
    """
    surprise = nats(probability=probability, outcome=outcome)
    return float(ROOTS_AND_LOGARITHMS.divide(surprise, ROOTS_AND_LOGARITHMS.ln(Decimal(2))))


def logarithmic_bits_score(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """-(y log2 p + (1 - y) log2(1 - p)) for each forecast in bits: 0 is perfect, infinite the worst; lower is better.

    `observed` holds outcomes y and `predicted` probabilities p, both in [0, 1], of shapes that broadcast; the answer
    has the broadcast shape, and 1 is what 50 % always earns. 0 log 0 counts as 0; a certain forecast that is wrong
    scores infinity. An `InputError` for shapes that do not match, NaN, or values outside [0, 1]. Good (1952),
    doi 10.1111/j.2517-6161.1952.tb00104.x.

    >>> logarithmic_bits_score(observed=[1, 0, 1], predicted=[0.5, 0.0, 0.0]).tolist()
    [1.0, 0.0, inf]
    """
    scores: NDArray[np.float64] = logarithmic_score(observed=observed, predicted=predicted) / math.log(2)
    return scores


scores = logarithmic_bits_score
