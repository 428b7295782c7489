"""A text cut into sentences, line by line: a heading or a bullet is a sentence of its own, none crosses a line."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOP: Final = re.compile(r"[.!?\u2026\u3002\uff01\uff1f]+")
_CLOSING: Final = re.compile(r"[\"'\u201d\u2019\u00bb)\]}*_]*")
_OPENING: Final = re.compile(r"\s*[\"'\u201c\u2018\u00ab(\[{*_\u2014\u2013-]*")
_LONGEST: Final = 12
_ABBREVIATED: Final = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "gen", "rep", "sen", "gov", "capt", "lt", "col", "sgt",
    "rev", "hon", "vs", "e.g", "i.e", "cf", "viz", "ca", "approx", "no", "nos", "vol", "pp", "p", "fig", "eq",
    "sec", "art", "op", "incl", "est", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec", "mt", "ft", "al", "messrs", "dept", "univ", "assn",
})  # fmt: skip
_EITHER: Final = frozenset({
    "etc", "inc", "ltd", "corp", "co", "u.s", "u.k", "u.n", "e.u", "a.m", "p.m", "d.c", "ph.d", "bros", "plc",
})  # fmt: skip
"""Abbreviations that also end a sentence: what follows decides."""
_STARTERS: Final = frozenset({
    "the", "a", "an", "it", "its", "this", "that", "these", "those", "he", "she", "they", "we", "i", "you",
    "there", "here", "in", "on", "at", "by", "for", "from", "with", "but", "and", "or", "so", "if", "when",
    "while", "after", "before", "as", "however", "yet", "still", "now", "then", "what", "who", "how", "why",
    "both", "most", "many", "some", "all", "no", "not", "one", "his", "her", "their", "our", "my",
})  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")


class Sentence(NamedTuple):
    """Where a sentence stands: code points of the text, end exclusive, no white space at either end."""

    start: int
    end: int


def split(text: str) -> list[Sentence]:
    r"""The sentences of a text in their order; together they hold all of it but white space. Takes linear time.

    A full stop ends one where white space and no small letter follow, unless it belongs to an abbreviation, an initial
    or the number of an item.

    >>> text = "1. Costs\nDr. J. Roe paid $2.50 in the U.S. last May. \u201cWhy?\u201d he asked... Nobody knew!"
    >>> for one in split(text):
    ...     print(text[one.start : one.end])
    1. Costs
    Dr. J. Roe paid $2.50 in the U.S. last May.
    “Why?” he asked...
    Nobody knew!
    """
    return [sentence for line in _LINE.finditer(text) for sentence in _sentences(text, line.start(), line.end())]


def _sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentences of one line."""
    begun = start
    for stop in _STOP.finditer(text, start, end):
        closed = _matched(_CLOSING, text, stop.end(), end)
        if _ends(text, stop, begun, closed, end):
            yield from _stripped(text, begun, closed)
            begun = closed
    yield from _stripped(text, begun, end)


def _ends(text: str, stop: re.Match[str], begun: int, closed: int, end: int) -> bool:
    """Whether a sentence ends with this full stop and the quotation marks after it."""
    if closed < end and not text[closed].isspace() and stop[0].isascii():
        return False
    following = _matched(_OPENING, text, closed, end)
    if following >= end:
        return True
    return not text[following].islower() and not (stop[0] == "." and _abbreviated(text, begun, stop.start(), following))


def _abbreviated(text: str, begun: int, stop: int, following: int) -> bool:
    """Whether the word before a full stop is cut short by it; looks back a few letters only."""
    before = text[max(begun, stop - _LONGEST) : stop].split()
    word = before[-1].lstrip("\"'(\u201c\u2018[*_") if before else ""
    if word.isdigit():
        return before == [word]
    if word.lower() in _EITHER:
        return not _starts(text, following)
    return (
        word.lower() in _ABBREVIATED - {"no"}
        or _is_initial(word)
        or (word in {"No", "no"} and text[following].isdigit())
    )


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word != "I"


def _starts(text: str, following: int) -> bool:
    """Whether the word at a place is one that sentences begin with."""
    word = _WORD.match(text, following, following + _LONGEST)
    return word is not None and word[0].lower() in _STARTERS


def _matched(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where what a pattern takes from this place on ends; the place itself where it takes nothing."""
    found = pattern.match(text, start, end)
    return found.end() if found is not None else start


def _stripped(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentence without white space at its ends, if anything is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(start, end)
