"""Laws of Dutch books: whoever is accused loses in every world, and whoever could lose for sure is accused."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ledger.core.coherence import Literal, Statement, bundle, contradictions, implies, one_of
from ledger.core.coherence.dutch import dutch_book
from ledger.core.coherence.effort import Effort
from ledger.core.coherence.worlds import Worlds
from tests.laws.worlds import events, gain, held, prices, stated, subsets, systems, worlds_of

PLENTY = 10_000_000


def book_against(statements, clauses):
    return dutch_book(statements, Worlds(clauses), Effort(left=PLENTY))


def best_loss(statements, worlds) -> float:
    """The greatest sure loss by stakes in [-1, 1], where a bet holds, as an independent solver finds it."""
    rows = [[*(float(gain(each, world)) for each in statements), 1.0] for world in held(statements, worlds)]
    if not rows:
        return 0.0
    bounds = [(-1, 1)] * len(statements) + [(0, None)]
    aim = [0.0] * len(statements) + [-1.0]
    return -linprog(aim, A_ub=np.array(rows), b_ub=np.zeros(len(rows)), bounds=bounds, method="highs").fun


@st.composite
def beliefs(draw):
    """Prices that a random distribution over worlds, in layers where conditions have no weight, gives to events."""
    clauses = draw(systems)
    worlds = worlds_of(clauses)
    assume(worlds)
    layers = draw(st.lists(st.lists(st.integers(0, 5), min_size=len(worlds), max_size=len(worlds)), max_size=2))
    layers.append([1] * len(worlds))
    found = []
    for event, condition in draw(events):
        inside = [condition is None or world[condition.name] == condition.holds for world in worlds]
        weights = next(([w * i for w, i in zip(layer, inside, strict=True)] for layer in layers
                        if any(w and i for w, i in zip(layer, inside, strict=True))), None)  # fmt: skip
        if weights is None:
            continue
        true = sum(w for w, world in zip(weights, worlds, strict=True) if world[event.name] == event.holds)
        found.append(((event, condition), Fraction(true, sum(weights))))
    assume(found)
    return stated(*zip(*found, strict=True)), clauses


@settings(deadline=None)
@given(beliefs())
def test_nobody_who_believes_in_one_distribution_is_accused(believed):
    assert contradictions(*believed) == []


@settings(deadline=None)
@given(events, st.data(), systems)
def test_the_stakes_lose_in_every_world_in_which_a_bet_holds(asked, data, clauses):
    statements = stated(asked, [data.draw(prices) for _ in asked])
    worlds = worlds_of(clauses)

    for group in contradictions(statements, clauses):
        for book in group.books:
            bets = list(zip(book.statements, book.stakes, strict=True))
            results = [
                sum(stake * gain(each, world) for each, stake in bets) for world in held(book.statements, worlds)
            ]
            assert max(results) == -book.loss < 0
            assert max(abs(stake) for stake in book.stakes) == 1
            assert book.always == (len(results) == len(worlds))


@settings(deadline=None)
@given(events, st.data(), systems)
def test_exactly_the_smallest_contradicting_sets_are_found(asked, data, clauses):
    statements = stated(asked, [data.draw(prices) for _ in asked])
    groups = contradictions(statements, clauses)
    worlds = worlds_of(clauses)
    wrong = {some for some in subsets(statements) if best_loss(some, worlds) > 1e-7}
    smallest = {some for some in wrong if not any(set(other) < set(some) for other in wrong)}
    found = [book for group in groups for book in group.books]

    assert {book.statements for book in found} == smallest
    assert len(found) == len(smallest)
    assert all(group.complete for group in groups)
    for group in groups:
        order = [(len(book.statements), -book.loss) for book in group.books]
        assert order == sorted(order)


@settings(deadline=None)
@given(events, st.data(), systems)
def test_a_second_solver_agrees_on_the_loss(asked, data, clauses):
    unconditional = [(event, None) for event, _ in asked]
    statements = stated(unconditional, [data.draw(prices) for _ in asked])
    book = book_against(statements, clauses)

    assert best_loss(statements, worlds_of(clauses)) == pytest.approx(float(book.loss) if book else 0, abs=1e-7)


@settings(deadline=None)
@given(beliefs(), st.data())
def test_whoever_moves_a_price_out_of_what_the_others_allow_is_accused(believed, data):
    statements, clauses = believed
    worlds = worlds_of(clauses)
    place = data.draw(st.integers(0, len(statements) - 1))
    moved = Statement(id="moved", price=data.draw(prices), event=statements[place].event, given=statements[place].given)
    together = [*statements, moved]
    assume(moved.price != statements[place].price)
    condition = held([moved], worlds)

    assert bool(contradictions(together, clauses)) == bool(condition)


def test_every_kind_of_contradiction_has_its_known_loss():
    a, b, both = Literal("a"), Literal("b"), Literal("c")
    third = Fraction(1, 3)

    def loss(clauses, *said):
        books = [book for group in contradictions(stated(*zip(*said, strict=True)), clauses) for book in group.books]
        return [book.loss for book in books]

    assert loss(implies(a, b), ((a, None), Fraction("0.6")), ((b, None), Fraction("0.4"))) == [Fraction("0.2")]
    assert loss([], ((a, None), third), ((a.negated, None), third)) == [third]
    assert loss([], ((a, None), third), ((a.negated, None), 2 * third)) == []
    assert loss(one_of([a, b, both]), *(((each, None), third) for each in (a, b, both))) == []
    assert loss(one_of([a, b]), ((a, None), 2 * third), ((b, None), 2 * third)) == [third]
    parts = bundle(both, "all", [a, b])
    assert loss(parts, ((a, None), Fraction("0.9")), ((b, None), Fraction("0.9")), ((both, None), Fraction("0.7"))) == [
        Fraction("0.1")
    ]
    product = [((a, None), Fraction("0.6")), ((b, a), Fraction("0.5"))]
    assert loss(parts, *product, ((both, None), Fraction("0.3"))) == []
    assert loss(parts, *product, ((both, None), Fraction("0.5"))) == [Fraction("0.2")]
    either = bundle(both, "any", [a, b])
    assert loss(
        either, ((a, None), Fraction("0.2")), ((b, None), Fraction("0.2")), ((both, None), Fraction("0.5"))
    ) == [Fraction("0.1")]


def test_a_condition_without_weight_is_no_way_out():
    a, early, late = (Literal(name) for name in ("a", "b", "c"))
    said = stated([(a, None), (early, a), (late, a)], [Fraction(0), Fraction("0.6"), Fraction("0.4")])
    (group,) = contradictions(said, implies(early, late))
    (book,) = group.books

    assert [each.id for each in book.statements] == ["1", "2"]
    assert (book.loss, book.always) == (Fraction("0.2"), False)


def test_an_event_that_cannot_happen_has_no_price_but_nought():
    a, b = Literal("a"), Literal("b")
    never = bundle(b, "all", [a, a.negated])

    assert contradictions(stated([(b, None)], [Fraction(0)]), never) == []
    (group,) = contradictions(stated([(b, None)], [Fraction("0.1")]), never)
    assert [book.loss for book in group.books] == [Fraction("0.1")]
    assert contradictions(stated([(a, b)], [Fraction("0.9")]), never) == []


def test_relations_that_no_world_fits_accuse_nobody():
    a = Literal("a")

    assert contradictions(stated([(a, None)], [Fraction(1, 2)]), [frozenset([a]), frozenset([a.negated])]) == []
