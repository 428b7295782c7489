"""Units disagree: the claim speaks of dollars, the criteria of euros."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._pairs import both, said, settling
from ledger.core.lint._passages import told
from ledger.core.lint._quantities import MEASURES, quantities_in

CODE: Final = "L405"
NAME: Final = "units-disagree"
SEVERITY: Final[Severity] = "error"
MEANING: Final = "Claim and criteria measure in different units or currencies, and no rate between them is named."
HINT: Final = "use one unit, or say at which rate one is turned into the other"


def faults(question: Worded) -> Iterator[Fault]:
    """A unit of the claim that the criteria and fine print never use, where YES is in another unit of its measure.

    >>> from ledger.core.lint import Draft
    >>> wrong = Draft(claim="Oil exceeds $100", criteria="YES if Brent closes above 100 euros")
    >>> [fault.message for fault in faults(wrong)]
    ['the claim says "100", the criteria say "100 euros"']
    """
    if question.unit is not None:
        return
    used = {one.unit for one in quantities_in(told(question))}
    others = {other.unit: other for other in settling(question) if any(other.unit in units for units in MEASURES)}
    for one in said(question):
        other = next((others[unit] for unit in others if _of_one_measure(one.unit, unit)), None)
        if other is not None and one.unit not in used:
            yield Fault(message=both(question, one, other), field="criteria", start=other.start, end=other.end)


def _of_one_measure(one: str, other: str) -> bool:
    return one != other and any({one, other} <= units for units in MEASURES)
