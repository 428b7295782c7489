"""Laws of redrawing: what a perfect forecaster would get, and the bands around a curve, the same on every machine."""

import math
import random
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from ledger.calibration.bands import BandPoint, confidence_band, consistency_band
from ledger.calibration.bins import CENTRED, scheme_for
from ledger.calibration.corp import blocks, corp
from ledger.calibration.expected_error import expected_calibration_error
from ledger.calibration.nulls import Null, null_of, null_of_calibration_error, null_of_miscalibration
from ledger.calibration.redraw import chances_of, pooled, redraws
from ledger.calibration.tally import Tally
from ledger.errors import InputError

MILLION = 1_000_000
PPM = st.integers(0, 20).map(lambda step: step * 50_000)
TALLIES = st.dictionaries(
    st.tuples(PPM, st.sampled_from([0, MILLION])), st.integers(1, 30), min_size=1, max_size=12
).map(Tally)
COUNTS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=12).map(
    lambda pairs: [(n, min(n, s)) for n, s in pairs]
)


def test_redraws_are_the_same_everywhere() -> None:
    drawn = list(redraws([10, 3, 1000], [Fraction(1, 2), Fraction(1), Fraction(3, 10)], resamples=4, seed=7))
    assert drawn == [(4, 3, 274), (3, 3, 298), (6, 3, 279), (3, 3, 281)]
    assert list(redraws([10], [Fraction(1, 2)], resamples=4, seed=7)) == [row[:1] for row in drawn]
    assert list(redraws([], [], resamples=2)) == [(), ()]
    assert len(list(redraws([1], [Fraction(1, 2)]))) == 1000


def test_redraws_invert_the_cumulative_distribution() -> None:
    numbers = random.Random(5)
    for (drawn,) in redraws([40], [Fraction(3, 10)], resamples=200, seed=5):
        number = numbers.random()
        assert stats.binom.cdf(drawn - 1, 40, 0.3) - 1e-12 <= number <= stats.binom.cdf(drawn, 40, 0.3) + 1e-12


@pytest.mark.parametrize(("n", "p"), [(5, Fraction(1, 2)), (60, Fraction(1, 50)), (100_000, Fraction(2, 5))])
def test_redraws_have_the_mean_and_the_spread_of_the_distribution(n: int, p: Fraction) -> None:
    drawn = [count for (count,) in redraws([n], [p], resamples=4000, seed=2)]
    mean, variance = sum(drawn) / 4000, float(n * p * (1 - p))
    assert abs(mean - n * p) < 4 * math.sqrt(variance / 4000)
    assert sum((count - mean) ** 2 for count in drawn) / 4000 == pytest.approx(variance, rel=0.1)


@pytest.mark.parametrize("resamples", [0, -1])
def test_no_draws_are_too_few(resamples: int) -> None:
    tally = Tally({(500_000, 0): 1})
    with pytest.raises(InputError, match=f"{resamples} resamples are too few"):
        null_of_miscalibration(tally, resamples=resamples)
    with pytest.raises(InputError, match=f"{resamples} resamples are too few"):
        consistency_band(tally, resamples=resamples)


@given(COUNTS)
def test_pooled_blocks_are_those_of_the_curve(counts: list[tuple[int, int]]) -> None:
    tally = Tally.from_rows(
        row for place, (n, s) in enumerate(counts) for row in ((place, MILLION, s), (place, 0, n - s))
    )
    found = pooled([n for n, _ in counts], [s for _, s in counts])
    assert [(n, Decimal(s)) for n, s, _ in found] == [(block.n, block.happened) for block in blocks(tally)]
    assert sum(span for *_, span in found) == len(counts)


def test_chances_are_exact() -> None:
    assert chances_of(Tally({(300_000, 0): 2, (1, 0): 1})) == [Fraction(1, MILLION), Fraction(3, 10)]


@settings(max_examples=30)
@given(TALLIES)
def test_the_quick_ways_are_the_slow_one(tally: Tally) -> None:
    quick, slow = (null_of_miscalibration(tally, resamples=20), null_of(_miscalibration, tally, resamples=20))
    assert _close(quick, slow)
    for name in ("centred11", "stated", "4", "quantile:3"):
        scheme = scheme_for(name, tally)
        slow = null_of(lambda other, scheme=scheme: expected_calibration_error(other, bins=scheme), tally, resamples=20)
        assert _close(null_of_calibration_error(tally, bins=name, resamples=20), slow)


