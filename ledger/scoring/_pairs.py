"""Forecasts beside their outcomes, checked before a rule sees them."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from ledger.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

EXACT = Context(prec=200)


def check_pair(probability: Decimal, outcome: Decimal) -> None:
    """Refuse a probability or an outcome outside [0, 1]."""
    for name, value in (("probability", probability), ("outcome", outcome)):
        if value.is_nan() or not 0 <= value <= 1:
            raise InputError(f"the {name} {value} is not between 0 and 1")


def check_arrays(observed: ArrayLike, predicted: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Both as float arrays broadcast to one shape; an `InputError` for other shapes, NaN, or values outside [0, 1]."""
    import numpy as np

    arrays = _as_floats(observed, name="observed"), _as_floats(predicted, name="predicted")
    try:
        y, p = np.broadcast_arrays(*arrays)
    except ValueError:
        shapes = " and ".join(str(array.shape) for array in arrays)
        raise InputError(
            f"observed and predicted have shapes {shapes}, which do not match",
            hint="give one outcome for each forecast",
        ) from None
    return y, p


def _as_floats(values: ArrayLike, *, name: str) -> NDArray[np.float64]:
    import numpy as np

    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(f"{name} is not an array of numbers") from None
    if not bool(np.all((array >= 0) & (array <= 1))):
        raise InputError(
            f"{name} holds a value that is not between 0 and 1", hint="leave out missing ones; write 0.7 for 70%"
        )
    return array
