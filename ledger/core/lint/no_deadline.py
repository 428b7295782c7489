"""No deadline: nothing says by when, so that it never becomes false."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._dates import dates_in
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, told
from ledger.core.lint._words import Span
from ledger.core.lint.no_criteria import needs_criteria

CODE: Final = "L301"
NAME: Final = "no-deadline"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "No deadline: an open claim never becomes false by itself. A note where a review date stands."
HINT: Final = "fcl edit ID --by DATE, or --review DATE for a day to look again"


def faults(question: Worded) -> Iterator[Fault]:
    """A question without a deadline; a note where there is a review date.

    Nothing where a review date stands and the criteria name a day as well, or a condition has to come first.
    Questions for a date need an upper bound instead, and bundles have the deadlines of their parts.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="People land on Mars"))]
    ['no deadline: it can never come out false']
    """
    if question.deadline is not None or question.composite is not None or question.type == "date":
        return
    dates = dates_in(told(question)) if needs_criteria(question) else ()
    if dates and not question.review_on:
        yield _named(question)
    elif not dates and not (question.condition is not None and question.review_on):
        severity: Severity | None = "note" if question.review_on else None
        what = f"only a review date, {question.review_on}" if question.review_on else "it can never come out false"
        yield Fault(message=f"no deadline: {what}", severity=severity)


def _named(question: Worded) -> Fault:
    """The criteria or fine print name a date that was not recorded as deadline."""
    field: Final = "criteria" if dates_in(question.criteria or "") else "fine_print"
    text = (question.criteria if field == "criteria" else question.fine_print) or ""
    date = dates_in(text)[-1]
    return fault_at(field, text, Span(date.start, date.end), "is named, and no deadline is recorded")
