"""What a question of a number or of a day asks for: how values are read, written exactly, and lined up."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from ledger.core.dates import LONGEST as LONGEST_DATE
from ledger.core.dates import shown
from ledger.core.numbers import decimal_text
from ledger.core.periods import read_period
from ledger.errors import InputError

LONGEST: Final = 40
"""Characters of a number."""

LARGEST_EXPONENT: Final = 300
"""Of a power of ten: what floats hold with room to spare."""

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?")
_NUMBERS: Final = "write a number such as 150, -3.5 or 1e6"
_DAYS: Final = "write 2030-06-15, 2030-06, 2030-Q3 or 2030"


class Quantity(NamedTuple):
    """How the values of one type are read into exact text: as the low end of a range, as the high end, and alone.

    `exactly` refuses what is wider than one value. `size` is the value of such a text on the axis that scores go by.
    """

    low: Callable[[str], str]
    high: Callable[[str], str]
    exactly: Callable[[str], str]
    size: Callable[[str], Decimal]


def read_number(text: str) -> str:
    """A plain decimal number as exact text: `150`, `-3.5`, `.5`, `1e6`; at most 40 characters, below 1e301.

    InputError for everything else: NaN, infinities, `0,7`, `1_000`, a number with its unit.

    >>> read_number(" 1.50 "), read_number("-3e2"), read_number("1e300")
    ('1.5', '-300', '1e300')
    >>> read_number("0,7")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: cannot read '0,7' as a number
    """
    said = text.strip()
    if len(said) > LONGEST or not _NUMBER.fullmatch(said):
        raise InputError(f"cannot read {shown(said)} as a number", hint=_advice(said))
    value = Decimal(said)
    if value and abs(value.adjusted()) > LARGEST_EXPONENT:
        message = f"{shown(said)} is too {'large' if value.adjusted() > 0 else 'small'} for a number"
        raise InputError(message, hint=f"numbers go from 1e-{LARGEST_EXPONENT} to 1e{LARGEST_EXPONENT}")
    return number_text(value)


def number_text(value: Decimal) -> str:
    """A finite decimal as text that reads back: plain digits, with an exponent where those were over 40 characters.

    >>> number_text(Decimal("1E+6")), number_text(Decimal("1.50E-200")), number_text(Decimal("-0"))
    ('1000000', '15e-201', '0')
    """
    plain = decimal_text(value)
    if len(plain) <= LONGEST:
        return plain
    sign, digits, _ = value.as_tuple()
    whole = "".join(map(str, digits)).rstrip("0")
    return f"{'-' * sign}{whole}e{value.adjusted() - len(whole.lstrip('0')) + 1}"


def read_day(text: str) -> str:
    """One whole day as ISO text; InputError for a period and for everything else.

    >>> read_day("2030-06-15")
    '2030-06-15'
    >>> read_day("2030-06")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: '2030-06' is more than one day
    """
    first, last = _period(text)
    if first != last:
        raise InputError(f"{shown(text.strip())} is more than one day", hint=f"write the day, such as {last}")
    return last.isoformat()


def read_range(text: str) -> tuple[str, str]:
    """The two sides of `LOW..HIGH` as typed, either of them perhaps empty; InputError without two dots, or with more.

    >>> read_range("0 .. 1000"), read_range("..5")
    (('0', '1000'), ('', '5'))
    """
    low, dots, high = text.partition("..")
    if not dots or high.startswith(".") or ".." in high:
        raise InputError(f"cannot read {shown(text.strip())} as a range", hint="write its two ends as in 100..400")
    return low.strip(), high.strip()


def _advice(said: str) -> str:
    if len(said) > LONGEST:
        return f"a number has at most {LONGEST} characters: {_NUMBERS}"
    whole, _, thousands = said.partition(",")
    if thousands.isdigit() and len(thousands) == 3 and whole.lstrip("+-").isdigit():
        return f"write {whole}{thousands}, or {whole}.{thousands} with a point"
    if "," in said and _NUMBER.fullmatch(said.replace(",", ".", 1)):
        return f"write {said.replace(',', '.', 1)}, with a point"
    if "," in said and _NUMBER.fullmatch(said.replace(",", "")):
        return f"write {said.replace(',', '')}, without commas"
    return _NUMBERS


def _period(text: str) -> tuple[date, date]:
    said = text.strip()
    words = said.split() if len(said) <= LONGEST_DATE else []
    try:
        # "Q3 2030" as people say it
        return read_period(f"{words[1]}-{words[0]}" if len(words) == 2 else said)
    except InputError as error:
        unread = error.message.startswith("cannot read")
        raise InputError(f"cannot read {shown(said)} as a day" if unread else error.message, hint=_DAYS) from None


def _first_day(text: str) -> str:
    return _period(text)[0].isoformat()


def _last_day(text: str) -> str:
    return _period(text)[1].isoformat()


def _ordinal(day: str) -> Decimal:
    return Decimal(date.fromisoformat(day).toordinal())


NUMBERS: Final = Quantity(low=read_number, high=read_number, exactly=read_number, size=Decimal)
DAYS: Final = Quantity(low=_first_day, high=_last_day, exactly=read_day, size=_ordinal)
"""A period is read as its first day where it begins a range, else as its last; days are counted from 0001-01-01."""

QUANTITIES: Final[Mapping[str, Quantity]] = {"numeric": NUMBERS, "date": DAYS}
