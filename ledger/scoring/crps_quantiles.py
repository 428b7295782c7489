"""The continuous ranked probability score, as its quantiles tell it: twice the mean pinball loss, lower is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ledger.scoring.pinball import pinball_score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"
READS = "quantiles"
ALSO = ("levels",)


def crps_of_quantiles(*, observed: ArrayLike, predicted: ArrayLike, levels: ArrayLike) -> NDArray[np.float64]:
    """Twice the mean over levels of the pinball loss: an approximation of the CRPS; lower is better, 0 is best.

    `observed` (...) holds the numbers y, `predicted` (..., Q) a quantile for each of the Q `levels`, which rise inside
    (0, 1). The answer (...) is in the unit of y. It nears the CRPS as evenly spread levels get many; for levels that
    lie even about the median it is `weighted_interval_score`. An `InputError` for other shapes, numbers that are not
    finite, and quantiles that cross. Laio and Tamea (2007), doi 10.5194/hess-11-1267-2007.

    >>> crps_of_quantiles(observed=[10], predicted=[[8, 14]], levels=[0.25, 0.75]).tolist()
    [1.5]
    """
    losses = pinball_score(observed=observed, predicted=predicted, levels=levels)
    scores: NDArray[np.float64] = 2 * losses.mean(axis=-1)
    return scores


scores = crps_of_quantiles
