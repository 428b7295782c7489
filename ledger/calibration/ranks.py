"""Ranks of values that were worked out in floating point: what only rounding tells apart is equal."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DIGITS = 12
# Values that differ by less than this share of the greatest are equal but for rounding.
_TIED = 1e-11


def ranks(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """The rank of each value in its row, 1 for the least; values apart by no more than rounding share one.

    >>> import numpy as np
    >>> ranks(np.array([[0.3, 0.1, 0.1 + 1e-17, 0.2]])).tolist()
    [[4, 1, 1, 3]]
    """
    import numpy as np

    order = np.argsort(values)
    ordered = np.take_along_axis(values, order, axis=1)
    apart = np.diff(ordered) > _TIED * np.abs(ordered).max(axis=1, keepdims=True)
    starts = np.where(apart, np.arange(1, values.shape[1]), 0)
    found = np.ones(values.shape, dtype=np.int64)
    np.put_along_axis(found, order[:, 1:], 1 + np.maximum.accumulate(starts, axis=1), axis=1)
    return found


def steady(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values to 12 digits of the greatest, within which the linear algebra of all machines agrees.

    >>> import numpy as np
    >>> steady(np.array([0.1 + 0.2, 1e-17])).tolist()
    [0.3, 0.0]
    """
    import numpy as np

    most = float(np.abs(values).max(initial=0.0))
    digits = _DIGITS - 1 - math.floor(math.log10(most)) if most else 0
    found: NDArray[np.float64] = np.round(values, digits) + 0.0
    return found
