"""What one forecaster held and when, the life of a question, and the points that come of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.errors import InputError
from ledger.scoring.metaculus.pmf import Pmf


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Shares over the buckets of a question that a forecaster stood by from `start` until just before `end`.

    Times are in any one unit. `pmf` comes from `ledger.scoring.metaculus.pmf`; `continuous` says that its buckets cut
    up a scale, the first and the last lying out of bounds. An `InputError` for an end before the start.

    >>> Held(forecaster="A", pmf=(0.25, None, 0.75), start=0).probability(1)
    0.75
    """

    forecaster: str
    pmf: Pmf
    start: float
    end: float = math.inf
    continuous: bool = False

    def __post_init__(self) -> None:
        """Check the times."""
        if not self.start <= self.end:
            raise InputError(f"a forecast of {self.forecaster} ends at {self.end}, before its start at {self.start}")

    def probability(self, bucket: int) -> float:
        """The share of a bucket; of the last one, "Other", where the bucket did not exist when it was made.

        An `InputError` where there is no such bucket, or it was given nothing: its logarithm is not defined.
        """
        if not 0 <= bucket < len(self.pmf):
            raise InputError(f"a forecast of {self.forecaster} has {len(self.pmf)} buckets, and no bucket {bucket}")
        share = self.pmf[-1] if self.pmf[bucket] is None else self.pmf[bucket]
        if share is None or not 0 < share < math.inf:
            raise InputError(
                f"a forecast of {self.forecaster} gives {share} to what happened, which has no logarithm",
                hint="the platform takes no share of nothing at all",
            )
        return share

    def stands(self, at: float) -> bool:
        """Whether it stands at a moment: made by then, and not yet withdrawn or replaced."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """When a question opened, when it was scheduled to close, and when it ended; any one unit of time.

    An `InputError` for times out of order.

    >>> Life(opened=0, closes=10, ended=5).share(3, 8)
    0.2
    """

    opened: float
    closes: float
    ended: float

    def __post_init__(self) -> None:
        """Check the order."""
        if not -math.inf < self.opened < self.closes < math.inf or not self.opened <= self.ended <= self.closes:
            raise InputError(
                f"a question cannot open at {self.opened}, close at {self.closes} and end at {self.ended}",
                hint="it opens before its scheduled close, and ends between the two",
            )

    @property
    def horizon(self) -> float:
        """From opening to the scheduled close: what every weight is divided by, however early the end came."""
        return self.closes - self.opened

    def spot(self, time: float | None = None) -> float:
        """The moment of spot scores: the one that was set, but not after the end; the end where none was set.

        The platform sets the moment at which the crowd's forecast is revealed, if that comes after the opening.
        """
        return self.ended if time is None else min(time, self.ended)

    def cut(self, start: float, end: float) -> tuple[float, float]:
        """The part of a stretch of time that lies between opening and end; of no length if there is none."""
        first = min(max(start, self.opened), self.ended)
        return first, max(first, min(end, self.ended))

    def share(self, start: float, end: float) -> float:
        """The part of the horizon, 0 to 1, that a stretch of time covers."""
        first, last = self.cut(start, end)
        return (last - first) / self.horizon


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """The points of one forecast, higher is better, and the share of the horizon, 0 to 1, for which it stood."""

    points: float
    coverage: float


NOTHING = Points(points=0.0, coverage=0.0)


def scale_of(held: Sequence[Held]) -> float:
    """100 for shares over options, 50 for a continuous scale; an `InputError` where the buckets of forecasts differ."""
    if len({(len(one.pmf), one.continuous) for one in held}) > 1:
        raise InputError("the forecasts of one question differ in the number or the kind of their buckets")
    return 50.0 if any(one.continuous for one in held) else 100.0
