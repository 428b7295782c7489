"""No criteria: nothing says when the claim has come true."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded

CODE: Final = "L101"
NAME: Final = "no-criteria"
SEVERITY: Final[Severity] = "error"
MEANING: Final = "Nothing says when the claim counts as come true; the parts of a bundle and machine rules need none."
HINT: Final = "fcl edit ID --criteria 'YES if ... NO if ... ANNULLED if ...'"


def needs_criteria(question: Worded) -> bool:
    """Whether people have to judge the question: no machine rule settles it, and it is no bundle of others."""
    return question.rule is None and question.composite is None


def faults(question: Worded) -> Iterator[Fault]:
    """A question that people must judge, without a word of criteria or fine print.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="It rains in Ghent on 1 May 2027"))]
    ['nothing says when it counts as come true']
    """
    if needs_criteria(question) and not (question.criteria or question.fine_print or "").strip():
        yield Fault(message="nothing says when it counts as come true")
