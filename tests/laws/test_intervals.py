"""Laws of intervals and of the counts to be expected: they hold the frequency, mirror, and agree with scipy."""

import math
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from ledger.calibration import counts
from ledger.calibration.counts import Counts, RefinedNormal, binomial, mid_p, poisson_binomial
from ledger.calibration.intervals import INTERVALS, beta, interval_named, normal_quantile, tail_of, wilson
from ledger.calibration.intervals.beta import beta_quantile, beta_share
from ledger.calibration.intervals.consistency import consistency, count_range
from ledger.calibration.intervals.exact import clopper_pearson
from ledger.calibration.intervals.jeffreys import jeffreys
from ledger.calibration.intervals.kind import hits_and_misses
from ledger.errors import InputError

MILLION = 1_000_000
SHAPES = st.floats(0.5, 2000)
LEVELS = st.sampled_from([Decimal(text) for text in ("0.5", "0.9", "0.95", "0.999999")])
KINDS = st.sampled_from([wilson, jeffreys, clopper_pearson])
COUNTED = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))
CELLS = st.lists(st.tuples(st.integers(0, 20).map(lambda step: step * 50_000), st.integers(0, 6)), max_size=6)


def test_every_kind_is_listed() -> None:
    assert list(INTERVALS) == ["wilson", "jeffreys", "clopper-pearson", "consistency"]
    assert [INTERVALS[name] for name in INTERVALS] == [wilson, jeffreys, clopper_pearson, consistency]
    with pytest.raises(InputError, match="no interval is called 'wald'"):
        interval_named("wald")


@settings(max_examples=60)
@given(st.floats(0.0001, 0.9999), SHAPES, SHAPES)
def test_the_beta_distribution_is_that_of_scipy(x: float, a: float, b: float) -> None:
    assert beta_share(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-11)


@settings(max_examples=60)
@given(st.sampled_from([1e-8, 0.005, 0.025, 0.05, 0.25, 0.5]), SHAPES, SHAPES)
def test_the_quantile_is_that_of_scipy(share: float, a: float, b: float) -> None:
    assert beta_quantile(share, a, b) == pytest.approx(stats.beta.ppf(share, a, b), rel=1e-9, abs=1e-12)


def test_the_ends_of_the_beta_distribution() -> None:
    assert [beta_share(x, 2.0, 5.0) for x in (-1.0, 0.0, 1.0, 2.0)] == [0, 0, 1, 1]
    assert beta_share(0.3, 1.0, 1.0) == pytest.approx(0.3, abs=1e-15)
    assert beta_share(0.8, 2.0, 1.0) == pytest.approx(0.64, abs=1e-15)
    assert beta_quantile(0.01, 0.5, 3000.0) == pytest.approx(stats.beta.ppf(0.01, 0.5, 3000), rel=1e-9)
    assert beta_quantile(0.3, 1e-3, 2.0) == pytest.approx(stats.beta.ppf(0.3, 1e-3, 2), rel=1e-9)


@settings(max_examples=60)
@given(COUNTED, LEVELS)
def test_jeffreys_and_clopper_pearson_are_quantiles_of_scipy(counted: tuple[int, int], level: Decimal) -> None:
    n, s = counted
    tail = float((1 - level) / 2)
    low, high = jeffreys(happened=Decimal(s), n=n, level=level)
    assert low == pytest.approx(stats.beta.ppf(tail, s + 0.5, n - s + 0.5) if s else 0, abs=1e-9)
    assert high == pytest.approx(stats.beta.isf(tail, s + 0.5, n - s + 0.5) if s < n else 1, abs=1e-9)
    low, high = clopper_pearson(happened=Decimal(s), n=n, level=level)
    assert low == pytest.approx(stats.beta.ppf(tail, s, n - s + 1) if s else 0, abs=1e-9)
    assert high == pytest.approx(stats.beta.isf(tail, s + 1, n - s) if s < n else 1, abs=1e-9)


