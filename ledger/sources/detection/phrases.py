"""Phrases looked up among the words of a sentence, all signs at once; every word is tried once, over bounded reach."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"\d[\d.,]*|['\u2019]?[^\W\d_]+|[?%]|[,;:()\u2014]")
_ROOM: Final = re.compile(r"/\s+")
_CLITICS: Final = frozenset({"'s", "'t", "'ll", "'re", "'ve", "'d", "'m"})
_FAR: Final = 24
_GAPS: Final = {"..": 3, "....": 6, "...": _FAR}
FIRST: Final = "^"
PAUSE: Final = ","
NUMBER: Final = "<number>"
YEAR: Final = "<year>"
PAST: Final = "<past>"
DONE: Final = "<done>"
DOING: Final = "<doing>"
_CLASSES: Final = frozenset({FIRST, PAUSE, NUMBER, YEAR, PAST, DONE, DOING})
_PAUSES: Final = frozenset(",;:()\u2014")
_IRREGULAR: Final = frozenset({
    "been", "had", "done", "gone", "made", "become", "come", "given", "taken", "seen", "known", "found", "lost", "won",
    "cost", "left", "kept", "held", "said", "told", "thought", "got", "gotten", "put", "cut", "led", "met", "paid",
    "sold", "sent", "built", "bought", "brought", "caught", "fallen", "risen", "grown", "shown", "written", "broken",
    "chosen", "driven", "begun", "run", "let", "set", "meant", "felt", "heard", "spent", "stood", "understood", "died",
})  # fmt: skip
_NUMBERS: Final = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty", "thirty", "forty", "fifty", "hundred", "hundreds", "dozen", "half",
})  # fmt: skip


_Keys = Sequence[tuple[str, ...]]
"""The words of a sentence, each as all that it is looked up as."""


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
        self.gaps: dict[int, _State] = {}
        self.signs: list[str] = []

    def take_over(self, other: "_State") -> None:
        """Let what follows the other state follow this one as well."""
        for word, states in other.words.items():
            self.words.setdefault(word, []).extend(states)
        for reach, state in other.gaps.items():
            self.gaps[reach] = _merged([*filter(None, [self.gaps.get(reach)]), state])
        self.signs.extend(other.signs)


def words_of(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words of a stretch of text in small letters, numbers, `?` and `%`.

    An apostrophe begins a word, any mark of a pause is `,`.

    >>> words_of("It won't cost 2,000!")
    ['it', 'won', "'t", 'cost', '2,000']
    """
    return [_plain(word) for word in _TOKEN.findall(text, start, len(text) if end is None else end)]


def _plain(word: str) -> str:
    word = word.lower()
    if word in _PAUSES:
        return PAUSE
    if word[0] in "'\u2019":
        clitic = "'" + word[1:]
        return clitic if clitic in _CLITICS else word[1:]
    return word


def places_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each of the words of a stretch of text stands in the text, a number without the marks after it."""
    return [
        (one.start(), one.start() + len(one[0].rstrip(".,") or one[0])) for one in _TOKEN.finditer(text, start, end)
    ]


class Lexicon:
    """Phrases of many signs, `|` between them, in a small language.

    `a/b` is either (a line may end after the stroke), `(a/b)?` either or nothing, `a_b` two words in such a place;
    `..` up to three words without a pause, `....` up to six, `...` up to 24 of any kind; `^` the beginning of the
    sentence; `<number>`, `<year>` (from 2000 on), `<past>` (a year before), `<done>` (a participle of the past) and
    `<doing>` any of them.

    >>> few = Lexicon({"time": "in (just/only)? <number> years | by <year>", "denied": "does_not/doesn't .. last"})
    >>> for found in few.found(words_of("It doesn't ever last; in only five years, or by 2030")):
    ...     print(found)
    Found(sign='denied', start=1, end=5)
    Found(sign='time', start=6, end=10)
    Found(sign='time', start=12, end=14)
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
        keys = [_keys(word) for word in words]
        begun = self._root.get(FIRST)
        found = _longest(begun, keys, 0, 0) if begun is not None else []
        for place, either in enumerate(keys):
            for key in either:
                if key in self._root:
                    found.extend(_longest(self._root[key], keys, place, place + 1))
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
        state.gaps[_GAPS[piece]] = after
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
    return [word for one in words.split("_") for word in ([one] if one in _CLASSES else words_of(one))]


def year_of(word: str) -> int | None:
    """The year that a word may be, from 1500 to 2199, else None.

    >>> year_of("2030."), year_of("300"), year_of("soon")
    (2030, None, None)
    """
    number = word.rstrip(".,")
    return int(number) if len(number) == 4 and number.isdecimal() and 1500 <= int(number) < 2200 else None


@lru_cache(maxsize=20_000)
def _keys(word: str) -> tuple[str, ...]:
    """What a word is looked up as: itself, and the classes that it belongs to."""
    if word[0].isdigit():
        year = year_of(word)
        return (NUMBER,) if year is None else (YEAR if year >= 2000 else PAST, NUMBER)
    if word in _NUMBERS:
        return (word, NUMBER)
    if len(word) > 4 and word.endswith("ing"):
        return (word, DOING)
    return (word, DONE) if word in _IRREGULAR or (len(word) > 3 and word.endswith("ed")) else (word,)


def _longest(state: _State, keys: _Keys, start: int, place: int) -> list[Found]:
    """The signs whose phrases lead on from a state, each with the farthest end."""
    ends: dict[str, int] = {}
    _follow(state, keys, place, ends)
    return [Found(sign, start, end) for sign, end in ends.items()]


def _follow(state: _State, keys: _Keys, place: int, ends: dict[str, int]) -> None:
    """Note the signs whose phrases end somewhere from this place on, and where."""
    for sign in state.signs:
        ends[sign] = max(place, ends.get(sign, 0))
    if state.words:
        _step(state.words, keys, place, ends)
    for reach, after in state.gaps.items():
        for further in range(place, _farthest(keys, place, reach) + 1):
            _step(after.words, keys, further, ends)


def _step(words: Mapping[str, list[_State]], keys: _Keys, place: int, ends: dict[str, int]) -> None:
    if place < len(keys):
        for key in keys[place]:
            for after in words.get(key, ()):
                _follow(after, keys, place + 1, ends)


def _farthest(keys: _Keys, place: int, reach: int) -> int:
    """How far a gap may reach: a short one not over a pause, none over the end."""
    end = min(place + reach, len(keys))
    return end if reach == _FAR else next((at for at in range(place, end) if PAUSE in keys[at]), end)
