"""Laws of calibration: every forecast in exactly one bin, tallies form a group, intervals hold their frequency."""

import random
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.calibration.bins import Bins, bins_named
from ledger.calibration.intervals import interval_named, normal_quantile, wilson
from ledger.calibration.table import CalibrationRow, calibration_table
from ledger.calibration.tally import Tally
from ledger.charts import IN_TEXT
from ledger.charts.terminal_reliability import reliability_lines
from ledger.errors import InputError

MILLION = 1_000_000
PPM = st.integers(0, MILLION) | st.integers(0, 100).map(lambda percent: percent * 10_000)
SCHEMES = st.sampled_from(["centred11", "stated"]) | st.integers(1, 1000).map(str)
CELLS = st.dictionaries(st.tuples(PPM, PPM), st.integers(1, 10**6), max_size=12)
TALLIES = CELLS.map(Tally)


@given(PPM, SCHEMES)
def test_every_part_per_million_is_in_exactly_one_bin(p_ppm: int, name: str) -> None:
    scheme = bins_named(name)
    low, high = scheme.bounds(scheme.place(p_ppm))
    assert low <= p_ppm < high or p_ppm == low == high or p_ppm == high == MILLION


@pytest.mark.parametrize("name", ["centred11", "1", "2", "3", "7", "10", "20", "999", "1000"])
def test_bins_touch_and_cover_everything(name: str) -> None:
    scheme = bins_named(name)
    edges = [scheme.bounds(number) for number in range(scheme.place(MILLION) + 1)]
    assert (edges[0][0], edges[-1][1]) == (0, MILLION)
    assert all(left[1] == right[0] for left, right in pairwise(edges))
    assert all(low < high for low, high in edges)


