"""Laws of what is known about each bin, and of tables by time."""

import math
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.calibration.counts import poisson_binomial
from ledger.calibration.details import KAPPA, BinDetails, bin_details
from ledger.calibration.intervals.consistency import count_range
from ledger.calibration.table import CalibrationRow, calibration_table
from ledger.calibration.tally import Tally
from ledger.calibration.weighted import WeightedCell, weighted_table
from ledger.errors import InputError

MILLION = 1_000_000
LEVEL = Decimal("0.9")
PPM = st.integers(0, MILLION) | st.integers(0, 20).map(lambda step: step * 50_000)
TALLIES = st.dictionaries(st.tuples(PPM, st.sampled_from([0, 300_000, MILLION])), st.integers(1, 40), max_size=8).map(
    Tally
)
SCHEMES = st.sampled_from(["centred11", "stated", "5", "quantile:3", "corp", "predictionbook", "manifold"])
KINDS = st.sampled_from(["wilson", "jeffreys", "clopper-pearson", "consistency"])


@settings(max_examples=60)
@given(TALLIES, SCHEMES, KINDS)
def test_details_begin_with_the_row_of_the_table(tally: Tally, bins: str, interval: str) -> None:
    rows = calibration_table(tally, bins=bins, interval=interval, level=LEVEL)
    details = bin_details(tally, bins=bins, interval=interval, level=LEVEL)
    names = [field.name for field in fields(CalibrationRow)]
    assert [[getattr(row, name) for name in names] for row in rows] == [
        [getattr(row, name) for name in names] for row in details
    ]
    assert [field.name for field in fields(BinDetails)][: len(names)] == names


@settings(max_examples=60)
@given(TALLIES)
def test_what_bins_add_makes_the_decomposition_of_murphy(tally: Tally) -> None:
    rows = bin_details(tally, bins="stated")
    n, happened = max(tally.n, 1), Fraction(tally.happened)
    brier = Fraction(sum(count * (p - y) ** 2 for (p, y), count in tally.items()), n * MILLION**2)
    squares = Fraction(sum(count * y**2 for (_, y), count in tally.items()), n * MILLION**2)
    uncertainty = squares - (happened / n) ** 2
    parts = math.fsum(row.miscalibration - row.discrimination for row in rows)
    assert parts + float(uncertainty) == pytest.approx(float(brier), abs=1e-12)
    assert all(row.miscalibration >= 0 and row.discrimination >= 0 for row in rows)


@settings(max_examples=60)
@given(TALLIES, st.integers(0, 50))
def test_gaps_shrink_towards_what_was_said(tally: Tally, kappa: int) -> None:
    for row in bin_details(tally, kappa=kappa):
        assert row.gap == pytest.approx(row.frequency - row.mean_probability, abs=1e-15)
        shrunk = (float(row.happened) + kappa * row.mean_probability) / (row.n + kappa)
        assert row.shrunk == pytest.approx(shrunk, abs=1e-12)
        assert row.kappa == kappa
        assert 0 <= row.consistent_low <= row.consistent_high <= row.n
        assert 0 <= row.mid_p <= 1


def test_the_example_of_the_reference() -> None:
    tally = Tally(
        {
            (900_000, MILLION): 2,
            (900_000, 0): 2,
            (700_000, MILLION): 2,
            (700_000, 0): 1,
            (200_000, 0): 2,
        }
    )
    low, middle, high = bin_details(tally, bins="stated", level=LEVEL, interval="jeffreys")
    assert (high.n, high.frequency, high.consistent_low, high.consistent_high, high.kappa) == (4, 0.5, 2, 4, KAPPA)
    assert (round(high.interval_low, 2), round(high.interval_high, 2)) == (0.17, 0.83)
    assert (round(high.mid_p, 3), round(high.shrunk, 2), high.gap) == (0.056, 0.79, -0.4)
    assert round(low.miscalibration + middle.miscalibration + high.miscalibration, 3) == 0.080
    assert KAPPA == 10


