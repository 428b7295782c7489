"""Cox's recalibration: the straight line in log odds from what was said to how often it happened."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from ledger.calibration.intervals import DEFAULT_LEVEL, normal_quantile
from ledger.calibration.logarithms import ln_ratio
from ledger.calibration.normal import sure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ledger.calibration.tally import Cell, Tally

_MOST_STEPS = 100
# A Newton step squares the distance: after one as small as this, the next would not show.
_SMALL = 1e-9
_FLAT = 1e-9
_PLACES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cox:
    """logit(frequency) = intercept + slope x logit(stated), with standard errors and an interval for the slope.

    Perfect is intercept 0 and slope 1. A slope below 1 is over-confident, above 1 too timid, below 0 the wrong way
    round. `excluded` counts the forecasts of 0 and 1, whose log odds are infinite.
    """

    intercept: float
    slope: float
    intercept_error: float
    slope_error: float
    slope_low: float
    slope_high: float
    level: Decimal
    n: int
    excluded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """logit(frequency) = value + logit(stated): above 0 too low was said, below 0 too high; and its standard error."""

    value: float
    error: float
    excluded: int


def cox(tally: Tally, *, level: Decimal = DEFAULT_LEVEL) -> Cox | None:
    """The line that fits best by maximum likelihood, with a Wald interval at `level`; None if there is none.

    `why_no_slope` says why not. An outcome y that is a fraction counts y as happened and 1 - y as not. An `InputError`
    unless `level` lies between 0 and 1. Values to 12 digits and 12 places. Cox (1958), doi 10.1093/biomet/45.3-4.562.

    >>> from ledger.calibration.tally import Tally
    >>> tally = Tally({(900_000, 1_000_000): 3, (900_000, 0): 1, (100_000, 1_000_000): 1, (100_000, 0): 3})
    >>> round(cox(tally).slope, 6), round(cox(tally).slope_error, 6), abs(cox(tally).intercept) < 1e-12
    (0.5, 0.371604, True)
    """
    width = normal_quantile(level)
    if why_no_slope(tally) is not None:
        return None
    points, excluded = _points(tally)
    line, slopes = _fit(points, start=_Line(0.0, 0.0), free=True)
    slope_error = 1 / math.sqrt(slopes.spread)
    # Level and slope are independent at the middle of the log odds; the intercept lies that far from it.
    intercept_error = math.sqrt(1 / slopes.weight + slopes.middle**2 / slopes.spread)
    return Cox(
        intercept=_settled(line.intercept),
        slope=_settled(line.slope),
        intercept_error=sure(intercept_error),
        slope_error=sure(slope_error),
        slope_low=_settled(line.slope - width * slope_error),
        slope_high=_settled(line.slope + width * slope_error),
        level=level,
        n=tally.n - excluded,
        excluded=excluded,
    )


def shift_in_the_large(tally: Tally) -> Shift | None:
    """The intercept alone, the slope held at 1; None if every outcome is the same or every forecast certain.

    >>> from ledger.calibration.tally import Tally
    >>> shift = shift_in_the_large(Tally({(500_000, 1_000_000): 3, (500_000, 0): 1}))
    >>> round(shift.value, 6), round(shift.error, 6)
    (1.098612, 1.154701)
    """
    if why_no_shift(tally) is not None:
        return None
    points, excluded = _points(tally)
    line, slopes = _fit(points, start=_Line(0.0, 1.0), free=False)
    return Shift(value=_settled(line.intercept), error=sure(1 / math.sqrt(slopes.weight)), excluded=excluded)


def why_no_slope(tally: Tally) -> str | None:
    """Why no line fits best, or None if one does; decided on whole numbers, without fitting.

    >>> from ledger.calibration.tally import Tally
    >>> why_no_slope(Tally({(900_000, 1_000_000): 3, (100_000, 0): 1}))
    'the forecasts separate what happened from what did not: the slope is infinite'
    """
    between = _uncertain(tally)
    happened = [cell.p_ppm for cell in between if cell.happened]
    missed = [cell.p_ppm for cell in between if cell.happened < cell.n * tally.UNIT]
    if (why := why_no_shift(tally)) is not None:
        return why
    if len(between) == 1:
        return "every forecast says the same"
    if happened[0] < missed[-1] and missed[0] < happened[-1]:
        return None
    return "the forecasts separate what happened from what did not: the slope is infinite"


def why_no_shift(tally: Tally) -> str | None:
    """Why no intercept fits best even with a slope of 1, or None if one does.

    >>> from ledger.calibration.tally import Tally
    >>> why_no_shift(Tally({(900_000, 1_000_000): 3, (1_000_000, 0): 1}))
    'one outcome class only between 0% and 100%'
    """
    between = _uncertain(tally)
    if not between:
        return "no forecasts between 0% and 100%"
    happened, most = sum(cell.happened for cell in between), sum(cell.n for cell in between) * tally.UNIT
    if 0 < happened < most:
        return None
    return "one outcome class only" + (" between 0% and 100%" if tally.n * tally.UNIT > most else "")


def _settled(value: float) -> float:
    # A value near 0 is the difference of larger ones, whose last digits are not sure.
    return sure(round(value, _PLACES))


def _uncertain(tally: Tally) -> list[Cell]:
    return [cell for cell in tally.by_probability() if 0 < cell.p_ppm < tally.UNIT]


class _Point(NamedTuple):
    log_odds: float
    n: int
    happened: float
    missed: float


def _points(tally: Tally) -> tuple[list[_Point], int]:
    unit = tally.UNIT
    points = [
        _Point(ln_ratio(p, unit - p), n, happened / unit, (n * unit - happened) / unit)
        for p, n, happened, _ in _uncertain(tally)
    ]
    return points, tally.n - sum(point.n for point in points)


class _Line(NamedTuple):
    intercept: float
    slope: float

    def moved(self, step: _Line) -> _Line:
        return _Line(self.intercept + step.intercept, self.slope + step.slope)

    def halved(self) -> _Line:
        return _Line(self.intercept / 2, self.slope / 2)

    def is_small_beside(self, other: _Line) -> bool:
        return abs(self.intercept) + abs(self.slope) <= _SMALL * (1 + abs(other.intercept) + abs(other.slope))


class _Slopes(NamedTuple):
    """Of the likelihood at a line: its gradient, and the information on the level at the middle and on the slope."""

    level: float
    moment: float
    weight: float
    middle: float
    spread: float

    def newton(self, *, free: bool) -> _Line:
        by_slope = (self.moment - self.middle * self.level) / self.spread if free else 0.0
        return _Line(self.level / self.weight - by_slope * self.middle, by_slope)

    def along(self, step: _Line) -> float:
        return self.level * step.intercept + self.moment * step.slope

    def overshoots(self, step: _Line, before: _Slopes, *, free: bool) -> bool:
        # Clearly downhill again, or out where the likelihood is too flat to find back.
        flat = self.weight < before.weight * _FLAT or (free and self.spread < before.spread * _FLAT)
        return flat or self.along(step) < -before.along(step) / 4


def _fit(points: Sequence[_Point], *, start: _Line, free: bool) -> tuple[_Line, _Slopes]:
    """Newton's method, each step halved until it does not overshoot."""
    line, slopes = start, _slopes(points, start)
    for _ in range(_MOST_STEPS):
        step = slopes.newton(free=free)
        tried = _slopes(points, line.moved(step))
        if step.is_small_beside(line):
            return line.moved(step), tried
        while tried.overshoots(step, slopes, free=free):
            step = step.halved()
            tried = _slopes(points, line.moved(step))
        line, slopes = line.moved(step), tried
    return line, slopes


def _slopes(points: Sequence[_Point], line: _Line) -> _Slopes:
    misses, weights = [], []
    for log_odds, n, happened, missed in points:
        place = line.intercept + line.slope * log_odds
        odds = math.exp(-abs(place))
        rarer = n * odds / (1 + odds)
        # From the rarer side, where the difference keeps its digits.
        misses.append(rarer - missed if place > 0 else happened - rarer)
        weights.append(rarer / (1 + odds))
    places = [point.log_odds for point in points]
    weight = math.fsum(weights)
    middle = math.fsum(map(mul, weights, places)) / weight if weight else 0.0
    spread = math.fsum(part * (place - middle) ** 2 for part, place in zip(weights, places, strict=True))
    return _Slopes(math.fsum(misses), math.fsum(map(mul, misses, places)), weight, middle, spread)
