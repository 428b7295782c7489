"""The practical score of a probability, minus infinity to 2.0001, higher is better: 0 at 50 %, 1.9999 at 99.99 %."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.scoring._pairs import ROOTS_AND_LOGARITHMS
from ledger.scoring.logarithmic import logarithmic_score, nats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

# python-prediction-scorer divides by log2 of this, so that 99.99 % earns 1.9999
SCALE = Decimal("1.9999")

RULE_VERSION = "1"
BOUNDS = (-math.inf, 2 * math.log(2) / math.log(SCALE))
BETTER = "higher"


def score(*, probability: Decimal, outcome: Decimal) -> float:
    """2 (1 - s) / log2 1.9999 of one forecast, s being its logarithmic score in bits, rounded once.

    `probability` p and `outcome` y (1 happened, 0 did not, or a fraction) lie in [0, 1], else an `InputError`. A
    fraction weighs the scores under yes and under no. See `practical_score`.

    >>> score(probability=Decimal("0.5"), outcome=Decimal(1)), score(probability=Decimal("0.8"), outcome=Decimal(1))
    (0.0, 1.3562416448259225)
    """
    surprise = nats(probability=probability, outcome=outcome)
    gain = ROOTS_AND_LOGARITHMS.subtract(ROOTS_AND_LOGARITHMS.ln(Decimal(2)), surprise)
    doubled = ROOTS_AND_LOGARITHMS.multiply(Decimal(2), gain)
    return float(ROOTS_AND_LOGARITHMS.divide(doubled, ROOTS_AND_LOGARITHMS.ln(SCALE)))


def practical_score(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """2 (log2 q + 1) / log2 1.9999, q being the probability of what happened: 2.0001 is perfect; higher is better.

    `observed` holds outcomes y and `predicted` probabilities p of yes, both in [0, 1], of shapes that broadcast; a
    fraction y weighs the scores under yes and under no. 50 % always earns 0; certain and wrong is minus infinity. An
    `InputError` for shapes that do not match, NaN, or values outside [0, 1]. After Greenberg (2018), Calibration
    scoring rules for practical prediction training, arXiv 1808.07501, with the constants of python-prediction-scorer.

    >>> practical_score(observed=[1, 0], predicted=[0.5, 1.0]).tolist()
    [0.0, -inf]
    """
    gain = math.log(2) - logarithmic_score(observed=observed, predicted=predicted)
    scores: NDArray[np.float64] = 2 * gain / math.log(SCALE)
    return scores


scores = practical_score
