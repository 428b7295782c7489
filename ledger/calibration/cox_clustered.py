"""Cox's recalibration with standard errors that know that forecasts on one question share its outcome."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.calibration.clusters import Row, check_row
from ledger.calibration.cox import cox, shift_in_the_large
from ledger.calibration.logarithms import ln_ratio
from ledger.calibration.normal import sure
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusteredLine:
    """The errors of slope, intercept and shift (the intercept beside a slope of 1), robust to clusters.

    None where there is no such fit, or fewer than two clusters with a forecast between 0 and 1.
    """

    slope_error: float | None
    intercept_error: float | None
    shift_error: float | None
    clusters: int


def cox_clustered(rows: Iterable[Row]) -> ClusteredLine:
    """Standard errors for the values of `cox` and `shift_in_the_large` over the same forecasts (cluster, p_ppm, y_ppm).

    The sandwich A^-1 B A^-1 of Liang and Zeger (1986), doi 10.1093/biomet/73.1.13, with A the information, B the sum
    over clusters of the outer products of their scores, times Q / (Q - 1) for Q clusters. Forecasts of 0 and 1 are left
    out, as there. An `InputError` for parts outside 0..1,000,000.

    >>> said = [("a", 900_000, 1_000_000), ("a", 800_000, 0), ("b", 700_000, 1_000_000), ("c", 200_000, 0)]
    >>> round(cox_clustered([*said, ("d", 300_000, 1_000_000)]).slope_error, 6)
    0.578066
    """
    kept: list[_Point] = []
    tally: defaultdict[tuple[int, int], int] = defaultdict(int)
    for number, (cluster, p_ppm, y_ppm) in enumerate(rows, 1):
        check_row(number, p_ppm, y_ppm)
        tally[p_ppm, y_ppm] += 1
        if 0 < p_ppm < MILLION:
            kept.append(_Point(cluster=cluster, log_odds=ln_ratio(p_ppm, MILLION - p_ppm), happened=y_ppm / MILLION))
    clusters = len({point.cluster for point in kept})
    counted = Tally(tally)
    line, shift = cox(counted), shift_in_the_large(counted)
    slope = intercept = moved = None
    if line is not None and clusters > 1:
        intercept, slope = _errors(kept, line.intercept, line.slope, clusters)
    if shift is not None and clusters > 1:
        moved = _shift_error(kept, shift.value, clusters)
    return ClusteredLine(slope_error=slope, intercept_error=intercept, shift_error=moved, clusters=clusters)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    cluster: Hashable
    log_odds: float
    happened: float

    def chance(self, intercept: float, slope: float) -> float:
        place = intercept + slope * self.log_odds
        odds = math.exp(-abs(place))
        return (1.0 if place > 0 else odds) / (1 + odds)


def _errors(points: Sequence[_Point], intercept: float, slope: float, clusters: int) -> tuple[float, float]:
    chances = [point.chance(intercept, slope) for point in points]
    weights = [chance * (1 - chance) for chance in chances]
    weight = math.fsum(weights)
    middle = math.fsum(one * point.log_odds for one, point in zip(weights, points, strict=True)) / weight
    spread = math.fsum(one * (point.log_odds - middle) ** 2 for one, point in zip(weights, points, strict=True))
    levels: defaultdict[Hashable, list[float]] = defaultdict(list)
    moments: defaultdict[Hashable, list[float]] = defaultdict(list)
    for point, chance in zip(points, chances, strict=True):
        levels[point.cluster].append(point.happened - chance)
        moments[point.cluster].append((point.happened - chance) * (point.log_odds - middle))
    # About the middle of the log odds level and slope have no information in common.
    moves = {key: math.fsum(some) / spread for key, some in moments.items()}
    shifts = {key: math.fsum(some) / weight - middle * moves[key] for key, some in levels.items()}
    scale = clusters / (clusters - 1)
    found = (math.sqrt(scale * math.fsum(value**2 for value in some.values())) for some in (shifts, moves))
    return sure(next(found)), sure(next(found))


def _shift_error(points: Sequence[_Point], shift: float, clusters: int) -> float:
    chances = [point.chance(shift, 1.0) for point in points]
    weight = math.fsum(chance * (1 - chance) for chance in chances)
    levels: defaultdict[Hashable, list[float]] = defaultdict(list)
    for point, chance in zip(points, chances, strict=True):
        levels[point.cluster].append(point.happened - chance)
    squares = math.fsum(math.fsum(some) ** 2 for some in levels.values())
    return sure(math.sqrt(clusters / (clusters - 1) * squares) / weight)