@given(COUNTED, LEVELS, KINDS)
def test_intervals_hold_the_frequency_and_mirror(counted: tuple[int, int], level: Decimal, kind) -> None:
    n, s = counted
    low, high = kind(happened=Decimal(s), n=n, level=level)
    assert 0 <= low <= s / n <= high <= 1
    assert kind(happened=Decimal(n - s), n=n, level=level) == pytest.approx((1 - high, 1 - low), abs=1e-12)
    assert (low == 0) is (s == 0)
    assert (high == 1) is (s == n)


@given(st.integers(1, 30), st.data())
def test_a_fraction_lies_between_its_neighbours(n: int, data: st.DataObject) -> None:
    s = data.draw(st.integers(0, n - 1))
    for kind in (wilson, jeffreys, clopper_pearson):
        ends = [kind(happened=Decimal(s) + Decimal(half) / 2, n=n) for half in range(3)]
        assert ends == sorted(ends)
        assert [high for _, high in ends] == sorted(high for _, high in ends)


@pytest.mark.parametrize("kind", [wilson, jeffreys, clopper_pearson, consistency])
def test_nothing_says_nothing_and_nonsense_is_refused(kind) -> None:
    assert kind(happened=Decimal(0), n=0) == (0, 1)
    for happened, n in (("3", 2), ("-1", 2), ("NaN", 2), ("0", -1)):
        with pytest.raises(InputError, match=f"{happened} of {n} cannot have happened"):
            kind(happened=Decimal(happened), n=n)
    with pytest.raises(InputError, match="is no level"):
        kind(happened=Decimal(1), n=2, level=Decimal(95), cells=[(500_000, 0, 2)])


def test_levels_and_misses_are_rounded_once() -> None:
    assert (tail_of(Decimal("0.9")), tail_of(Decimal("0.95"))) == (0.05, 0.025)
    assert normal_quantile(Decimal("0.9")) == pytest.approx(stats.norm.ppf(0.95), abs=1e-12)
    assert hits_and_misses(Decimal("0.1"), 1) == (0.1, 0.9)


@settings(max_examples=60)
@given(st.integers(0, 3000), st.integers(0, MILLION))
def test_the_binomial_distribution_is_that_of_scipy(n: int, p_ppm: int) -> None:
    distribution = binomial(n, Fraction(p_ppm, MILLION))
    expected = stats.binom.pmf(range(n + 1), n, p_ppm / MILLION)
    ours = dict(enumerate(distribution.mass, distribution.first))
    assert [ours.get(count, 0.0) for count in range(n + 1)] == pytest.approx(list(expected), abs=1e-12)
    assert math.fsum(distribution.mass) == pytest.approx(1, abs=1e-14)
    assert len(ours) <= n + 1


def test_what_is_left_out_of_a_binomial_distribution_is_tiny() -> None:
    distribution = binomial(10_000, Fraction(1, 2))
    assert max(distribution.mass[0], distribution.mass[-1]) < 1e-20 * max(distribution.mass)
    assert min(distribution.mass[1], distribution.mass[-2]) >= 1e-20 * max(distribution.mass)
    assert binomial(3, Fraction(1)) == Counts(first=3, mass=(1.0,))
    assert binomial(3, Fraction(0)) == Counts(first=0, mass=(1.0,))
    assert binomial(0, Fraction(1, 3)).mass == (1.0,)


@given(CELLS)
def test_the_poisson_binomial_distribution_by_enumeration(cells: list[tuple[int, int]]) -> None:
    chances = [Fraction(p, MILLION) for p, n in cells[:3] for _ in range(min(n, 3))]
    exact = [Fraction(0)] * (len(chances) + 1)
    for outcome in product((0, 1), repeat=len(chances)):
        exact[sum(outcome)] += math.prod(p if y else 1 - p for p, y in zip(chances, outcome, strict=True))
    ours = poisson_binomial((p, min(n, 3)) for p, n in cells[:3])
    assert [ours.at_most(count) for count in range(-1, len(exact))] == pytest.approx(
        [0.0, *map(float, accumulate(exact))], abs=1e-15
    )
    assert [ours.at_least(count) for count in range(len(exact) + 1)] == pytest.approx(
        [1.0, *(float(1 - reached) for reached in accumulate(exact))], rel=1e-12, abs=1e-30
    )


