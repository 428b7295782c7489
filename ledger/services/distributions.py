"""Distributions: forecasts of numbers and days that count, and where the outcome lay in each."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist
from typing import Final

from ledger.calibration.quantiles import pit_range
from ledger.core.frame import Frame
from ledger.core.quantity import QUANTITIES
from ledger.core.query import Term
from ledger.core.stated import Stated
from ledger.services.excluded import NOTHING, reason_in_table
from ledger.services.judging_types import weighed
from ledger.services.view import USUAL, View
from ledger.store.frames import Framed, read_framed
from ledger.store.scorable import Row
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS
from ledger.store.stated_scores import score_stated

BELOW: Final = "below"
ABOVE: Final = "above"
LEVELLED: Final = frozenset({"quantiles", "interval"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A forecast of a number or a day that counts, with its prediction; by time the last of it."""

    row: Row
    forecast: Framed

    @property
    def stated(self) -> Stated:
        """What was said."""
        return self.forecast.stated

    @property
    def frame(self) -> Frame:
        """What the wording that it was made under fixes."""
        return self.forecast.frame


def distributions(
    snapshot: Snapshot, terms: Sequence[Term] = (), *, include: Collection[str] = NOTHING, view: View = USUAL
) -> tuple[list[Distribution], list[Row]]:
    """The forecasts that a table of calibration counts, and the predictions that match and are not among them.

    As everywhere in calibration what resolved early or has no deadline waits, unless `include` lets it in.
    """
    found = list(weighed(snapshot, terms, (), view))
    said = read_framed(snapshot.connection, [key for _, weights in found for key in weights])
    day = snapshot.day.isoformat()
    counted, left_out = [], []
    for one, weights in found:
        forecast = said[[*weights][-1]] if weights else None
        enters = reason_in_table(COUNTS, one.row.deadline, day=day, include=include) == COUNTS
        if forecast is not None and forecast.frame.type in QUANTITIES and enters:
            counted.append(Distribution(row=one.row, forecast=forecast))
        else:
            left_out.append(one.row)
    return counted, left_out


def at_or_below(one: Distribution) -> Iterator[tuple[Decimal, bool]]:
    """Of each level of quantiles or of an interval whether the outcome was at or below its value.

    Left out are values beyond an open bound where the outcome is beyond it too: nobody knows which is further.
    """
    for point in one.stated.points if one.stated.kind in LEVELLED else ():
        below = _at_or_below(_size(point.at, one.frame), str(one.row.outcome), one.frame)
        if below is not None:
            yield Decimal(str(point.share)), below


def held(one: Distribution) -> bool | None:
    """Whether an interval held the outcome, its ends included; None for other kinds, and where nobody knows."""
    hit = score_stated("interval-coverage", one.forecast, str(one.row.outcome), one.row.value)
    return None if hit is None else bool(hit)


def _at_or_below(value: float, outcome: str, frame: Frame) -> bool | None:
    if outcome == BELOW:
        return True if value >= _bound(frame.lower, frame) else None
    if outcome == ABOVE:
        return False if value <= _bound(frame.upper, frame) else None
    return _size(outcome, frame) <= value


def place_in(one: Distribution) -> tuple[float, float]:
    """Where the outcome lay in the forecast, 0 below it all to 1 above: the ends of the mass at the outcome.

    Both are the same where the forecast has no jump there. Beyond an open bound they hold all the mass beyond it.
    """
    outcome, frame = str(one.row.outcome), one.frame
    if outcome == BELOW:
        return 0, _mass(_bound(frame.lower, frame), one)[1]
    if outcome == ABOVE:
        return _mass(_bound(frame.upper, frame), one)[0], 1
    return _mass(_size(outcome, frame), one)


def _mass(value: float, one: Distribution) -> tuple[float, float]:
    points = one.stated.points
    if one.stated.kind in _CUMULATIVE:
        first, second = (point.at for point in points)
        share = _CUMULATIVE[one.stated.kind](value, first, second, one.frame)
        return share, share
    values = [_size(point.at, one.frame) for point in points]
    shares = [float(Decimal(str(point.share))) for point in points]
    if len(points) == 1 and value != values[0]:
        return (0, shares[0]) if value < values[0] else (shares[0], 1)
    if len(points) == 1:
        return shares[0], shares[0]
    return pit_range(observed=value, points=values, cumulative=shares)


def _normal(value: float, mean: str, deviation: str, frame: Frame) -> float:
    return NormalDist(_size(mean, frame), float(deviation)).cdf(value)


def _lognormal(value: float, mean: str, deviation: str, _frame: Frame) -> float:
    return NormalDist(float(mean), float(deviation)).cdf(math.log(value)) if value > 0 else 0.0


def _uniform(value: float, low: str, high: str, frame: Frame) -> float:
    start, end = _size(low, frame), _size(high, frame)
    return min(1.0, max(0.0, (value - start) / (end - start)))


_CUMULATIVE: Final[Mapping[str, Callable[[float, str, str, Frame], float]]] = {
    "normal": _normal,
    "lognormal": _lognormal,
    "uniform": _uniform,
}
"""How much of a distribution lies at or below a value, by its two parameters."""


def _bound(bound: str | None, frame: Frame) -> float:
    """An open bound; an outcome is beyond one only where there is one."""
    return _size(str(bound), frame)


def _size(value: str, frame: Frame) -> float:
    return float(QUANTITIES[frame.type].size(value))
