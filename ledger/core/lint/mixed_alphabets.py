"""Mixed alphabets: a word in which letters of another alphabet pass for Latin ones."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, passages
from ledger.core.lint._words import Span, words_of

CODE: Final = "L602"
NAME: Final = "mixed-alphabets"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = (
    "A word mixes Latin letters with Cyrillic or Greek ones that look the same: two words that only look alike."
)
HINT: Final = "write the word anew in one alphabet"

_GREEK_TWINS: Final = frozenset(
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03c1\u03b9"
)
"""Greek letters that pass for Latin ones; micro and alpha in units and names do not."""


def faults(question: Worded) -> Iterator[Fault]:
    r"""Words with Latin and look-alike letters together.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="P\u0430ypal is sold"))]
    ['"P\u0430ypal" mixes alphabets']
    """
    for field, text in passages(question):
        if text.isascii():
            continue
        for word in words_of(text):
            if _is_mixed(text[word.start : word.end]):
                yield fault_at(field, text, Span(word.start, word.end), "mixes alphabets")


def _is_mixed(word: str) -> bool:
    if word.isascii():
        return False
    names = [unicodedata.name(one, "") for one in word]
    latin = any(name.startswith("LATIN") for name in names)
    return latin and (any(name.startswith("CYRILLIC") for name in names) or bool(_GREEK_TWINS & set(word)))