def _miscalibration(tally: Tally) -> float | None:
    split = corp(tally)
    return split and split.miscalibration


def _close(one: Null | None, other: Null | None) -> bool:
    assert one is not None
    assert other is not None
    return [one.observed, one.mean, one.high, one.p_value] == pytest.approx(
        [other.observed, other.mean, other.high, other.p_value], abs=1e-12
    )


def test_fractional_outcomes_are_observed_as_they_are() -> None:
    tally = Tally({(300_000, 500_000): 2, (800_000, MILLION): 3, (800_000, 0): 1})
    found = null_of_miscalibration(tally, resamples=10)
    assert found is not None
    assert found.observed == pytest.approx(_miscalibration(tally), abs=1e-12)
    error = null_of_calibration_error(tally, resamples=10)
    assert error is not None
    assert error.observed == pytest.approx(expected_calibration_error(tally, bins=CENTRED), abs=1e-15)


def test_the_p_value_counts_ties_and_the_observed_one() -> None:
    values = iter([3.0, 1.0, 2.0, 3.0, 4.0, 3.0 - 1e-13])
    null = null_of(lambda _: next(values), Tally({(500_000, 0): 2}), resamples=5)
    assert null is not None
    assert (null.observed, null.mean, null.high, null.resamples, null.seed) == (3.0, pytest.approx(2.6), 4.0, 5, 1)
    assert null.p_value == 4 / 6


@pytest.mark.parametrize(("resamples", "place"), [(1, 1), (20, 19), (21, 20), (100, 95), (1000, 950)])
def test_the_high_point_is_the_least_that_95_of_100_do_not_exceed(resamples: int, place: int) -> None:
    values = iter(range(resamples + 1))
    null = null_of(lambda _: float(next(values)), Tally({(500_000, 0): 2}), resamples=resamples)
    assert null is not None
    assert null.high == place


def test_draws_without_the_statistic_are_left_out() -> None:
    values = iter([1.0, None, 2.0, None])
    null = null_of(lambda _: next(values), Tally({(500_000, 0): 2}), resamples=3)
    assert null is not None
    assert (null.resamples, null.mean) == (1, 2.0)
    rare = iter([1.0, None])
    assert null_of(lambda _: next(rare), Tally({(500_000, 0): 2}), resamples=1) is None
    assert null_of(lambda _: None, Tally({(500_000, 0): 2})) is None


def test_no_forecasts_have_no_null_and_no_bands() -> None:
    assert null_of_miscalibration(Tally()) is None
    assert null_of_calibration_error(Tally()) is None
    assert consistency_band(Tally()) == confidence_band(Tally()) == ()


def test_corp_bins_have_no_null_and_folding_ones_are_folded() -> None:
    tally = Tally({(400_000, 0): 5, (600_000, 0): 5})
    with pytest.raises(InputError, match="corp bins follow the outcomes"):
        null_of_calibration_error(tally, bins="corp")
    found = null_of_calibration_error(tally, bins="predictionbook", resamples=10)
    assert found is not None
    assert found.observed == pytest.approx(0.1)


PERFECT = {30: (0.040, 0.070, 0.181), 100: (0.017, 0.027, 0.101), 300: (0.007, 0.012, 0.059)}


@pytest.mark.parametrize("n", PERFECT)
def test_a_perfect_forecaster_gets_what_the_reference_says(n: int) -> None:
    chooser = random.Random(n)
    ledgers = [Tally.from_rows((50_000 * chooser.randint(1, 19), 0, 1) for _ in range(n)) for _ in range(8)]
    splits = [null_of_miscalibration(tally, resamples=200) for tally in ledgers]
    errors = [null_of_calibration_error(tally, resamples=200) for tally in ledgers]
    means = [
        sum(getattr(null, name) for null in nulls) / 8
        for nulls, name in ((splits, "mean"), (splits, "high"), (errors, "mean"))
    ]
    assert means == pytest.approx(PERFECT[n], rel=0.12)


def test_a_wrong_forecaster_stands_out_and_a_right_one_does_not() -> None:
    over = Tally({(950_000, MILLION): 70, (950_000, 0): 30, (50_000, 0): 70, (50_000, MILLION): 30})
    right = Tally({(950_000, MILLION): 95, (950_000, 0): 5, (50_000, 0): 95, (50_000, MILLION): 5})
    assert null_of_miscalibration(over).p_value == 1 / 1001
    assert null_of_miscalibration(right).p_value > 0.9


