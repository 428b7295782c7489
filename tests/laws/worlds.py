"""Small systems of propositions for laws of coherence: every world is listed, so that nothing is left to the search."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

from hypothesis import strategies as st

from ledger.core.coherence import Clause, Literal, Statement, bundle, implies, one_of

NAMES = ("a", "b", "c", "d", "e")
literals = st.builds(Literal, st.sampled_from(NAMES), st.booleans())
prices = st.builds(Fraction, st.integers(0, 12), st.just(12))
several = st.lists(literals, min_size=2, max_size=3, unique_by=lambda literal: literal.name)
relations = st.one_of(
    st.just([]),
    st.builds(implies, literals, literals),
    st.builds(bundle, literals, st.sampled_from(["all", "any"]), several),
    st.builds(one_of, several),
)
systems = st.lists(relations, max_size=3).map(lambda some: [clause for each in some for clause in each])
events = st.lists(st.tuples(literals, st.one_of(st.none(), literals)), min_size=1, max_size=5, unique=True)


def worlds_of(clauses: Sequence[Clause]) -> list[dict[str, bool]]:
    """Every way in which the propositions can come out."""
    every = (dict(zip(NAMES, values, strict=True)) for values in product((False, True), repeat=len(NAMES)))
    return [world for world in every if all(any(world[name] == holds for name, holds in clause) for clause in clauses)]


def outcome(statement: Statement, world: dict[str, bool]) -> bool | None:
    """What becomes of a statement in a world."""
    if statement.given is not None and world[statement.given.name] != statement.given.holds:
        return None
    return world[statement.event.name] == statement.event.holds


def gain(statement: Statement, world: dict[str, bool]) -> Fraction:
    """What one bought at the price gains in a world."""
    came = outcome(statement, world)
    return Fraction(0) if came is None else int(came) - statement.price


def held(statements: Sequence[Statement], worlds: Sequence[dict[str, bool]]) -> list[dict[str, bool]]:
    """The worlds in which at least one of these bets holds."""
    return [world for world in worlds if any(outcome(each, world) is not None for each in statements)]


def subsets(statements: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    """Every set of them but the empty one, the smallest first."""
    for size in range(1, len(statements) + 1):
        yield from combinations(statements, size)


def stated(asked: Sequence[tuple[Literal, Literal | None]], values: Sequence[Fraction]) -> list[Statement]:
    """A statement for each event, at these prices."""
    pairs = enumerate(zip(asked, values, strict=True))
    return [Statement(id=str(place), price=price, event=event, given=given) for place, ((event, given), price) in pairs]
