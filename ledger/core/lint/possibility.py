"""Possibility: could, may, might: a claim that nothing can make false."""

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at
from ledger.core.lint._words import Span, Word, at, words_of

CODE: Final = "L206"
NAME: Final = "possibility"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "The claim says that something could, may or might happen: nothing can make that false."
HINT: Final = "claim that it happens, and say in the forecast how likely that is"

_MODALS: Final = frozenset({"could", "may", "might", "couldn't", "mightn't"})
_SAYING: Final = frozenset({"that", "whether", "who", "which", "law", "allows", "rules", "believe", "say", "says"})
_THING: Final = frozenset(
    {"military", "naval", "air", "and", "of", "the", "economic", "by", "in", "on", "early", "mid"}
)


def faults(question: Worded) -> Iterator[Fault]:
    """Could, may or might as the claim's verb; not in a clause that says what others say or what a law allows.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Rain may fall in May"))]
    ['"may" cannot come out false']
    """
    words = words_of(question.claim)
    reported = next((n for n, word in enumerate(words) if word.text in _SAYING), len(words))
    for place, word in enumerate(words[:reported]):
        if word.text in _MODALS and not _is_noun(question.claim, words, place):
            yield fault_at("claim", question.claim, Span(word.start, word.end), "cannot come out false")


def _is_noun(claim: str, words: Sequence[Word], place: int) -> bool:
    """Whether it is the month, a name, or power: "May 2027", "military might"."""
    capital = place > 0 and claim[words[place].start].isupper()
    return capital or at(words, place - 1) in _THING or not at(words, place + 1).isalpha()
