"""Laws of agreement between judges, and what other libraries and papers make of the same verdicts."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.calibration.agreement import Agreement, cohen_kappa, fleiss_kappa
from ledger.errors import InputError

LABELS = ("yes", "no", "annulled", "ambiguous")
labels = st.sampled_from(LABELS)
pairs = st.lists(st.tuples(labels, labels), min_size=1, max_size=40)
telling = pairs.filter(lambda said: len({label for pair in said for label in pair}) > 1)
numbers = {"abs": 1e-12, "rel": 1e-12}


def tables(judges: int):
    return st.lists(st.tuples(*[labels] * judges), min_size=1, max_size=30)


@given(telling)
def test_kappa_lies_between_minus_one_and_one_and_so_does_its_interval(said):
    found = cohen_kappa(said)

    assert -1 <= found.kappa <= 1
    assert 0 <= found.expected < 1
    assert found.interval_low is None or -1 <= found.interval_low < found.interval_high <= 1
    assert (found.interval_low is None) == (found.standard_error == 0)


@given(telling)
def test_kappa_is_what_is_left_of_agreement_beyond_chance(said):
    found = cohen_kappa(said)

    assert found.kappa == pytest.approx((found.observed - found.expected) / (1 - found.expected), **numbers)
    assert (found.kappa > 0) == (found.observed > found.expected)


@given(pairs, st.permutations(LABELS), st.randoms())
def test_neither_order_nor_names_nor_who_is_first_changes_kappa(said, names, chance):
    renamed = dict(zip(LABELS, names, strict=True))
    shuffled = [(renamed[other], renamed[one]) for one, other in said]
    chance.shuffle(shuffled)

    assert cohen_kappa(shuffled) == cohen_kappa(said)


@given(st.lists(labels, min_size=2, max_size=30).filter(lambda said: len(set(said)) > 1))
def test_judges_who_always_agree_have_kappa_one_without_an_interval(said):
    found = cohen_kappa([(label, label) for label in said])

    assert (found.kappa, found.observed, found.standard_error, found.interval_low) == (1, 1, 0, None)


@given(labels, st.integers(1, 20))
def test_one_verdict_everywhere_leaves_nothing_to_explain(label, n):
    only = Agreement(n=n, observed=1.0, expected=1.0, why="one_verdict")

    assert cohen_kappa([(label, label)] * n) == only
    assert fleiss_kappa([(label,) * 3] * n) == only


def test_no_question_in_common_is_said():
    assert cohen_kappa([]) == fleiss_kappa([]) == Agreement(n=0, why="nothing_in_common")


def test_judges_who_never_agree_on_two_verdicts_have_kappa_minus_one():
    assert cohen_kappa([("yes", "no"), ("no", "yes")]).kappa == -1


@given(telling, st.integers(2, 9))
def test_the_same_verdicts_many_times_over_narrow_the_interval_and_move_nothing(said, times):
    once, often = cohen_kappa(said), cohen_kappa(said * times)

    assert often.kappa == once.kappa
    assert often.standard_error == pytest.approx(once.standard_error / math.sqrt(times), **numbers)


@given(telling)
def test_a_higher_level_widens_the_interval(said):
    narrow, wide = (cohen_kappa(said, level=Decimal(level)) for level in ("0.8", "0.99"))

    assert narrow.interval_low is None or (
        wide.interval_low <= narrow.interval_low < narrow.interval_high <= wide.interval_high
    )


@given(tables(3), st.permutations(range(3)))
def test_fleiss_kappa_does_not_ask_whose_verdict_is_whose(said, order):
    assert fleiss_kappa([[row[place] for place in order] for row in said]) == fleiss_kappa(said)


@given(pairs)
def test_fleiss_kappa_of_two_expects_at_least_as_much_of_chance_as_cohens(said):
    cohen, fleiss = cohen_kappa(said), fleiss_kappa(said)

    assert fleiss.observed == cohen.observed
    assert fleiss.expected >= cohen.expected


@pytest.mark.parametrize("rows", [[("yes",)], [("yes", "no"), ("yes",)]])
def test_a_question_without_a_verdict_of_each_judge_is_refused(rows):
    with pytest.raises(InputError) as refused:
        fleiss_kappa(rows)
    assert refused.value.message == "every question needs a verdict from each of the judges"
    assert refused.value.hint == "leave the others out"


@settings(deadline=None)
@given(telling)
def test_scikit_learn_says_the_same(said):
    metrics = pytest.importorskip("sklearn.metrics")
    one, other = zip(*said, strict=True)

    assert metrics.cohen_kappa_score(one, other) == pytest.approx(cohen_kappa(said).kappa, **numbers)


@pytest.mark.filterwarnings("ignore::RuntimeWarning:statsmodels")  # it divides by errors of 0 that are not asked for
@settings(deadline=None)
@given(telling)
def test_statsmodels_says_the_same_of_two_with_the_same_error(said):
    rater = pytest.importorskip("statsmodels.stats.inter_rater")
    counts = [[said.count((one, other)) for other in LABELS] for one in LABELS]
    theirs, ours = rater.cohens_kappa(counts), cohen_kappa(said)

    assert theirs.kappa == pytest.approx(ours.kappa, **numbers)
    assert theirs.var_kappa == pytest.approx(ours.standard_error**2, abs=1e-10)


@settings(deadline=None)
@given(tables(4).filter(lambda said: len({label for row in said for label in row}) > 1))
def test_statsmodels_says_the_same_of_several(said):
    rater = pytest.importorskip("statsmodels.stats.inter_rater")
    counts = [[row.count(label) for label in LABELS] for row in said]

    assert rater.fleiss_kappa(counts) == pytest.approx(fleiss_kappa(said).kappa, **numbers)


def test_fifty_proposals_of_two_readers():
    said = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    found = cohen_kappa(said)

    assert (found.observed, found.expected, found.kappa) == (0.7, 0.5, 0.4)


def test_fourteen_psychiatrists_on_ten_patients():
    counts = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    found = fleiss_kappa([[label for label, n in enumerate(row) for _ in range(n)] for row in counts])

    assert (round(found.observed, 3), round(found.expected, 3), round(found.kappa, 3)) == (0.378, 0.213, 0.21)


def test_the_exact_error_of_a_small_table():
    found = cohen_kappa([("yes", "yes"), ("yes", "yes"), ("no", "no"), ("no", "yes")])

    # The first said yes to a half, the second to three quarters; kappa and chance are a half.
    agreeing = Fraction(1, 2) * (1 - Fraction(5, 8)) ** 2 + Fraction(1, 4) * (1 - Fraction(3, 8)) ** 2
    differing = Fraction(1, 4) * Fraction(3, 8) ** 2
    variance = (agreeing + differing - Fraction(1, 4) ** 2) / (4 * Fraction(1, 2) ** 2)
    assert found.standard_error == math.sqrt(variance)
