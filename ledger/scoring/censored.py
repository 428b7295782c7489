"""Scores of forecasts of a number over a range: what lies beyond an end of it counts as that end."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ledger.errors import InputError
from ledger.scoring import DISTRIBUTION_RULES
from ledger.scoring._arrays import refuse_where
from ledger.scoring._numbers import check_rows, check_scales, refuse_unrisen
from ledger.scoring.crps_cdf import check_cdf, crps_of_cdf

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Tail = Callable[[Any, Any, Any, int], Any]

WIDEST: Final = 60
"""Standard deviation of a logarithm up to which a lognormal distribution is integrated."""

_FAR: Final = 9.0
"""Standard deviations beyond which a normal distribution has a share of 1e-19, less than floats tell from none."""

_NODES: Final = 20
_PANELS: Final = 0.25


def censored_scores(
    rule: str,
    *,
    observed: ArrayLike,
    predicted: ArrayLike,
    lower: float = -math.inf,
    upper: float = math.inf,
    **also: Any,
) -> NDArray[np.float64]:
    """The scores by a rule of `DISTRIBUTION_RULES`, forecast and number being limited to [lower, upper].

    `also` is what the rule asks for besides: `levels`, `level` or `grid`. Quantiles, ends, samples and CDFs are limited
    as they are. A CRPS so becomes the threshold-weighted one, the integral of (F(x) - [y <= x])^2 from `lower` to
    `upper`, and stays proper: of normal and uniform distributions in closed form, of a lognormal one by Gauss-Legendre
    quadrature, to a relative 1e-10 or to 1e-30 of the numbers at hand. Without an end on either side it is the rule as
    it is. An `InputError` for what the rule does not take, an empty range, and a lognormal distribution of deviation
    above 60. Gneiting and Ranjan (2011), doi 10.1198/jbes.2010.08110.

    >>> censored_scores("crps-uniform", observed=[5, 9], predicted=[[0, 10]] * 2, lower=5, upper=8).round(6).tolist()
    [0.39, 1.29]
    """
    import numpy as np

    if not lower < upper:
        raise InputError(f"the range from {lower:g} to {upper:g} is empty", hint="lower lies below upper")
    if lower == -math.inf and upper == math.inf:
        plain: NDArray[np.float64] = DISTRIBUTION_RULES[rule].scores(observed=observed, predicted=predicted, **also)
        return plain
    if rule in _CENSORED:
        censored: NDArray[np.float64] = _CENSORED[rule](observed, predicted, lower, upper, **also)
        return censored
    y, rows = check_rows(observed, predicted, hint="give a row for each outcome")
    ends = {"observed": np.clip(y, lower, upper), "predicted": np.clip(rows, lower, upper)}
    scores: NDArray[np.float64] = DISTRIBUTION_RULES[rule].scores(**ends, **also)
    return scores


def crps_of_censored_normal(
    observed: ArrayLike, predicted: ArrayLike, lower: float, upper: float
) -> NDArray[np.float64]:
    """The integral for normal distributions, `predicted` (..., 2) being their means and standard deviations.

    An antiderivative of Phi(z)^2 is z Phi(z)^2 + 2 phi(z) Phi(z) - Phi(z sqrt 2) / sqrt pi.

    >>> crps_of_censored_normal([0, 3], [[0, 1]] * 2, -1, 1).round(6).tolist()
    [0.219225, 0.587971]
    """
    y, mean, deviation = check_scales(observed, predicted, name="standard deviation")
    return _between(_normal_tail, y, (lower, upper), mean, deviation)


def crps_of_censored_uniform(
    observed: ArrayLike, predicted: ArrayLike, lower: float, upper: float
) -> NDArray[np.float64]:
    """The integral for uniform distributions, `predicted` (..., 2) being their ends."""
    y, ends = check_rows(observed, predicted, columns=2, hint="give the two ends of a distribution for each outcome")
    refuse_unrisen(ends, name="predicted")
    return _between(_uniform_tail, y, (lower, upper), ends[..., 0], ends[..., 1])


def crps_of_censored_lognormal(
    observed: ArrayLike, predicted: ArrayLike, lower: float, upper: float
) -> NDArray[np.float64]:
    """The integral for lognormal distributions, `predicted` (..., 2) being mean and deviation of the logarithm."""
    import numpy as np

    y, mean, deviation = check_scales(observed, predicted, name="standard deviation")
    refuse_where(deviation > WIDEST, deviation, name="deviation", because="is too wide", hint=f"at most {WIDEST}")
    inside = np.clip(y, lower, upper)
    below, above = np.vectorize(_square_below, otypes=[float]), np.vectorize(_square_above, otypes=[float])
    scores: NDArray[np.float64] = below(lower, inside, mean, deviation) + above(inside, upper, mean, deviation)
    return scores


def crps_of_censored_cdf(
    observed: ArrayLike, predicted: ArrayLike, lower: float, upper: float, *, grid: ArrayLike
) -> NDArray[np.float64]:
    """The integral for CDFs on a grid: the part of the grid in the range, with the ends that cut it."""
    import numpy as np

    y, values, steps = check_cdf(observed, predicted, grid)
    inside, cuts = np.clip(y, lower, upper), np.unique(np.clip(steps, lower, upper))
    if cuts.size == 1:
        distance: NDArray[np.float64] = np.abs(inside - cuts[0])
        return distance
    cut = np.apply_along_axis(lambda row: np.interp(cuts, steps, row), -1, values)
    # a straight line may end above its end by the last digit
    never_falling = np.minimum(np.maximum.accumulate(cut, axis=-1), 1)
    return crps_of_cdf(observed=inside, predicted=never_falling, grid=cuts)


def _between(
    tail: Tail,
    y: NDArray[np.float64],
    ends: tuple[float, float],
    first: NDArray[np.float64],
    second: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The integral, from the tails of F^2 below and of (1 - F)^2 above the number and the two ends."""
    import numpy as np

    inside = np.clip(y, *ends)
    score = tail(inside, first, second, 1) + tail(inside, first, second, -1)
    for end, side in zip(ends, (1, -1), strict=True):
        if math.isfinite(end):
            score = score - tail(np.float64(end), first, second, side)
    limited: NDArray[np.float64] = np.maximum(score, 0)
    return limited


