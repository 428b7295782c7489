"""Unrecorded condition: "if X, then Y" as a plain claim says nothing where X does not come."""

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.core.lint._clauses import verdicts
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, told
from ledger.core.lint._words import Phrases, Span, Word, at, listed, place_of, words_of

CODE: Final = "L504"
NAME: Final = "unrecorded-condition"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "The claim holds only if something else happens, and neither a condition nor an annulment is recorded."
HINT: Final = "record the condition as a question and add this one with --if ID=yes, or say when it is ANNULLED"

_CONDITIONS: Final = Phrases("""
    if | unless | provided that | provided | assuming | assuming that | conditional on | conditioned on | given that |
    in the event of | in the event that | should it | as long as | so long as | given
""")
_EMBEDDED: Final = frozenset(
    listed("""
    ask | asks | asked | decide | decides | see | know | knows | unclear | even | as | only | what | wonder |
    determine | determines | check | checks | or | and | was | is | are | were | be | been | has | have
""")
)


def faults(question: Worded) -> Iterator[Fault]:
    """A condition in the claim of a plain question, whose criteria do not annul it otherwise.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="If rates fall, house prices rise"))]
    ['"If" makes it conditional, and no condition is recorded']
    """
    if question.condition is not None or "annulled" in verdicts(told(question)):
        return
    words = words_of(question.claim)
    for span in _CONDITIONS.found(words):
        if not _is_embedded(words, span):
            place = place_of(words, span)
            yield fault_at("claim", question.claim, place, "makes it conditional, and no condition is recorded")
            return


def _is_embedded(words: Sequence[Word], span: Span) -> bool:
    """Whether it is no condition: "decides if", "even if", "is given", "provided by"."""
    before, following = at(words, span.start - 1), at(words, span.end)
    participle = words[span.start].text in {"given", "provided"} and span.end - span.start == 1
    return before in _EMBEDDED or (participle and (span.start > 0 or following in {"by", "to", "the"}))
