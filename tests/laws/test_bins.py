"""Laws of bins: every part per million has one place, on whole numbers, in each scheme that people know."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calibration.bins import BINS, FITTED, bins_named, scheme_for
from ledger.calibration.bins.corp import BlockBins, corp_bins
from ledger.calibration.bins.fatebook import FATEBOOK
from ledger.calibration.bins.manifold import MANIFOLD, POINTS
from ledger.calibration.bins.metaculus import METACULUS, metaculus_band
from ledger.calibration.bins.predictionbook import PREDICTIONBOOK
from ledger.calibration.bins.quantile import quantile_bins
from ledger.calibration.bins.scheme import EdgedBins, first_ppm
from ledger.calibration.corp import blocks
from ledger.calibration.fold import folded
from ledger.calibration.table import calibration_table
from ledger.calibration.tally import Tally
from ledger.errors import InputError

MILLION = 1_000_000
PPM = st.integers(0, MILLION) | st.integers(0, 200).map(lambda half_percent: half_percent * 5_000)
OUTCOMES = st.sampled_from([0, MILLION]) | PPM
TALLIES = st.dictionaries(st.tuples(PPM, OUTCOMES), st.integers(1, 1000), max_size=12).map(Tally)
NAMES = [*BINS, *FITTED, "1", "7", "10", "quantile:1", "quantile:3", "quantile:10"]


def test_every_listed_scheme_has_its_name() -> None:
    assert [scheme_for(name, Tally()).name for name in NAMES] == NAMES
    assert list(BINS) == ["centred11", "stated", "metaculus21", "fatebook", "predictionbook", "manifold"]
    assert [name for name in BINS if BINS[name].folds] == ["predictionbook"]


@given(TALLIES, st.sampled_from(NAMES))
def test_every_forecast_lies_within_its_bin_and_is_counted_once(tally: Tally, name: str) -> None:
    rows = calibration_table(tally, bins=name)
    scheme = scheme_for(name, tally)
    turned = folded(tally) if scheme.folds else tally
    assert sum(row.n for row in rows) == tally.n
    assert sum(row.happened for row in rows) == turned.happened
    assert [row.bin for row in rows] == sorted({scheme.place(p) for p, _ in tally})
    for p, _ in turned:
        low, high = scheme.bounds(scheme.place(p))
        assert low <= p <= high


@given(PPM, st.sampled_from([name for name in BINS if name != "stated"]))
def test_bins_touch_and_only_one_may_hold_an_edge(p: int, name: str) -> None:
    scheme = bins_named(name)
    assert isinstance(scheme, EdgedBins)
    assert list(scheme.edges) == sorted(scheme.edges)
    assert (scheme.edges[0], scheme.edges[-1]) == (MILLION // 2 if scheme.folds else 0, MILLION)
    places = [scheme.place(part) for part in range(max(p - 2, 0), min(p + 2, MILLION))]
    assert all(abs(one - other) <= 1 for one, other in pairwise(places)) or scheme.folds


@pytest.mark.parametrize("scheme", [{"upper": False}, {"upper": True}], ids=["lower", "upper"])
def test_which_edge_belongs(scheme: dict[str, bool]) -> None:
    bins = EdgedBins(name="three", edges=(0, 300_000, 600_000, MILLION), **scheme)
    places = [bins.place(p) for p in (0, 1, 299_999, 300_000, 300_001, 600_000, MILLION)]
    assert places == ([0, 0, 0, 0, 1, 1, 2] if bins.upper else [0, 0, 0, 1, 1, 2, 2])
    assert bins.bounds(1) == (300_000, 600_000)


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_an_edge_is_the_first_part_that_is_not_below(numerator: int, denominator: int) -> None:
    edge = first_ppm(numerator, denominator)
    assert Fraction(edge - 1, MILLION) < Fraction(numerator, denominator) <= Fraction(edge, MILLION)


def test_metaculus_has_thirds_and_twentieths() -> None:
    assert METACULUS.edges[:5] == (0, 41_667, 83_334, 125_000, 175_000)
    assert METACULUS.edges[-5:] == (825_000, 875_000, 916_667, 958_334, MILLION)
    assert {high - low for low, high in pairwise(METACULUS.edges[3:19])} == {50_000}
    assert len(METACULUS.edges) == 22
    assert [METACULUS.place(p) for p in (41_666, 41_667, 125_000, MILLION - 1, MILLION)] == [0, 1, 3, 20, 20]


def test_the_band_of_metaculus() -> None:
    band = metaculus_band(number=10, n=50)
    assert (band.low, band.middle, band.high) == (0.36, 0.5, 0.64)
    assert metaculus_band(number=20, n=0) == metaculus_band(number=20, n=1)
    assert metaculus_band(number=0, n=200).high == 0.065


@pytest.mark.parametrize(("number", "n"), [(-1, 5), (21, 5), (3, -1)])
def test_metaculus_has_no_other_bins(number: int, n: int) -> None:
    with pytest.raises(InputError, match=f"no bin {number} of {n}"):
        metaculus_band(number=number, n=n)


@pytest.mark.parametrize("percent", range(101))
def test_fatebook_takes_the_nearest_ten_and_loses_nothing(percent: int) -> None:
    assert FATEBOOK.place(percent * 10_000) == (percent + 5) // 10


@pytest.mark.parametrize("percent", range(101))
def test_manifold_takes_the_nearest_point_and_the_lower_of_two(percent: int) -> None:
    nearest = min(POINTS, key=lambda point: (abs(point - percent), point))
    assert POINTS[MANIFOLD.place(percent * 10_000)] == nearest


def test_manifold_turns_to_the_next_point_just_above_the_middle() -> None:
    assert POINTS == (1, 3, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 97, 99)
    assert [POINTS[MANIFOLD.place(p)] for p in (20_000, 20_001, 75_000, 75_001)] == [1, 3, 5, 10]
    assert MANIFOLD.bounds(1) == (20_000, 40_000)


@pytest.mark.parametrize("percent", range(101))
def test_predictionbook_folds_and_cuts_off_the_ones(percent: int) -> None:
    assert 50 + 10 * PREDICTIONBOOK.place(percent * 10_000) == max(percent, 100 - percent) // 10 * 10


def test_predictionbook_folds_the_outcomes_too() -> None:
    (row,) = calibration_table(Tally({(400_000, 0): 3, (600_000, 0): 1}), bins="predictionbook")
    assert (row.bin, row.n, row.happened, row.mean_probability) == (1, 4, 3, 0.6)
    assert PREDICTIONBOOK.bounds(5) == (MILLION, MILLION)


@given(TALLIES)
def test_folding_keeps_brier_and_turns_only_what_was_below_a_half(tally: Tally) -> None:
    turned = folded(tally)
    assert turned.n == tally.n
    assert all(2 * p >= MILLION for p, _ in turned)
    assert _squares(turned) == _squares(tally)
    assert folded(turned) == turned


def _squares(tally: Tally) -> int:
    return sum(n * (p - y) ** 2 for (p, y), n in tally.items())


def test_a_half_is_not_turned() -> None:
    assert folded(Tally({(500_000, 0): 2, (499_999, 0): 1})) == Tally({(500_000, 0): 2, (500_001, MILLION): 1})


@given(st.lists(PPM, min_size=1, max_size=40), st.integers(1, 12))
def test_quantile_bins_hold_a_share_give_or_take_one_probability(stated: list[int], count: int) -> None:
    tally = Tally.from_rows((p, 0, 1) for p in stated)
    scheme = quantile_bins(tally, count)
    held: dict[int, int] = {}
    for p in stated:
        held[scheme.place(p)] = held.get(scheme.place(p), 0) + 1
    most = max(stated.count(p) for p in stated)
    assert sorted(held) == list(range(len(scheme.edges) - 1))
    assert len(held) <= count
    assert all(n <= len(stated) / count + most for n in held.values())


def test_quantile_bins_of_equal_shares() -> None:
    tally = Tally({(p, 0): 2 for p in range(0, 1_000_000, 100_000)})
    assert quantile_bins(tally, 5).edges == (0, 200_000, 400_000, 600_000, 800_000, MILLION)
    assert quantile_bins(tally, 1).edges == quantile_bins(Tally(), 4).edges == (0, MILLION)
    popular = Tally({(100_000, 0): 1, (200_000, 0): 8, (300_000, 0): 1})
    assert quantile_bins(popular, 10).edges == (0, 200_000, 300_000, MILLION)
    assert quantile_bins(Tally({(100_000, 0): 1, (200_000, 0): 3}), 2).edges == (0, 200_000, MILLION)


@given(TALLIES)
def test_corp_bins_are_the_blocks(tally: Tally) -> None:
    rows = calibration_table(tally, bins="corp")
    assert [(row.n, row.happened, row.frequency) for row in rows] == [
        (block.n, block.happened, block.frequency) for block in blocks(tally)
    ]
    assert all(one.frequency < other.frequency for one, other in pairwise(rows))


def test_between_blocks_the_lower_one_counts() -> None:
    scheme = BlockBins(name="two", spans=((100_000, 200_000), (700_000, 700_000)))
    assert [scheme.place(p) for p in (0, 100_000, 300_000, 699_999, 700_000, MILLION)] == [0, 0, 0, 0, 1, 1]
    assert scheme.bounds(0) == (100_000, 200_000)
    assert corp_bins(Tally()).spans == ((0, MILLION),)


@pytest.mark.parametrize(
    "name",
    ["", "0", "1001", "quantile:", "quantile:0", "quantile:1001", "quantile:x", "quantile", "quantile:-1", "cor"],
)
def test_other_schemes_are_refused_with_a_hint(name: str) -> None:
    with pytest.raises(InputError, match="no bins are called") as refusal:
        scheme_for(name, Tally())
    assert refusal.value.hint


@pytest.mark.parametrize("name", ["corp", "quantile:5"])
def test_schemes_made_from_forecasts_need_them(name: str) -> None:
    with pytest.raises(InputError, match=f"{name} bins are made from forecasts"):
        bins_named(name)


def test_hints_name_the_nearest_or_all() -> None:
    with pytest.raises(InputError) as near:
        bins_named("Metaculus")
    with pytest.raises(InputError) as far:
        bins_named("xyz")
    assert near.value.hint == "did you mean metaculus21?"
    assert far.value.hint is not None
    assert all(name in far.value.hint for name in (*BINS, *FITTED, "quantile:N", "1000"))
    assert bins_named("1000").bounds(999) == (999_000, MILLION)


@pytest.mark.parametrize("name", [*NAMES])
def test_negative_counts_are_refused_by_every_scheme(name: str) -> None:
    with pytest.raises(InputError, match="counts -1 forecasts"):
        calibration_table(Tally({(300_000, 0): -1}), bins=name)


def test_quantile_bins_weigh_a_probability_by_all_that_came_of_it() -> None:
    mixed = Tally({(100_000, 0): 3, (100_000, MILLION): 1, (200_000, 0): 1, (200_000, MILLION): 3, (300_000, 0): 4})
    assert quantile_bins(mixed, 3).edges == (0, 200_000, 300_000, MILLION)
    uneven = Tally({(100_000, 0): 7, (100_000, MILLION): 1, (200_000, 0): 2, (300_000, 0): 2})
    assert quantile_bins(uneven, 2).edges == (0, 200_000, MILLION)