@given(PPM, st.integers(1, 1000))
def test_equal_bins_are_the_integer_quotient(p_ppm: int, count: int) -> None:
    assert bins_named(str(count)).place(p_ppm) == min(p_ppm * count // MILLION, count - 1)


@pytest.mark.parametrize("percent", range(101))
@pytest.mark.parametrize("count", [10, 20])
def test_whole_percents_fall_where_arithmetic_says(percent: int, count: int) -> None:
    assert bins_named(str(count)).place(percent * 10_000) == min(int(Fraction(percent, 100) * count), count - 1)


@pytest.mark.parametrize("percent", range(101))
def test_whole_percents_are_centred(percent: int) -> None:
    assert bins_named("centred11").place(percent * 10_000) == (percent + 5) // 10


@pytest.mark.parametrize("name", ["", "0", "1001", "-1", "10.0", "1e2", "²", "centered", "٣", "9" * 5000])
def test_other_bins_are_refused_with_a_hint(name: str) -> None:
    with pytest.raises(InputError) as refusal:
        bins_named(name)
    assert refusal.value.hint


@given(TALLIES, TALLIES, TALLIES)
def test_tallies_form_a_group(first: Tally, second: Tally, third: Tally) -> None:
    assert first + second == second + first
    assert (first + second) + third == first + (second + third)
    assert first + second - second == first
    assert first + Tally() == first
    assert not first - first


@given(TALLIES, TALLIES)
def test_counts_and_sums_add_up(first: Tally, second: Tally) -> None:
    assert (first + second).n == first.n + second.n
    assert (first + second).happened == first.happened + second.happened
    assert hash(first + second) == hash(second + first)


@given(st.lists(st.tuples(PPM, PPM), max_size=30), st.randoms(use_true_random=False), SCHEMES)
def test_the_table_does_not_depend_on_order_or_splitting(
    forecasts: list[tuple[int, int]], shuffler: random.Random, name: str
) -> None:
    whole = Tally.from_rows((p, y, 1) for p, y in forecasts)
    shuffler.shuffle(forecasts)
    cut = shuffler.randint(0, len(forecasts))
    parts = [Tally.from_rows((p, y, 1) for p, y in part) for part in (forecasts[:cut], forecasts[cut:])]
    assert calibration_table(parts[0] + parts[1], bins=name) == calibration_table(whole, bins=name)


@given(TALLIES, SCHEMES)
def test_the_table_counts_every_forecast_once(tally: Tally, name: str) -> None:
    rows = calibration_table(tally, bins=name)
    assert sum(row.n for row in rows) == tally.n
    assert sum(row.happened for row in rows) == tally.happened
    assert sum(row.expected for row in rows) * MILLION == sum(p_ppm * n for (p_ppm, _), n in tally.items())
    assert [row.bin for row in rows] == sorted({bins_named(name).place(p_ppm) for p_ppm, _ in tally})


@given(TALLIES, SCHEMES)
def test_means_are_rounded_once_and_lie_in_their_bin(tally: Tally, name: str) -> None:
    for row in calibration_table(tally, bins=name):
        assert row.mean_probability == float(Fraction(row.expected) / row.n)
        assert row.frequency == float(Fraction(row.happened) / row.n)
        assert row.low <= row.expected / row.n <= row.high


COUNTED = st.tuples(st.integers(1, 10**7), st.integers(0, MILLION)).map(
    lambda pair: (pair[0], Decimal(pair[0] * pair[1]).scaleb(-6))
)
LEVELS = st.sampled_from([Decimal(text) for text in ("0.5", "0.8", "0.9", "0.95", "0.99", "0.999999")])


@given(COUNTED, LEVELS)
def test_the_wilson_interval_holds_the_frequency(counted: tuple[int, Decimal], level: Decimal) -> None:
    n, happened = counted
    low, high = wilson(happened=happened, n=n, level=level)
    assert 0 <= low <= float(happened / n) <= high <= 1


@given(COUNTED, LEVELS)
def test_the_frequency_is_z_deviations_above_the_lower_end(counted: tuple[int, Decimal], level: Decimal) -> None:
    n, happened = counted
    assume(happened)
    low, _ = wilson(happened=happened, n=n, level=level)
    deviations = (float(happened) - n * low) / (n * low * (1 - low)) ** 0.5
    assert deviations == pytest.approx(normal_quantile(level), rel=1e-6)


@given(st.integers(1, 10**9), LEVELS)
def test_the_wilson_interval_ends_exactly_at_certainty(n: int, level: Decimal) -> None:
    assert wilson(happened=Decimal(0), n=n, level=level)[0] == 0
    assert wilson(happened=Decimal(n), n=n, level=level)[1] == 1


@given(COUNTED)
def test_the_wilson_interval_is_symmetric_and_grows_with_the_level(counted: tuple[int, Decimal]) -> None:
    n, happened = counted
    low, high = wilson(happened=happened, n=n)
    mirrored = wilson(happened=n - happened, n=n)
    assert (1 - high, 1 - low) == pytest.approx(mirrored, abs=1e-12)
    wider = wilson(happened=happened, n=n, level=Decimal("0.99"))
    assert wider[0] <= low <= high <= wider[1]


def test_nothing_counted_says_nothing() -> None:
    assert wilson(happened=Decimal(0), n=0) == (0, 1)


@pytest.mark.parametrize("level", ["0", "1", "-1", "2", "95", "NaN", "1E-99", "0." + "9" * 400])
def test_impossible_levels_are_refused(level: str) -> None:
    with pytest.raises(InputError):
        wilson(happened=Decimal(1), n=2, level=Decimal(level))


@pytest.mark.parametrize(("happened", "n"), [("-1", 2), ("3", 2), ("0", -1), ("NaN", 2)])
def test_impossible_counts_are_refused(happened: str, n: int) -> None:
    with pytest.raises(InputError):
        wilson(happened=Decimal(happened), n=n)


def test_unknown_intervals_and_negative_tallies_are_refused() -> None:
    with pytest.raises(InputError, match="wilsen"):
        interval_named("wilsen")
    with pytest.raises(InputError):
        calibration_table(Tally() - Tally({(500_000, 0): 1}))
    with pytest.raises(InputError):
        Tally({(1_000_001, 0): 1})


def test_the_example_of_the_contract() -> None:
    (row,) = calibration_table(Tally({(800_000, MILLION): 35, (800_000, 0): 13}))
    assert (row.bin, row.low, row.high) == (8, Decimal("0.75"), Decimal("0.85"))
    assert (row.n, row.happened, row.expected) == (48, Decimal(35), Decimal("38.4"))
    assert (row.mean_probability, row.frequency) == (0.8, 0.7291666666666666)
    assert (round(row.interval_low, 4), round(row.interval_high, 4)) == (0.5900, 0.8343)
    assert (row.level, row.interval) == (Decimal("0.95"), "wilson")


def test_a_tally_shows_its_cells() -> None:
    assert repr(Tally({(300_000, 0): 2})) == "Tally({(300000, 0): 2})"


def test_no_forecasts_make_no_rows() -> None:
    assert calibration_table(Tally()) == ()
    assert reliability_lines(()) == []


@given(tally=TALLIES, name=SCHEMES, width=st.integers(60, 200), ascii_only=st.booleans())
def test_the_diagram_fits_and_has_a_line_for_each_bin(tally: Tally, name: str, width: int, *, ascii_only: bool) -> None:
    rows = calibration_table(tally, bins=name)
    assume(rows)
    lines = reliability_lines(rows, width=width, ascii_only=ascii_only)
    assert max(map(len, lines)) <= width
    assert len(lines) == len(rows) + 3
    assert not ascii_only or "".join(lines).isascii()
    assert all(_dots(line, ascii_only=ascii_only) == 1 for line in lines[: len(rows)])


def _dots(line: str, *, ascii_only: bool) -> int:
    return line.split("|")[1].count("o" if ascii_only else "●")


@given(st.integers(1, 60), st.integers(0, 60), st.integers(60, 120))
def test_the_dot_moves_right_with_the_frequency(n: int, happened: int, width: int) -> None:
    assume(happened < n)
    less, more = (_dot_column(_row(n, count), width) for count in (happened, happened + 1))
    assert less <= more
    assert _dot_column(_row(n, 0), width) < _dot_column(_row(n, n), width)


def _row(n: int, happened: int) -> CalibrationRow:
    (row,) = calibration_table(Tally({(300_000, MILLION): happened, (300_000, 0): n - happened}))
    return row


def _dot_column(row: CalibrationRow, width: int) -> int:
    return reliability_lines([row], width=width)[0].index("●")


def test_the_diagram_in_text_goes_by_its_name() -> None:
    assert IN_TEXT["terminal-reliability"] is reliability_lines


def test_a_scheme_of_ones_own_needs_no_more_than_place_and_bounds() -> None:
    scheme: Bins = bins_named("stated")
    assert (scheme.name, scheme.place(123_456), scheme.bounds(123_456)) == ("stated", 123_456, (123_456, 123_456))


def test_other_tallies_have_other_hashes() -> None:
    assert len({hash(Tally({(300_000, 0): n})) for n in range(1, 20)}) > 1
