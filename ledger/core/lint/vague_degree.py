"""Vague degree: "significant", "major", "strong", where nothing says how much that is."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import told
from ledger.core.lint._quantities import has_measure
from ledger.core.lint._unmeasured import unmeasured
from ledger.core.lint._vague import DEGREES
from ledger.core.lint.no_criteria import needs_criteria

CODE: Final = "L201"
NAME: Final = "vague-degree"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = (
    "A word of degree such as significant, major or rapidly has no measure in claim, criteria or fine print."
)
HINT: Final = "give the mark in the criteria: at least 20%, above 3 million, first of five"


def faults(question: Worded) -> Iterator[Fault]:
    """Words of degree in the claim, or in criteria, where no threshold and no definition stands anywhere.

    Names ("Great Britain"), fixed terms ("large language model") and words that the criteria take up in quotation
    marks or define are left alone.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Labs make significant progress"))]
    ['"significant" has no measure']
    """
    if needs_criteria(question) and not has_measure(f"{question.claim}\n{told(question)}"):
        yield from unmeasured(question, DEGREES, "has no measure")