@given(CELLS, st.sampled_from([0.05, 0.1, 0.5, 0.9, 0.95]))
def test_a_quantile_is_the_least_count_that_is_reached(cells: list[tuple[int, int]], share: float) -> None:
    ours = poisson_binomial(cells)
    count = ours.quantile(share)
    assert ours.at_most(count) >= share - 2e-12
    assert ours.at_most(count - 1) < share


@given(st.integers(1, 500), st.integers(0, 100), st.sampled_from([0.05, 0.5, 0.95]))
def test_quantiles_are_those_of_scipy(n: int, percent: int, share: float) -> None:
    ours = poisson_binomial([(percent * 10_000, n)]).quantile(share)
    assert abs(stats.binom.cdf(ours, n, percent / 100) - share) < 1e-9 or ours == stats.binom.ppf(
        share, n, percent / 100
    )


def test_ties_are_reached_though_rounding_misses_them() -> None:
    for n, p, share, count in (
        (1, 50_000, 0.95, 0),
        (1, 500_000, 0.5, 0),
        (1, 950_000, 0.05, 0),
        (2, 500_000, 0.25, 0),
    ):
        assert poisson_binomial([(p, n)]).quantile(share) == count
    assert poisson_binomial([(500_000, 1)]).quantile(0.5 + 1e-9) == 1


CROWDS = ([(500_000, 1601)], [(20_000, 20_500)], [(990_000, 41_000)], [(p * 10_000, 170) for p in range(45, 55)])


