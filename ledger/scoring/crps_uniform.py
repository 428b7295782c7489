"""The continuous ranked probability score of a uniform distribution, in the unit of the question, lower is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ledger.scoring._numbers import check_rows, refuse_unrisen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"
READS = "uniform"
ALSO = ()


def crps_of_uniform(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """(b - a)(t^3 + (1 - t)^3) / 3 with t = (y - a) / (b - a), limited to [0, 1], and the distance of y from [a, b].

    `observed` (...) holds the numbers y, `predicted` (..., 2) the ends a < b of each uniform distribution; the answer
    (...) is in the unit of y: 0 is perfect, lower is better. An `InputError` for other shapes, numbers that are not
    finite, and b <= a. Jordan, Krueger and Lerch (2019), doi 10.18637/jss.v090.i12.

    >>> crps_of_uniform(observed=[0.5, 3], predicted=[[0, 1], [0, 1]]).round(6).tolist()
    [0.083333, 2.333333]
    """
    import numpy as np

    y, ends = check_rows(observed, predicted, columns=2, hint="give the two ends of a distribution for each outcome")
    refuse_unrisen(ends, name="predicted")
    low, high = ends[..., 0], ends[..., 1]
    inside = np.clip(y, low, high)
    share = (inside - low) / (high - low)
    scores: NDArray[np.float64] = (high - low) * (share**3 + (1 - share) ** 3) / 3 + np.abs(y - inside)
    return scores


scores = crps_of_uniform
