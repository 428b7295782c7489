"""A step function of time and its integral."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import mul


class Steps:
    """The function that is 0 before the first time, and from each time on the value beside it.

    `times` rise strictly; `values` are as many. Building it is linear, an integral logarithmic, in their number.

    >>> steps = Steps([0, 4], [1.0, 3.0])
    >>> steps.integral(-2, 5), steps.integral(1, 2)
    (7.0, 1.0)
    """

    __slots__ = ("_sums", "_times", "_values")

    def __init__(self, times: Sequence[float], values: Sequence[float]) -> None:
        self._times = times
        self._values = values
        lengths = (after - before for before, after in pairwise(times))
        # the last value has no end, so `map` stops before it
        self._sums = list(accumulate(map(mul, values, lengths), initial=0.0))

    def integral(self, start: float, end: float) -> float:
        """The integral over [start, end]."""
        return self._until(end) - self._until(start)

    def _until(self, time: float) -> float:
        place = bisect_right(self._times, time) - 1
        return 0.0 if place < 0 else self._sums[place] + self._values[place] * (time - self._times[place])
