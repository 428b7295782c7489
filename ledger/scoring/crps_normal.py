"""The continuous ranked probability score of a normal distribution, in the unit of the question, lower is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ledger.scoring._arrays import in_blocks
from ledger.scoring._normal import erf
from ledger.scoring._numbers import check_scales

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, math.inf)
BETTER = "lower"
READS = "normal"
ALSO = ()


def crps_of_normal(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """The score s (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)) with z = (y - mean) / s.

    `observed` (...) holds the numbers y, `predicted` (..., 2) the mean and the standard deviation s > 0 of each normal
    distribution; the answer (...) is in the unit of y: 0 is perfect, lower is better. An `InputError` for other shapes,
    numbers that are not finite, and s <= 0. Gneiting et al. (2005), doi 10.1175/MWR2904.1.

    >>> crps_of_normal(observed=[-3, 0], predicted=[[0, 1], [0, 1]]).round(8).tolist()
    [2.43657473, 0.23369498]
    """
    return in_blocks(_crps, *check_scales(observed, predicted, name="standard deviation"))


def _crps(y: NDArray[np.float64], mean: NDArray[np.float64], deviation: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    with np.errstate(over="ignore"):
        z = (y - mean) / deviation
        density = np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)
    scores: NDArray[np.float64] = (y - mean) * erf(z / math.sqrt(2)) + deviation * (
        2 * density - 1 / math.sqrt(math.pi)
    )
    return scores


scores = crps_of_normal
