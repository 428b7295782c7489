"""The continuous ranked probability score of a CDF on a grid, in the unit of the question, lower is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.scoring._arrays import beside, floats, probabilities
from ledger.scoring._numbers import refuse_falls, refuse_unrisen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"
READS = "cdf"
ALSO = ("grid",)


def crps_of_cdf(*, observed: ArrayLike, predicted: ArrayLike, grid: ArrayLike) -> NDArray[np.float64]:
    """The integral of (F(x) - [y <= x])^2 dx: 0 is perfect; lower is better.

    `observed` (...) holds the numbers y, `predicted` (..., G) the values of F, each row in [0, 1] and never falling, at
    the G numbers of `grid`, which rise. F runs in straight lines between them, for which the integral is exact. Mass
    outside the grid, F below the first number and 1 - F above the last, is taken to lie on those two numbers. A y
    outside the grid then scores its distance from the grid on top. The answer (...) is in the unit of y. An
    `InputError` for anything else. Matheson and Winkler (1976), doi 10.1287/mnsc.22.10.1087.

    >>> crps_of_cdf(observed=[0.5, 3], predicted=[[0, 0.5, 1], [0, 0.5, 1]], grid=[0, 0.5, 1]).round(6).tolist()
    [0.083333, 2.333333]
    """
    import numpy as np

    y, values, steps = check_cdf(observed, predicted, grid)
    start, width = steps[:-1], np.diff(steps)
    low, high = values[..., :-1], values[..., 1:]
    share = np.clip((y[..., np.newaxis] - start) / width, 0, 1)
    middle = low + share * (high - low)
    before = share * _mean_square(low, middle)
    after = (1 - share) * _mean_square(1 - middle, 1 - high)
    beyond = np.abs(y - np.clip(y, steps[0], steps[-1]))
    scores: NDArray[np.float64] = (before + after) @ width + beyond
    return scores


def check_cdf(
    observed: ArrayLike, predicted: ArrayLike, grid: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Outcomes, values of CDFs and their grid; an `InputError` for other shapes and for values that fall."""
    y, values = floats(observed, name="observed"), probabilities(predicted, name="predicted")
    steps = floats(grid, name="grid")
    if steps.ndim != 1 or steps.size < 2:
        raise InputError(f"grid has shape {steps.shape}", hint="give a row of at least two numbers that rise")
    refuse_unrisen(steps, name="grid")
    beside(y, values, columns=steps.size, hint="give a row of values of the CDF for each outcome, one for each of grid")
    refuse_falls(values, name="predicted")
    return y, values, steps


def _mean_square(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of the square of a straight line from start to end."""
    mean: NDArray[np.float64] = (start * start + start * end + end * end) / 3
    return mean


scores = crps_of_cdf
