"""The pinball loss of quantiles, 0 to infinity in the unit of the question, lower is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ledger.scoring._numbers import check_quantiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"
READS = "quantiles"
ALSO = ("levels",)


def pinball_score(*, observed: ArrayLike, predicted: ArrayLike, levels: ArrayLike) -> NDArray[np.float64]:
    """(y - q) t where y is at or above the quantile q of level t, else (q - y)(1 - t); lower is better, 0 is best.

    `observed` (...) holds the numbers y, `predicted` (..., Q) a quantile for each of the Q `levels`, which rise inside
    (0, 1). The answer (..., Q) has one loss for each quantile, in the unit of y. An `InputError` for other shapes,
    numbers that are not finite, and quantiles that cross. Koenker and Bassett (1978), doi 10.2307/1913643; scored in
    Gneiting and Raftery (2007), doi 10.1198/016214506000001437.

    >>> pinball_score(observed=[10], predicted=[[8, 14]], levels=[0.25, 0.75]).tolist()
    [[0.5, 1.0]]
    """
    import numpy as np

    y, quantiles, steps = check_quantiles(observed, predicted, levels)
    miss = y - quantiles
    scores: NDArray[np.float64] = np.maximum(steps * miss, (steps - 1) * miss)
    return scores


scores = pinball_score
