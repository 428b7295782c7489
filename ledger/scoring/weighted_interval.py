"""The weighted interval score of quantiles, 0 to infinity in the unit of the question, lower is better."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.scoring._arrays import refuse_where
from ledger.scoring._numbers import MEDIAN, TOLERANCE, check_quantiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"
READS = "quantiles"
ALSO = ("levels",)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedInterval:
    """The parts of weighted interval scores: for a forecast too high, for one too low, and for its spread."""

    overprediction: NDArray[np.float64]
    underprediction: NDArray[np.float64]
    dispersion: NDArray[np.float64]

    @property
    def total(self) -> NDArray[np.float64]:
        """The scores: the sum of the parts."""
        return self.overprediction + self.underprediction + self.dispersion


def weighted_interval_score(
    *, observed: ArrayLike, predicted: ArrayLike, levels: ArrayLike, count_median_twice: bool = False
) -> NDArray[np.float64]:
    """The mean interval score over the central intervals and the median, weighted so that it nears the CRPS.

    (w |y - median| + sum over K intervals of a/2 (interval score of level 1 - a)) / (K + w), with w = 1/2, or 1 with
    `count_median_twice`, and w = 0 where 0.5 is not among the levels. `observed` (...) holds the numbers y,
    `predicted` (..., Q) a quantile for each of the Q `levels`, which rise inside (0, 1) and lie even about 0.5. The
    answer (...) is in the unit of y: 0 is perfect, lower is better. An `InputError` for other shapes or levels,
    numbers that are not finite, and quantiles that cross. Bracher et al. (2021), doi 10.1371/journal.pcbi.1008618.

    >>> quantiles, levels = [[0, 1, 2], [1, 2, 2]], [0.25, 0.5, 0.75]
    >>> weighted_interval_score(observed=[1, -15], predicted=quantiles, levels=levels, count_median_twice=True).tolist()
    [0.25, 16.625]
    """
    return weighted_interval_parts(
        observed=observed, predicted=predicted, levels=levels, count_median_twice=count_median_twice
    ).total


def weighted_interval_parts(
    *, observed: ArrayLike, predicted: ArrayLike, levels: ArrayLike, count_median_twice: bool = False
) -> WeightedInterval:
    """The score of `weighted_interval_score` in its three parts, each 0 to infinity; the arguments are the same.

    >>> parts = weighted_interval_parts(observed=[20], predicted=[[8, 11, 14]], levels=[0.25, 0.5, 0.75])
    >>> parts.overprediction.tolist(), parts.underprediction.tolist(), parts.dispersion.tolist()
    ([0.0], [7.0], [1.0])
    """
    import numpy as np

    y, quantiles, steps = check_quantiles(observed, predicted, levels)
    check_even(steps)
    half = len(steps) // 2
    # a median is both ends of an interval without width, of weight w
    pairs = half + len(steps) % 2
    lower, upper = quantiles[..., :pairs], quantiles[..., ::-1][..., :pairs]
    weights = np.ones(pairs)
    weights[half:] = 1 if count_median_twice else 0.5
    total = weights.sum()
    return WeightedInterval(
        overprediction=(np.maximum(lower - y, 0) @ weights) / total,
        underprediction=(np.maximum(y - upper, 0) @ weights) / total,
        dispersion=((upper - lower) @ (weights * steps[:pairs])) / total,
    )


def check_even(levels: NDArray[np.float64]) -> None:
    """Refuse levels of which one has no counterpart on the other side of 0.5."""
    import numpy as np

    alone = np.abs(levels + levels[::-1] - 2 * MEDIAN) > TOLERANCE
    refuse_where(
        alone, levels, name="levels", because="has no counterpart about 0.5", hint="crps-quantiles takes any levels"
    )


scores = weighted_interval_score
