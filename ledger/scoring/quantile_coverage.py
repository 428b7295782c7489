"""Whether the number came out at or below a quantile, 1 or 0: the mean should be near the quantile's level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.scoring._numbers import check_quantiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, 1.0)
BETTER = "nearer"
READS = "quantiles"
ALSO = ("levels",)


def quantile_coverage(*, observed: ArrayLike, predicted: ArrayLike, levels: ArrayLike) -> NDArray[np.float64]:
    """1 where the number is at or below the quantile, else 0; the mean of each column should be near its level.

    `observed` (...) holds the numbers, `predicted` (..., Q) a quantile for each of the Q `levels`, which rise inside
    (0, 1); the answer is (..., Q). An `InputError` for other shapes, numbers that are not finite, and quantiles that
    cross. As in scoringutils; Gneiting, Balabdaoui and Raftery (2007), doi 10.1111/j.1467-9868.2007.00587.x.

    >>> quantile_coverage(observed=[10], predicted=[[8, 10, 14]], levels=[0.25, 0.5, 0.75]).tolist()
    [[0.0, 1.0, 1.0]]
    """
    import numpy as np

    y, quantiles, _ = check_quantiles(observed, predicted, levels)
    hits: NDArray[np.float64] = np.where(y <= quantiles, 1.0, 0.0)
    return hits


scores = quantile_coverage
