"""Whether a central interval held the number, 1 or 0: the mean should be near the interval's level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.scoring._numbers import check_intervals

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
BOUNDS = (0.0, 1.0)
BETTER = "nearer"
READS = "interval"
ALSO = ()


def interval_coverage(*, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """1 where the number lies inside its interval, ends included, else 0; the mean should be near the level.

    `observed` (...) holds the numbers, `predicted` (..., 2) the lower and upper ends. An `InputError` for other shapes,
    numbers that are not finite, and an upper end below its lower end. Not a score: an interval that holds everything
    covers most.

    >>> interval_coverage(observed=[10, 14, 32], predicted=[[10, 20], [15, 25], [21, 30]]).tolist()
    [1.0, 0.0, 0.0]
    """
    import numpy as np

    y, lower, upper = check_intervals(observed, predicted)
    hits: NDArray[np.float64] = np.where((lower <= y) & (y <= upper), 1.0, 0.0)
    return hits


scores = interval_coverage
