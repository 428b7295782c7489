"""Two forecasters on the questions that both answered, and two series of scores over time."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from hashlib import shake_256
from typing import TYPE_CHECKING, Final

from ledger.calibration.clusters import ClusteredMean, mean_clustered
from ledger.calibration.distributions import student_quantile, student_tails
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    import numpy as np
    from numpy.typing import NDArray

FLIPS: Final = 10_000
"""How many sign flips are drawn where there are too many to list."""

LISTED: Final = 16
"""Up to that many clusters with a difference, every one of the 2^16 sign flips is listed."""

_BLOCK = 500
# Two sums that differ by less than this share of all differences are equal but for rounding.
_TIED = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The first forecaster against the second on `n_common` questions in `clusters` clusters.

    `mean_difference` is first minus second, in the unit of the scores: where lower scores are better, below 0 the first
    is better. `wins` of the first, `losses` and `ties` are shown beside it and never decide: who is often a little
    closer may be badly wrong the other times. `p_value` is the two-sided one of the sign flips. What a single cluster,
    or differences that are all equal, do not tell is None.
    """

    n_common: int
    clusters: int
    mean_difference: float | None
    error: float | None
    t: float | None
    p_value: float | None
    interval_low: float | None
    interval_high: float | None
    wins: int
    losses: int
    ties: int
    level: Decimal


def paired(
    a: Mapping[str, float], b: Mapping[str, float], *, clusters: Mapping[str, str] | None = None,
    level: Decimal = DEFAULT_LEVEL, seed: int = 1, lower_is_better: bool = True,
) -> Pair:  # fmt: skip
    """Compare the scores of two forecasters, given by question, on the questions in common.

    `clusters` says which cluster a question belongs to, itself unless named there. The standard error is that of
    `mean_clustered`; t and its interval have one degree of freedom fewer than there are clusters. With a cluster for
    each question that is the test of Diebold and Mariano (1995), doi 10.1080/07350015.1995.10524599, one step ahead.
    The p-value flips the signs of whole clusters: all flips up to 16 clusters, else 10,000 drawn by `seed`, with the
    data as one more (Phipson and Smyth, 2010, doi 10.2202/1544-6115.1585). No question in common is a pair of
    n_common 0. An `InputError` for a score that is not finite, by question.

    >>> pair = paired({"q": 0.01, "r": 0.04, "s": 0.5}, {"q": 0.16, "r": 0.25, "t": 0.3})
    >>> pair.n_common, round(pair.mean_difference, 2), round(pair.t, 2), pair.p_value, pair.wins
    (2, -0.18, -6.0, 0.5, 2)
    """
    common = sorted(a.keys() & b.keys())
    differences = [_difference(question, a, b) for question in common]
    owners = [question if clusters is None else clusters.get(question, question) for question in common]
    mean = mean_clustered(differences, clusters=owners) if common else None
    low, high, t = _by_student(mean, level)
    below, above = (sum(1 for each in differences if sign * each > 0) for sign in (-1, 1))
    wins, losses = (below, above) if lower_is_better else (above, below)
    return Pair(
        n_common=len(common),
        clusters=0 if mean is None else mean.clusters,
        mean_difference=None if mean is None else mean.value,
        error=None if mean is None else mean.error,
        t=t,
        p_value=flipped(_sums(differences, owners), seed=seed) if common else None,
        interval_low=low,
        interval_high=high,
        wins=wins,
        losses=losses,
        ties=len(common) - wins - losses,
        level=level,
    )


def _by_student(mean: ClusteredMean | None, level: Decimal) -> tuple[float | None, float | None, float | None]:
    if mean is None or not mean.error:
        return None, None, None
    reach = student_quantile(level, df=mean.clusters - 1) * mean.error
    return mean.value - reach, mean.value + reach, mean.value / mean.error


def _difference(question: str, a: Mapping[str, float], b: Mapping[str, float]) -> float:
    difference = a[question] - b[question]
    if not math.isfinite(difference):
        raise InputError(
            f"the scores on {question} are {a[question]} and {b[question]}: only finite scores can be compared",
            hint="compare by a score that stays finite, such as brier",
        )
    return difference


