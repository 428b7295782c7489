"""Shares of options beside the option that came true, checked before a rule sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.scoring._arrays import beside, floats, place_in, probabilities, refuse_where

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

TOLERANCE = 1e-9


def check_shares(observed: ArrayLike, predicted: ArrayLike) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The place of the option that came true in each row, and the rows of shares.

    `predicted` has one more axis than `observed`, its last: the options, at least two. An `InputError` for other
    shapes, for a place that is no whole number from 0 to K - 1, and for shares outside [0, 1] or that do not add up to
    1 within 1e-9.
    """
    import numpy as np

    places, shares = floats(observed, name="observed"), probabilities(predicted, name="predicted")
    beside(places, shares, hint="give a row of shares for each outcome, and of each outcome the place of its option")
    options = shares.shape[-1]
    if options < 2:
        raise InputError(f"predicted has {options} option in a row", hint="give shares of at least two options")
    unknown = (places != np.floor(places)) | (places < 0) | (places >= options)
    refuse_where(unknown, places, name="observed", because=f"is not the place of an option, 0 to {options - 1}")
    _check_sums(shares)
    return places.astype(np.intp), shares


def _check_sums(shares: NDArray[np.float64]) -> None:
    import numpy as np

    sums = shares.sum(axis=-1)
    off = np.argwhere(np.abs(sums - 1) > TOLERANCE)
    if len(off):
        row = tuple(int(index) for index in off[0])
        raise InputError(f"the shares of {place_in('predicted', row)} add up to {sums[row]:.12g}, not to 1")


def share_of(places: NDArray[np.intp], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of the option that came true, in each row."""
    import numpy as np

    taken: NDArray[np.float64] = np.take_along_axis(shares, places[..., np.newaxis], axis=-1)[..., 0]
    return taken
