"""The logarithmic score of a probability or of shares of options in nats, 0 to infinity, lower is better."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from ledger.scoring._pairs import EXACT, ROOTS_AND_LOGARITHMS, check_arrays, check_pair
from ledger.scoring._shares import check_shares, share_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"


@lru_cache(maxsize=4096)
def score(*, probability: Decimal, outcome: Decimal) -> float:
    """-(y ln p + (1 - y) ln(1 - p)) of one forecast in nats, rounded once; infinite if certain and wrong.

    `probability` p and `outcome` y (1 happened, 0 did not, or a fraction) lie in [0, 1], else an `InputError`.
    0 ln 0 counts as 0. Good (1952); see `logarithmic_score`.

    >>> score(probability=Decimal("0.9"), outcome=Decimal(1))
    0.1053605156578263
    >>> score(probability=Decimal(0), outcome=Decimal(1))
    inf
    """
    return float(nats(probability=probability, outcome=outcome))


def nats(*, probability: Decimal, outcome: Decimal) -> Decimal:
    """What `score` rounds to a float: the same to 40 digits.

    >>> nats(probability=Decimal("0.5"), outcome=Decimal(1))
    Decimal('0.6931471805599453094172321214581765680755')
    """
    check_pair(probability, outcome)
    happened = _penalty(outcome, probability)
    missed = _penalty(EXACT.subtract(Decimal(1), outcome), EXACT.subtract(Decimal(1), probability))
    return ROOTS_AND_LOGARITHMS.add(happened, missed)


def _penalty(weight: Decimal, probability: Decimal) -> Decimal:
    if not weight:
        return Decimal(0)
    # copy_abs, because -ln 1 would be a minus zero
    return ROOTS_AND_LOGARITHMS.multiply(weight, ROOTS_AND_LOGARITHMS.ln(probability).copy_abs())


def logarithmic_score(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """-(y ln p + (1 - y) ln(1 - p)) for each forecast in nats: 0 is perfect, infinite the worst; lower is better.

    `observed` holds outcomes y and `predicted` probabilities p, both in [0, 1], of shapes that broadcast; the answer
    has the broadcast shape. 0 ln 0 counts as 0; a certain forecast that is wrong scores infinity. An `InputError` for
    shapes that do not match, NaN, or values outside [0, 1]. Good (1952), doi 10.1111/j.2517-6161.1952.tb00104.x.

    >>> logarithmic_score(observed=[1, 0, 1], predicted=[0.5, 0.0, 0.0]).tolist()
    [0.6931471805599453, 0.0, inf]
    """
    import numpy as np

    y, p = check_arrays(observed, predicted)
    with np.errstate(divide="ignore", invalid="ignore"):
        happened = np.where(y == 0, 0.0, y * np.log(p))
        missed = np.where(y == 1, 0.0, (1 - y) * np.log1p(-p))
    scores: NDArray[np.float64] = np.abs(happened + missed)
    return scores


def logarithmic_score_of_shares(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """-ln of the share given to the option that came true, in nats: 0 is perfect, infinite the worst; lower is better.

    `predicted` holds shares of K options (..., K), each row adding up to 1 within 1e-9, and `observed` (...) the place,
    0 to K - 1, of the option that came true; the answer has the shape of `observed`. An `InputError` for anything else.
    With two options it is `logarithmic_score`. Good (1952), doi 10.1111/j.2517-6161.1952.tb00104.x.

    >>> logarithmic_score_of_shares(observed=[0, 1], predicted=[[0.5, 0.25, 0.25], [1.0, 0.0, 0.0]]).tolist()
    [0.6931471805599453, inf]
    """
    import numpy as np

    share = share_of(*check_shares(observed, predicted))
    with np.errstate(divide="ignore"):
        scores: NDArray[np.float64] = np.abs(np.log(share))
    return scores


scores = logarithmic_score
share_scores = logarithmic_score_of_shares
