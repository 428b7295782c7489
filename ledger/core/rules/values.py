"""What was observed: a number, a day or words; and how two of them compare."""

import operator
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from ledger.core.dates import shown
from ledger.core.quantity import read_number
from ledger.errors import InputError

Value = Decimal | date | str

LONGEST: Final = 200
"""Characters of an observed value."""

COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}
EQUALITY: Final = ("=", "!=")

_DAY: Final = len("2026-01-31")


def value_text(text: str) -> str:
    """An observed value as it is kept: a number in plain digits, anything else with single spaces.

    InputError for an empty value and for more than 200 characters.

    >>> value_text(" 24.0 "), value_text("Google  DeepMind")
    ('24', 'Google DeepMind')
    """
    said = " ".join(text.split())
    if not said:
        raise InputError("the observed value is empty", hint='write a number, a day or a word: fcl observe NAME "24"')
    if len(said) > LONGEST:
        raise InputError(f"{shown(said)} has {len(said)} characters", hint=f"a value has at most {LONGEST}")
    number = _number(said)
    return said if number is None else number


@lru_cache(maxsize=65_536)  # a record is read once for each question that it may settle
def read_value(text: str) -> Value:
    """A number exactly, a whole day in ISO form, else words: in any case and spacing the same.

    >>> read_value("24.50"), read_value("2026-05-01"), read_value("Open  AI") == read_value("open ai")
    (Decimal('24.50'), datetime.date(2026, 5, 1), True)
    """
    said = text.strip()
    if _number(said) is not None:
        return Decimal(said)
    try:
        if len(said) == _DAY:
            return date.fromisoformat(said)
    except ValueError:
        pass
    return " ".join(unicodedata.normalize("NFC", said).casefold().split())


def _number(said: str) -> str | None:
    try:
        return read_number(said)
    except InputError:
        return None


def comparable(value: Value, comparison: str, other: Value) -> bool:
    """Whether the comparison says anything of the two: both numbers or both days, or equality of words.

    >>> comparable("google", "=", "openai"), comparable("google", ">", "openai"), comparable("n/a", "<", Decimal(3))
    (True, False, False)
    """
    return type(value) is type(other) and (comparison in EQUALITY or not isinstance(value, str))


def compare(value: Value, comparison: str, other: Value) -> bool:
    """Whether it holds; the two are comparable.

    >>> compare(Decimal("24.0"), ">=", Decimal(24))
    True
    """
    return COMPARISONS[comparison](value, other)
