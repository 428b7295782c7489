"""Characters of strangers' words made harmless: nothing moves the cursor, turns the direction or hides itself."""

import unicodedata
from typing import Final

HOSTILE: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})
JOINERS: Final = frozenset({"\u200c", "\u200d"})


def printable(text: str, *, lines: bool = False) -> str:
    r"""The text with control, format and line-separating characters written as escapes; with `lines`, line feeds stay.

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
