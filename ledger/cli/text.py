"""Text for terminals: strangers' words made harmless, cut and padded to columns."""

import unicodedata
from typing import Final

from ledger.core.characters import printable

__all__ = ["cut", "padded", "percent", "printable", "printable_table", "short_percent", "width"]

LONGEST_PERCENT: Final = len("12.34%")


def width(text: str) -> int:
    """Columns that a text takes in a terminal.

    >>> width("日本"), width("é")
    (4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """The text in at most so many columns, ending in … where it was longer.

    >>> cut("a long claim", 8)
    'a long …'
    """
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for character in text:
        used += _columns(character)
        if used > columns - 1:
            break
        kept.append(character)
    return "".join(kept) + "…"


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with spaces to so many columns.

    >>> padded("7", 3, right=True)
    '  7'
    """
    gap = " " * max(0, columns - width(text))
    return gap + text if right else text + gap


def printable_table(text: str) -> str:
    """A table as text, made harmless: its tabs and line feeds stay."""
    return "\t".join(printable(piece, lines=True) for piece in text.split("\t"))


def percent(probability: str | None) -> str:
    """A stored probability as people say it.

    >>> percent("0.7"), percent("0.005"), percent(None)
    ('70%', '0.5%', '-')
    """
    if probability is None:
        return "-"
    from decimal import Decimal

    from ledger.core.numbers import decimal_text

    return decimal_text(Decimal(probability) * 100) + "%"


def short_percent(probability: str | None) -> str:
    """A stated probability for a list: at most four digits that say something, and never 0% or 100% for what is not.

    >>> short_percent("0.083333333333333333"), short_percent("0.999999"), short_percent("0.7")
    ('8.333%', '99.9999%', '70%')
    """
    whole = percent(probability)
    if len(whole) <= LONGEST_PERCENT:
        return whole
    from decimal import Context, Decimal

    from ledger.core.numbers import decimal_text

    short = Context(prec=4).create_decimal(Decimal(whole[:-1]))
    return whole if short == 100 else decimal_text(short) + "%"
