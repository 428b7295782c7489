"""Laws of the search: what is small is searched completely, what is large gives what it has and says so."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.coherence import Literal, Statement, bundle, contradictions, implies, one_of
from ledger.core.coherence.effort import Effort, EffortSpentError
from ledger.core.coherence.search import EFFORT
from ledger.core.coherence.worlds import Worlds

MANY = 30


def said(name: str, percent: int) -> Statement:
    return Statement(id=name, price=Fraction(percent, 100), event=Literal(name))


def deadlines(percents):
    """One claim by many deadlines, each implying the next."""
    names = [f"by {2030 + place}" for place in range(len(percents))]
    clauses = [clause for one, other in pairwise(names) for clause in implies(Literal(one), Literal(other))]
    return [said(*each) for each in zip(names, percents, strict=True)], clauses


def sets_of(groups):
    return [[each.id for each in book.statements] for group in groups for book in group.books]


@settings(deadline=None)
@given(st.lists(st.integers(1, 99), min_size=2, max_size=8))
def test_of_many_deadlines_exactly_the_pairs_that_fall_contradict(percents):
    statements, clauses = deadlines(percents)
    found = sets_of(contradictions(statements, clauses))
    pairs = [(one, other) for place, one in enumerate(statements) for other in statements[place + 1 :]]

    assert sorted(found) == sorted([one.id, other.id] for one, other in pairs if one.price > other.price)


def test_thirty_deadlines_are_searched_completely():
    rising = list(range(10, 10 + MANY))
    statements, clauses = deadlines(rising)
    assert contradictions(statements, clauses) == []

    rising[15] = 80
    (group,) = contradictions(*deadlines(rising))
    assert group.complete
    assert sets_of([group]) == [["by 2045", f"by {2030 + place}"] for place in range(16, MANY)]


def test_a_bundle_of_ten_is_searched_completely():
    parts = [Literal(f"part {number}") for number in range(9)]
    clauses = bundle(Literal("whole"), "all", parts)
    statements = [said("whole", 10), *(said(part.name, 98) for part in parts)]
    (group,) = contradictions(statements, clauses)

    assert group.complete
    assert [(len(book.statements), book.loss) for book in group.books] == [(10, Fraction(72, 100))]


@pytest.mark.parametrize("joined", ["all", "any"])
def test_a_bundle_of_twenty_is_found_and_said_to_be_too_large(joined):
    parts = [Literal(f"part {number}") for number in range(19)]
    percent = {"all": (50, 99), "any": (50, 1)}[joined]
    statements = [said("whole", percent[0]), *(said(part.name, percent[1]) for part in parts)]
    (group,) = contradictions(statements, bundle(Literal("whole"), joined, parts), effort=EFFORT // 3)
    (book,) = group.books

    assert not group.complete
    assert (len(book.statements), book.loss) == (20, Fraction(31, 100))


def test_a_pair_inside_a_group_that_is_too_large_is_still_found():
    parts = [Literal(f"part {number}") for number in range(MANY - 1)]
    statements = [said("whole", 60), said("part 0", 40), *(said(part.name, 98) for part in parts[1:])]
    groups = contradictions(statements, bundle(Literal("whole"), "all", parts), effort=EFFORT // 5)

    assert [group.complete for group in groups] == [False]
    assert ["whole", "part 0"] in sets_of(groups)


def test_a_group_too_large_to_find_anything_is_named():
    statements, clauses = deadlines([90, 10])
    (group,) = contradictions(statements, clauses, effort=3)

    assert (group.books, group.complete) == ((), False)
    assert group.statements == tuple(statements)


def test_the_same_statements_give_the_same_answer():
    options = [Literal(f"option {number}") for number in range(8)]
    statements = [said(each.name, 14 + place % 3) for place, each in enumerate(options)]

    assert contradictions(statements, one_of(options)) == contradictions(statements, one_of(options))


def test_statements_without_a_relation_are_not_put_together():
    assert contradictions([said("a", 90), said("b", 90)], []) == []


def test_steps_run_out():
    with pytest.raises(EffortSpentError):
        Worlds(implies(Literal("a"), Literal("b"))).best([said("a", 10)], [1], -1_000, Effort(left=1))
