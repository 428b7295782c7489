"""What a forecaster gave to each bucket of a question, from a probability, from shares or from a CDF."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ledger.errors import InputError

FLOOR: Final = 0.001
"""The least probability that the platform scores; 1 - FLOOR is the greatest."""

_TOLERANCE: Final = 1e-6
_WAYS: Final = 2

Pmf = tuple[float | None, ...]


def clip(probability: float) -> float:
    """A probability as the platform scores it, moved into [0.001, 0.999]; an `InputError` outside [0, 1].

    >>> clip(1.0), clip(0.3)
    (0.999, 0.3)
    """
    if not 0 <= probability <= 1:
        raise InputError(f"the probability {probability} is not between 0 and 1")
    return min(max(probability, FLOOR), 1 - FLOOR)


def binary_pmf(probability: float) -> Pmf:
    """The shares of no (bucket 0) and yes (bucket 1) from the probability of yes, clipped to [0.001, 0.999].

    >>> binary_pmf(0.75)
    (0.25, 0.75)
    """
    yes = clip(probability)
    return (1 - yes, yes)


def option_pmf(shares: Sequence[float | None]) -> Pmf:
    """Shares over options, each clipped to [0.001, 0.999]; None where the option did not exist yet.

    The last option is "Other", which is read where an option is missing. An `InputError` for fewer than two shares,
    a share outside [0, 1], a missing "Other", or shares that do not add up to 1.

    >>> option_pmf([0.25, None, 0.75])
    (0.25, None, 0.75)
    >>> option_pmf([0.25, 0.5])
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: the shares add up to 0.75, not to 1
    """
    given = [share for share in shares if share is not None]
    clipped = tuple(None if share is None else clip(share) for share in shares)
    if len(given) < _WAYS or shares[-1] is None:
        raise InputError("shares are needed for two options at least, and for the last one, which stands for 'Other'")
    if abs(math.fsum(given) - 1) > _TOLERANCE:
        raise InputError(f"the shares add up to {math.fsum(given):.6g}, not to 1")
    return clipped


def cdf_pmf(cdf: Sequence[float]) -> Pmf:
    """Shares of the buckets of a scale from the CDF at their edges, the first and the last bucket out of bounds.

    An `InputError` for fewer than two edges, values outside [0, 1], and a CDF that falls anywhere.

    >>> cdf_pmf([0.125, 0.5, 0.75])
    (0.125, 0.375, 0.25, 0.25)
    """
    if len(cdf) < _WAYS:
        raise InputError(f"a CDF at {len(cdf)} edges holds no bucket", hint="give it at two edges at least")
    for place, value in enumerate(cdf, 1):
        if not 0 <= value <= 1:
            raise InputError(f"value {place} of the CDF, {value}, is not between 0 and 1")
    for place, (before, value) in enumerate(pairwise(cdf), 2):
        if value < before:
            raise InputError(f"the CDF falls from {before} to {value} at value {place}")
    return differences(cdf)


def differences(cdf: Sequence[float]) -> Pmf:
    """What lies below the first edge, between each two, and above the last; nothing is checked, see `cdf_pmf`.

    >>> differences([0.5, 1.5, 1.0])
    (0.5, 1.0, -0.5, 0.0)
    """
    return (cdf[0], *(after - before for before, after in pairwise(cdf)), 1 - cdf[-1])