def test_the_consistency_range_takes_the_level_of_the_table() -> None:
    tally = Tally({(500_000, 0): 20})
    for level in (Decimal("0.5"), Decimal("0.99")):
        (row,) = bin_details(tally, level=level)
        expected = count_range(poisson_binomial([(500_000, 20)]), level=level)
        assert (row.consistent_low, row.consistent_high) == expected
        (ranged,) = calibration_table(tally, level=level, interval="consistency")
        assert (ranged.interval_low * 20, ranged.interval_high * 20) == expected


def test_a_weight_below_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="kappa is -1"):
        bin_details(Tally(), kappa=-1)
    assert bin_details(Tally(), kappa=0) == ()


def cell(p: int, y: int, weight: int, n: int = 1) -> WeightedCell:
    return WeightedCell(p_ppm=p, y_ppm=y, weight=weight, n=n)


CELLS = st.lists(
    st.builds(
        WeightedCell,
        p_ppm=PPM,
        y_ppm=st.sampled_from([0, 250_000, MILLION]),
        weight=st.integers(1, 10**7),
        n=st.integers(0, 50),
    ),
    max_size=8,
)


@given(CELLS, SCHEMES, st.integers(1, 10**6))
def test_only_shares_of_time_matter(cells: list[WeightedCell], bins: str, factor: int) -> None:
    rows = weighted_table(cells, bins=bins)
    longer = weighted_table([cell(one.p_ppm, one.y_ppm, one.weight * factor, one.n) for one in cells], bins=bins)
    assert [row.frequency for row in rows] == [row.frequency for row in longer]
    assert [row.mean_probability for row in rows] == [row.mean_probability for row in longer]
    assert [row.interval_low for row in rows] == [row.interval_low for row in longer]
    assert [row.weight * factor for row in rows] == [row.weight for row in longer]
    assert sum(row.n for row in rows) == sum(one.n for one in cells)


@given(TALLIES, st.sampled_from(["centred11", "stated", "5", "predictionbook", "quantile:3"]), KINDS)
def test_equal_times_make_the_plain_table(tally: Tally, bins: str, interval: str) -> None:
    cells = [cell(p, y, 60 * n, n) for (p, y), n in tally.items()]
    for by_time, plain in zip(
        weighted_table(cells, bins=bins, interval=interval, level=LEVEL),
        calibration_table(tally, bins=bins, interval=interval, level=LEVEL),
        strict=True,
    ):
        names = [field.name for field in fields(CalibrationRow)]
        assert [getattr(by_time, name) for name in names] == [getattr(plain, name) for name in names]
        assert by_time.weight == 60 * plain.n


def test_time_weighs_what_stood_longer() -> None:
    (row,) = weighted_table([cell(700_000, MILLION, 300), cell(650_000, 0, 100)])
    assert (row.frequency, row.mean_probability, row.n, row.weight) == (0.75, 0.6875, 2, 400)
    assert (row.happened, row.expected) == (Decimal("1.5"), Decimal("1.375"))


def test_a_prediction_that_passed_through_is_counted_where_one_says() -> None:
    first, second = weighted_table([cell(200_000, 0, 50, n=0), cell(600_000, 0, 50, n=1), cell(900_000, 0, 0, n=1)])
    assert (first.n, first.weight, first.interval_low, first.interval_high) == (0, 50, 0, 1)
    assert (second.n, second.bin) == (1, 6)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (cell(200_000, 0, -1), "the weight of forecasts of 200000"),
        (cell(200_000, 0, 1, -1), "the count of forecasts of 200000"),
        (cell(MILLION + 1, 0, 1), "not a pair"),
        (cell(0, -1, 1, 0), "not a pair"),
    ],
)
def test_impossible_cells_are_refused(wrong: WeightedCell, message: str) -> None:
    with pytest.raises(InputError, match=message):
        weighted_table([wrong])


def test_counts_by_time_are_cut_to_six_digits() -> None:
    (row,) = weighted_table([cell(700_000, MILLION, 1), cell(650_000, 0, 2, n=0)])
    assert (row.happened, row.expected) == (Decimal("0.333333"), Decimal("0.666666"))
