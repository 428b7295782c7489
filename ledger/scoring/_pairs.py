"""Probabilities of yes beside their outcomes, checked before a rule sees them."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.scoring._arrays import probabilities, refuse_shapes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

EXACT = Context(prec=200)

# Twice what a float holds, so that rounding to a float is the only rounding one can see.
ROOTS_AND_LOGARITHMS = Context(prec=40)


def check_pair(probability: Decimal, outcome: Decimal) -> None:
    """Refuse a probability or an outcome outside [0, 1]."""
    for name, value in (("probability", probability), ("outcome", outcome)):
        if value.is_nan() or not 0 <= value <= 1:
            raise InputError(f"the {name} {value} is not between 0 and 1")


def check_arrays(observed: ArrayLike, predicted: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Both as float arrays broadcast to one shape; an `InputError` for other shapes, NaN, or values outside [0, 1]."""
    import numpy as np

    outcomes, forecasts = probabilities(observed, name="observed"), probabilities(predicted, name="predicted")
    try:
        y, p = np.broadcast_arrays(outcomes, forecasts)
    except ValueError:
        refuse_shapes(outcomes.shape, forecasts.shape, hint="give one outcome for each forecast")
        raise
    return y, p
