"""Values of a number or a day within the bounds of their question."""

from decimal import Decimal
from typing import Final

from ledger.core.dates import shown
from ledger.core.frame import Frame
from ledger.core.quantity import QUANTITIES
from ledger.errors import InputError
from ledger.question_types.outcome import VERDICTS, Outcome

BELOW: Final = "below"
ABOVE: Final = "above"
_WORDS: Final = {BELOW: BELOW, "below_lower_bound": BELOW, ABOVE: ABOVE, "above_upper_bound": ABOVE}
_NEVER: Final = "never"


def size_of(value: str, frame: Frame) -> Decimal:
    """A value, in exact text, on the axis of its question: a number itself, of a day the count of days."""
    return QUANTITIES[frame.type].size(value)


def rises(value: str, other: str, frame: Frame) -> bool:
    """Whether the first lies below the other, so far apart that floats tell them apart."""
    return float(size_of(value, frame)) < float(size_of(other, frame))


def inside(value: str, frame: Frame) -> str:
    """The value as it is; InputError where it lies beyond a closed bound.

    >>> inside("1200", Frame(type="numeric", lower="0", upper="1000"))
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: 1200 lies above the upper bound 1000
    """
    size = size_of(value, frame)
    if frame.lower is not None and not frame.open_lower and size < size_of(frame.lower, frame):
        message = f"{value} lies below the lower bound {frame.lower}"
        raise InputError(message, hint="the bound is closed: nothing below it can come out")
    if frame.upper is not None and not frame.open_upper and size > size_of(frame.upper, frame):
        message = f"{value} lies above the upper bound {frame.upper}"
        raise InputError(message, hint="the bound is closed: nothing above it can come out")
    return value


def read_value(text: str, frame: Frame) -> Outcome:
    """What a question of a number or of a day came out as; `value` is left out.

    One value, or `below` or `above` where that side has an open bound, or a verdict. InputError otherwise.
    """
    said = text.strip().lower()
    if found := VERDICTS.get(said):
        return found
    if said in _WORDS or (said == _NEVER and frame.type == "date"):
        return Outcome(verdict="resolved", outcome=_beyond(said, frame))
    return Outcome(verdict="resolved", outcome=inside(QUANTITIES[frame.type].exactly(text), frame))


def _beyond(said: str, frame: Frame) -> str:
    word = _WORDS.get(said, ABOVE)
    bound, is_open = (frame.lower, frame.open_lower) if word == BELOW else (frame.upper, frame.open_upper)
    if bound is None or not is_open:
        side = "a lower" if word == BELOW else "an upper"
        hint = "write the value itself, or ambiguous"
        raise InputError(f"{shown(said)} says nothing without {side} bound that is open", hint=hint)
    return word
