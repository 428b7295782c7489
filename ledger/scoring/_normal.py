"""The error function on arrays."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def erf(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """`math.erf` of each number.

    >>> import numpy as np
    >>> erf(np.array([0.0, np.inf])).tolist()
    [0.0, 1.0]
    """
    import numpy as np

    answer: NDArray[np.float64] = np.asarray(np.vectorize(math.erf, otypes=[float])(values))
    return answer


def erf_sum(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """erf(left) + erf(right) for right >= 0, without loss of digits where the two nearly cancel.

    >>> import numpy as np
    >>> erf_sum(np.array([-6.0]), np.array([6.5])).tolist()
    [2.14813152...e-17]
    """
    import numpy as np

    erfc = np.vectorize(math.erfc, otypes=[float])
    answer: NDArray[np.float64] = np.where(left < 0, erfc(-left) - erfc(right), erf(left) + erf(right))
    return answer
