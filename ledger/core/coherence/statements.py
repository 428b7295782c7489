"""Statements that somebody stands by, and what logic says about the propositions in them.

A literal is a proposition, by name, and whether it holds. A clause is a set of literals of which at least one holds in
every world: every relation between propositions is written as clauses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal as OneOf
from typing import NamedTuple


class Literal(NamedTuple):
    """A proposition by name, and whether it holds."""

    name: str
    holds: bool = True

    @property
    def negated(self) -> "Literal":
        """The literal that holds where this one does not."""
        return Literal(self.name, not self.holds)


Clause = frozenset[Literal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A probability of an event, or of an event given another: the price, in [0, 1], at which one bets either way.

    A bet on an event given another is called off where that other fails: whatever was staked is given back.
    """

    id: str
    price: Fraction
    event: Literal
    given: Literal | None = None
    label: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The propositions it speaks of, the condition's first."""
        return tuple(each.name for each in (self.given, self.event) if each)

    def parts(self, outcome: bool | None) -> int:  # noqa: FBT001 - an outcome is yes, no or none
        """What one bought at the price a/b gains, in parts of 1/b: b - a where it comes true, -a where not, or 0.

        >>> rain = Statement(id="r", price=Fraction(7, 10), event=Literal("rain"))
        >>> rain.parts(True), rain.parts(False), rain.parts(None)
        (3, -7, 0)
        """
        return 0 if outcome is None else int(outcome) * self.price.denominator - self.price.numerator


def implies(one: Literal, other: Literal) -> list[Clause]:
    """Where the one holds, the other does.

    >>> [sorted(clause) for clause in implies(Literal("by 2028"), Literal("by 2030"))]
    [[Literal(name='by 2028', holds=False), Literal(name='by 2030', holds=True)]]
    """
    return _possible([[one.negated, other]])


def bundle(whole: Literal, joined: OneOf["all", "any"], parts: Sequence[Literal]) -> list[Clause]:
    """The whole holds where all of its parts do, or any of them."""
    if joined == "any":
        return bundle(whole.negated, "all", [part.negated for part in parts])
    return _possible([*([whole.negated, part] for part in parts), [whole, *(part.negated for part in parts)]])


def one_of(options: Sequence[Literal]) -> list[Clause]:
    """Exactly one of the options holds."""
    return _possible([options, *([one.negated, other.negated] for one, other in combinations(options, 2))])


def _possible(clauses: Iterable[Sequence[Literal]]) -> list[Clause]:
    """The clauses that say something: not those that hold a literal and its negation."""
    found = map(frozenset[Literal], clauses)
    return [clause for clause in found if not any(each.negated in clause for each in clause)]
