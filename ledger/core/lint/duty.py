"""Duty: should, must, need to: what ought to be, where a claim says what will be."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at
from ledger.core.lint._words import Phrases, listed, place_of, words_of

CODE: Final = "L207"
NAME: Final = "duty"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "The claim says what should, must or needs to be done; what will be seen is another question."
HINT: Final = "claim what will have happened: who will have done what, by when"

_DUTIES: Final = Phrases("""
    should | ought to | must | need to | needs to | have to | has to | will need | is necessary | are necessary |
    is needed | are needed | it is time to | had better | deserves to | deserve to
""")
_ORDERS: Final = frozenset(
    listed("""
    that | whether | law | rule | rules | court | judge | order | orders | requires | require | mandate | regulation |
    bill | act | ban | ruling | referendum | say | says | believe | think | agree | poll | which | how | what | who
""")
)


def faults(question: Worded) -> Iterator[Fault]:
    """Verbs of duty in the claim; not behind a law, a court, or somebody who says that it must be.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Schools have to rethink exams"))]
    ['"have to" says what ought to be, not what will be']
    """
    words = words_of(question.claim)
    ordered = next((n for n, word in enumerate(words) if word.text in _ORDERS), len(words))
    for span in _DUTIES.found(words):
        if span.start < ordered:
            yield fault_at("claim", question.claim, place_of(words, span), "says what ought to be, not what will be")
