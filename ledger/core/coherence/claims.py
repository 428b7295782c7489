"""Claims brought to a form in which the same claim is the same words: without its words of time, and without "not".

Cautious on purpose: what is not sure to be the same claim, or its denial, stays another claim. Letter case, the ending
of a word in -s, "the" and "will" make no difference; any other word does.
"""

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Final

from ledger.core.deadlines import Deadline, read_deadline
from ledger.errors import InputError

LONGEST_PHRASE: Final = 8
"""Words that a phrase of time may have."""

_BY: Final = frozenset({"by", "before", "prior", "ahead", "no"})
_LENGTHS: Final = frozenset({"in", "within", "over", "inside"})
_UNITS: Final = frozenset(
    f"{unit}{s}" for unit in ("day", "week", "month", "quarter", "half", "year", "decade", "century") for s in ("", "s")
)
_TIMED: Final = frozenset({
    "at", "between", "during", "for", "from", "inside", "not", "on", "over", "since", "sometime", "starting",
    "throughout", "through", "until", "till", "up", "after", "in", "within",
})  # fmt: skip
_NAMED: Final = frozenset({"this", "next", "today", "tomorrow", "the", "end"})
_MONTHS: Final = frozenset({
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "tod", "tom", "spr", "sum",
    "aut", "win",
})  # fmt: skip
_BETWEEN: Final = _BY | _TIMED | _NAMED | frozenset({
    "a", "and", "another", "beginning", "close", "coming", "couple", "earlier", "early", "few", "first", "fourth",
    "half", "last", "late", "later", "latest", "mid", "middle", "of", "one", "or", "second", "start", "ten", "than",
    "third", "time", "to", "turn", "two", "three", "five",
})  # fmt: skip
_SILENT: Final = frozenset({"the", "will"})
_EDGES: Final = ".,;:!?\"'()[]\u2026\u201c\u201d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is claimed, without words of time; `denied` where it is claimed not to come true.

    `phrase` is the words of time that were taken out, None where the claim has none that name its deadline.
    """

    words: tuple[str, ...]
    denied: bool
    phrase: str | None


def read_claim(text: str, days: Collection[date] = (), made: date | None = None) -> Claim:
    """A claim as it is compared; a phrase of time is taken out where it names one of the `days`, said on `made`.

    It stands at the end, or at the start where none does. A claim is denied by "not", "n't", "no", "never" and "fails
    to", unless the claim joins or reports others, or the denial may speak of some of many: then the words stay.

    >>> end = date(2027, 12, 31)
    >>> read_claim("By 2027, the ECB won't cut rates", [end], date(2026, 1, 2))
    Claim(words=('ecb', 'cut', 'rate'), denied=True, phrase='By 2027,')
    >>> read_claim("The ECB cuts rates before 2028.", [end], date(2026, 1, 2)).words
    ('ecb', 'cut', 'rate')
    """
    words = unicodedata.normalize("NFKC", text).replace("\u2019", "'").split()
    start, end = _time_in(words, days, made) if made else (0, 0)
    phrase = " ".join(words[start:end]) or None
    plain = [bare for word in (*words[:start], *words[end:]) if (bare := word.strip(_EDGES).casefold())]
    kept, denied = _undenied(list(_spelled_out(plain)))
    return Claim(words=tuple(_stem(word) for word in kept if word not in _SILENT), denied=denied, phrase=phrase)


def is_by(phrase: str, *, bare: bool = False) -> bool:
    """Whether words of time name a last day and no first, as "by 2028" and "within 5 years" do.

    "2028" alone does with `bare`: as a deadline it is a last day, at the end of a claim it may be the year it is about.

    >>> [is_by(phrase) for phrase in ("by 2028", "in 5 years", "in 2028", "until 2028", "2028")]
    [True, True, False, False, False]
    >>> is_by("2028", bare=True), is_by("on 1 May 2028", bare=True)
    (True, False)
    """
    first, *others = [word.strip(_EDGES) for word in phrase.casefold().split()] or [""]
    if first in _BY or (first in _LENGTHS and _UNITS.intersection(others)):
        return True
    return bare and first not in _TIMED


def _time_in(words: Sequence[str], days: Collection[date], made: date) -> tuple[int, int]:
    """Where the words of time are: at the end, else at the start; the longest phrase that names one of the days."""
    count = len(words)
    ends = ((start, count) for start in range(max(1, count - LONGEST_PHRASE), count))
    starts = ((0, end) for end in range(min(LONGEST_PHRASE, count - 1), 0, -1))
    for start, end in (*ends, *starts):
        if _may_begin(words[start]) and _is_dated(words[start:end]) and _day(" ".join(words[start:end]), made) in days:
            return start, end
    return 0, 0


def _may_begin(word: str) -> bool:
    plain = word.strip(_EDGES).casefold()
    return plain in _BY | _TIMED | _NAMED or any(character.isdigit() for character in plain)


def _is_dated(words: Sequence[str]) -> bool:
    """Whether a phrase may name a day: only words of time, and a number, a month or a unit among them."""
    plain = [word.strip(_EDGES).casefold() for word in words]
    named = [word[:3] in _MONTHS or word in _UNITS or any(map(str.isdigit, word)) for word in plain]
    return any(named) and all(name or word in _BETWEEN for name, word in zip(named, plain, strict=True))


@lru_cache(maxsize=4096)
def _day(phrase: str, made: date) -> date | None:
    try:
        found = read_deadline(phrase, made=made, zone=UTC, now=datetime.combine(made, time(12), UTC))
    except InputError:
        return None
    return found.day if isinstance(found, Deadline) else None


_WHOLE: Final = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not"),
    "has": ("have",), "fail": ("fails",), "failed": ("fails",),
}  # fmt: skip


def _spelled_out(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if word in _WHOLE:
            yield from _WHOLE[word]
        elif word.endswith("n't"):
            yield from (word[:-3], "not")
        else:
            yield word


_DENIALS: Final = frozenset({"not", "never", "no"})
_DOING: Final = frozenset({"do", "does", "did"})
_JOINING: Final = frozenset({
    "and", "or", "but", "nor", "while", "that", "whether", "if", "unless", "because", "except", "without", "until",
    "say", "says", "announces", "decides", "promises", "vows", "pledges", "claims", "predicts", "expects", "thinks",
    "believes", "agrees", "votes", "rules", "declares", "proposes", "tells", "states", "warns", "reports", "denies",
})  # fmt: skip
_SOME: Final = frozenset({
    "any", "some", "several", "many", "most", "few", "both", "all", "every", "each", "either", "one", "two",
    "three", "least", "than", "exactly", "only", "about", "another",
})  # fmt: skip


def _undenied(words: list[str]) -> tuple[list[str], bool]:
    """The words without a denial, and whether there was one; as they are where it is not sure what is denied."""
    places = [place for place, word in enumerate(words) if _denies(words, place)]
    if len(places) != 1 or _JOINING.intersection(words) or _SOME.intersection(words[: places[0]]):
        return words, False
    place = places[0]
    before, after = words[:place], words[place + (2 if words[place] == "fails" else 1) :]
    plain = [*(before[:-1] if before and before[-1] in _DOING else before), *after]
    return (words, False) if after[:1] == ["to"] or not plain else (plain, True)


def _denies(words: Sequence[str], place: int) -> bool:
    return words[place] in _DENIALS or (words[place] == "fails" and words[place + 1 : place + 2] == ["to"])


def _stem(word: str) -> str:
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")) else word
