"""Direction disagrees: the claim says above 5%, the criteria say below 5%."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from ledger.core.lint._clauses import for_yes
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._negation import denies
from ledger.core.lint._pairs import settling
from ledger.core.lint._quantities import UPWARDS, Quantity, Side, quantities_in

CODE: Final = "L404"
NAME: Final = "direction-disagrees"
SEVERITY: Final[Severity] = "error"
MEANING: Final = (
    "Claim and criteria lie on different sides of the same number. A note where only the number itself differs."
)
HINT: Final = "make them agree: above or below, and does the number itself count?"


def faults(question: Worded) -> Iterator[Fault]:
    """The same number in claim and YES, above in the one and below in the other; "at least" and "more than" is a note.

    >>> from ledger.core.lint import Draft
    >>> wrong = Draft(claim="Inflation exceeds 5%", criteria="YES if Eurostat gives less than 5%")
    >>> [fault.message for fault in faults(wrong)]
    ['the claim says more than 5%, the criteria say less than 5%']
    """
    sides = _sides(question)
    for one in quantities_in(question.claim):
        others = [other for unit in {one.unit, ""} for other in sides.get((one.value, unit), {}).values()]
        if one.side is None or not others or any(other.side == one.side for other in others):
            continue
        opposite = (one.side in UPWARDS) != (others[0].side in UPWARDS)
        if not opposite or not _denies(question):
            yield _fault(question, one, others[0], None if opposite else "note")


def _sides(question: Worded) -> Mapping[tuple[Decimal, str], Mapping[Side | None, Quantity]]:
    """The compared numbers of YES by value and unit, one for each side; each also without its unit."""
    found: dict[tuple[Decimal, str], dict[Side | None, Quantity]] = {}
    for one in settling(question):
        if one.side is not None:
            for unit in (one.unit, ""):
                found.setdefault((one.value, unit), {}).setdefault(one.side, one)
    return found


def _denies(question: Worded) -> bool:
    """Whether a negator stands in claim or YES, which turns the sides in a way that words alone do not tell."""
    criteria = question.criteria or ""
    return denies(question.claim) or any(denies(criteria[span.start : span.end]) for span in for_yes(criteria))


def _fault(question: Worded, one: Quantity, other: Quantity, severity: Severity | None) -> Fault:
    first, second = _shown(one, question.claim), _shown(other, question.criteria or "")
    message = f"the claim says {first}, the criteria say {second}"
    return Fault(message=message, field="criteria", start=other.start, end=other.end, severity=severity)


def _shown(one: Quantity, text: str) -> str:
    return f"{one.side} {' '.join(text[one.start : one.end].split())}"