@pytest.mark.parametrize("cells", CROWDS, ids=["even", "rare", "common", "mixed"])
def test_large_counts_are_nearly_exact(cells: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    near = poisson_binomial(cells)
    assert isinstance(near, RefinedNormal)
    monkeypatch.setattr(counts, "EXACT_UP_TO", 10**6)
    exact = poisson_binomial(cells)
    assert isinstance(exact, Counts)
    middle, n = exact.quantile(0.5), sum(count for _, count in cells)
    for count in range(middle - 100, middle + 101):
        assert near.at_most(count) == pytest.approx(exact.at_most(count), abs=1e-4)
        assert near.at_least(count) == pytest.approx(1 - near.at_most(count - 1), abs=1e-12)
    for share in (0.025, 0.05, 0.5, 0.95, 0.975):
        assert abs(near.quantile(share) - exact.quantile(share)) <= 1
    assert (near.at_most(n), near.at_most(n + 1), near.at_most(-1)) == (1, 1, pytest.approx(0, abs=1e-8))
    assert (near.at_least(0), near.at_least(-1), near.at_least(n + 1)) == (1, 1, pytest.approx(0, abs=1e-8))


def test_large_counts_have_ties_too() -> None:
    near = poisson_binomial([(500_000, 2000)])
    reached = near.at_most(1020)
    assert [near.quantile(reached + more) for more in (-1e-9, 0.0, 5e-13, 1e-9)] == [1020, 1020, 1020, 1021]
    assert (near.quantile(1.0), near.quantile(0.0)) == (2000, 0)


def test_sums_drop_only_tiny_ends() -> None:
    one = Counts(first=2, mass=(1e-15, 0.5, 1e-15, 0.5))
    total = one + one
    assert (total.first, len(total.mass)) == (5, 6)
    assert total.mass[1] == 0.25
    turned = Counts(first=2, mass=one.mass[::-1])
    assert (turned + turned).mass == total.mass[::-1]
    assert (turned + turned).first == 4
    edge = Counts(first=0, mass=(1e-20, 1.0)) + Counts(first=0, mass=(1.0,))
    assert edge == Counts(first=0, mass=(1e-20, 1.0))


def test_the_search_for_a_quantile_begins_at_the_score_interval() -> None:
    low, _ = wilson(happened=Decimal(30), n=100)
    assert beta._first_guess(0.025, 30.0, 70.0) == pytest.approx(low, rel=1e-12)


def test_the_exact_distribution_reaches_to_a_variance_of_400() -> None:
    assert isinstance(poisson_binomial([(500_000, 1600)]), Counts)
    assert isinstance(poisson_binomial([(500_000, 1601)]), RefinedNormal)
    assert poisson_binomial([]) == Counts(first=0, mass=(1.0,))
    assert poisson_binomial([(MILLION, 10**9)]) == Counts(first=10**9, mass=(1.0,))


@pytest.mark.parametrize(("cells"), [[(-1, 2)], [(MILLION + 1, 2)], [(500_000, -1)]])
def test_impossible_cells_make_no_distribution(cells: list[tuple[int, int]]) -> None:
    with pytest.raises(InputError, match="make no distribution"):
        poisson_binomial(cells)


@pytest.mark.parametrize(("n", "p"), [(-1, Fraction(1, 2)), (1, Fraction(-1)), (1, Fraction(2))])
def test_impossible_tries_make_no_distribution(n: int, p: Fraction) -> None:
    with pytest.raises(InputError, match="make no distribution"):
        binomial(n, p)


@given(st.integers(1, 40), st.integers(1, 99), st.data())
def test_mid_p_counts_both_sides(n: int, percent: int, data: st.DataObject) -> None:
    s = data.draw(st.integers(0, n))
    below, at = stats.binom.cdf(s - 1, n, percent / 100), stats.binom.pmf(s, n, percent / 100)
    expected = min(1, 2 * (below + at / 2), 2 * (1 - below - at / 2))
    assert mid_p(poisson_binomial([(percent * 10_000, n)]), s) == pytest.approx(expected, abs=1e-12)


def test_half_an_outcome_has_no_mass_of_its_own() -> None:
    distribution = poisson_binomial([(500_000, 2)])
    assert mid_p(distribution, Fraction(1, 2)) == pytest.approx(0.5)
    assert mid_p(distribution, 1) == 1
    # Either side adds up to the least bit above 1.
    assert mid_p(poisson_binomial([(500_000, 54)]), 27) == 1
    assert mid_p(distribution, Fraction(3, 2)) == pytest.approx(0.5)


def test_the_consistency_range_asks_what_was_said() -> None:
    cells = [(900_000, 0, 2), (900_000, MILLION, 2), (100_000, 0, 1)]
    assert count_range(poisson_binomial([(900_000, 4), (100_000, 1)]), level=Decimal("0.9")) == (3, 5)
    for level, low, high in (("0.9", 6, 14), ("0.5", 8, 12)):
        # The quantiles at 5 % and 95 %, at 25 % and 75 %, of twenty throws of a coin.
        assert count_range(poisson_binomial([(500_000, 20)]), level=Decimal(level)) == (low, high)
    assert consistency(happened=Decimal(2), n=5, level=Decimal("0.9"), cells=cells) == (0.6, 1.0)
    with pytest.raises(InputError, match="holds 6 forecasts, but what was said is known of 5"):
        consistency(happened=Decimal(2), n=6, cells=cells)


@pytest.mark.parametrize(("share", "a"), [(1e-8, 0.1), (0.3, 0.01), (1e-200, 2000.0), (0.025, 1.0)])
def test_the_quantile_of_a_power_is_its_root(share: float, a: float) -> None:
    # Beta(a, 1) lies below x with the probability x^a: down to 1e-80, and where the first guess underflows.
    assert beta_quantile(share, a, 1.0) == pytest.approx(share ** (1 / a), rel=1e-9, abs=0)


def test_quantiles_far_out_where_the_density_underflows() -> None:
    for share, a, b in ((2.9470539730772357e-99, 81161.11887034269, 18264.298898004927), (1e-150, 3.0, 40_000.0)):
        assert beta_share(beta_quantile(share, a, b), a, b) == pytest.approx(share, rel=1e-9, abs=0)
    assert beta_quantile(0.5, 1e17, 0.5) == pytest.approx(1, abs=1e-15)


def test_from_one_on_a_large_count_is_nearly_sure() -> None:
    near = poisson_binomial([(500_000, 2000)])
    assert near.at_least(1) == pytest.approx(1 - near.at_most(0), abs=1e-12)
    assert near.at_least(1) < near.at_least(0) == 1
