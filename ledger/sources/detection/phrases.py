"""Phrases looked up among the words of a sentence, all signs at once; every word is tried once, over bounded reach."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"\d[\d.,]*|['\u2019]?[^\W\d_]+|[?%]")
_ROOM: Final = re.compile(r"/\s+")
_CLITICS: Final = frozenset({"'s", "'t", "'ll", "'re", "'ve", "'d", "'m"})
_GAPS: Final = {"..": 3, "...": 12}
FIRST: Final = "^"
NUMBER: Final = "<number>"
YEAR: Final = "<year>"
_NUMBERS: Final = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty", "thirty", "forty", "fifty", "hundred", "hundreds", "dozen", "half",
})  # fmt: skip


class Found(NamedTuple):
    """A phrase in a sentence: the sign it belongs to, its first word and the one after its last, counted from 0."""

    sign: str
    start: int
    end: int


class _State:
    """How far a phrase has been read: what each next word leads to, how far it may lie, which signs are complete."""

    __slots__ = ("gaps", "signs", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[_State]] = {}
        self.gaps: list[tuple[int, _State]] = []
        self.signs: list[str] = []

    def take_over(self, other: "_State") -> None:
        """Let what follows the other state follow this one as well."""
        for word, states in other.words.items():
            self.words.setdefault(word, []).extend(states)
        self.gaps.extend(other.gaps)
        self.signs.extend(other.signs)


def words_of(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words of a stretch of text in small letters, with numbers, `?` and `%`; an apostrophe begins a word.

    >>> words_of("It won't cost 2,000!")
    ['it', 'won', "'t", 'cost', '2,000']
    """
    return [_plain(word) for word in _TOKEN.findall(text, start, len(text) if end is None else end)]


def _plain(word: str) -> str:
    word = word.lower()
    if word[0] in "'\u2019":
        clitic = "'" + word[1:]
        return clitic if clitic in _CLITICS else word[1:]
    return word


def place_of(text: str, start: int, end: int, found: Found) -> tuple[int, int]:
    """Where a phrase found among the words of `text[start:end]` stands in the text."""
    places = [(one.start(), one.end()) for one in _TOKEN.finditer(text, start, end)]
    return places[found.start][0], places[found.end - 1][1]


class Lexicon:
    """Phrases of many signs, `|` between them, in a small language.

    `a/b` is either (a line may end after the stroke), `(a/b)?` either or nothing, `a_b` two words in such a place,
    `..` up to three words, `...` up to twelve, `^` the beginning of the sentence, `<number>` and `<year>` any of them.

    >>> few = Lexicon({"time": "in (just/only)? <number> years | by <year>", "denied": "does_not/doesn't .. last"})
    >>> for found in few.found(words_of("It doesn't ever last; in only five years, or by 2030")):
    ...     print(found)
    Found(sign='denied', start=1, end=5)
    Found(sign='time', start=5, end=9)
    Found(sign='time', start=10, end=12)
    """

    __slots__ = ("_root",)

    def __init__(self, signs: Mapping[str, str]) -> None:
        root = _State()
        for sign, phrases in signs.items():
            for phrase in phrases.split("|"):
                root.take_over(_read(phrase, sign))
        # One state for each first word, so that a place costs one look-up and not one for each phrase.
        self._root = {word: _merged(states) for word, states in root.words.items()}

    def found(self, words: Sequence[str]) -> list[Found]:
        """Every phrase in a sentence, for each sign the longest at each place; those bound to its beginning first."""
        begun = self._root.get(FIRST)
        found = _longest(begun, words, 0, 0) if begun is not None else []
        for place, word in enumerate(words):
            for key in _keys(word):
                state = self._root.get(key)
                if state is not None:
                    found.extend(_longest(state, words, place, place + 1))
        return found


def _read(phrase: str, sign: str) -> _State:
    """The state from which a phrase is read to its end."""
    state = _State()
    state.signs.append(sign)
    for piece in reversed(_ROOM.sub("/", phrase).split()):
        state = _before(piece, state)
    return state


def _before(piece: str, after: _State) -> _State:
    """The state from which a piece of a phrase leads to the state after it."""
    state = _State()
    if piece in _GAPS:
        state.gaps.append((_GAPS[piece], after))
        return state
    if piece.endswith(")?"):
        state.take_over(after)
    for literal in _bare(piece).split("/"):
        first, *rest = _literal(literal)
        state.words.setdefault(first, []).append(_chain(rest, after))
    return state


def _bare(piece: str) -> str:
    """A piece without the marks of what may be missing."""
    return piece.removesuffix("?").strip("()") or piece


def _chain(words: Sequence[str], after: _State) -> _State:
    for word in reversed(words):
        state = _State()
        state.words[word] = [after]
        after = state
    return after


def _merged(states: Sequence[_State]) -> _State:
    merged = _State()
    for state in states:
        merged.take_over(state)
    return merged


def _literal(words: str) -> list[str]:
    """The words of one alternative."""
    return [word for one in words.split("_") for word in ([one] if one in {FIRST, NUMBER, YEAR} else words_of(one))]


def _keys(word: str) -> tuple[str, ...]:
    """What a word is looked up as: itself, or the classes that it belongs to."""
    if word[0].isdigit():
        whole = word.rstrip(".,")
        return (YEAR, NUMBER) if len(whole) == 4 and whole.isdecimal() and "1900" <= whole < "2200" else (NUMBER,)
    return (word, NUMBER) if word in _NUMBERS else (word,)


def _longest(state: _State, words: Sequence[str], start: int, place: int) -> list[Found]:
    ends: dict[str, int] = {}
    for sign, end in _ends(state, words, place):
        ends[sign] = max(end, ends.get(sign, end))
    return [Found(sign, start, end) for sign, end in ends.items()]


def _ends(state: _State, words: Sequence[str], place: int) -> Iterator[tuple[str, int]]:
    """The signs whose phrases end somewhere from this place on, and where."""
    for sign in state.signs:
        yield sign, place
    yield from _step(state, words, place)
    for reach, after in state.gaps:
        for further in range(place, min(place + reach, len(words)) + 1):
            yield from _ends(after, words, further)


def _step(state: _State, words: Sequence[str], place: int) -> Iterator[tuple[str, int]]:
    if place < len(words):
        for key in _keys(words[place]):
            for after in state.words.get(key, ()):
                yield from _ends(after, words, place + 1)
