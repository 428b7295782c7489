"""The continuous ranked probability score of samples, in the unit of the question, lower is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.scoring._numbers import check_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

RULE_VERSION = "1"
# of the ensemble; the fair score of samples may fall below 0
BOUNDS = (0.0, math.inf)
BETTER = "lower"
READS = "samples"
ALSO = ()


def crps_of_samples(*, observed: ArrayLike, predicted: ArrayLike, fair: bool = False) -> NDArray[np.float64]:
    """The mean distance of the samples from the number, less half their mean distance from each other.

    `observed` (...) holds the numbers, `predicted` (..., M) M samples for each; the answer (...) is in their unit,
    lower is better. By default the samples are all there is, an ensemble, and pairs of one sample with itself count:
    0 is perfect, and the answer never negative. `fair=True` takes them as drawn from a distribution and estimates the
    CRPS of that without bias, over the M (M - 1) pairs of different samples: M must be at least 2, and the answer may
    be negative. An `InputError` for other shapes, no samples, and numbers that are not finite. Gneiting and Raftery
    (2007), doi 10.1198/016214506000001437; the fair form Ferro (2014), doi 10.1002/qj.2270.

    >>> crps_of_samples(observed=[1.5], predicted=[[1, 2, 3]]).round(6).tolist()
    [0.388889]
    >>> crps_of_samples(observed=[1.5], predicted=[[1, 2, 3]], fair=True).round(6).tolist()
    [0.166667]
    """
    import numpy as np

    y, samples = check_rows(observed, predicted, hint="give a row of samples for each outcome")
    size = samples.shape[-1]
    if size < 1 + fair:
        raise InputError(f"predicted has {size} samples in a row", hint="give at least two for the fair form, else one")
    # about y, so that large numbers lose no digits; over sorted ones the sum over pairs is a weighted sum
    around = np.sort(samples - y[..., np.newaxis])
    apart = around @ (2.0 * np.arange(size) - (size - 1))
    pairs = size * (size - 1) if fair else size * size
    scores: NDArray[np.float64] = np.abs(around).mean(axis=-1) - apart / pairs
    return scores


scores = crps_of_samples
