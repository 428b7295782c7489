"""No unit of the answer: a question that asks for a number, and nobody knows of what."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded

CODE: Final = "L502"
NAME: Final = "no-number-unit"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "The question asks for a number and has no unit."
HINT: Final = "give it with --unit: USD bn, %, people, points"


def faults(question: Worded) -> Iterator[Fault]:
    """A numeric question without a unit.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="How long is the bridge?", type="numeric"))]
    ['the answer is a number without a unit']
    """
    if question.type == "numeric" and not (question.unit or "").strip():
        yield Fault(message="the answer is a number without a unit")
