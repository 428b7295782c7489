"""Inference that knows that forecasts on one question share its outcome: clusters, and tests robust to them.

A row is (cluster, p_ppm, y_ppm): which cluster it belongs to, what was said and what came of it in parts per million.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ledger.calibration.cox import Cox, cox
from ledger.calibration.distributions import student_quantile
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.logarithms import ln_ratio
from ledger.calibration.normal import sure, two_sided
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION
from ledger.errors import InputError

Row = tuple[Hashable, int, int]

# An error this small beside the values is what rounding their mean leaves: the clusters do not differ.
_ROUNDING = 1e-14


def joined(keys: Sequence[Sequence[Hashable | None]]) -> list[int]:
    """The cluster number of each row: rows that share any key, directly or through other rows, are one cluster.

    `keys` has one row for each forecast, with the same kinds of key in the same places (question, series, source
    text ...); None shares nothing. Clusters are numbered from 0 in the order in which they first appear. An
    `InputError` for rows of different lengths.

    >>> joined([("q1", None), ("q2", "weekly"), ("q1", "daily"), ("q3", "weekly")])
    [0, 1, 0, 1]
    """
    if len({len(row) for row in keys}) > 1:
        raise InputError("rows of keys have different lengths", hint="give None where a row has no such key")
    parents = list(range(len(keys)))
    first: dict[tuple[int, Hashable], int] = {}
    for row, kinds in enumerate(keys):
        for key in enumerate(kinds):
            if key[1] is not None:
                _join(parents, row, first.setdefault(key, row))
    numbers: dict[int, int] = {}
    return [numbers.setdefault(_root(parents, row), len(numbers)) for row in range(len(keys))]


def _root(parents: list[int], row: int) -> int:
    while parents[row] != row:
        parents[row] = row = parents[parents[row]]
    return row


def _join(parents: list[int], one: int, other: int) -> None:
    # The smaller root leads, so what leads a cluster is its first row.
    low, high = sorted((_root(parents, one), _root(parents, other)))
    parents[high] = low


def leaders(ids: Sequence[str], clusters: Sequence[Hashable]) -> list[str]:
    """The least id in the cluster of each row: a name for the cluster that the order of the rows does not change.

    >>> leaders(["q2", "q1", "q3"], [0, 0, 1])
    ['q1', 'q1', 'q3']
    """
    least: dict[Hashable, str] = {}
    for name, cluster in zip(ids, clusters, strict=True):
        least[cluster] = min(name, least.get(cluster, name))
    return [least[cluster] for cluster in clusters]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusteredMean:
    """A mean with its cluster-robust standard error; None where the clusters allow none.

    `effective_n` is how many independent values would give that error: near the number of clusters where the values
    of a cluster go together, above `n` where they offset one another.
    """

    value: float
    error: float | None
    n: int
    clusters: int
    effective_n: float | None


def mean_clustered(values: Sequence[float], *, clusters: Sequence[Hashable]) -> ClusteredMean:
    """The mean of finite values, at least one, and its standard error; `clusters` names the cluster of each value.

    SE^2 = Q / (Q - 1) * sum over clusters of (S_q - m n_q)^2 / N^2, where cluster q gives n_q of the N values, of sum
    S_q: the cluster-robust variance of Liang and Zeger (1986), doi 10.1093/biomet/73.1.13. One cluster gives no error;
    clusters that do not differ give an error of 0 and no `effective_n`. Sums are exactly rounded, so the order of the
    values never shows. An `InputError` for no values, values that are not finite, or another number of clusters.

    >>> mean_clustered([0.0, 0.0, 1.0, 1.0], clusters=["a", "a", "b", "b"])
    ClusteredMean(value=0.5, error=0.5, n=4, clusters=2, effective_n=1.3333333333333333)
    """
    _check(values, clusters)
    n = len(values)
    mean = math.fsum(values) / n
    deviations = [value - mean for value in values]
    sums = _sums(deviations, clusters)
    count = len(sums)
    if count == 1:
        return ClusteredMean(value=mean, error=None, n=n, clusters=1, effective_n=None)
    error = math.sqrt(count / (count - 1) * math.fsum(total**2 for total in sums)) / n
    if error <= _ROUNDING * max(map(abs, values)):
        return ClusteredMean(value=mean, error=0.0, n=n, clusters=count, effective_n=None)
    spread = math.fsum(deviation**2 for deviation in deviations) / (n - 1)
    return ClusteredMean(value=mean, error=error, n=n, clusters=count, effective_n=spread / error**2)


def _sums(values: Sequence[float], clusters: Sequence[Hashable]) -> Sequence[float]:
    """The sum of each cluster's values."""
    if len(set(clusters)) == len(values):
        return values
    groups: defaultdict[Hashable, list[float]] = defaultdict(list)
    for value, cluster in zip(values, clusters, strict=True):
        groups[cluster].append(value)
    return [math.fsum(some) for some in groups.values()]