@settings(max_examples=30)
@given(TALLIES)
def test_bands_rise_and_lie_around_their_line(tally: Tally) -> None:
    for band in (consistency_band(tally, resamples=40), confidence_band(tally, resamples=40)):
        assert [point.p_ppm for point in band] == sorted({p for p, _ in tally})
        assert all(0 <= point.low <= point.high <= 1 for point in band)
        for ends in ([point.low for point in band], [point.high for point in band]):
            assert ends == sorted(ends)


def test_the_consistency_band_of_one_probability_is_the_middle_of_the_binomial_distribution() -> None:
    (point,) = consistency_band(Tally({(500_000, 0): 100}), resamples=4000)
    assert (point.low, point.high) == pytest.approx((0.42, 0.58), abs=0.011)
    (wide,) = consistency_band(Tally({(500_000, 0): 100}), level=Decimal("0.99"), resamples=4000)
    assert (wide.low, wide.high) == pytest.approx((0.37, 0.63), abs=0.021)


def test_a_band_keeps_the_middle_of_the_draws() -> None:
    drawn = sorted(count / 10 for (count,) in redraws([10], [Fraction(1, 2)], resamples=1000))
    assert consistency_band(Tally({(500_000, 0): 10})) == (BandPoint(p_ppm=500_000, low=drawn[50], high=drawn[949]),)
    shares = Counter(value for value in drawn if value < drawn[50] or value > drawn[949])
    assert shares.total() <= 100


@pytest.mark.parametrize("seed", [1, 2])
def test_the_ends_of_a_band_are_draws_of_its_seed_by_rank(seed: int) -> None:
    drawn = sorted(count / 100_000 for (count,) in redraws([100_000], [Fraction(1, 2)], resamples=20, seed=seed))
    assert len(set(drawn)) == 20
    (point,) = consistency_band(Tally({(500_000, 0): 100_000}), resamples=20, seed=seed)
    assert (point.low, point.high) == (drawn[1], drawn[18])


def test_the_confidence_band_lies_around_the_curve() -> None:
    tally = Tally({(200_000, MILLION): 60, (200_000, 0): 40, (800_000, MILLION): 100})
    low, high = confidence_band(tally, resamples=500)
    assert low.low < 0.6 < low.high
    assert low.low > 0.45
    assert (high.low, high.high) == (1, 1)
    said = consistency_band(tally, resamples=500)
    assert said[0].high < 0.3


@pytest.mark.parametrize("level", ["0", "1", "NaN", "90"])
def test_impossible_levels_are_refused(level: str) -> None:
    with pytest.raises(InputError, match="is no level"):
        consistency_band(Tally({(500_000, 0): 2}), level=Decimal(level))


USUAL = Tally({(300_000, MILLION): 4, (300_000, 0): 3, (800_000, MILLION): 7, (800_000, 0): 3})


def test_bands_are_drawn_a_thousand_times_by_their_seed_at_90_percent() -> None:
    low, high = confidence_band(USUAL)
    assert (low.low, low.high, high.low, high.high) == (2 / 7, 13 / 17, 0.5, 0.9)
    assert confidence_band(USUAL) == confidence_band(USUAL, level=Decimal("0.9"), resamples=1000, seed=1)
    assert confidence_band(USUAL, seed=2)[0].high == 14 / 17


def test_nulls_are_drawn_a_thousand_times_by_their_seed() -> None:
    error, miscalibration = null_of_calibration_error(USUAL), null_of_miscalibration(USUAL)
    assert error is not None
    assert miscalibration is not None
    assert (error.p_value, error.resamples, error.seed) == (268 / 1001, 1000, 1)
    assert (miscalibration.p_value, miscalibration.resamples, miscalibration.seed) == (215 / 1001, 1000, 1)
    other, quick, slow = (
        null_of_calibration_error(USUAL, seed=2),
        null_of_miscalibration(USUAL, seed=2),
        null_of(_miscalibration, USUAL, seed=2),
    )
    assert other is not None
    assert quick is not None
    assert slow is not None
    assert (other.p_value, other.seed) == (257 / 1001, 2)
    assert (quick.p_value, quick.seed) == (slow.p_value, slow.seed) == (206 / 1001, 2)


def test_what_is_drawn_in_columns_of_other_lengths_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="shorter"):
        redraws([1, 2], [Fraction(1, 2)])
    with pytest.raises(ValueError, match="shorter"):
        pooled([1, 2], [1])
