"""Numbers disagree: the claim says 5%, the criteria say 4%."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._pairs import both, said, settling
from ledger.core.lint._passages import told
from ledger.core.lint._quantities import quantities_in

CODE: Final = "L403"
NAME: Final = "numbers-disagree"
SEVERITY: Final[Severity] = "error"
MEANING: Final = "Claim and criteria give different numbers of the same unit."
HINT: Final = "make them agree: which of the two holds?"


def faults(question: Worded) -> Iterator[Fault]:
    """A number of the claim whose unit YES has with other numbers, and that stands nowhere in criteria and fine print.

    Lengths of time and numbers without a unit are not compared.

    >>> from ledger.core.lint import Draft
    >>> wrong = Draft(claim="Inflation exceeds 5%", criteria="YES if Eurostat gives more than 4%")
    >>> [fault.message for fault in faults(wrong)]
    ['the claim says "5%", the criteria say "4%"']
    """
    everywhere = {(one.unit, one.value) for one in quantities_in(told(question))}
    others = {other.unit: other for other in reversed(settling(question))}
    for one in said(question):
        other = others.get(one.unit)
        if other is not None and (one.unit, one.value) not in everywhere:
            yield Fault(message=both(question, one, other), field="criteria", start=other.start, end=other.end)