def _check(values: Sequence[float], clusters: Sequence[Hashable]) -> None:
    if len(values) != len(clusters):
        raise InputError(f"{len(values)} values in {len(clusters)} clusters: give the cluster of each value")
    if not values:
        raise InputError("no values have no mean")
    for row, value in enumerate(values, 1):
        if not math.isfinite(value):
            raise InputError(f"value {row} is {value}: a mean with an error needs finite values")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusteredTest:
    """A sum that is 0 on average for who is calibrated, per row and in its own standard errors.

    `mean` is that sum divided by `n`; `z` and the two-sided `p_value` are None where fewer than two clusters, or no
    cluster with a sum other than 0, leave nothing to judge by.
    """

    mean: float
    z: float | None
    p_value: float | None
    n: int
    clusters: int


def spiegelhalter_clustered(rows: Iterable[Row]) -> ClusteredTest:
    """Whether the probabilities are too bold (z above 0) or too timid (below), robust to shared outcomes.

    z = sum A_q / sqrt(sum A_q^2) with A_q = sum (y - p)(1 - 2p) over cluster q: Spiegelhalter's statistic (1986),
    doi 10.1002/sim.4780050506, with the variance that the clusters show in place of the one that independent rows
    would have. Such a z never exceeds the square root of the number of clusters, so few clusters cannot reject: its
    normal p-value errs towards 1. An `InputError` for no rows or parts outside 0..1,000,000.

    >>> test = spiegelhalter_clustered([("a", 900_000, 0), ("b", 800_000, 1_000_000), ("c", 900_000, 0)])
    >>> round(test.z, 4), round(test.p_value, 4)
    (1.2875, 0.1979)
    """
    return _tested(rows, lambda p, y: (y - p) * (MILLION - 2 * p), MILLION**2)


def in_the_large_clustered(rows: Iterable[Row]) -> ClusteredTest:
    """Whether more came true than was said (z above 0) or less (below), robust to shared outcomes.

    z = sum A_q / sqrt(sum A_q^2) with A_q = sum (y - p) over cluster q; `mean` is the observed rate minus the mean
    probability, -1 to 1. See `spiegelhalter_clustered` for its p-value and errors.

    >>> test = in_the_large_clustered([("a", 900_000, 0), ("b", 800_000, 1_000_000), ("c", 900_000, 0)])
    >>> round(test.mean, 4), round(test.z, 4)
    (-0.5333, -1.2418)
    """
    return _tested(rows, lambda p, y: y - p, MILLION)


