"""Text for terminals: strangers' words made harmless, cut and padded to columns."""

import unicodedata
from typing import Final

HOSTILE: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})
JOINERS: Final = frozenset({"\u200c", "\u200d"})


def printable(text: str, *, lines: bool = False) -> str:
    r"""The text without anything that could move the cursor, change its direction or hide itself.

    Control, format and line-separating characters are written as escapes; with `lines`, line feeds stay.

    >>> printable("a\x1b[31mb\u202ec")
    'a\\x1b[31mb\\u202ec'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character, lines=lines) for character in text)


def _shown(character: str, *, lines: bool) -> str:
    if (lines and character == "\n") or character in JOINERS:
        return character
    if unicodedata.category(character) in HOSTILE:
        return " " if character in "\n\t\r" else character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character


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
