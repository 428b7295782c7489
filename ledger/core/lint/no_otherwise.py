"""No otherwise: criteria that say when it is YES, and nothing of NO."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._clauses import verdicts
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import told

CODE: Final = "L103"
NAME: Final = "no-otherwise"
SEVERITY: Final[Severity] = "note"
MEANING: Final = "The criteria say when it is YES and not when it is NO."
HINT: Final = "add: NO if ..., or: NO otherwise"


def faults(question: Worded) -> Iterator[Fault]:
    """Criteria of a yes-or-no question that speak of YES and never of NO; criteria without verdicts are left alone.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="It rains", criteria="YES if KMI reports rain"))]
    ['the criteria do not say when it is NO']
    """
    found = verdicts(told(question))
    if question.type == "binary" and "yes" in found and "no" not in found:
        yield Fault(message="the criteria do not say when it is NO")
