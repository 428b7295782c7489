"""Whether criteria and fine print say what a word of the claim means."""

from functools import lru_cache
from typing import Final

from ledger.core.lint._words import Word, at, words_of

_DEFINES: Final = frozenset({
    "means", "mean", "meaning", "denotes", "refers", "counts", "defined", "definition", "stands", "read", "requires",
    "understood",
})  # fmt: skip
_QUOTES: Final = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb")
STEM: Final = 5


@lru_cache(maxsize=64)
def defines(told: str, phrase: str) -> bool:
    """Whether a text takes a phrase up in quotation marks, before a colon, or with "means", "is read as", "counts".

    Inflections count: the first five letters decide.

    >>> defines("'Some of the winners' is read as two or more.", "some"), defines("Some rain fell.", "some")
    (True, False)
    """
    words = words_of(told)
    first = words_of(phrase)[0].text[:STEM]
    return any(word.text.startswith(first) and _takes_up(told, words, place) for place, word in enumerate(words))


def _takes_up(told: str, words: tuple[Word, ...], place: int) -> bool:
    start, end = words[place].start, words[place].end
    following = {at(words, one) for one in range(place + 1, place + 5)}
    return _beside(told, start, end) or told[end : end + 1] == ":" or bool(following & _DEFINES)


def _beside(told: str, start: int, end: int) -> bool:
    """Whether a quotation mark stands before or after a word."""
    return told[max(0, start - 1) : start] in _QUOTES or told[end : end + 1] in _QUOTES