def _normal_tail(x: Any, mean: Any, deviation: Any, side: int) -> Any:
    """The integral of F^2 up to x, or with side -1 of (1 - F)^2 from x on."""
    import numpy as np

    erfc = np.vectorize(math.erfc, otypes=[float])
    distance = side * (x - mean)
    with np.errstate(over="ignore"):
        z = distance / deviation
        density = np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)
    share = erfc(-z / math.sqrt(2)) / 2
    return distance * share**2 + deviation * (2 * density * share - erfc(-z) / (2 * math.sqrt(math.pi)))


def _uniform_tail(x: Any, low: Any, high: Any, side: int) -> Any:
    """The integral of F^2 up to x, or with side -1 of (1 - F)^2 from x on."""
    import numpy as np

    width = high - low
    start, end = (low, high) if side == 1 else (high, low)
    share = side * (np.clip(x, low, high) - start) / width
    return width * share**3 / 3 + np.maximum(side * (x - end), 0)


def _square_below(low: float, high: float, mean: float, deviation: float) -> float:
    """The integral of F^2 from low to high for a lognormal F: beyond nine deviations F is 1."""
    far = _exp(mean + _FAR * deviation)
    first, last = _standard(low, mean, deviation), _standard(high, mean, deviation)
    return _square(max(first, -_FAR), min(last, _FAR), mean, deviation, 1) + max(high - max(low, far), 0)


def _square_above(low: float, high: float, mean: float, deviation: float) -> float:
    """The integral of (1 - F)^2 from low to high: weighed by x its middle lies at half the deviation."""
    near = _exp(mean - _FAR * deviation)
    first, last = _standard(low, mean, deviation), _standard(high, mean, deviation)
    middle = _square(max(first, -_FAR), min(last, deviation / 2 + _FAR), mean, deviation, -1)
    return middle + max(min(high, near) - low, 0)


def _square(first: float, last: float, mean: float, deviation: float, side: int) -> float:
    """The integral of Phi(side z)^2 dx over z, with x = exp(mean + deviation z), on panels of Gauss-Legendre nodes."""
    import numpy as np

    if not first < last:
        return 0.0
    nodes, weights = _gauss_legendre()
    edges = np.linspace(first, last, 1 + math.ceil((last - first) * max(1, _PANELS * deviation)))
    half = np.diff(edges)[:, np.newaxis] / 2
    z = edges[:-1, np.newaxis] + half * (1 + nodes)
    with np.errstate(divide="ignore"):
        logarithm = 2 * np.log(np.vectorize(math.erfc, otypes=[float])(-side * z / math.sqrt(2)) / 2)
    return float(deviation * (half * weights * np.exp(logarithm + mean + deviation * z)).sum())


@lru_cache(maxsize=1)
def _gauss_legendre() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    import numpy as np

    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    return nodes, weights


def _standard(x: float, mean: float, deviation: float) -> float:
    """How many deviations the logarithm of x lies from its mean."""
    if math.isinf(x) or x <= 0:
        return math.inf if x > 0 else -math.inf
    return (math.log(x) - mean) / deviation


def _exp(power: float) -> float:
    try:
        return math.exp(power)
    except OverflowError:
        return math.inf


_CENSORED: Final[dict[str, Callable[..., Any]]] = {
    "crps-normal": crps_of_censored_normal,
    "crps-uniform": crps_of_censored_uniform,
    "crps-lognormal": crps_of_censored_lognormal,
    "crps-cdf": crps_of_censored_cdf,
}