def _sums(differences: Sequence[float], owners: Sequence[str]) -> list[float]:
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for difference, owner in zip(differences, owners, strict=True):
        groups[owner].append(difference)
    return [math.fsum(group) for group in groups.values()]


def flipped(sums: Sequence[float], *, seed: int = 1) -> float:
    """How often the sums of clusters add up to as much or more when their signs fall at random: two-sided, 0 to 1.

    Every flip is listed up to 16 sums other than 0, which makes the p-value exact and never below 2^-15; beyond it
    10,000 are drawn from SHAKE-256 of the seed, the same everywhere. An `InputError` for sums that are not finite.

    >>> flipped([1.0, 1.0, 1.0])
    0.25
    >>> flipped([2.0, -1.0, -1.0])
    1.0
    """
    import numpy as np

    if not all(map(math.isfinite, sums)):
        raise InputError("sums of clusters must be finite to be flipped")
    kept = [value for value in sums if value]
    least = abs(math.fsum(kept)) - _TIED * math.fsum(map(abs, kept))
    if len(kept) <= LISTED:
        return float(np.mean(np.abs(_every_flip(kept)) >= least))
    as_far = sum(int(np.count_nonzero(np.abs(block) >= least)) for block in _drawn_flips(kept, seed))
    return (1 + as_far) / (1 + FLIPS)


def _every_flip(sums: Iterable[float]) -> NDArray[np.float64]:
    import numpy as np

    totals = np.zeros(1)
    for value in sums:
        totals = np.concatenate((totals + value, totals - value))
    return totals


def _drawn_flips(sums: Sequence[float], seed: int) -> Iterator[NDArray[np.float64]]:
    import numpy as np

    values, width = np.array(sums), -(-len(sums) // 8)
    for block in range(FLIPS // _BLOCK):
        drawn = np.frombuffer(shake_256(f"{seed}/{block}".encode()).digest(_BLOCK * width), dtype=np.uint8)
        signs = np.unpackbits(drawn.reshape(_BLOCK, width), axis=1, count=len(sums))
        yield (2.0 * signs - 1) @ values


@dataclass(frozen=True, slots=True, kw_only=True)
class DieboldMariano:
    """The corrected statistic of a series of differences and its two-sided p-value; None where it is not defined."""

    n: int
    horizon: int
    mean_difference: float
    statistic: float | None
    p_value: float | None


def diebold_mariano(differences: Sequence[float], *, horizon: int) -> DieboldMariano:
    """Whether two series of forecasts, made `horizon` steps ahead at regular times, differ in mean score.

    `differences` are the score of one minus that of the other, in the order of time. The statistic is the mean over its
    standard error from the autocovariances up to lag horizon - 1, times sqrt((n + 1 - 2h + h(h - 1)/n) / n), against t
    with n - 1 degrees of freedom: Harvey, Leybourne and Newbold (1997), doi 10.1016/S0169-2070(96)00719-4. Below 0 the
    first series has the lower scores. None where that variance is not above 0. An `InputError` unless
    1 <= horizon < n and all are finite.

    >>> round(diebold_mariano([1, 2, 3, 4], horizon=2).statistic, 6)
    2.236068
    """
    n = len(differences)
    if not 1 <= horizon < n:
        raise InputError(f"{n} differences cannot be tested {horizon} steps ahead", hint="1 <= horizon < how many")
    if not all(map(math.isfinite, differences)):
        raise InputError("differences must be finite to be tested")
    mean = math.fsum(differences) / n
    off = [value - mean for value in differences]
    lags = [math.fsum(x * y for x, y in zip(off[lag:], off, strict=False)) / n for lag in range(horizon)]
    variance = math.fsum([lags[0], *(2 * lag for lag in lags[1:])]) / n
    if variance <= 0:
        return DieboldMariano(n=n, horizon=horizon, mean_difference=mean, statistic=None, p_value=None)
    correction = (n + 1 - 2 * horizon + horizon * (horizon - 1) / n) / n
    statistic = mean * math.sqrt(correction / variance)
    p_value = student_tails(statistic, df=n - 1)
    return DieboldMariano(n=n, horizon=horizon, mean_difference=mean, statistic=statistic, p_value=p_value)
