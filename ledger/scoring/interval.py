"""The interval score of a central interval, 0 to infinity in the unit of the question, lower is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.scoring._arrays import floats
from ledger.scoring._numbers import check_intervals, check_level, check_levels, level_place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"
READS = "interval"
ALSO = ("level",)


def interval_score(*, observed: ArrayLike, predicted: ArrayLike, level: float) -> NDArray[np.float64]:
    """Its width, and 2 / (1 - level) times how far the number fell outside; lower is better.

    `observed` (...) holds the numbers, `predicted` (..., 2) the lower and upper end of the central interval that is
    meant to hold a share `level` of them, inside (0, 1). The answer (...) is in their unit. An `InputError` for other
    shapes, numbers that are not finite, and an upper end below its lower end. Winkler (1972); Gneiting and Raftery
    (2007), doi 10.1198/016214506000001437.

    >>> interval_score(observed=[12, 14, 32], predicted=[[10, 20], [15, 25], [21, 30]], level=0.75).tolist()
    [10.0, 18.0, 25.0]
    """
    import numpy as np

    y, lower, upper = check_intervals(observed, predicted)
    outside = np.maximum(lower - y, 0) + np.maximum(y - upper, 0)
    scores: NDArray[np.float64] = (upper - lower) + 2 / (1 - check_level(level)) * outside
    return scores


def central_interval(*, predicted: ArrayLike, levels: ArrayLike, level: float) -> NDArray[np.float64]:
    """The lower and upper end (..., 2) of the central interval of a `level` inside (0, 1), out of quantiles (..., Q).

    An `InputError` where the quantiles of levels (1 - level) / 2 and (1 + level) / 2 are not both among the `levels`.

    >>> central_interval(predicted=[1, 2, 3, 4, 5], levels=[0.05, 0.25, 0.5, 0.75, 0.95], level=0.5).tolist()
    [2.0, 4.0]
    """
    quantiles, steps, share = floats(predicted, name="predicted"), check_levels(levels), check_level(level)
    if quantiles.shape[-1:] != steps.shape:
        raise InputError(f"predicted and levels have shapes {quantiles.shape} and {steps.shape}, which do not match")
    places = [level_place(steps, (1 - share) / 2), level_place(steps, (1 + share) / 2)]
    ends: NDArray[np.float64] = quantiles[..., places]
    return ends


scores = interval_score
