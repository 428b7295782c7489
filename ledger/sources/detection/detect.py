"""Sentences that may be predictions: those whose signs weigh enough."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from ledger.sources.detection.phrases import Found, Lexicon, places_of, words_of
from ledger.sources.detection.sentences import Sentence, split
from ledger.sources.detection.signs import FAMILIES
from ledger.sources.detection.weights import THRESHOLD, WEIGHTS
from ledger.sources.proposals import Proposal, Reason

_TIME: Final = "time-ahead"


def detect(text: str, *, threshold: int = THRESHOLD) -> list[Proposal]:
    """The sentences of a text whose signs sum to the threshold, in hundredths, each with every sign and its weight.

    Each sign counts once in a sentence, by the words that showed it first. Takes time linear in the text. Reads
    English.

    >>> detect("It rained all day.")
    []
    """
    found = (_weighed(text, sentence, threshold) for sentence in split(text))
    return [proposal for proposal in found if proposal is not None]


def _weighed(text: str, sentence: Sentence, threshold: int) -> Proposal | None:
    signs = signs_of(text, sentence)
    score = sum(WEIGHTS[sign].hundredths for sign in signs)
    if score < threshold:
        return None
    reasons = tuple(_reasons(text, sentence, signs.values()))
    deadline = next((reason.words for reason in reasons if reason.name == _TIME), None)
    return Proposal(start=sentence.start, end=sentence.end, score=score, reasons=reasons, deadline=deadline)


def signs_of(text: str, sentence: Sentence) -> dict[str, Found]:
    """The first phrase of each sign in a sentence, by the sign's name."""
    signs: dict[str, Found] = {}
    for found in lexicon().found(words_of(text, sentence.start, sentence.end)):
        signs.setdefault(found.sign, found)
    return signs


def _reasons(text: str, sentence: Sentence, signs: Iterable[Found]) -> Iterator[Reason]:
    places = places_of(text, sentence.start, sentence.end)
    for found in sorted(signs, key=lambda one: one.start):
        words = text[places[found.start][0] : places[found.end - 1][1]]
        yield Reason(name=found.sign, words=words, weight=WEIGHTS[found.sign].hundredths)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The phrases of every family of signs."""
    return Lexicon({sign: phrases for family in FAMILIES.values() for sign, phrases in family.items()})
