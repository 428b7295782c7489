"""Quantities of the claim beside those of the criteria."""

from ledger.core.lint._clauses import is_for_yes
from ledger.core.lint._finding import Worded
from ledger.core.lint._passages import quoted
from ledger.core.lint._quantities import TIMES, Quantity, quantities_in
from ledger.core.lint._words import Span


def said(question: Worded) -> list[Quantity]:
    """The quantities of the claim that have a unit, lengths of time aside."""
    return [one for one in quantities_in(question.claim) if one.unit and one.unit not in TIMES]


def settling(question: Worded) -> list[Quantity]:
    """The quantities of those clauses of the criteria that say when it is YES."""
    criteria = question.criteria or ""
    return [one for one in quantities_in(criteria) if is_for_yes(criteria, one.start)]


def both(question: Worded, one: Quantity, other: Quantity) -> str:
    """What the claim says and what the criteria say, in their words."""
    criteria = question.criteria or ""
    first = quoted(question.claim, Span(one.start, one.end))
    return f"the claim says {first}, the criteria say {quoted(criteria, Span(other.start, other.end))}"
