"""Exact prices: the fraction that somebody said, and fractions as text."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from ledger.core.numbers import decimal_text, ratio

LARGEST: Final = 1_000_000
"""The largest denominator of a ratio that is looked for behind a rounded decimal."""


def exact(text: str) -> Fraction:
    """The fraction behind a stored decimal: of a ratio without end, kept as 18 digits, the ratio that was said.

    Otherwise three shares of 1/3 would not make 1. No other ratio up to `LARGEST` rounds to a decimal of 12 digits.

    >>> exact("0.333333333333333333"), exact("0.35")
    (Fraction(1, 3), Fraction(7, 20))
    """
    value = Fraction(text)
    simple = value.limit_denominator(LARGEST)
    written = ratio(Decimal(simple.numerator), Decimal(simple.denominator))
    return simple if Fraction(written) == value else value


def fraction_text(value: Fraction) -> str:
    """A fraction as a decimal where 18 digits hold it, else as a ratio.

    >>> fraction_text(Fraction(1, 8)), fraction_text(Fraction(-1, 3))
    ('0.125', '-1/3')
    """
    written = ratio(Decimal(value.numerator), Decimal(value.denominator))
    return decimal_text(written) if Fraction(written) == value else str(value)
