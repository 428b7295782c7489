"""Forecasts of a number beside the number it turned out to be, checked before a rule sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.scoring._arrays import beside, floats, place_in, refuse_where

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

TOLERANCE = 1e-9
MEDIAN = 0.5


def check_quantiles(
    observed: ArrayLike, predicted: ArrayLike, levels: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Outcomes with a last axis of length one, quantiles and their levels, so that the three broadcast.

    `predicted` has one more axis than `observed`, its last: one quantile for each of `levels`. An `InputError` for
    other shapes, for numbers that are not finite, for levels outside (0, 1) or not rising, and for quantiles that
    cross (fall from one level to the next; equal ones are fine).
    """
    y, quantiles = floats(observed, name="observed"), floats(predicted, name="predicted")
    steps = check_levels(levels)
    beside(y, quantiles, columns=len(steps), hint="give a row of quantiles for each outcome, one for each level")
    refuse_falls(quantiles, name="predicted")
    return y[..., None], quantiles, steps


def check_levels(levels: ArrayLike) -> NDArray[np.float64]:
    """Levels of quantiles: a row of at least one, inside (0, 1) and rising, else an `InputError`."""
    steps = floats(levels, name="levels")
    if steps.ndim != 1 or not steps.size:
        raise InputError(f"levels has shape {steps.shape}", hint="give a row of levels: 0.05, 0.5, 0.95")
    outside = (steps <= 0) | (steps >= 1)
    refuse_where(outside, steps, name="levels", because="is not inside 0 to 1", hint="write 0.05 for 5%")
    refuse_unrisen(steps, name="levels")
    return steps


def check_level(level: float) -> float:
    """How much a central interval is meant to hold: inside (0, 1), else an `InputError`.

    >>> check_level(90)
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: level is 90, which is not inside 0 to 1
    """
    steps = floats(level, name="level")
    if steps.ndim:
        raise InputError(f"level has shape {steps.shape}", hint="give one number, such as 0.9")
    refuse_where((steps <= 0) | (steps >= 1), steps, name="level", because="is not inside 0 to 1", hint="90% is 0.9")
    return float(steps)


def check_intervals(
    observed: ArrayLike, predicted: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Outcomes, lower and upper ends; an `InputError` for other shapes and for an upper end below its lower end."""
    y, ends = check_rows(observed, predicted, columns=2, hint="give a lower and an upper end for each outcome")
    refuse_falls(ends, name="predicted")
    return y, ends[..., 0], ends[..., 1]


def check_scales(
    observed: ArrayLike, predicted: ArrayLike, *, name: str
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Outcomes, and the two parameters of a distribution for each; an `InputError` where the second is not above 0."""
    y, rows = check_rows(observed, predicted, columns=2, hint="give the two parameters for each outcome")
    bad = (rows <= 0) & [False, True]
    refuse_where(bad, rows, name="predicted", because=f"is no {name}", hint="it must be above 0")
    return y, rows[..., 0], rows[..., 1]


def check_rows(
    observed: ArrayLike, predicted: ArrayLike, *, columns: int | None = None, hint: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Outcomes, and for each one a row of finite numbers, so many `columns` of them, else an `InputError`."""
    y, rows = floats(observed, name="observed"), floats(predicted, name="predicted")
    beside(y, rows, columns=columns, hint=hint)
    return y, rows


def refuse_unrisen(array: NDArray[np.float64], *, name: str) -> None:
    """An `InputError` for the first number that is not above the one before it in its row."""
    _refuse_steps(array[..., 1:] <= array[..., :-1], array, name=name, because="which is not above the one before")


def refuse_falls(array: NDArray[np.float64], *, name: str) -> None:
    """An `InputError` for the first number that is below the one before it in its row."""
    _refuse_steps(array[..., 1:] < array[..., :-1], array, name=name, because="which is below the one before")


def _refuse_steps(bad: NDArray[np.bool_], array: NDArray[np.float64], *, name: str, because: str) -> None:
    import numpy as np

    if bad.any():
        *row, column = (int(index) for index in np.argwhere(bad)[0])
        place = (*row, column + 1)
        raise InputError(f"{place_in(name, place)} is {array[place]:g}, {because}")


def median_of(quantiles: NDArray[np.float64], levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """The median of each row, between its two neighbours in a straight line where no level is 0.5.

    An `InputError` where every level is on one side of 0.5.
    """
    import numpy as np

    above = int(np.searchsorted(levels, MEDIAN - TOLERANCE))
    if above < len(levels) and levels[above] <= MEDIAN + TOLERANCE:
        exact: NDArray[np.float64] = quantiles[..., above]
        return exact
    if above in {0, len(levels)}:
        raise InputError("no median can be read from levels on one side of 0.5", hint="give the quantile of level 0.5")
    low, high = quantiles[..., above - 1], quantiles[..., above]
    # rounded, so that half way between 0.2 and 0.8 is half way
    weight = round((MEDIAN - levels[above - 1]) / (levels[above] - levels[above - 1]), 9)
    between: NDArray[np.float64] = low + weight * (high - low)
    return between


def level_place(levels: NDArray[np.float64], level: float) -> int:
    """Where a level stands among the levels, within 1e-9; an `InputError` where it does not.

    >>> import numpy as np
    >>> level_place(np.array([0.25, 0.5]), 0.5)
    1
    """
    import numpy as np

    place = int(np.argmin(np.abs(levels - level)))
    if abs(levels[place] - level) > TOLERANCE:
        there = ", ".join(f"{one:g}" for one in levels)
        raise InputError(f"there is no quantile of level {level:g}", hint=f"the levels are {there}")
    return place
