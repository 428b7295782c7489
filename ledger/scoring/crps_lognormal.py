"""The continuous ranked probability score of a lognormal distribution, in the unit of the question, lower is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.scoring._arrays import place_in
from ledger.scoring._normal import erf, erf_sum
from ledger.scoring._numbers import check_scales

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"
READS = "lognormal"
ALSO = ()


def crps_of_lognormal(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """The score y (2 Phi(w) - 1) - 2 exp(m + s^2 / 2) (Phi(w - s) + Phi(s / sqrt 2) - 1) with w = (ln y - m) / s.

    `observed` (...) holds the numbers y, `predicted` (..., 2) the mean m and the standard deviation s > 0 of the
    logarithm; the answer (...) is in the unit of y: 0 is perfect, lower is better. A y at or below 0, where the
    distribution has no mass, is scored all the same. An `InputError` for other shapes, numbers that are not finite,
    s <= 0, and a distribution whose mean is too large for a float. Baran and Lerch (2015), Log-normal distribution
    based ensemble model output statistics models for probabilistic wind-speed forecasting.

    >>> crps_of_lognormal(observed=[1, -1], predicted=[[0, 1], [0, 1]]).round(6).tolist()
    [0.267405, 1.790562]
    """
    import numpy as np

    y, mean, deviation = check_scales(observed, predicted, name="standard deviation")
    with np.errstate(over="ignore", divide="ignore"):
        centre = np.exp(mean + deviation * deviation / 2)
        w = (np.log(np.maximum(y, 0)) - mean) / deviation
    _refuse_overflow(centre)
    inner = erf_sum((w - deviation) / math.sqrt(2), deviation / 2)
    scores: NDArray[np.float64] = y * erf(w / math.sqrt(2)) - centre * inner
    return scores


def _refuse_overflow(centre: NDArray[np.float64]) -> None:
    import numpy as np

    endless = np.argwhere(~np.isfinite(centre))
    if len(endless):
        row = place_in("predicted", tuple(int(index) for index in endless[0]))
        raise InputError(
            f"the mean of the distribution in {row} is too large for a number", hint="m and s are those of ln y"
        )


scores = crps_of_lognormal
