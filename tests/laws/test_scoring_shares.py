"""Laws of the rules for shares of options: honesty pays, two options are yes and no, bad rows are named."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.scoring import RULES, SHARE_RULES
from ledger.scoring.ranked_probability import ranked_probability_score

# What each rule makes of shares when the first and when the last of the options comes true.
SAID = [0.2, 0.5, 0.3]
EARNED = {
    "brier-sum": (0.64 + 0.25 + 0.09, 0.04 + 0.25 + 0.49),
    "log": (-math.log(0.2), -math.log(0.3)),
    "spherical": (0.2 / math.sqrt(0.38), 0.3 / math.sqrt(0.38)),
    "rps": (0.64 + 0.09, 0.04 + 0.49),
    "ranked-log": (-math.log(0.2) - math.log(0.7), -math.log(0.8) - math.log(0.3)),
}
CERTAIN = {"brier-sum": (0, 2), "log": (0, math.inf), "spherical": (1, 0), "rps": (0, 2), "ranked-log": (0, math.inf)}

each_rule = pytest.mark.parametrize("name", list(SHARE_RULES))
parts = st.lists(st.integers(1, 50), min_size=3, max_size=3)


def scores(name, observed, predicted):
    return SHARE_RULES[name].share_scores(observed=observed, predicted=predicted)


@each_rule
def test_what_is_earned(name):
    np.testing.assert_allclose(scores(name, [0, 2], [SAID, SAID]), EARNED[name], rtol=1e-14)
    certain = scores(name, [1, 0], [[0, 1, 0], [0, 0, 1]])
    np.testing.assert_array_equal(certain, CERTAIN[name])
    assert not np.signbit(certain).any()


@each_rule
def test_one_row_without_an_axis_is_one_score(name):
    assert scores(name, 2, SAID).shape == ()
    assert scores(name, [[0, 2], [1, 1]], [[SAID, SAID], [SAID, SAID]]).shape == (2, 2)
    assert float(scores(name, 2, SAID)) == pytest.approx(EARNED[name][1])


@each_rule
def test_no_rows_have_no_scores(name):
    assert scores(name, [], np.empty((0, 3))).shape == (0,)


@each_rule
@settings(max_examples=30)
@given(true=parts, said=parts)
def test_honesty_is_the_best_policy(name, true, said):
    rule = SHARE_RULES[name]
    sign = 1 if rule.BETTER == "lower" else -1
    truth, lie = (np.array(one) / sum(one) for one in (true, said))
    honest, other = (sign * truth @ scores(name, [0, 1, 2], [shares] * 3) for shares in (truth, lie))
    assert honest <= other + 1e-12
    assert honest < other or abs(truth - lie).max() < 1e-6


@each_rule
@settings(max_examples=30)
@given(said=parts, place=st.integers(0, 2))
def test_scores_keep_to_their_bounds(name, said, place):
    low, high = SHARE_RULES[name].BOUNDS
    assert low <= float(scores(name, place, np.array(said) / sum(said))) <= high


@pytest.mark.parametrize("name", ["brier-sum", "log", "spherical"])
@given(percent=st.integers(0, 100))
def test_two_options_are_yes_and_no(name, percent):
    p = percent / 100
    of_shares = scores(name, [0, 1], [[p, 1 - p]] * 2)
    np.testing.assert_allclose(of_shares, RULES[name].scores(observed=[1, 0], predicted=p), rtol=1e-12, atol=1e-15)


@given(percent=st.integers(0, 100))
def test_the_ranked_rules_of_two_options_are_those_of_one_cut(percent):
    rows = [[percent / 100, 1 - percent / 100]] * 2
    np.testing.assert_allclose(2 * scores("rps", [0, 1], rows), scores("brier-sum", [0, 1], rows), atol=1e-15)
    np.testing.assert_allclose(scores("ranked-log", [0, 1], rows), scores("log", [0, 1], rows), atol=1e-15)


def test_the_normalised_form_is_divided_by_the_cuts():
    assert float(ranked_probability_score(observed=0, predicted=[0, 0, 0, 1], normalised=True)) == 1
    assert float(ranked_probability_score(observed=0, predicted=[0, 0, 0, 1])) == 3


def test_a_near_miss_is_better_than_a_far_one_only_to_ranked_rules():
    near, far = [[0, 0.9, 0.1, 0]], [[0, 0, 0.1, 0.9]]
    assert scores("rps", [0], near) < scores("rps", [0], far)
    assert scores("brier-sum", [0], near) == scores("brier-sum", [0], far)


def test_a_small_share_in_the_tail_is_not_lost():
    tiny = 1e-25
    (score,) = scores("ranked-log", [2], [[0.5, 0.5, tiny]])
    assert score == pytest.approx(-math.log(0.5) - math.log(tiny))
    assert scores("ranked-log", [0], [[0.7, 0.1, 0.2]])[0] == pytest.approx(-math.log(0.7) - math.log(0.8))


def test_what_rounding_adds_to_a_sum_is_no_score():
    (score,) = scores("ranked-log", [0], [[1.0, 5e-10, 0.0]])
    assert score == 0
    assert math.copysign(1, score) == 1


REFUSED = {
    "outside": ([0], [[-0.01, 0.5, 0.51]], r"^predicted\[0, 0\] is -0.01, which is not between 0 and 1"),
    "sum": ([0, 0], [SAID, [0.5, 0.3, 0.1]], r"^the shares of predicted\[1\] add up to 0.9, not to 1$"),
    "a little off": ([0], [[0.5, 0.5 - 2e-9]], "add up to 0.999999998, not to 1"),
    "a little much": ([0], [[0.5, 0.5 + 2e-9]], "add up to 1.000000002, not to 1"),
    "missing": ([0], [[math.nan, 0.5, 0.5]], r"^predicted\[0, 0\] is nan"),
    "one option": ([0], [[1.0]], "^predicted has 1 option in a row$"),
    "no such option": ([1, 3], [SAID, SAID], r"^observed\[1\] is 3, which is not the place of an option, 0 to 2$"),
    "before the first": ([-1], [SAID], r"^observed\[0\] is -1"),
    "between two": ([0.5], [SAID], r"^observed\[0\] is 0.5"),
    "a row too few": ([0, 1], [SAID], r"shapes \(2,\) and \(1, 3\), which do not match"),
    "no rows": ([0, 1], [0.5, 0.5], r"shapes \(2,\) and \(2,\)"),
    "no axis": (0, 1.0, r"shapes \(\) and \(\), which do not match"),
    "an axis too many": ([0], [[SAID]], r"shapes \(1,\) and \(1, 1, 3\)"),
}


@each_rule
@pytest.mark.parametrize(("observed", "predicted", "message"), REFUSED.values(), ids=list(REFUSED))
def test_bad_rows_are_refused_by_name(name, observed, predicted, message):
    with pytest.raises(InputError, match=message):
        scores(name, observed, predicted)


@each_rule
def test_shares_that_add_up_but_for_rounding_are_taken(name):
    assert scores(name, [0], [[0.5, 0.5 + 9e-10]]).shape == (1,)


def test_others_agree():
    import scoringrules

    generator = np.random.default_rng(20261120)
    shares = generator.dirichlet([1, 2, 3, 4], size=50)
    places = generator.integers(0, 4, size=50)
    np.testing.assert_allclose(scores("rps", places, shares), scoringrules.rps_score(places + 1, shares), atol=1e-14)
    np.testing.assert_allclose(
        scores("ranked-log", places, shares), scoringrules.rls_score(places + 1, shares), rtol=1e-12
    )
