"""Laws of mean scores of several types: the order of the journal and what stands beside change nothing."""

import math
import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ledger
from ledger.services.score import Asked, score_rows, scores
from ledger.services.view import View
from tests import kinds

SOME = st.lists(st.sampled_from(sorted(kinds.TOLD)), min_size=1, max_size=5, unique=True)
TIMINGS = st.sampled_from(["last", "first", "each", "time-weighted"])


def summed(claims, timing="last"):
    """The rows of single scores, and the means and counts by type, unit and rule."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ledger.db"
        kinds.told(place, *claims)
        with ledger.open(place, actor="tester") as book, book.snapshot() as snapshot:
            asked = Asked(view=View(timing=timing))
            rows, found = score_rows(snapshot, (), asked), scores(snapshot, (), asked)
    means = {
        (group.type, group.unit, rule): (mean.value, group.counts[rule].n)
        for group in found.groups
        for rule, mean in group.means.items()
    }
    return rows, means


@settings(max_examples=8, deadline=None)
@given(SOME, TIMINGS)
def test_a_mean_is_of_the_scores_of_one_type_unit_and_rule(claims, timing):
    rows, means = summed(claims, timing)
    values = defaultdict(list)
    for row in rows:
        values[row.type, row.unit, row.rule].append(row.value)
    assert means == {key: (pytest.approx(math.fsum(some) / len(some)), len(some)) for key, some in values.items()}
    assert {row.told is None for row in rows if row.type == "binary"} <= {True}


@settings(max_examples=5, deadline=None)
@given(SOME.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_what_was_added_first_changes_no_mean(orders):
    first, second = (summed(claims)[1] for claims in orders)
    assert first == second
    assert list(first) == list(second)


@settings(max_examples=5, deadline=None)
@given(SOME)
def test_what_stands_beside_changes_no_score_of_yes_and_no(claims):
    alone = summed(["happens"])[1]
    together = summed(["happens", *(claim for claim in claims if claim != "happens")])[1]
    assert {key: mean for key, mean in together.items() if key[0] == "binary"} == alone
