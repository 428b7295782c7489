"""Calibration of numeric and date forecasts: how often the outcome lay below a quantile, and where in the forecast."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ledger.calibration.intervals import DEFAULT_LEVEL, interval_named
from ledger.core.numbers import MILLION, from_ppm, to_ppm
from ledger.errors import InputError

MOST_BINS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """How often the outcome was at most the quantile of one level; the interval is for `rate`, 0 to 1.

    Perfect is a rate equal to the level: above it the quantile was set too high, below it too low.
    """

    level: float
    n: int
    n_below_or_equal: int
    rate: float
    interval_low: float
    interval_high: float
    interval_level: Decimal
    interval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PitBin:
    """How many outcomes fell between two probabilities of their forecasts; the upper edge is in the last bin only."""

    low: Decimal
    high: Decimal
    n: int


def quantile_coverage(
    *,
    observed: Sequence[float],
    levels: Sequence[float],
    quantiles: Sequence[Sequence[float]],
    interval_level: Decimal = DEFAULT_LEVEL,
    interval: str = "wilson",
) -> tuple[CoverageRow, ...]:
    """A row for each level: of n forecasts, how many outcomes were at most the quantile of that level.

    `observed` holds n numbers (dates as days), `levels` k rising probabilities between 0 and 1, `quantiles` n rows of k
    numbers that do not fall. n from 1. An `InputError` that names the row for NaN, infinities, falling quantiles and
    other shapes.

    >>> (row,) = quantile_coverage(observed=[3, 9], levels=[0.8], quantiles=[[5], [7]])
    >>> row.n, row.n_below_or_equal, row.rate
    (2, 1, 0.5)
    """
    if not len(observed):
        raise InputError("there are no outcomes to compare")
    if len(quantiles) != len(observed):
        raise InputError(f"there are {len(observed)} outcomes and {len(quantiles)} rows of quantiles")
    _check_levels(levels)
    below = [0] * len(levels)
    for row, (value, drawn) in enumerate(zip(observed, quantiles, strict=True)):
        _check_row(row, value, drawn, size=len(levels))
        for place in range(bisect_left(drawn, value), len(levels)):
            below[place] += 1
    return tuple(
        coverage_row(level=level, count=count, n=len(observed), interval_level=interval_level, interval=interval)
        for level, count in zip(levels, below, strict=True)
    )


def pit(*, observed: float, points: Sequence[float], cumulative: Sequence[float]) -> float:
    """The probability integral transform: where the outcome lies in its forecast, 0 (below it all) to 1 (above).

    The forecast is a cumulative distribution with the values `cumulative` (rising or level, 0 to 1) at the rising
    `points`, straight between them; quantiles are such points with their levels. At a jump and beyond the points it is
    the middle of the mass that lies there, so the two tails that the points leave out make one value each. Dawid
    (1984). An `InputError` for NaN, infinities, other shapes, fewer than two points, and values that fall.

    >>> pit(observed=15, points=[10, 20, 40], cumulative=[0.2, 0.6, 0.8])
    0.4
    >>> pit(observed=50, points=[10, 20, 40], cumulative=[0.2, 0.6, 0.8])
    0.9
    """
    return sum(pit_range(observed=observed, points=points, cumulative=cumulative)) / 2


def pit_range(*, observed: float, points: Sequence[float], cumulative: Sequence[float]) -> tuple[float, float]:
    """The ends of the mass of which `pit` is the middle: at a jump, or in a tail that the points leave out.

    Elsewhere both are the same. The errors are those of `pit`.

    >>> pit_range(observed=50, points=[10, 20, 40], cumulative=[0.2, 0.6, 0.8])
    (0.8, 1)
    """
    _check_curve(observed, points, cumulative)
    left, right = bisect_left(points, observed), bisect_right(points, observed)
    if left < right:
        return cumulative[left], cumulative[right - 1]
    if right == 0:
        return 0, cumulative[0]
    if left == len(points):
        return cumulative[-1], 1
    share = (observed - points[left - 1]) / (points[left] - points[left - 1])
    inside = cumulative[left - 1] + share * (cumulative[left] - cumulative[left - 1])
    return inside, inside


def pit_histogram(values: Sequence[float], *, bins: int = 10) -> tuple[PitBin, ...]:
    """How many of the values, each from 0 to 1, lie in each of that many bins of equal width.

    Perfect is level, up to chance: a hump says the forecasts were too wide, a trough too narrow, a slope that they lay
    to one side. Counted on whole parts per million, so that 0.3 never lands beside 0.2. Empty bins are kept. An
    `InputError` for values outside 0 to 1, NaN, no values, and a number of bins outside 1 to 1000.

    >>> [part.n for part in pit_histogram([0.1, 0.3, 0.7, 1.0], bins=5)]
    [1, 1, 0, 1, 1]
    """
    from ledger.calibration.bins.equal import equal_bins

    if not 1 <= bins <= MOST_BINS:
        raise InputError(f"{bins} bins cannot be made", hint=f"from 1 to {MOST_BINS}")
    if not len(values):
        raise InputError("there are no values to count")
    scheme, counts = equal_bins(bins), [0] * bins
    for row, value in enumerate(values):
        _check_finite(value, what=f"row {row}:")
        if not 0 <= value <= 1:
            raise InputError(f"row {row}: {value} is not between 0 and 1")
        counts[scheme.place(to_ppm(Decimal(repr(float(value)))))] += 1
    edges = pairwise([from_ppm(edge) for edge in scheme.edges])
    return tuple(PitBin(low=low, high=high, n=n) for (low, high), n in zip(edges, counts, strict=True))


def coverage_row(
    *, level: float, count: int, n: int, interval_level: Decimal = DEFAULT_LEVEL, interval: str = "wilson"
) -> CoverageRow:
    """The row of a level of which `count` outcomes of n, from 1, were at or below the quantile, or inside the interval.

    >>> coverage_row(level=0.8, count=1, n=2).rate
    0.5
    """
    said = [(round(level * MILLION), 0, n)]
    ends = interval_named(interval)(happened=Decimal(count), n=n, level=interval_level, cells=said)
    return CoverageRow(
        level=level,
        n=n,
        n_below_or_equal=count,
        rate=count / n,
        interval_low=ends[0],
        interval_high=ends[1],
        interval_level=interval_level,
        interval=interval,
    )


def _check_levels(levels: Sequence[float]) -> None:
    if not len(levels):
        raise InputError("there are no levels")
    for level in levels:
        if not 0 < level < 1:
            raise InputError(f"{level} is no level of a quantile", hint="give numbers between 0 and 1, such as 0.25")
    for level, following in pairwise(levels):
        if not level < following:
            raise InputError(f"the levels do not rise: {following} comes after {level}")


def _check_row(row: int, value: float, drawn: Sequence[float], *, size: int) -> None:
    _check_finite(value, what=f"row {row}: the outcome is")
    if len(drawn) != size:
        raise InputError(f"row {row}: there are {len(drawn)} quantiles for {size} levels")
    _check_rising(drawn, what=f"row {row}: the quantiles")


def _check_finite(value: float, *, what: str) -> None:
    try:
        finite = math.isfinite(value)
    except TypeError:
        finite = False
    if not finite:
        raise InputError(f"{what} {value!r}, which is not a number to compare with")


def _check_rising(values: Sequence[float], *, what: str) -> None:
    for value in values:
        _check_finite(value, what=f"{what} hold")
    for value, following in pairwise(values):
        if following < value:
            raise InputError(f"{what} fall from {value} to {following}")


def _check_curve(observed: float, points: Sequence[float], cumulative: Sequence[float]) -> None:
    _check_finite(observed, what="the outcome is")
    if len(points) != len(cumulative) or len(points) < 2:
        raise InputError(f"{len(points)} points with {len(cumulative)} cumulative values make no distribution")
    _check_rising(points, what="the points")
    _check_rising(cumulative, what="the cumulative values")
    if cumulative[0] < 0 or cumulative[-1] > 1:
        raise InputError(f"the cumulative values run from {cumulative[0]} to {cumulative[-1]}, not within 0 and 1")
