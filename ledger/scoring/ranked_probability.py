"""The ranked probability score of shares of ordered options, 0 to K - 1, lower is better."""

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


def ranked_probability_score(
    *, observed: ArrayLike, predicted: ArrayLike, normalised: bool = False
) -> NDArray[np.float64]:
    """The sum over the K - 1 cuts between options of (share below - [it came true below])^2; lower is better.

    `predicted` holds shares of K options in their order (..., K), each row adding up to 1 within 1e-9, and `observed`
    (...) the place, 0 to K - 1, of the option that came true; the answer has the shape of `observed`. 0 is perfect and
    K - 1 the worst; `normalised=True` divides by K - 1, so that 1 is the worst. An `InputError` for anything else.
    Good Judgment Open shows twice the normalised form. Epstein (1969),
    doi 10.1175/1520-0450(1969)008<0985:ASSFPF>2.0.CO;2.

    >>> ranked_probability_score(observed=[0], predicted=[[0.2, 0.5, 0.3]]).round(12).tolist()
    [0.73]
    >>> ranked_probability_score(observed=[0], predicted=[[0.2, 0.5, 0.3]], normalised=True).round(12).tolist()
    [0.365]
    """
    import numpy as np

    places, shares = check_shares(observed, predicted)
    below = np.cumsum(shares, axis=-1)[..., :-1]
    cuts = below.shape[-1]
    came_true_below = places[..., np.newaxis] <= np.arange(cuts)
    scores: NDArray[np.float64] = ((below - came_true_below) ** 2).sum(axis=-1) / (cuts if normalised else 1)
    return scores


share_scores = ranked_probability_score