def _tested(rows: Iterable[Row], deviation: Callable[[int, int], int], unit: int) -> ClusteredTest:
    sums: defaultdict[Hashable, int] = defaultdict(int)
    n = 0
    for cluster, p_ppm, y_ppm in rows:
        n += 1
        check_row(n, p_ppm, y_ppm)
        sums[cluster] += deviation(p_ppm, y_ppm)
    if not n:
        raise InputError("no rows can be tested")
    total, squares = sum(sums.values()), sum(value * value for value in sums.values())
    z = total / math.sqrt(squares) if squares and len(sums) > 1 else None
    p_value = None if z is None else two_sided(z)
    return ClusteredTest(mean=total / (unit * n), z=z, p_value=p_value, n=n, clusters=len(sums))


def check_row(row: int, p_ppm: int, y_ppm: int) -> None:
    """Refuse a row whose parts are not parts per million: an `InputError` that names it.

    >>> check_row(3, 700_000, -10_000)
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: row 3: (700000, -10000) is not a pair of parts per million
    """
    if not (0 <= p_ppm <= MILLION and 0 <= y_ppm <= MILLION):
        raise InputError(f"row {row}: ({p_ppm}, {y_ppm}) is not a pair of parts per million", hint="from 0 to 1000000")


def cox_clustered(rows: Iterable[Row], *, level: Decimal = DEFAULT_LEVEL) -> Cox | None:
    """Cox's recalibration line (`cox`) with errors and an interval that are robust to shared outcomes.

    The line is the same; its covariance is H^-1 (Q / (Q - 1) sum u_q u_q^T) H^-1, with H the information and u_q the
    score of cluster q (Liang and Zeger, 1986, doi 10.1093/biomet/73.1.13), and the interval takes Student's t with
    Q - 1 degrees of freedom. Forecasts of 0 and 1 are left out and counted. None where there is no line, or fewer than
    two clusters. An `InputError` for parts outside 0..1,000,000.

    >>> said = [("a", 900_000, 1), ("a", 800_000, 1), ("b", 700_000, 0), ("c", 200_000, 0), ("d", 300_000, 1)]
    >>> line = cox_clustered([(cluster, p, y * 1_000_000) for cluster, p, y in said])
    >>> round(line.slope, 4), round(line.slope_error, 4)
    (0.7066, 0.7572)
    """
    given = list(rows)
    line = cox(Tally.from_rows((p, y, 1) for _, p, y in given), level=level)
    kept = [row for row in given if 0 < row[1] < MILLION]
    count = len({cluster for cluster, _, _ in kept})
    if line is None or count == 1:
        return None
    by_intercept, by_slope = _sandwich(kept, line)
    factor = count / (count - 1)
    slope_error = math.sqrt(factor * by_slope)
    reach = student_quantile(level, df=count - 1) * slope_error
    return replace(
        line,
        intercept_error=sure(math.sqrt(factor * by_intercept)),
        slope_error=sure(slope_error),
        slope_low=sure(line.slope - reach),
        slope_high=sure(line.slope + reach),
    )


def _sandwich(rows: Sequence[Row], line: Cox) -> tuple[float, float]:
    """The variances of intercept and slope that the scores of the clusters show."""
    scores: defaultdict[Hashable, list[tuple[float, float]]] = defaultdict(list)
    information: list[tuple[float, float, float]] = []
    for cluster, p_ppm, y_ppm in rows:
        x = ln_ratio(p_ppm, MILLION - p_ppm)
        place = line.intercept + line.slope * x
        odds = math.exp(-abs(place))
        miss = y_ppm / MILLION - (1.0 if place > 0 else odds) / (1 + odds)
        weight = odds / (1 + odds) ** 2
        scores[cluster].append((miss, miss * x))
        information.append((weight, weight * x, weight * x * x))
    one, cross, square = (math.fsum(column) for column in zip(*information, strict=True))
    determinant = one * square - cross * cross
    sums = [[math.fsum(column) for column in zip(*own, strict=True)] for own in scores.values()]
    return (
        math.fsum((square * level - cross * moment) ** 2 for level, moment in sums) / determinant**2,
        math.fsum((one * moment - cross * level) ** 2 for level, moment in sums) / determinant**2,
    )
