"""Laws of the rules for quantiles and intervals: known values, other people's programs, bad rows by name."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.scoring import DISTRIBUTION_RULES
from ledger.scoring.bias import quantile_bias
from ledger.scoring.interval import central_interval, interval_score
from ledger.scoring.interval_coverage import interval_coverage
from ledger.scoring.weighted_interval import check_even, weighted_interval_parts, weighted_interval_score

LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95]
QUANTILES = [10, 20, 30, 50, 80]
OF_QUANTILES = [name for name in DISTRIBUTION_RULES if DISTRIBUTION_RULES[name].READS == "quantiles"]

# What each rule makes of these quantiles when the number comes out 0, 20, 30, 36 and 100.
NUMBERS = [0, 20, 30, 36, 100]
EARNED = {
    "pinball": [
        [9.5, 15, 15, 12.5, 4], [0.5, 0, 5, 7.5, 3], [1, 2.5, 0, 5, 2.5], [1.3, 4, 3, 3.5, 2.2],
        [4.5, 20, 35, 37.5, 19],
    ],
    "quantile-coverage": [[1, 1, 1, 1, 1], [0, 1, 1, 1, 1], [0, 0, 1, 1, 1], [0, 0, 0, 1, 1], [0, 0, 0, 0, 0]],
    "bias": [1, 0.5, 0, -0.5, -1],
    "median-error": [30, 10, 0, 6, 70],
    "crps-quantiles": [22.4, 6.4, 4.4, 5.6, 46.4],
    "weighted-interval": [22.4, 6.4, 4.4, 5.6, 46.4],
}  # fmt: skip

each = pytest.mark.parametrize("name", OF_QUANTILES)
ordered = st.lists(st.integers(-100, 100), min_size=5, max_size=5).map(sorted)


def scores(name, observed, predicted=QUANTILES, levels=LEVELS):
    return DISTRIBUTION_RULES[name].scores(observed=observed, predicted=predicted, levels=levels)


@pytest.mark.parametrize("name", list(DISTRIBUTION_RULES))
def test_every_rule_says_what_it_is(name):
    rule, nearer = DISTRIBUTION_RULES[name], name == "bias" or name.endswith("coverage")
    bounds = (-1 if name == "bias" else 0, 1 if nearer else math.inf)
    also = {"quantiles": ("levels",), "cdf": ("grid",), "interval": () if nearer else ("level",)}
    said = (rule.RULE_VERSION, rule.BETTER, rule.BOUNDS, rule.ALSO)
    assert said == ("1", "nearer" if nearer else "lower", bounds, also.get(rule.READS, ()))


def test_what_the_rules_read():
    reads = {"interval": "interval", "interval-coverage": "interval", **dict.fromkeys(EARNED, "quantiles")}
    parametric = {f"crps-{name}": name for name in ("cdf", "samples", "normal", "lognormal", "uniform")}
    assert {name: DISTRIBUTION_RULES[name].READS for name in DISTRIBUTION_RULES} == reads | parametric


@each
def test_what_is_earned(name):
    got = scores(name, NUMBERS, [QUANTILES] * 5)
    np.testing.assert_allclose(got, EARNED[name], rtol=1e-14)
    np.testing.assert_allclose(scores(name, 36), EARNED[name][3], rtol=1e-14)


@each
def test_no_rows_have_no_scores(name):
    assert len(scores(name, [], np.empty((0, 5)))) == 0


def test_the_parts_of_the_weighted_interval_score():
    parts = weighted_interval_parts(observed=NUMBERS, predicted=[QUANTILES] * 5, levels=LEVELS)
    np.testing.assert_allclose(parts.overprediction, [18, 2, 0, 0, 0], rtol=1e-14)
    np.testing.assert_allclose(parts.underprediction, [0, 0, 0, 1.2, 42], rtol=1e-14)
    np.testing.assert_allclose(parts.dispersion, [4.4] * 5, rtol=1e-14)
    np.testing.assert_allclose(parts.total, EARNED["weighted-interval"], rtol=1e-14)


@settings(max_examples=30)
@given(number=st.integers(-120, 120), quantiles=ordered, twice=st.booleans())
def test_the_weighted_interval_score_is_its_formula(number, quantiles, twice):
    given_ = {"observed": number, "predicted": quantiles, "levels": LEVELS, "count_median_twice": twice}
    weight = 1 if twice else 0.5
    total = weight * abs(number - quantiles[2])
    for alpha, low, high in ((0.1, 0, 4), (0.5, 1, 3)):
        ends = [quantiles[low], quantiles[high]]
        total += alpha / 2 * float(interval_score(observed=number, predicted=ends, level=1 - alpha))
    assert float(weighted_interval_score(**given_)) == pytest.approx(total / (2 + weight), abs=1e-12)
    if not twice:
        assert float(scores("crps-quantiles", number, quantiles)) == pytest.approx(total / 2.5, abs=1e-12)


@pytest.mark.parametrize("twice", [False, True])
def test_a_median_alone_and_intervals_without_one(twice):
    alone = weighted_interval_score(observed=[7], predicted=[[3]], levels=[0.5], count_median_twice=twice)
    assert alone.tolist() == [4]
    pair = weighted_interval_score(observed=[7], predicted=[[3, 5]], levels=[0.25, 0.75], count_median_twice=twice)
    assert pair.tolist() == [2.5]


def test_levels_must_lie_even_about_the_median():
    with pytest.raises(InputError, match=r"^levels\[0\] is 0.1, which has no counterpart about 0.5") as refusal:
        weighted_interval_score(observed=[7], predicted=[[3, 5]], levels=[0.1, 0.8])
    assert refusal.value.hint == "crps-quantiles takes any levels"
    with pytest.raises(InputError, match="no counterpart"):
        check_even(np.array([0.25, 0.75 + 3e-9]))
    check_even(np.array([0.25, 0.75 + 0.9e-9]))


def test_the_interval_score():
    ends = [[10, 20], [15, 25], [21, 30], [12, 12]]
    got = interval_score(observed=[12, 14, 32, 12], predicted=ends, level=0.8)
    np.testing.assert_allclose(got, [10, 20, 29, 0], rtol=1e-14)


def test_central_intervals_out_of_quantiles():
    assert central_interval(predicted=[QUANTILES] * 2, levels=LEVELS, level=0.9).tolist() == [[10, 80]] * 2
    assert central_interval(predicted=QUANTILES, levels=LEVELS, level=0.5).tolist() == [20, 50]
    with pytest.raises(InputError, match=r"no quantile of level 0.1$") as refusal:
        central_interval(predicted=QUANTILES, levels=LEVELS, level=0.8)
    assert refusal.value.hint == "the levels are 0.05, 0.25, 0.5, 0.75, 0.95"
    with pytest.raises(InputError, match=r"no quantile of level 0.75"):
        central_interval(predicted=[1, 2], levels=[0.25, 0.8], level=0.5)
    with pytest.raises(InputError, match=r"shapes \(4,\) and \(5,\)"):
        central_interval(predicted=QUANTILES[1:], levels=LEVELS, level=0.5)


def test_an_interval_covers_its_ends():
    assert interval_coverage(observed=[1, 2, 3, 0.9, 3.1], predicted=[[1, 3]] * 5).tolist() == [1, 1, 1, 0, 0]


def test_a_number_on_a_quantile_has_reached_its_level():
    got = quantile_bias(observed=[10, 20, 50, 80], predicted=[QUANTILES] * 4, levels=LEVELS)
    np.testing.assert_allclose(got, [0.9, 0.5, -0.5, -0.9])


def test_bias_without_a_median_reads_it_between_its_neighbours():
    # the median of 20 at 0.2 and 50 at 0.8 is 35; of 20 at 0.4 and 50 at 0.8 it is 27.5
    assert quantile_bias(observed=35, predicted=[20, 50], levels=[0.2, 0.8]) == 0
    assert quantile_bias(observed=[34, 36], predicted=[[20, 50]] * 2, levels=[0.2, 0.8]).round(9).tolist() == [
        0.6,
        -0.6,
    ]
    assert quantile_bias(observed=27.5, predicted=[20, 50], levels=[0.4, 0.8]) == 0
    for levels in ([0.1, 0.4], [0.6, 0.8]):
        with pytest.raises(InputError, match="no median") as refusal:
            quantile_bias(observed=35, predicted=[20, 50], levels=levels)
        assert refusal.value.hint == "give the quantile of level 0.5"
    assert quantile_bias(observed=21, predicted=[20, 50], levels=[0.5, 0.8]) == pytest.approx(-0.6)
    assert quantile_bias(observed=19, predicted=[20, 50], levels=[0.5 + 9e-10, 0.8]) == 1
    assert quantile_bias(observed=51, predicted=[20, 50], levels=[0.2, 0.5 - 9e-10]) == -1


def test_a_median_must_be_there_for_its_error():
    with pytest.raises(InputError, match=r"no quantile of level 0.5$"):
        scores("median-error", 1, [1, 2], [0.4, 0.6])


REFUSED = {
    "crossing": (
        [1, 2],
        [[1, 2, 3], [1, 3, 2]],
        [0.1, 0.5, 0.9],
        r"^predicted\[1, 2\] is 2, which is below the one be",
    ),
    "missing": ([1], [[1, math.nan, 3]], [0.1, 0.5, 0.9], r"^predicted\[0, 1\] is nan, which is not a finite number"),
    "endless": ([math.inf], [[1, 2, 3]], [0.1, 0.5, 0.9], r"^observed\[0\] is inf, which is not a finite number"),
    "words": (["ten"], [[1, 2, 3]], [0.1, 0.5, 0.9], "^observed is not an array of numbers$"),
    "dates": (np.array(["2026-01-01"], dtype="M8[D]"), [[1]], [0.5], "^observed is not an array of numbers$"),
    "complex": ([1j], [[1]], [0.5], "^observed is not an array of numbers$"),
    "masked": (np.ma.masked_equal([1], 1), [[1]], [0.5], "^observed holds masked values$"),
    "huge": ([10**400], [[1]], [0.5], "^observed is not an array of numbers$"),
    "level 0": ([1], [[1, 2, 3]], [0, 0.5, 0.9], r"^levels\[0\] is 0, which is not inside 0 to 1"),
    "level 1": ([1], [[1, 2, 3]], [0.1, 0.5, 1], r"^levels\[2\] is 1, which is not inside"),
    "falling": ([1], [[1, 2, 3]], [0.1, 0.9, 0.5], r"^levels\[2\] is 0.5, which is not above the one before"),
    "twice": ([1], [[1, 2, 3]], [0.1, 0.5, 0.5], r"^levels\[2\] is 0.5, which is not above the one before"),
    "no levels": ([1], np.empty((1, 0)), [], r"^levels has shape \(0,\)"),
    "one level": ([1], [[1]], 0.5, r"^levels has shape \(\)"),
    "a level more": ([1], [[1, 2]], [0.1, 0.5, 0.9], r"shapes \(1,\) and \(1, 2\), which do not match"),
    "a row more": ([1], [[1, 2, 3]] * 2, [0.1, 0.5, 0.9], r"shapes \(1,\) and \(2, 3\)"),
}


@each
@pytest.mark.parametrize(("observed", "predicted", "levels", "message"), REFUSED.values(), ids=list(REFUSED))
def test_bad_rows_are_refused_by_name(name, observed, predicted, levels, message):
    with pytest.raises(InputError, match=message):
        scores(name, observed, predicted, levels)


@each
def test_equal_quantiles_do_not_cross(name):
    assert np.isfinite(scores(name, 3, [2, 2, 2, 2, 2])).all()


@pytest.mark.parametrize("level", [0, 1, -0.01, 90, math.nan, [0.5], None])
def test_bad_levels_of_intervals_are_refused(level):
    with pytest.raises(InputError, match=r"^level "):
        interval_score(observed=[1], predicted=[[1, 2]], level=level)


@pytest.mark.parametrize("of", [interval_coverage, lambda **given: interval_score(level=0.5, **given)])
def test_bad_intervals_are_refused_by_name(of):
    with pytest.raises(InputError, match=r"^predicted\[1, 1\] is 2, which is below the one before"):
        of(observed=[1, 2], predicted=[[1, 1], [3, 2]])
    for wrong in ([[1, 2, 3], [1, 2, 3]], [[1], [2]], [1, 2], [[1, 2]]):
        with pytest.raises(InputError, match="do not match"):
            of(observed=[1, 2], predicted=wrong)


def test_others_agree():
    import scoringrules

    generator = np.random.default_rng(20261120)
    y, quantiles = generator.normal(size=40), np.sort(generator.normal(size=(40, 5)))
    pinball = np.column_stack([scoringrules.quantile_score(y, quantiles[:, k], LEVELS[k]) for k in range(5)])
    np.testing.assert_allclose(scores("pinball", y, quantiles), pinball, rtol=1e-12)
    theirs = scoringrules.crps_quantile(y, quantiles, np.array(LEVELS))
    np.testing.assert_allclose(scores("crps-quantiles", y, quantiles), theirs, rtol=1e-12)
    theirs = scoringrules.interval_score(y, quantiles[:, 0], quantiles[:, 4], 0.1)
    ours = interval_score(observed=y, predicted=quantiles[:, [0, 4]], level=0.9)
    np.testing.assert_allclose(ours, theirs, rtol=1e-12)
