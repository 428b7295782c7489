"""Laws of skill: the ratio of two means on the same rows, and None where it says nothing."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError, RefusedError
from ledger.scoring import RULES
from ledger.scoring.skill import baseline_forecasts, skill, skill_of_means

percents = st.integers(0, 100).map(lambda percent: percent / 100)
Y, P = [1, 0, 0, 1], [0.9, 0.2, 0.4, 0.6]


def test_it_is_a_ratio_of_means_and_not_a_mean_of_ratios():
    found = skill(observed=Y, predicted=P, baseline=[0.5, 0.5, 0.1, 0.9])
    mean, baseline = (0.01 + 0.04 + 0.16 + 0.16) / 4, (0.25 + 0.25 + 0.01 + 0.01) / 4
    assert (found.mean, found.baseline_mean) == pytest.approx((mean, baseline))
    assert found.value == pytest.approx(1 - mean / baseline)
    assert (found.rule, found.baseline, found.n, found.undefined) == ("brier", "recorded", 4, None)


def test_baselines_by_name():
    assert baseline_forecasts("half", observed=[[1, 0]]).tolist() == [[0.5, 0.5]]
    assert baseline_forecasts("base-rate:3/10", observed=[1, 0, 0]).tolist() == [0.3] * 3
    assert baseline_forecasts("base-rate:0%", observed=[1]).tolist() == [0]
    assert baseline_forecasts("climatology", observed=[1, 0, 0, 0.2]).tolist() == [0.3] * 4


@pytest.mark.parametrize("rule", list(RULES))
@pytest.mark.parametrize("baseline", ["half", "base-rate:30%", "climatology"])
def test_a_perfect_forecaster_has_all_the_skill_and_the_baseline_none(rule, baseline):
    assert skill(observed=Y, predicted=Y, baseline=baseline, rule=rule).value == 1
    said = baseline_forecasts(baseline, observed=Y)
    assert skill(observed=Y, predicted=said, baseline=baseline, rule=rule).value == 0
    assert skill(observed=Y, predicted=said, baseline=P, rule=rule).value < 0
    assert 0 < skill(observed=Y, predicted=P, baseline=baseline, rule=rule).value < 1


def test_brier_and_the_rules_made_of_it_have_one_skill():
    values = [skill(observed=Y, predicted=P, rule=rule).value for rule in ("brier", "brier-sum", "quadratic")]
    assert values == pytest.approx([1 - 0.37 / 1] * 3)


@given(pairs=st.lists(st.tuples(st.integers(0, 1), percents), min_size=1, max_size=12))
def test_half_is_a_quarter(pairs):
    y, p = zip(*pairs, strict=True)
    found = skill(observed=y, predicted=p)
    assert found.baseline_mean == 0.25
    assert found.value == pytest.approx(1 - 4 * found.mean)


def test_the_order_of_rows_does_not_show():
    y, p = [1, 0, 1] * 40, [0.1, 0.37, 0.83] * 40
    means = {skill(observed=y[start:] + y[:start], predicted=p[start:] + p[:start]).mean for start in range(3)}
    assert len(means) == 1


def test_where_no_skill_is_defined_it_says_why():
    alike = skill(observed=[1, 1], predicted=[0.9, 0.8], baseline="climatology")
    assert (alike.value, alike.baseline_mean, alike.undefined) == (None, 0, "the baseline is perfect on these rows")
    thirds = skill(observed=[0.003] * 3, predicted=0.5, baseline="climatology")
    assert (thirds.value, thirds.baseline_mean) == (None, 0)
    sure = skill(observed=[1, 0], predicted=0.5, baseline=[0, 1], rule="log")
    assert (sure.value, sure.undefined) == (None, "the baseline is infinitely bad on these rows")


def test_certain_and_wrong_has_endless_negative_skill():
    assert skill(observed=[1, 0], predicted=[0, 0], rule="log").value == -math.inf
    assert skill(observed=[1, 0], predicted=[0, 0], rule="practical", baseline=[0.6, 0.6]).value == -math.inf


def test_of_means():
    assert skill_of_means(mean=0.1, baseline_mean=0.4) == (0.75, None)
    assert skill_of_means(mean=0.75, baseline_mean=0.5, best=1) == (0.5, None)
    assert skill_of_means(mean=0.5, baseline_mean=1, best=1)[0] is None
    for pair in ({"mean": math.nan, "baseline_mean": 1}, {"mean": 1, "baseline_mean": math.nan}):
        with pytest.raises(InputError, match="a mean score is not a number"):
            skill_of_means(**pair)


@pytest.mark.parametrize("baseline", ["half", "climatology", "base-rate:0.2", []])
def test_no_rows_have_no_skill(baseline):
    with pytest.raises(InputError, match="no forecasts"):
        skill(observed=[], predicted=[], baseline=baseline)


@pytest.mark.parametrize("baseline", ["quarter", "base-rate", "Half", "x" * 100])
def test_unknown_baselines_are_refused(baseline):
    with pytest.raises(InputError) as refusal:
        skill(observed=Y, predicted=P, baseline=baseline)
    assert refusal.value.message == f"no baseline is called {baseline[:60]!r}"
    assert refusal.value.hint == "there is half, base-rate:P, climatology"


def test_unreadable_rates_are_refused():
    for rate in ("", "70", "1", "lots", "120%"):
        with pytest.raises((InputError, RefusedError)):
            skill(observed=Y, predicted=P, baseline=f"base-rate:{rate}")


def test_bad_arrays_are_refused_by_name():
    with pytest.raises(InputError, match=r"^baseline\[1\] is -0.01"):
        skill(observed=[1, 0], predicted=[1, 0], baseline=[0.2, -0.01])
    with pytest.raises(InputError, match=r"^baseline has shape \(3,\) and the forecasts \(2,\)"):
        skill(observed=[1, 0], predicted=[1, 0], baseline=[0.2, 0.3, 0.4])
    with pytest.raises(InputError, match=r"^observed\[0\] is 2"):
        baseline_forecasts("half", observed=[2])
    with pytest.raises(InputError, match="rule is called 'brior'"):
        skill(observed=Y, predicted=P, rule="brior")


def test_climatology_scolds_who_is_right():
    # the figures of the docstring: somebody exactly right about 30 %, n = 5, over all outcomes that have both classes
    weights = [math.comb(5, k) * 0.3**k * 0.7 ** (5 - k) for k in range(1, 5)]
    values = [skill(observed=[1] * k + [0] * (5 - k), predicted=0.3, baseline="climatology").value for k in range(1, 5)]
    assert np.average(values, weights=weights) == pytest.approx(-0.156, abs=0.0005)
    assert 1 - sum(weights) == pytest.approx(0.17, abs=0.0006)
