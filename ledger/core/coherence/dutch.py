"""Dutch books: stakes at somebody's own prices that lose them money, whatever happens.

Statements are incoherent if and only if stakes on some of them exist that lose in every world in which any of those
bets holds (de Finetti 1937, Annales de l'Institut Henri Poincare 7, 1-68; Lehman 1955, doi 10.2307/2268221). For bets
that are called off this is what Walley, Pelessoni and Vicig (2004, J. Statistical Planning and Inference 126, 119-151)
call avoiding uniform loss: a condition of probability 0 is no way out. It is tested in layers, as by them: where a
distribution fits all prices, what is left to test are the statements on whose conditions it puts no weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.coherence.betting import best_bets
from ledger.core.coherence.effort import Effort
from ledger.core.coherence.statements import Statement
from ledger.core.coherence.worlds import Worlds


@dataclass(frozen=True, slots=True, kw_only=True)
class DutchBook:
    """Stakes that lose at least `loss` (above 0) in every world in which any of the bets holds.

    A stake in [-1, 1] above 0 is bought by the forecaster at the statement's price, one below 0 sold. `always` says
    that in every world some bet holds; otherwise there are worlds in which all are called off and nothing is lost.
    """

    statements: tuple[Statement, ...]
    stakes: tuple[Fraction, ...]
    loss: Fraction
    always: bool


def dutch_book(statements: Sequence[Statement], worlds: Worlds, effort: Effort) -> DutchBook | None:
    """The book that loses most against these statements or some of them; None where they are coherent.

    Raises `EffortSpentError` where that takes more steps than are left.

    >>> from ledger.core.coherence.statements import Literal, implies
    >>> worlds = Worlds(implies(Literal("by 2028"), Literal("by 2030")))
    >>> said = [
    ...     Statement(id="a", price=Fraction(6, 10), event=Literal("by 2028")),
    ...     Statement(id="b", price=Fraction(4, 10), event=Literal("by 2030")),
    ... ]
    >>> book = dutch_book(said, worlds, Effort(left=1_000))
    >>> book.stakes, book.loss
    ((Fraction(1, 1), Fraction(-1, 1)), Fraction(1, 5))
    """
    layer = tuple(statements)
    while layer:
        bets = best_bets(layer, worlds, effort)
        if bets is None:
            return None
        if bets.loss:
            always = not worlds.outside(layer, effort)
            return DutchBook(statements=layer, stakes=bets.stakes, loss=bets.loss, always=always)
        layer = tuple(each for place, each in enumerate(layer) if all(world[place] is None for world in bets.worlds))
    return None
