"""How far the median was from the number, 0 to infinity in the unit of the question, lower is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ledger.scoring._numbers import MEDIAN, check_quantiles, level_place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"
READS = "quantiles"
ALSO = ("levels",)


def median_error(*, observed: ArrayLike, predicted: ArrayLike, levels: ArrayLike) -> NDArray[np.float64]:
    """|y - median|: 0 is perfect; lower is better.

    `observed` (...) holds the numbers y, `predicted` (..., Q) a quantile for each of the Q `levels`, which rise inside
    (0, 1). The answer (...) is in the unit of y. An `InputError` for other shapes, numbers that are not finite,
    quantiles that cross, and where 0.5 is not among the levels. Gneiting (2011), doi 10.1198/jasa.2011.r10138: the
    median is the point forecast that this error asks for.

    >>> median_error(observed=[10], predicted=[[8, 11, 14]], levels=[0.25, 0.5, 0.75]).tolist()
    [1.0]
    """
    import numpy as np

    y, quantiles, steps = check_quantiles(observed, predicted, levels)
    errors: NDArray[np.float64] = np.abs(y[..., 0] - quantiles[..., level_place(steps, MEDIAN)])
    return errors


scores = median_error
