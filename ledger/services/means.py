"""Means of scores, with an interval that knows that forecasts on one question share its outcome."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.calibration.intervals import DEFAULT_LEVEL, normal_quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean with its standard error and interval; None where a single question, or an infinite score, allows none."""

    value: float
    error: float | None
    low: float | None
    high: float | None


def mean_of(
    values: Sequence[float],
    *,
    clusters: Sequence[int],
    level: Decimal = DEFAULT_LEVEL,
    bounds: tuple[float, float] = (-math.inf, math.inf),
) -> Mean:
    """The mean of values, at least one, and its normal interval with the question-clustered standard error.

    SE^2 = Q / (Q - 1) * sum over questions of (S_q - m n_q)^2 / N^2, where question q gives n_q values of sum S_q: the
    cluster-robust variance of Liang and Zeger (1986), doi 10.1093/biomet/73.1.13. `clusters` names the question of each
    value. Sums are exactly rounded, so the order of the values never shows. What the normal interval has outside the
    `bounds` that every value keeps to is cut off.

    >>> mean = mean_of([0.04, 0.09, 0.49], clusters=[1, 2, 3])
    >>> round(mean.value, 4), round(mean.low, 4), round(mean.high, 4)
    (0.2067, -0.0724, 0.4858)
    >>> mean_of([0.04, 0.09, 0.49], clusters=[1, 2, 3], bounds=(0, 1)).low
    0.0
    >>> mean_of([0.5, math.inf], clusters=[1, 2])
    Mean(value=inf, error=None, low=None, high=None)
    """
    mean = math.fsum(values) / len(values)
    error = _clustered_error(values, clusters, mean) if math.isfinite(mean) else None
    if error is None:
        return Mean(value=mean, error=None, low=None, high=None)
    reach = normal_quantile(level) * error
    least, most = bounds
    return Mean(value=mean, error=error, low=float(max(mean - reach, least)), high=float(min(mean + reach, most)))


def _clustered_error(values: Sequence[float], clusters: Sequence[int], mean: float) -> float | None:
    deviations: defaultdict[int, list[float]] = defaultdict(list)
    for value, cluster in zip(values, clusters, strict=True):
        deviations[cluster].append(value - mean)
    count = len(deviations)
    if count == 1:
        return None
    squares = math.fsum(math.fsum(some) ** 2 for some in deviations.values())
    return math.sqrt(count / (count - 1) * squares) / len(values)
