"""Means of scores, with an interval that knows that forecasts on one question share its outcome."""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.calibration.clusters import mean_clustered
from ledger.calibration.distributions import student_quantile
from ledger.calibration.intervals import DEFAULT_LEVEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean with its standard error and interval; None where a single question, or an infinite score, allows none.

    Scores that do not differ between questions have an error of 0 and no interval.
    """

    value: float
    error: float | None
    low: float | None
    high: float | None


def mean_of(
    values: Sequence[float],
    *,
    clusters: Sequence[Hashable],
    level: Decimal = DEFAULT_LEVEL,
    bounds: tuple[float, float] = (-math.inf, math.inf),
) -> Mean:
    """The mean of values, at least one, and its interval from the cluster-robust standard error (`mean_clustered`).

    `clusters` names the question, or the wider cluster, of each value. The interval takes Student's t with one degree
    of freedom fewer than there are clusters, as Cameron and Miller (2015), doi 10.3368/jhr.50.2.317, advise where
    clusters are few: two questions give 12.7 standard errors either side, not 1.96. Where the error is 0 there is no
    interval: equal scores on a few questions do not say that the next is the same. What the interval has outside the
    `bounds` that every value keeps to is cut off.

    >>> mean = mean_of([0.04, 0.09, 0.49], clusters=[1, 2, 3])
    >>> round(mean.value, 4), round(mean.low, 4), round(mean.high, 4)
    (0.2067, -0.406, 0.8194)
    >>> mean_of([0.04, 0.09, 0.49], clusters=[1, 2, 3], bounds=(0, 1)).low
    0.0
    >>> mean_of([0.04, 0.04], clusters=[1, 2])
    Mean(value=0.04, error=0.0, low=None, high=None)
    >>> mean_of([0.5, math.inf], clusters=[1, 2])
    Mean(value=inf, error=None, low=None, high=None)
    """
    total = math.fsum(values)
    if not math.isfinite(total):
        return Mean(value=total, error=None, low=None, high=None)
    found = mean_clustered(values, clusters=clusters)
    mean = found.value
    if not found.error:
        return Mean(value=mean, error=found.error, low=None, high=None)
    reach = student_quantile(level, df=found.clusters - 1) * found.error
    least, most = bounds
    return Mean(value=mean, error=found.error, low=float(max(mean - reach, least)), high=float(min(mean + reach, most)))
