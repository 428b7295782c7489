"""Double negative: a claim that says no twice is read wrongly."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._negation import denials
from ledger.core.lint._passages import fault_at
from ledger.core.lint._words import Span, at, place_of, words_of

CODE: Final = "L209"
NAME: Final = "double-negative"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "The claim denies twice: whoever settles it may read it the wrong way round."
HINT: Final = "say it without the negations; the forecast of the opposite is 1 - p"

_TURNED: Final = frozenset({
    "unlikely", "impossible", "unable", "unsuccessful", "uncommon", "unreasonable", "unusual", "unwilling", "fail",
    "fails", "failed", "failing", "refuse", "refuses", "deny", "denies", "avoid", "avoids", "prevent", "prevents",
    "stop", "stops", "lack", "lacks", "unless", "without", "reject", "rejects", "cease", "ceases", "absence",
})  # fmt: skip
_JOINS: Final = frozenset({"and", "or", "nor", "but"})
_REACH: Final = 4
"""Words from a negator within which a word that denies too is about the same thing."""


def faults(question: Worded) -> Iterator[Fault]:
    """Two negations of one verb in the claim; not in thresholds ("no later than") and not in "neither ... nor".

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="The senate does not fail to pass the bill"))]
    ['"not fail" denies twice']
    """
    words = words_of(question.claim)
    denying = denials(words)
    for place in denying[:1]:
        near = range(place + 1, place + 1 + _REACH)
        second = next((one for one in near if one in denying or at(words, one) in _TURNED), None)
        if second is not None and not _JOINS & {word.text for word in words[place:second]}:
            yield fault_at("claim", question.claim, place_of(words, Span(place, second + 1)), "denies twice")
