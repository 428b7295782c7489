"""No bound: a question that asks when, and never says what "not at all" would be."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded

CODE: Final = "L503"
NAME: Final = "no-bound"
SEVERITY: Final[Severity] = "note"
MEANING: Final = "The question asks when, and no bound, deadline or review date says until when one waits."
HINT: Final = "give bounds such as --bounds 2027-01-01..2040-12-31, or a review date"


def faults(question: Worded) -> Iterator[Fault]:
    """A question for a date without an upper bound, a deadline and a review date.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Peace is signed", type="date"))]
    ['nothing says until when one waits']
    """
    if question.type == "date" and not (question.upper or question.deadline or question.review_on):
        yield Fault(message="nothing says until when one waits")
