"""And, or: a claim that joins with both words can be read in two ways."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, told
from ledger.core.lint._words import Phrases, Span, at, words_of

CODE: Final = "L213"
NAME: Final = "and-or"
SEVERITY: Final[Severity] = "note"
MEANING: Final = "The claim joins with and as well as or, so that it can be read in two ways."
HINT: Final = "say either, both, or write (a) and (b) in the criteria"

_SLASHED: Final = re.compile(r"\band/or\b", re.IGNORECASE)
_ORDERED: Final = Phrases("either | both | at least one | any of | all of | each | between | whether or not")
_SIDES: Final = frozenset(
    {"more", "higher", "less", "fewer", "above", "below", "later", "earlier", "not", "better", "so"}
)


def faults(question: Worded) -> Iterator[Fault]:
    """The word "and/or", and "A or B and C" without comma, bracket, either or both; not where the criteria say which.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Ann or Bob and Cid resign"))]
    ['"or Bob and" can be read in two ways']
    """
    claim = question.claim
    if _ORDERED.within(f"{claim}\n{told(question)}"):
        return
    if slashed := _SLASHED.search(claim):
        yield fault_at("claim", claim, Span(*slashed.span()), "can be read in two ways")
    elif not set(claim) & set(",;()[]/"):
        yield from _mixed(claim)


def _mixed(claim: str) -> Iterator[Fault]:
    words = words_of(claim)
    joins = [n for n, word in enumerate(words) if word.text in {"and", "or"} and at(words, n + 1) not in _SIDES]
    for first, second in pairwise(joins):
        if words[first].text != words[second].text:
            span = Span(words[first].start, words[second].end)
            yield fault_at("claim", claim, span, "can be read in two ways")
            return
