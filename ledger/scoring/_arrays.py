"""Arrays of numbers as others hand them in, checked before a rule sees them: every refusal names the first bad row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ledger.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

# booleans, whole numbers, floats, and objects such as Decimal; not complex numbers, words or dates
NUMBERS = "biufO"

BLOCK: Final = 16_384
"""Numbers that a processor keeps at hand: steps on longer arrays wait for memory, several times as long."""


def floats(values: ArrayLike, *, name: str) -> NDArray[np.float64]:
    """As an array of finite floats; an `InputError` for words, dates, masked values, NaN and infinities.

    >>> floats([1, float("nan")], name="observed")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: observed[1] is nan, which is not a finite number
    """
    import numpy as np

    if np.ma.is_masked(values):
        raise InputError(f"{name} holds masked values", hint="leave out missing ones")
    try:
        given = np.asarray(values)
        array = np.asarray(given, dtype=np.float64) if given.dtype.kind in NUMBERS else None
    except (TypeError, ValueError, OverflowError):
        array = None
    if array is None:
        raise InputError(f"{name} is not an array of numbers")
    refuse_where(~np.isfinite(array), array, name=name, because="is not a finite number")
    return array


def probabilities(values: ArrayLike, *, name: str) -> NDArray[np.float64]:
    """As an array of floats in [0, 1], else an `InputError`."""
    array = floats(values, name=name)
    hint = "leave out missing ones; write 0.7 for 70%"
    refuse_where((array < 0) | (array > 1), array, name=name, because="is not between 0 and 1", hint=hint)
    return array


def refuse_where(
    bad: NDArray[np.bool_], array: NDArray[np.float64], *, name: str, because: str, hint: str | None = None
) -> None:
    """An `InputError` for the first place that is `bad`, with what the array holds there."""
    import numpy as np

    if bad.any():
        place = tuple(int(index) for index in np.argwhere(bad)[0])
        raise InputError(f"{place_in(name, place)} is {array[place]:g}, which {because}", hint=hint)


def place_in(name: str, place: tuple[int, ...]) -> str:
    """How to write a place in an array.

    >>> place_in("predicted", (2, 0)), place_in("predicted", ())
    ('predicted[2, 0]', 'predicted')
    """
    return f"{name}[{', '.join(map(str, place))}]" if place else name


def refuse_shapes(observed: tuple[int, ...], predicted: tuple[int, ...], *, hint: str) -> None:
    """The `InputError` for outcomes that do not lie beside their forecasts."""
    raise InputError(f"observed and predicted have shapes {observed} and {predicted}, which do not match", hint=hint)


def beside(
    observed: NDArray[np.float64], predicted: NDArray[np.float64], *, columns: int | None = None, hint: str
) -> None:
    """Refuse forecasts that are not one row of numbers (of so many `columns`) for each outcome."""
    rows = predicted.shape[:-1] == observed.shape and predicted.ndim > observed.ndim
    if not rows or (columns is not None and predicted.shape[-1] != columns):
        refuse_shapes(observed.shape, predicted.shape, hint=hint)


def in_blocks(
    rule: Callable[..., NDArray[np.float64]], first: NDArray[np.float64], *others: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What a rule of several steps makes of arrays of one shape, number by number, some thousands at a time.

    >>> import numpy as np
    >>> in_blocks(np.add, np.arange(4.0).reshape(2, 2), np.ones((2, 2))).tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    import numpy as np

    flat = [np.reshape(one, -1) for one in (first, *others)]
    answer = np.empty(first.size)
    for start in range(0, first.size, BLOCK):
        answer[start : start + BLOCK] = rule(*(one[start : start + BLOCK] for one in flat))
    return answer.reshape(first.shape)
