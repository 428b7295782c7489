"""Counting arrays of forecasts into the cells of a tally."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.numbers import MILLION
from ledger.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.bool_ | np.integer | np.floating]

# So many rows at once stay in the fast memory of a core.
_STRETCH = 1 << 14
_NUMBERS = "buif"


def counted(*, observed: ArrayLike, predicted: ArrayLike) -> Iterable[tuple[int, int, int]]:
    """How many rows say p and came out as y, as (p_ppm, y_ppm, n), by rising p_ppm and y_ppm; see `Tally.from_arrays`.

    >>> list(counted(observed=[1, 0.5, 1], predicted=[0.8, 0.3, 0.8]))
    [(300000, 500000, 1), (800000, 1000000, 2)]
    """
    y, p = _column(observed, name="observed"), _column(predicted, name="predicted")
    if len(y) != len(p):
        raise InputError(f"{len(y)} outcomes for {len(p)} probabilities", hint="give one outcome for each forecast")
    for start in _starts(p):
        _check(y[start : start + _STRETCH], p[start : start + _STRETCH], start=start)
    return _counted_whole(y, p) if _whole(y) else _counted_parts(y, p)


def _column(values: ArrayLike, *, name: str) -> Numbers:
    import numpy as np

    try:
        array: Numbers = np.asarray(values)
    except ValueError:
        raise InputError(f"{name} is not an array of numbers") from None
    if isinstance(values, np.ma.MaskedArray):
        # What is masked is missing, and missing values are refused by their row.
        array = np.where(np.ma.getmaskarray(values), np.nan, array)
    if array.dtype.kind not in _NUMBERS:
        try:
            array = np.asarray(array, dtype=object).astype(np.float64)
        except (TypeError, ValueError):
            raise InputError(f"{name} is not an array of numbers") from None
    if array.ndim != 1:
        raise InputError(f"{name} has {array.ndim} dimensions, not one", hint="give one value for each forecast")
    return array


def _starts(array: Numbers) -> range:
    return range(0, len(array), _STRETCH)


def _check(y: Numbers, p: Numbers, *, start: int) -> None:
    import numpy as np

    # The least and the greatest are NaN if any value is, and NaN is not at least 0.
    if y.min() >= 0 and y.max() <= 1 and p.min() >= 0 and p.max() <= 1:
        return
    good_y, good_p = ((column >= 0) & (column <= 1) for column in (y, p))
    row = int(np.argmin(good_y & good_p))
    name, column = ("observed", y) if not good_y[row] else ("predicted", p)
    raise InputError(
        f"{name}[{start + row}] is {column[row]}, which is not between 0 and 1",
        hint="leave out missing ones; write 0.7 for 70%",
    )


def _whole(y: Numbers) -> bool:
    if y.dtype.kind != "f":
        return True
    return all(bool(((part == 0) | (part == 1)).all()) for part in (y[at : at + _STRETCH] for at in _starts(y)))


def _parts(values: Numbers) -> NDArray[np.float64]:
    import numpy as np

    parts: NDArray[np.float64] = np.multiply(values, float(MILLION), dtype=np.float64)
    np.rint(parts, out=parts)
    # Nearly nothing is not nothing, and nearly certain is not certain.
    np.maximum(parts, values > 0, out=parts)
    np.minimum(parts, MILLION - (values < 1).astype(np.float64), out=parts)
    return parts


def _counted_whole(y: Numbers, p: Numbers) -> Iterator[tuple[int, int, int]]:
    import numpy as np

    keys = np.empty(len(p), dtype=np.intp)
    for start in _starts(p):
        stretch = slice(start, start + _STRETCH)
        keys[stretch] = 2 * _parts(p[stretch]) + y[stretch]
    counts = np.bincount(keys)
    for key in np.flatnonzero(counts).tolist():
        yield key // 2, key % 2 * MILLION, int(counts[key])


def _counted_parts(y: Numbers, p: Numbers) -> Iterator[tuple[int, int, int]]:
    import numpy as np

    keys = _parts(p).astype(np.int64) * (MILLION + 1) + _parts(y).astype(np.int64)
    for key, n in zip(*(part.tolist() for part in np.unique(keys, return_counts=True)), strict=True):
        yield *divmod(key, MILLION + 1), n
