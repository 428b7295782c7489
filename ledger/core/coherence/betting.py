"""The best bets against some statements, by an exact linear programme.

Which distribution over worlds comes nearest to the prices, in the sum of the absolute gains that it expects? If one
comes at distance 0, no stakes lose in every world; otherwise the programme's dual values are stakes in [-1, 1] whose
least loss is the distance, and no others lose more (de Finetti 1937; linear programming duality). The revised simplex
method keeps a basis and its inverse in whole numbers over one denominator, so that no step rounds (Edmonds 1967, doi
10.6028/jres.071B.033); it takes in worlds only as they are found to be better, and breaks ties by the lexicographic
rule, so that it ends (Dantzig, Orden and Wolfe 1955, doi 10.2140/pjm.1955.5.183).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Final

from ledger.core.coherence.effort import Effort
from ledger.core.coherence.statements import Statement
from ledger.core.coherence.worlds import Outcomes, Worlds

STEP: Final = 600
"""A pivot changes n x n numbers of up to about n words: this many take as long as a look at one bet."""

START: Final = 100
"""What setting up a programme costs."""

Row = list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bets:
    """The stakes on statements, each in [-1, 1], that lose most where least is lost; and a distribution over worlds.

    `loss` is the least that they lose in any world in which a bet holds; at 0 nothing can be won for sure, and
    `worlds` are those to which a distribution that fits every price gives weight.
    """

    stakes: tuple[Fraction, ...]
    loss: Fraction
    worlds: tuple[Outcomes, ...]


def best_bets(statements: Sequence[Statement], worlds: Worlds, effort: Effort) -> Bets | None:
    """The stakes against the forecaster that make the most of these prices; None where no bet holds in any world.

    Raises `EffortSpentError` where that takes more steps than are left.
    """
    effort.spend(START)
    first = worlds.best(statements, [0] * len(statements), -1, effort)
    if first is None:
        return None
    effort.spend(len(statements) ** 3 // STEP)
    basis = _Basis(statements, first)
    while True:
        effort.spend(len(statements) ** 3 // STEP)
        *stakes, loss = basis.prices()
        if basis.bounded(stakes):
            continue
        world = worlds.best(statements, stakes, -loss, effort)
        if world is None:
            return basis.bets(stakes, loss)
        basis.enter([*_gains(statements, world), 1], world)


def _gains(statements: Sequence[Statement], world: Outcomes) -> Row:
    return [each.parts(outcome) for each, outcome in zip(statements, world, strict=True)]


def _unit(size: int, place: int, value: int = 1) -> Row:
    return [value if each == place else 0 for each in range(size)]


class _Basis:
    """A basis of the programme: columns that are worlds cost nothing, those that miss a price (None) one each.

    There is a row for each statement, that the gain expected of it be 0, and one last that the weights make 1. Rows
    are in whole parts of the prices: `sizes` says how many make 1. The inverse is to be divided by `divisor`.
    """

    def __init__(self, statements: Sequence[Statement], first: Outcomes) -> None:
        self.sizes = [each.price.denominator for each in statements]
        self.columns: list[Outcomes | None] = [*([None] * len(statements)), first]
        self.divisor = prod(self.sizes)
        size = len(self.columns)
        self.inverse = [_unit(size, size - 1, self.divisor)]
        for row, gain in reversed(list(enumerate(_gains(statements, first)))):
            share = self.divisor // self.sizes[row]
            self.inverse.insert(0, _unit(size, row, -share if gain > 0 else share))
            self.inverse[0][-1] = abs(gain) * share

    def prices(self) -> Row:
        """The dual values, to be divided by the divisor: a stake for each part of a price, and what they lose."""
        missing = [row for row, column in zip(self.inverse, self.columns, strict=True) if column is None]
        return [sum(row[place] for row in missing) for place in range(len(self.inverse))]

    def bounded(self, stakes: Row) -> bool:
        """Bring the stake that is furthest outside [-1, 1] back; False where none is."""
        whole = [stake * size for stake, size in zip(stakes, self.sizes, strict=True)]
        place = max(range(len(whole)), key=lambda each: abs(whole[each]))
        if abs(whole[place]) <= self.divisor:
            return False
        size = self.sizes[place] if whole[place] > 0 else -self.sizes[place]
        self.enter(_unit(len(self.columns), place, size), None)
        return True

    def enter(self, column: Row, world: Outcomes | None) -> None:
        """Take a column into the basis in place of the first that would fall below 0."""
        inside = [sum(a * b for a, b in zip(row, column, strict=True) if b) for row in self.inverse]
        leaving = self._first([row for row, share in enumerate(inside) if share > 0], inside)
        self.columns[leaving] = world
        pivot, new = inside[leaving], self.inverse[leaving]
        for row, share in enumerate(inside):
            if row != leaving:
                old = self.inverse[row]
                self.inverse[row] = [(a * pivot - share * b) // self.divisor for a, b in zip(old, new, strict=True)]
        self.divisor = pivot

    def _first(self, rows: Sequence[int], inside: Row) -> int:
        # The weight of a row's column is its last value; the others only break ties.
        for place in (-1, *range(len(self.columns) - 1)):
            ratios = {row: Fraction(self.inverse[row][place], inside[row]) for row in rows}
            least = min(ratios.values())
            rows = [row for row in rows if ratios[row] == least]
            if len(rows) == 1:
                break
        return rows[0]

    def bets(self, stakes: Row, loss: int) -> Bets:
        """What the basis comes to when no other column would do better."""
        found = zip(self.columns, self.inverse, strict=True)
        return Bets(
            stakes=tuple(Fraction(each * size, self.divisor) for each, size in zip(stakes, self.sizes, strict=True)),
            loss=Fraction(loss, self.divisor),
            worlds=tuple(column for column, row in found if column is not None and row[-1]),
        )
