"""Laws of scores over a range: each is the integral over it, ranges add up, and honesty pays."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.scoring import DISTRIBUTION_RULES
from ledger.scoring.censored import WIDEST, censored_scores

FAMILIES = ["crps-normal", "crps-lognormal", "crps-uniform"]
DISTRIBUTIONS = {"crps-normal": (3, 2), "crps-lognormal": (1, 0.5), "crps-uniform": (2, 6)}
RANGES = [(-math.inf, 4), (2.5, math.inf), (1, 5), (3, 3.5), (-9, -8), (30, 40)]
QUARTERS = [0.25, 0.5, 0.75]

numbers = st.integers(-200, 200).map(lambda tenths: tenths / 10)
triples = st.lists(numbers, min_size=3, max_size=3, unique=True).map(sorted)


def distribution(rule, first, second):
    from scipy import stats

    return {
        "crps-normal": lambda: stats.norm(first, second),
        "crps-lognormal": lambda: stats.lognorm(second, scale=math.exp(first)),
        "crps-uniform": lambda: stats.uniform(first, second - first),
    }[rule]()


def integral(square, low, high, edges):
    """By Gauss and Legendre, on twenty panels between each two edges."""
    cuts = [low, *sorted(edge for edge in edges if low < edge < high), high]
    panels = np.unique(np.concatenate([np.linspace(*ends, 21) for ends in pairwise(cuts)]))
    nodes, weights = np.polynomial.legendre.leggauss(30)
    half = np.diff(panels)[:, np.newaxis] / 2
    return float((half * weights * square(panels[:-1, np.newaxis] + half * (1 + nodes))).sum())


def brute_force(rule, said, y, low, high):
    there = distribution(rule, *said)
    edges = there.ppf([1e-300, 1e-40, 1e-12, 1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, 1 - 1e-6, 1 - 1e-12, 1]).tolist()
    low, high = max(low, min(-30, y)), min(high, max(1e4, y))
    y = min(max(y, low), high)
    below = integral(lambda x: there.cdf(x) ** 2, low, y, edges)
    return below + integral(lambda x: there.sf(x) ** 2, y, high, edges)


@pytest.mark.parametrize("rule", FAMILIES)
@pytest.mark.parametrize(("low", "high"), RANGES)
@pytest.mark.parametrize("y", [-3.0, 2.0, 3.25, 19.0])
def test_it_is_the_integral_over_the_range(rule, low, high, y):
    said = DISTRIBUTIONS[rule]
    got = censored_scores(rule, observed=y, predicted=said, lower=low, upper=high)
    assert float(got) == pytest.approx(brute_force(rule, said, y, low, high), rel=1e-9, abs=1e-13)


@pytest.mark.parametrize("said", [(0.0, 0.01), (-2.0, 1.5), (5.0, 0.1), (1.0, 3.0), (-8.0, 4.0)])
@pytest.mark.parametrize(("low", "high"), [(0.5, 3.0), (0.001, 20.0), (1e-6, 1e-3), (100.0, 5000.0)])
@pytest.mark.parametrize("place", [0.0, 0.1, 1.0])
def test_the_quadrature_of_a_lognormal_is_exact_to_ten_digits(said, low, high, place):
    y = low + place * (high - low)
    got = censored_scores("crps-lognormal", observed=y, predicted=said, lower=low, upper=high)
    expected = brute_force("crps-lognormal", said, y, low, high)
    assert float(got) == pytest.approx(expected, rel=1e-10, abs=1e-30 * high)


@pytest.mark.parametrize("deviation", [1e-300, 1e-3, 0.3, 2, 9, 20, 35, 55])
@pytest.mark.parametrize("y", [-2.0, 0.0, 1.0, 300.0])
def test_from_0_on_a_lognormal_is_scored_as_without_a_range(deviation, y):
    mean = 1 - deviation**2 / 3
    plain = DISTRIBUTION_RULES["crps-lognormal"].scores(observed=max(y, 0), predicted=[mean, deviation])
    got = censored_scores("crps-lognormal", observed=y, predicted=[mean, deviation], lower=0)
    assert float(got) == pytest.approx(float(plain), rel=1e-10)


def test_a_lognormal_without_bound_has_the_expected_tail():
    # the integral of (1 - F)^2 is m erfc(s / 2), m being the mean
    for deviation in (1, 12, 30):
        got = censored_scores("crps-lognormal", observed=-1, predicted=[0, deviation], lower=0)
        assert float(got) == pytest.approx(math.exp(deviation**2 / 2) * math.erfc(deviation / 2), rel=1e-10)


@pytest.mark.parametrize("rule", FAMILIES)
@settings(max_examples=50)
@given(y=numbers, ends=triples, first=numbers, tenths=st.integers(1, 90))
def test_ranges_add_up(rule, y, ends, first, tenths):
    said = (first / 10, tenths / 30) if rule == "crps-lognormal" else (first, tenths / 10)
    said = (first, first + tenths / 10) if rule == "crps-uniform" else said
    low, middle, high = ends
    parts = [
        float(censored_scores(rule, observed=y, predicted=said, lower=start, upper=end))
        for start, end in ((low, middle), (middle, high), (low, high))
    ]
    assert parts[0] + parts[1] == pytest.approx(parts[2], rel=1e-9, abs=1e-12)
    assert min(parts) >= 0


@pytest.mark.parametrize("rule", FAMILIES)
@settings(max_examples=50)
@given(y=numbers, first=numbers, tenths=st.integers(1, 90))
def test_ends_far_away_change_nothing(rule, y, first, tenths):
    said = (first, first + tenths) if rule == "crps-uniform" else (first / 20, tenths / 50)
    plain = float(DISTRIBUTION_RULES[rule].scores(observed=y, predicted=said))
    for low, high in ((-1e4, 1e7), (-1e4, math.inf), (-math.inf, 1e7), (-math.inf, math.inf)):
        got = censored_scores(rule, observed=y, predicted=said, lower=low, upper=high)
        assert float(got) == pytest.approx(plain, rel=1e-9, abs=1e-9)


@settings(max_examples=50)
@given(y=numbers, ends=triples, mean=numbers, tenths=st.integers(1, 50))
def test_a_normal_distribution_is_the_same_from_both_sides(y, ends, mean, tenths):
    low, _, high = ends
    there = censored_scores("crps-normal", observed=y, predicted=[mean, tenths / 10], lower=low, upper=high)
    back = censored_scores("crps-normal", observed=-y, predicted=[-mean, tenths / 10], lower=-high, upper=-low)
    assert float(there) == pytest.approx(float(back), rel=1e-12, abs=1e-14)


@settings(max_examples=80)
@given(y=numbers, ends=triples, grid=st.lists(numbers, min_size=2, max_size=6, unique=True), data=st.data())
@example(y=0.0, ends=[1.0, 2.0, 3.0], grid=[-5.0, 0.0], data=None)
def test_a_cdf_on_a_grid_is_its_integral(y, ends, grid, data):
    low, _, high = ends
    grid = sorted(grid)
    shares = [0.25, 0.75] if data is None else sorted(data.draw(st.tuples(*[st.integers(0, 8)] * len(grid))))
    values = shares if data is None else [share / 8 for share in shares]
    got = censored_scores("crps-cdf", observed=y, predicted=values, grid=grid, lower=low, upper=high)

    def cdf(x):
        return np.interp(x, grid, values, left=0, right=1)

    inside = min(max(y, low), high)
    below = integral(lambda x: cdf(x) ** 2, low, inside, grid)
    above = integral(lambda x: (1 - cdf(x)) ** 2, inside, high, grid)
    assert float(got) == pytest.approx(below + above, rel=1e-9, abs=1e-9)


LIMITED = {
    "crps-quantiles": {"levels": QUARTERS},
    "weighted-interval": {"levels": QUARTERS},
    "crps-samples": {},
    "median-error": {"levels": QUARTERS},
}


@pytest.mark.parametrize("rule", LIMITED)
@settings(max_examples=50)
@given(y=numbers, ends=triples, values=triples)
def test_a_range_never_makes_a_score_worse(rule, y, ends, values):
    low, _, high = ends
    plain = DISTRIBUTION_RULES[rule].scores(observed=y, predicted=values, **LIMITED[rule])
    got = censored_scores(rule, observed=y, predicted=values, lower=low, upper=high, **LIMITED[rule])
    assert -1e-12 <= float(got) <= float(plain) + 1e-12


@pytest.mark.parametrize("rule", FAMILIES)
@settings(max_examples=50)
@given(y=numbers, ends=triples)
def test_a_range_never_makes_a_distribution_worse(rule, y, ends):
    low, _, high = ends
    plain = DISTRIBUTION_RULES[rule].scores(observed=y, predicted=DISTRIBUTIONS[rule])
    got = censored_scores(rule, observed=y, predicted=DISTRIBUTIONS[rule], lower=low, upper=high)
    assert float(got) <= float(plain) + 1e-12


@pytest.mark.parametrize("rule", FAMILIES)
@pytest.mark.parametrize(("low", "high"), [(2, 5), (-math.inf, 3.5), (3, math.inf)])
def test_honesty_pays(rule, low, high):
    first, second = DISTRIBUTIONS[rule]
    draws = distribution(rule, first, second).ppf((np.arange(2000) + 0.5) / 2000)

    def expected(*said):
        predicted = np.broadcast_to(said, (2000, 2))
        return censored_scores(rule, observed=draws, predicted=predicted, lower=low, upper=high).mean()

    honest = expected(first, second)
    others = [(first + 0.4, second), (first - 0.4, second), (first, second * 1.3), (first, second * 0.7)]
    assert all(expected(*other) > honest for other in others)


def test_many_are_scored_at_once():
    for rule, said in DISTRIBUTIONS.items():
        together = censored_scores(rule, observed=[[1, 3], [5, 9]], predicted=[[said] * 2] * 2, lower=2, upper=6)
        alone = [float(censored_scores(rule, observed=y, predicted=said, lower=2, upper=6)) for y in (1, 3, 5, 9)]
        assert together.ravel().tolist() == alone


SHAPES = "observed and predicted have shapes () and (), which do not match"
FALLS = "predicted[1] is 0, which is below the one before"
REFUSED = [
    ({"rule": "crps-normal", "predicted": [0, 1], "lower": 2, "upper": 2}, "the range from 2 to 2 is empty"),
    ({"rule": "crps-normal", "predicted": [0, 0], "lower": 2}, "predicted[1] is 0, which is no standard deviation"),
    ({"rule": "crps-uniform", "predicted": [1, 1], "lower": 2}, "predicted[1] is 1, which is not above the one before"),
    ({"rule": "crps-lognormal", "predicted": [0, WIDEST + 1], "lower": 2}, "deviation is 61, which is too wide"),
    ({"rule": "crps-samples", "predicted": 3, "lower": 2}, SHAPES),
    ({"rule": "crps-cdf", "predicted": [1, 0], "grid": [0, 1], "lower": 0}, FALLS),
]  # fmt: skip


@pytest.mark.parametrize(("given", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_what_cannot_be_scored_is_refused(given, message):
    with pytest.raises(InputError) as found:
        censored_scores(observed=1, **given)
    assert found.value.message == message
