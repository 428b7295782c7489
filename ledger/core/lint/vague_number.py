"""Vague number: "many", "most", "several", "hundreds of", where nothing says how many that is."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import told
from ledger.core.lint._quantities import has_measure
from ledger.core.lint._unmeasured import unmeasured
from ledger.core.lint._vague import NUMBERS
from ledger.core.lint.no_criteria import needs_criteria

CODE: Final = "L202"
NAME: Final = "vague-number"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "A word such as many, most, several or hundreds of stands for a number that nothing names."
HINT: Final = "say how many in the criteria: at least five, more than half, 200 billion"


def faults(question: Worded) -> Iterator[Fault]:
    """Words for a number in the claim, or in criteria, where criteria and fine print set no threshold.

    A threshold in the claim does not help: in "many firms cut 20% of their staff" nobody knows how many firms.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Many firms cut 20% of their staff"))]
    ['"Many" names no number']
    """
    if needs_criteria(question) and not has_measure(told(question)):
        yield from unmeasured(question, NUMBERS, "names no number")
