"""Impression: what a claim says can be felt and not looked up: reshape, be a big deal, catch up."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import told
from ledger.core.lint._quantities import has_measure
from ledger.core.lint._unmeasured import unmeasured
from ledger.core.lint._vague import IMPRESSIONS
from ledger.core.lint.no_criteria import needs_criteria

CODE: Final = "L203"
NAME: Final = "impression"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = (
    "The claim speaks of an impression such as reshape, catch up or a big deal: nothing that one can look up."
)
HINT: Final = "say in the criteria what will be seen, counted or published if it is so"


def faults(question: Worded) -> Iterator[Fault]:
    """Words of impression in the claim, where no threshold and no definition stands anywhere.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Remote work reshapes cities"))]
    ['"reshapes" is an impression, not an observation']
    """
    if needs_criteria(question) and not has_measure(f"{question.claim}\n{told(question)}"):
        yield from unmeasured(question, IMPRESSIONS, "is an impression, not an observation", claim_only=True)
