"""Sentences that may be predictions: those whose signs weigh enough."""

from functools import lru_cache
from typing import Final

from ledger.sources.detection.phrases import Found, Lexicon, place_of, words_of
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
    signs = _signs(text, sentence)
    score = sum(WEIGHTS[sign].hundredths for sign in signs)
    if score < threshold:
        return None
    reasons = tuple(_reason(text, sentence, found) for found in sorted(signs.values(), key=lambda one: one.start))
    deadline = next((reason.words for reason in reasons if reason.name == _TIME), None)
    return Proposal(start=sentence.start, end=sentence.end, score=score, reasons=reasons, deadline=deadline)


def _signs(text: str, sentence: Sentence) -> dict[str, Found]:
    """The first phrase of each sign in a sentence."""
    signs: dict[str, Found] = {}
    for found in lexicon().found(words_of(text, sentence.start, sentence.end)):
        signs.setdefault(found.sign, found)
    return signs


def _reason(text: str, sentence: Sentence, found: Found) -> Reason:
    start, end = place_of(text, sentence.start, sentence.end, found)
    return Reason(name=found.sign, words=text[start:end], weight=WEIGHTS[found.sign].hundredths)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The phrases of every family of signs."""
    return Lexicon({sign: phrases for family in FAMILIES.values() for sign, phrases in family.items()})
