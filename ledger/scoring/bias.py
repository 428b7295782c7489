"""Which way a forecast of a number leant, -1 (too low) to 1 (too high): the mean should be near 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.scoring._numbers import check_quantiles, median_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (-1.0, 1.0)
BETTER = "nearer"
READS = "quantiles"
ALSO = ("levels",)


def quantile_bias(*, observed: ArrayLike, predicted: ArrayLike, levels: ArrayLike) -> NDArray[np.float64]:
    """1 - 2 t, t being the level of the nearest quantile on the far side of the number from the median.

    Above the median t is the least level whose quantile is at or above the number (1 if none is), below it the
    greatest level whose quantile is at or below (0 if none is); on the median the bias is 0. So 1 is a forecast wholly
    too high, -1 one wholly too low, and the mean should be near 0. `observed` (...) holds the numbers, `predicted`
    (..., Q) a quantile for each of the Q `levels`, which rise inside (0, 1); the answer is (...). Without a level 0.5
    the median is read off a straight line between its neighbours. An `InputError` for other shapes, numbers that are
    not finite, quantiles that cross, and levels that all lie on one side of 0.5. Funk et al. (2019),
    doi 10.1371/journal.pcbi.1006785, for quantiles as in scoringutils.

    >>> levels = [0.25, 0.5, 0.75]
    >>> quantile_bias(observed=[7, 9, 11, 12, 20], predicted=[[8, 11, 14]] * 5, levels=levels).tolist()
    [1.0, 0.5, 0.0, -0.5, -1.0]
    """
    import numpy as np

    y, quantiles, steps = check_quantiles(observed, predicted, levels)
    below = np.where(quantiles <= y, steps, 0).max(axis=-1)
    above = np.where(quantiles >= y, steps, 1).min(axis=-1)
    number, median = y[..., 0], median_of(quantiles, steps)
    biases: NDArray[np.float64] = np.select([number < median, number > median], [1 - 2 * below, 1 - 2 * above])
    return biases


scores = quantile_bias
