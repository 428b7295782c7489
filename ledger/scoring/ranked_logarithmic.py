"""The ranked logarithmic score of shares of ordered options in nats, 0 to infinity, lower is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ledger.scoring._shares import check_shares

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"


def ranked_logarithmic_score(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """The sum over the K - 1 cuts between options of -ln(share on the side that came true), in nats; lower is better.

    `predicted` holds shares of K options in their order (..., K), each row adding up to 1 within 1e-9, and `observed`
    (...) the place, 0 to K - 1, of the option that came true; the answer has the shape of `observed`. 0 is perfect;
    nothing on the side that came true of some cut scores infinity. An `InputError` for anything else. Toedter and
    Ahrens (2012), Generalization of the ignorance score, there in bits.

    >>> ranked_logarithmic_score(observed=[1], predicted=[[0.21, 0.31, 0.32, 0.16]]).round(6).tolist()
    [1.064002]
    """
    import numpy as np

    places, shares = check_shares(observed, predicted)
    # both sides added up from their own end: 1 minus a sum would lose small shares
    below = np.cumsum(shares, axis=-1)[..., :-1]
    above = np.cumsum(shares[..., ::-1], axis=-1)[..., -2::-1]
    right = np.where(places[..., np.newaxis] <= np.arange(below.shape[-1]), below, above)
    with np.errstate(divide="ignore"):
        # sums may pass 1 by a rounding
        scores: NDArray[np.float64] = np.abs(np.log(np.minimum(right, 1)).sum(axis=-1))
    return scores


share_scores = ranked_logarithmic_score
