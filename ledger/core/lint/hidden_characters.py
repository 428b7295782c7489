"""Hidden characters: controls, invisible spaces and turned directions, which make people judge other words."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from ledger.core.characters import HOSTILE, JOINERS
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import passages

CODE: Final = "L601"
NAME: Final = "hidden-characters"
SEVERITY: Final[Severity] = "error"
MEANING: Final = (
    "A character that is not seen, moves the cursor or turns the direction stands in claim, criteria or fine print."
)
HINT: Final = "fcl edit ID writes the words anew without it"

_LAYOUT: Final = frozenset("\n\r\t")
_BLANK: Final = frozenset("\u2800\u3164\uffa0\u115f\u1160\u180e")
"""Letters and signs that look like nothing."""


def faults(question: Worded) -> Iterator[Fault]:
    r"""Hostile characters, the first of each text; line breaks and tabs only where they stand in the claim.

    Joiners are left alone between letters of scripts that need them.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Rain\u202e soon"))]
    ['the hidden character U+202E stands in the claim']
    """
    for field, text in passages(question):
        place = None if text.isascii() and text.isprintable() else _first_hidden(text, lines=field != "claim")
        if place is not None:
            name = field.replace("_", " ")
            message = f"the hidden character U+{ord(text[place]):04X} stands in the {name}"
            yield Fault(message=message, field=field, start=place, end=place + 1)


def _first_hidden(text: str, *, lines: bool) -> int | None:
    return next((n for n, one in enumerate(text) if _is_hidden(one, lines=lines) and not _joins(text, n)), None)


def _is_hidden(character: str, *, lines: bool) -> bool:
    if character in _LAYOUT:
        return not lines
    return character in _BLANK or unicodedata.category(character) in HOSTILE


def _joins(text: str, place: int) -> bool:
    """Whether it is a joiner beside a letter outside ASCII, as Persian, Hindi and emoji need it."""
    return text[place] in JOINERS and not text[max(0, place - 1) : place].isascii()
