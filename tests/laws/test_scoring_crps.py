"""Laws of the continuous ranked probability scores: each is the integral it stands for, and others agree."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.scoring import DISTRIBUTION_RULES
from ledger.scoring._arrays import BLOCK
from ledger.scoring._normal import erf
from ledger.scoring.crps_cdf import crps_of_cdf
from ledger.scoring.crps_lognormal import crps_of_lognormal
from ledger.scoring.crps_normal import crps_of_normal
from ledger.scoring.crps_samples import crps_of_samples
from ledger.scoring.crps_uniform import crps_of_uniform

PARAMETRIC = {"crps-normal": (5, 2), "crps-lognormal": (1, 0.5), "crps-uniform": (2, 6)}

numbers = st.integers(-100, 100).map(lambda tenths: tenths / 10)


@pytest.mark.parametrize("name", list(PARAMETRIC))
@pytest.mark.parametrize("number", [-3.0, 0.0, 2.0, 4.5, 6.0, 19.0])
def test_it_is_the_integral_over_the_distribution(name, number):
    from scipy import integrate, stats

    first, second = PARAMETRIC[name]
    distribution = {
        "crps-normal": stats.norm(first, second),
        "crps-lognormal": stats.lognorm(second, scale=math.exp(first)),
        "crps-uniform": stats.uniform(first, second - first),
    }[name]
    below, _ = integrate.quad(lambda x: distribution.cdf(x) ** 2, -30, number, points=[2, 6], epsabs=1e-12, limit=400)
    above, _ = integrate.quad(lambda x: distribution.sf(x) ** 2, number, 90, points=[2, 6], epsabs=1e-12, limit=400)
    got = DISTRIBUTION_RULES[name].scores(observed=number, predicted=[first, second])
    assert float(got) == pytest.approx(below + above, abs=1e-9)


@pytest.mark.parametrize("name", list(PARAMETRIC))
def test_the_unit_of_the_number_is_that_of_the_score(name):
    first, second = PARAMETRIC[name]
    scaled = (first + math.log(10), second) if name == "crps-lognormal" else (10 * first, 10 * second)
    small, large = ([DISTRIBUTION_RULES[name].scores(observed=y, predicted=said) for y in (scale, 4 * scale, 7 * scale)]
                    for scale, said in ((1, (first, second)), (10, scaled)))  # fmt: skip
    np.testing.assert_allclose(large, 10 * np.array(small), rtol=1e-12)


def test_known_values():
    np.testing.assert_allclose(crps_of_normal(observed=[0, -3], predicted=[[0, 1]] * 2), [0.2336949772, 2.43657473])
    np.testing.assert_allclose(crps_of_uniform(observed=[2, 3, 5], predicted=[[1, 3]] * 3), [1 / 6, 2 / 3, 8 / 3])


@settings(max_examples=30)
@given(number=numbers, mean=numbers, tenths=st.integers(1, 50))
def test_a_normal_distribution_is_the_same_from_both_sides(number, mean, tenths):
    there = crps_of_normal(observed=number, predicted=[mean, tenths / 10])
    back = crps_of_normal(observed=-number, predicted=[-mean, tenths / 10])
    assert float(there) == float(back)


@given(st.floats(-7, 7) | st.floats(allow_nan=False))
def test_the_error_function_of_arrays_is_that_of_numbers(x):
    assert math.isclose(erf(np.array([x]))[0], math.erf(x), rel_tol=1e-15)


def test_many_numbers_are_scored_as_each_by_itself():
    y = np.linspace(-9, 9, 2 * BLOCK + 3).reshape(-1, 1)
    said = np.stack([np.cos(y), 1.5 + np.sin(y)], axis=-1)
    many = crps_of_normal(observed=y, predicted=said)
    assert many.shape == y.shape
    for at in (0, BLOCK - 1, BLOCK, 2 * BLOCK, 2 * BLOCK + 2):
        alone = crps_of_normal(observed=y[at, 0], predicted=said[at, 0])
        assert many[at, 0] == pytest.approx(float(alone), rel=1e-14)


def test_a_very_narrow_distribution_is_a_number():
    assert crps_of_normal(observed=[3.0], predicted=[[1, 1e-320]]).tolist() == [2]
    assert crps_of_lognormal(observed=[3.0], predicted=[[0, 1e-320]]).tolist() == [2]
    assert crps_of_uniform(observed=[3.0], predicted=[[1, 1 + 1e-15]])[0] == pytest.approx(2)


def test_a_very_wide_lognormal_loses_no_digits():
    # with nothing near 0 the distance between two draws decides: c (1 - erf(s/2)), c being the mean of the distribution
    (score,) = crps_of_lognormal(observed=[0.0], predicted=[[0, 12]])
    assert score == pytest.approx(math.exp(72) * math.erfc(6), rel=1e-13)


@pytest.mark.parametrize("fair", [False, True])
@settings(max_examples=30)
@given(number=numbers, samples=st.lists(numbers, min_size=2, max_size=7))
def test_samples_are_their_distances(fair, number, samples):
    size = len(samples)
    from_number = sum(abs(one - number) for one in samples) / size
    apart = sum(abs(one - other) for one in samples for other in samples)
    expected = from_number - apart / 2 / (size * (size - 1) if fair else size**2)
    got = crps_of_samples(observed=[number], predicted=[samples], fair=fair)
    np.testing.assert_allclose(got, [expected], atol=1e-12)


def test_one_forecast_without_an_axis_is_one_score():
    assert float(crps_of_samples(observed=1.5, predicted=[1, 3, 2])) == pytest.approx(7 / 18)
    assert float(crps_of_cdf(observed=0.5, predicted=[0, 0.5, 1], grid=[0, 0.5, 1])) == pytest.approx(1 / 12)


def test_one_sample_is_its_distance_and_large_numbers_lose_no_digits():
    assert crps_of_samples(observed=[3, 1], predicted=[[1], [4]]).tolist() == [2, 3]
    large = crps_of_samples(observed=[1.5 + 2**50], predicted=[[1 + 2**50, 2 + 2**50, 3 + 2**50]])
    assert large.tolist() == crps_of_samples(observed=[1.5], predicted=[[1, 2, 3]]).tolist()


@settings(max_examples=30)
@given(number=st.integers(-40, 140), cuts=st.lists(st.integers(0, 100), min_size=4, max_size=4).map(sorted))
def test_a_cdf_on_a_grid_is_the_integral(number, cuts):
    grid, values = np.array([0.0, 1, 3, 8]), np.array(cuts) / 100
    y = number / 10
    # Simpson's rule is exact for squares of straight lines, piece by piece
    ends = np.unique([*grid, np.clip(y, 0, 8)])
    total = abs(y - np.clip(y, 0, 8))
    for low, high in pairwise(ends):
        happened = low >= y
        at = (np.interp([low, (low + high) / 2, high], grid, values) - happened) ** 2
        total += (high - low) * (at[0] + 4 * at[1] + at[2]) / 6
    assert float(crps_of_cdf(observed=y, predicted=values, grid=grid)) == pytest.approx(total, abs=1e-12)


@given(number=numbers)
def test_a_straight_cdf_is_uniform_however_fine_the_grid(number):
    uniform = float(crps_of_uniform(observed=number, predicted=[-2, 3]))
    for steps in (2, 3, 40):
        grid = np.linspace(-2, 3, steps)
        got = crps_of_cdf(observed=number, predicted=(grid + 2) / 5, grid=grid)
        assert float(got) == pytest.approx(uniform, abs=1e-12)


def test_mass_outside_the_grid_lies_on_its_ends():
    # 20 % at 0, 70 % at 10, the rest between them in a straight line
    got = crps_of_cdf(observed=[0, 10, -5, 15], predicted=[[0.2, 0.3]] * 4, grid=[0, 10])
    before, after = 10 * (0.64 + 0.56 + 0.49) / 3, 10 * (0.04 + 0.06 + 0.09) / 3
    np.testing.assert_allclose(got, [before, after, before + 5, after + 5], rtol=1e-14)


def test_no_rows_have_no_scores():
    for name in PARAMETRIC:
        assert DISTRIBUTION_RULES[name].scores(observed=[], predicted=np.empty((0, 2))).shape == (0,)
    assert crps_of_samples(observed=[], predicted=np.empty((0, 3))).shape == (0,)
    assert crps_of_cdf(observed=[], predicted=np.empty((0, 2)), grid=[0, 1]).shape == (0,)


@pytest.mark.parametrize("name", ["crps-normal", "crps-lognormal"])
@pytest.mark.parametrize("wrong", [0, -1, -0.01])
def test_a_deviation_must_be_above_0(name, wrong):
    with pytest.raises(InputError, match=rf"^predicted\[1, 1\] is {wrong}, which is no standard deviation") as refusal:
        DISTRIBUTION_RULES[name].scores(observed=[1, 1], predicted=[[-1, 1], [-1, wrong]])
    assert refusal.value.hint == "it must be above 0"


def test_the_ends_of_a_uniform_distribution_must_rise():
    for high in (1, 0):
        with pytest.raises(InputError, match=rf"^predicted\[0, 1\] is {high}, which is not above the one before"):
            crps_of_uniform(observed=[1], predicted=[[1, high]])


def test_a_lognormal_with_no_mean_in_floats_is_refused():
    with pytest.raises(InputError, match=r"^the mean of the distribution in predicted\[1\] is too large") as refusal:
        crps_of_lognormal(observed=[1, 1], predicted=[[0, 1], [710, 1]])
    assert refusal.value.hint == "m and s are those of ln y"
    assert np.isfinite(crps_of_lognormal(observed=[1], predicted=[[709, 1]]))


@pytest.mark.parametrize("name", list(PARAMETRIC))
@pytest.mark.parametrize("predicted", [[1, 2], [[1, 2, 3]], [[1]], [[1, 2]] * 2])
def test_two_parameters_for_each_number(name, predicted):
    with pytest.raises(InputError, match="do not match") as refusal:
        DISTRIBUTION_RULES[name].scores(observed=[1], predicted=predicted)
    assert "for each outcome" in str(refusal.value.hint)


def test_bad_samples_are_refused_by_name():
    for size, fair in ((0, False), (0, True), (1, True)):
        with pytest.raises(InputError, match=f"^predicted has {size} samples in a row$"):
            crps_of_samples(observed=[1], predicted=np.zeros((1, size)), fair=fair)
    with pytest.raises(InputError, match=r"^predicted\[0, 1\] is nan"):
        crps_of_samples(observed=[1], predicted=[[1, math.nan]])
    with pytest.raises(InputError, match="do not match"):
        crps_of_samples(observed=[1], predicted=[1, 2])


@pytest.mark.parametrize(
    ("observed", "predicted", "grid", "message"),
    [
        ([1], [[0.5, 0.4]], [0, 1], r"^predicted\[0, 1\] is 0.4, which is below the one before$"),
        ([1], [[0.5, 1.1]], [0, 1], r"^predicted\[0, 1\] is 1.1, which is not between 0 and 1$"),
        ([1], [[-0.01, 1]], [0, 1], r"^predicted\[0, 0\] is -0.01, which is not between 0 and 1$"),
        ([math.nan], [[0, 1]], [0, 1], r"^observed\[0\] is nan"),
        ([1], [[0, 1]], [0, 0], r"^grid\[1\] is 0, which is not above the one before$"),
        ([1], [[0, 1]], [0, math.inf], r"^grid\[1\] is inf"),
        ([1], [[1]], [0], r"^grid has shape \(1,\)$"),
        ([1], [[0, 1]], [[0, 1]], r"^grid has shape \(1, 2\)$"),
        ([1], [[0, 1]], [0, 1, 2], r"shapes \(1,\) and \(1, 2\), which do not match$"),
    ],
)
def test_bad_cdfs_are_refused_by_name(observed, predicted, grid, message):
    with pytest.raises(InputError, match=message):
        crps_of_cdf(observed=observed, predicted=predicted, grid=grid)


def test_others_agree():
    import scoringrules

    generator = np.random.default_rng(20261120)
    y, first, second = generator.normal(size=(3, 60))
    spread = np.abs(second) + 0.1
    said = np.column_stack([first, spread])
    np.testing.assert_allclose(
        crps_of_normal(observed=y, predicted=said), scoringrules.crps_normal(y, first, spread), rtol=1e-11
    )
    np.testing.assert_allclose(
        crps_of_lognormal(observed=np.exp(y), predicted=said),
        scoringrules.crps_lognormal(np.exp(y), first, spread),
        rtol=1e-9,
    )
    ends = np.column_stack([first, first + spread])
    np.testing.assert_allclose(
        crps_of_uniform(observed=y, predicted=ends), scoringrules.crps_uniform(y, *ends.T), rtol=1e-11
    )
    samples = generator.normal(size=(60, 9))
    for fair, estimator in ((False, "nrg"), (True, "fair")):
        theirs = scoringrules.crps_ensemble(y, samples, estimator=estimator)
        np.testing.assert_allclose(
            crps_of_samples(observed=y, predicted=samples, fair=fair), theirs, rtol=1e-9, atol=1e-14
        )
