"""Texts cut into words with their places, and phrases looked up among them; all in one pass over the text."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SENTENCE_END: Final = re.compile(r"[.!?](?=[\s\"'\u201d\u2019)]|\Z)|\n")
_ABBREVIATIONS: Final = frozenset({
    "e.g", "i.e", "u.s", "u.k", "u.n", "no", "dr", "mr", "mrs", "ms", "st", "vs", "incl", "approx", "inc", "ltd", "jr",
    "etc", "a.m", "p.m", "cf", "d.c",
})  # fmt: skip
HEADLINE: Final = 0.7


class Word(NamedTuple):
    """A word without its case, and where it stands."""

    text: str
    start: int
    end: int


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Word, ...]:
    """The words and numbers of a text; a hyphen parts two words, an apostrophe does not.

    >>> [word.text for word in words_of("It won't be a step-change of 2,000")]
    ['it', "won't", 'be', 'a', 'step', 'change', 'of', '2,000']
    """
    return tuple(
        Word(found[0].casefold().replace("\u2019", "'"), found.start(), found.end()) for found in _WORD.finditer(text)
    )


@lru_cache(maxsize=16)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, a line being one at least.

    >>> [text[span.start : span.end] for text in ["YES if 2.5%. NO if not."] for span in sentences(text)]
    ['YES if 2.5%.', ' NO if not.']
    """
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if end[0] == "." and _abbreviated(text, end.start()):
            continue
        found.append(Span(start, end.end()))
        start = end.end()
    return (*found, Span(start, len(text))) if text[start:].strip() else tuple(found)


def _abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop belongs to an abbreviation; looks back a few letters only."""
    before = text[max(0, stop - 8) : stop].split()
    return bool(before) and before[-1].lstrip("(").lower() in _ABBREVIATIONS and text[stop - 2 : stop] != "NO"


def listed(*columns: str) -> list[str]:
    """The phrases of some columns of text, with `|` between them.

    >>> list(listed("one | two three"))
    ['one', 'two three']
    """
    return [phrase.strip() for column in columns for phrase in column.replace("\n", " ").split("|") if phrase.strip()]


class Phrases:
    """Phrases to look for, given with `|` between them; the longest wins where several begin alike.

    >>> few = Phrases("a few | a few years")
    >>> [few.found(words_of("in a few years"))]
    [[Span(start=1, end=4)]]
    """

    __slots__ = ("_by_first",)

    def __init__(self, *columns: str) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(listed(*columns), key=lambda one: -one.count(" ")):
            first, *rest = phrase.split()
            self._by_first.setdefault(first, []).append(tuple(rest))

    def found(self, words: Sequence[Word]) -> list[Span]:
        """Where they stand, as a span of words; none overlaps another."""
        return list(self._found(words))

    def _found(self, words: Sequence[Word]) -> Iterator[Span]:
        done = 0
        for place, word in enumerate(words):
            if place >= done and word.text in self._by_first:
                end = self._end(words, place)
                if end is not None:
                    yield Span(place, end)
                    done = end

    def _end(self, words: Sequence[Word], place: int) -> int | None:
        """The end of the longest phrase that begins with the word at this place, None where none does."""
        for rest in self._by_first[words[place].text]:
            end = place + 1 + len(rest)
            if tuple(word.text for word in words[place + 1 : end]) == rest:
                return end
        return None

    def within(self, text: str | None) -> bool:
        """Whether any of them stands in a text."""
        return text is not None and next(self._found(words_of(text)), None) is not None


def place_of(words: Sequence[Word], span: Span) -> Span:
    """The place in the text of a span of words."""
    return Span(words[span.start].start, words[span.end - 1].end)


def at(words: Sequence[Word], place: int) -> str:
    """The word at a place, empty outside the text.

    >>> at(words_of("one two"), -1), at(words_of("one two"), 1)
    ('', 'two')
    """
    return words[place].text if 0 <= place < len(words) else ""


def is_name(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether a word is written as a name: a capital inside the sentence, or at its beginning before another name.

    In a headline, where nearly every word has a capital, none is told from a name.

    >>> [is_name(one, words_of(one), 0) for one in ("Great Britain wins", "Great news", "Major AI labs merge")]
    [True, False, False]
    """
    if not text[words[place].start].isupper() or is_headline(text):
        return False
    if place > 0 and not _begins_sentence(text, words[place].start):
        return True
    following = words[place + 1 : place + 2]
    return any(_titled(text, word) for word in following)


def _titled(text: str, word: Word) -> bool:
    return text[word.start].isupper() and not text[word.start : word.end].isupper()


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \"'(\u201c\u2018")
    return not before or before[-1] in ".!?:;\n"


@lru_cache(maxsize=16)
def is_headline(text: str) -> bool:
    """Whether nearly all longer words of a text have a capital.

    >>> is_headline("SpaceX Makes Significant Progress By 2030"), is_headline("SpaceX makes progress")
    (True, False)
    """
    longer = [word for word in words_of(text) if word.end - word.start > 3 and word.text[0].isalpha()]
    return len(longer) >= 4 and sum(text[word.start].isupper() for word in longer) >= HEADLINE * len(longer)
