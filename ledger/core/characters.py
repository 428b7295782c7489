"""Characters of strangers' words made harmless: nothing moves the cursor, turns the direction or hides itself."""

import unicodedata
from collections.abc import Iterator
from typing import Final

HOSTILE: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})
JOINERS: Final = frozenset({"\u200c", "\u200d"})
FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters that look like nothing."""
MOST_MARKS: Final = 30
"""On one letter: more than any language needs (Unicode Standard Annex 15, section 13)."""


def printable(text: str, *, lines: bool = False) -> str:
    r"""The text with what controls, hides, separates or floods written as escapes; with `lines`, line feeds stay.

    >>> printable("a\x1b[31mb\u202ec")
    'a\\x1b[31mb\\u202ec'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_pieces(text, lines=lines))


def json_safe(document: str) -> str:
    r"""A JSON document with the same characters as JSON escapes: it reads back the same.

    >>> json_safe('"a\u202eb"')
    '"a\\u202eb"'
    """
    if document.isascii() and "\x7f" not in document:
        return document
    return document.translate({ord(one): _json_escape(one) for one in set(document) if one > "~" and _is_hostile(one)})


def _json_escape(character: str) -> str:
    import json

    return json.dumps(character).strip('"')


def _pieces(text: str, *, lines: bool) -> Iterator[str]:
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        yield _escape(character) if marks > MOST_MARKS else _shown(character, lines=lines)


def _shown(character: str, *, lines: bool) -> str:
    if (lines and character == "\n") or not _is_hostile(character):
        return character
    return " " if character in "\n\t\r" else _escape(character)


def _is_hostile(character: str) -> bool:
    return character in FILLERS or (character not in JOINERS and unicodedata.category(character) in HOSTILE)


def _escape(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
