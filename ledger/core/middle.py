"""The middle and the ends of what was said about a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

HALF: Final = Fraction(1, 2)

Points = list[tuple[Fraction, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """Days as ISO text: the median, and the outermost days that were named; None where nothing says it."""

    median: str | None
    low: str | None
    high: str | None


def middle_of(prediction: Mapping[str, Any]) -> Middle:
    """The middle of a prediction of a day, as JSON tells it; a median between two named days lies on the line between.

    Of an interval that is the day halfway, of a normal distribution its mean, which has no ends.

    >>> middle_of({"kind": "quantiles", "quantiles": {"0.25": "2030-01-01", "0.75": "2030-01-31"}}).median
    '2030-01-16'
    >>> middle_of({"kind": "interval", "low": "2030-12-01", "high": "2030-12-03", "coverage": "0.5"})
    Middle(median='2030-12-02', low='2030-12-01', high='2030-12-03')
    """
    reader = _POINTS.get(prediction["kind"])
    points = sorted(reader(prediction)) if reader else []
    ends = (points[0][1], points[-1][1]) if len(points) > 1 else (None, None)
    low, high = (None if day is None else date.fromordinal(day).isoformat() for day in ends)
    return Middle(median=_median(points), low=low, high=high)


def _median(points: Points) -> str | None:
    exact = next((day for level, day in points if level == HALF), None)
    if exact is not None:
        return date.fromordinal(exact).isoformat()
    for (below, first), (above, last) in pairwise(points):
        if below < HALF < above:
            return date.fromordinal(first + round((HALF - below) / (above - below) * (last - first))).isoformat()
    return None


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _quantiles(said: Mapping[str, Any]) -> Points:
    return [(Fraction(level), _ordinal(day)) for level, day in said["quantiles"].items()]


def _cdf(said: Mapping[str, Any]) -> Points:
    return [(Fraction(share), _ordinal(day)) for day, share in said["cdf"].items()]


def _ends(said: Mapping[str, Any]) -> Points:
    return [(Fraction(0), _ordinal(said["low"])), (Fraction(1), _ordinal(said["high"]))]


def _mean(said: Mapping[str, Any]) -> Points:
    return [(HALF, _ordinal(said["mean"]))]


_POINTS: Final[Mapping[str, Callable[[Mapping[str, Any]], Points]]] = {
    "quantiles": _quantiles,
    "cdf": _cdf,
    "interval": _ends,
    "uniform": _ends,
    "normal": _mean,
}
