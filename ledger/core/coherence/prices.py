"""Exact prices: the fraction that somebody said, and fractions as text."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from ledger.core.numbers import decimal_text, ratio

DIGITS: Final = 18
"""Digits to which the ledger rounds a ratio that has no end."""

_SIMPLE: Final = 1_000_000


def exact(text: str) -> Fraction:
    """The fraction behind a stored decimal: of a ratio without end, kept as 18 digits, the ratio that was said.

    Otherwise three shares of 1/3 would not make 1. Only ratios with a denominator up to a million are found.

    >>> exact("0.333333333333333333"), exact("0.35")
    (Fraction(1, 3), Fraction(7, 20))
    """
    value = Fraction(text)
    if len(Decimal(text).as_tuple().digits) < DIGITS:
        return value
    simple = value.limit_denominator(_SIMPLE)
    written = ratio(Decimal(simple.numerator), Decimal(simple.denominator))
    return simple if Fraction(written) == value else value


def fraction_text(value: Fraction) -> str:
    """A fraction as a decimal where 18 digits hold it, else as a ratio.

    >>> fraction_text(Fraction(1, 8)), fraction_text(Fraction(-1, 3))
    ('0.125', '-1/3')
    """
    written = ratio(Decimal(value.numerator), Decimal(value.denominator))
    return decimal_text(written) if Fraction(written) == value else str(value)
