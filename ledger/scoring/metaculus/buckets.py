"""Which bucket of a question came out, from the words of its resolution."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from ledger.errors import InputError

VOID: Final = frozenset({None, "", "annulled", "ambiguous"})
"""Resolutions that leave a question without an outcome."""

_SHOWN: Final = 60
# Takes an edge of two buckets into the lower one, in spite of rounding.
_INTO_LOWER: Final = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A range cut into buckets of equal width, counted from 1; bucket 0 lies below it and `buckets` + 1 above.

    `low` and `high` are the bounds (of dates: seconds since 1970 in UTC). With a `zero_point` the widths are equal in
    the logarithm of the distance to that point, which lies outside the range. An `InputError` for bounds out of order,
    no bucket at all, or a zero point inside.

    >>> Scale(low=0, high=200, buckets=200).bucket(1.5), Scale(low=1, high=1e10, zero_point=0, buckets=200).bucket(1e5)
    (2, 100)
    """

    low: float
    high: float
    buckets: int
    zero_point: float | None = None

    def __post_init__(self) -> None:
        """Check the bounds."""
        if not -math.inf < self.low < self.high < math.inf or self.buckets < 1:
            raise InputError(f"{self.buckets} buckets from {self.low} to {self.high} are not a scale")
        if self.zero_point is not None and not (self.zero_point < self.low or self.high < self.zero_point):
            raise InputError(f"the zero point {self.zero_point} does not lie outside {self.low} to {self.high}")

    def bucket(self, value: float) -> int:
        """The bucket of a value; bucket 1 holds both its edges, every other in bounds its upper one. No NaN."""
        if math.isnan(value):
            raise InputError("not-a-number lies in no bucket")
        if value < self.low:
            return 0
        if value > self.high:
            return self.buckets + 1
        if value == self.high:
            return self.buckets
        return max(int(self._location(value) * self.buckets + 1 - _INTO_LOWER), 1)

    def _location(self, value: float) -> float:
        if self.zero_point is None:
            return (value - self.low) / (self.high - self.low)
        unit = self.low - self.zero_point
        return math.log((value - self.zero_point) / unit) / math.log((self.high - self.zero_point) / unit)


def binary_bucket(resolution: str | None) -> int | None:
    """1 for yes, 0 for no, None where there is no outcome; an `InputError` for other words.

    >>> binary_bucket("yes"), binary_bucket("no"), binary_bucket("annulled")
    (1, 0, None)
    """
    return option_bucket(resolution, options=("no", "yes"))


def option_bucket(resolution: str | None, *, options: Sequence[str]) -> int | None:
    """The place of an option, from 0, None where there is no outcome; an `InputError` where there is no such option.

    >>> option_bucket("Other", options=["a", "b", "Other"])
    2
    """
    if resolution in VOID:
        return None
    if resolution not in options:
        raise InputError(f"no option is called {_shown(resolution)}", hint=f"there is {', '.join(options)}")
    return options.index(resolution)


def number_bucket(resolution: str | None, *, scale: Scale) -> int | None:
    """The bucket of a number, of `below_lower_bound` or `above_upper_bound`; None where there is no outcome.

    An `InputError` for what is not a number.

    >>> number_bucket("0.25", scale=Scale(low=0, high=1, buckets=10))
    3
    """
    return _bucket_of(resolution, scale=scale, read=float, noun="number")


def date_bucket(resolution: str | None, *, scale: Scale) -> int | None:
    """The bucket of a date or a time in ISO 8601, read as UTC where it names no zone; else as `number_bucket`.

    >>> date_bucket("1970-01-02", scale=Scale(low=0, high=864000, buckets=10))
    1
    """
    return _bucket_of(resolution, scale=scale, read=_seconds, noun="date")


def _bucket_of(resolution: str | None, *, scale: Scale, read: Callable[[str], float], noun: str) -> int | None:
    if resolution is None or resolution in VOID:
        return None
    if resolution == "below_lower_bound":
        return 0
    if resolution == "above_upper_bound":
        return scale.buckets + 1
    try:
        value = read(resolution)
    except (ValueError, OverflowError):
        raise InputError(f"{_shown(resolution)} is not a {noun}") from None
    return scale.bucket(value)


def _seconds(text: str) -> float:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _shown(text: str | None) -> str:
    return repr(text if text is None or len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
