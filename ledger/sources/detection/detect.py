"""Sentences that may be predictions: those whose signs weigh enough."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from ledger.sources.detection.phrases import Found, Lexicon, places_of, words_of, year_of
from ledger.sources.detection.sentences import Sentence, split
from ledger.sources.detection.signs import FAMILIES
from ledger.sources.detection.weights import THRESHOLD, WEIGHTS
from ledger.sources.proposals import Proposal, Reason

_TIME: Final = ("time-ahead", "time-year", "not-until")
_DATED: Final = frozenset({"time-ahead", "time-year", "not-until", "change-dated"})
_BARE: Final = "time-year"
"""The sign that says nothing unless one knows when it was said: "in 2025"."""


def detect(text: str, *, said: int | None = None, threshold: int = THRESHOLD) -> list[Proposal]:
    """The sentences of a text whose signs sum to the threshold, in hundredths, each with every sign and its weight.

    `said` is the year in which it was said, where that is known: a year before it is not ahead. Each sign counts once
    in a sentence, by the words that showed it first. Takes time linear in the text. Reads English.

    >>> detect("It rained all day.")
    []
    >>> [len(detect("It may be here in 2027.", said=said)) for said in (2026, 2030, None)]
    [1, 0, 0]
    """
    found = (_weighed(text, sentence, said, threshold) for sentence in split(text))
    return [proposal for proposal in found if proposal is not None]


def _weighed(text: str, sentence: Sentence, said: int | None, threshold: int) -> Proposal | None:
    signs = signs_of(text, sentence, said=said)
    score = sum(WEIGHTS[sign].hundredths for sign in signs)
    if score < threshold:
        return None
    reasons = tuple(_reasons(text, sentence, signs.values()))
    deadline = next((reason.words for reason in reasons if reason.name in _TIME), None)
    return Proposal(start=sentence.start, end=sentence.end, score=score, reasons=reasons, deadline=deadline)


def signs_of(text: str, sentence: Sentence, *, said: int | None = None) -> dict[str, Found]:
    """The first phrase of each sign in a sentence, by the sign's name."""
    signs: dict[str, Found] = {}
    words = words_of(text, sentence.start, sentence.end)
    for found in lexicon().found(words):
        if found.sign not in _DATED or _is_ahead(found, words, said):
            signs.setdefault(found.sign, found)
    return signs


def _is_ahead(found: Found, words: Sequence[str], said: int | None) -> bool:
    """Whether the years of a time phrase, if it has any, do not lie before the one it was said in."""
    years = [year for year in map(year_of, words[found.start : found.end]) if year is not None]
    if found.sign == _BARE:
        return said is not None and max(years) > said
    return said is None or not years or max(years) >= said


def _reasons(text: str, sentence: Sentence, signs: Iterable[Found]) -> Iterator[Reason]:
    places = places_of(text, sentence.start, sentence.end)
    for found in sorted(signs, key=lambda one: one.start):
        words = text[places[found.start][0] : places[found.end - 1][1]]
        yield Reason(name=found.sign, words=words, weight=WEIGHTS[found.sign].hundredths)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The phrases of every family of signs."""
    return Lexicon({sign: phrases for family in FAMILIES.values() for sign, phrases in family.items()})
