"""Laws of numeric forecasts: coverage counts outcomes at most the quantile, and the PIT is where the outcome lies."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calibration.intervals import wilson
from ledger.calibration.quantiles import pit, pit_histogram, quantile_coverage
from ledger.errors import InputError

NUMBERS = st.floats(-1e6, 1e6)
LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95]
ROWS = st.lists(st.tuples(NUMBERS, st.lists(NUMBERS, min_size=5, max_size=5).map(sorted)), min_size=1, max_size=10)


@given(ROWS)
def test_coverage_counts_outcomes_at_most_the_quantile(rows: list[tuple[float, list[float]]]) -> None:
    observed, quantiles = [y for y, _ in rows], [q for _, q in rows]
    table = quantile_coverage(observed=observed, levels=LEVELS, quantiles=quantiles)
    for place, row in enumerate(table):
        count = sum(y <= q[place] for y, q in rows)
        assert (row.level, row.n, row.n_below_or_equal) == (LEVELS[place], len(rows), count)
        assert row.rate == count / len(rows)
        assert (row.interval_low, row.interval_high) == wilson(happened=Decimal(count), n=len(rows))
    assert [row.n_below_or_equal for row in table] == sorted(row.n_below_or_equal for row in table)


def test_coverage_can_show_the_range_to_be_expected() -> None:
    (row,) = quantile_coverage(
        observed=[1.0] * 4, levels=[0.9], quantiles=[[2.0]] * 4, interval="consistency", interval_level=Decimal("0.9")
    )
    assert (row.interval_low, row.interval_high, row.interval, row.interval_level) == (
        0.5, 1.0, "consistency", Decimal("0.9"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"observed": [], "quantiles": []}, "no outcomes"),
        ({"observed": [1]}, "1 outcomes and 2 rows"),
        ({"levels": []}, "no levels"),
        ({"levels": [0.0, 0.5]}, "0.0 is no level"),
        ({"levels": [0.5, 1.0]}, "1.0 is no level"),
        ({"levels": [math.nan, 0.5]}, "nan is no level"),
        ({"levels": [0.5, 0.5]}, "do not rise: 0.5 comes after 0.5"),
        ({"levels": [0.5, 0.25]}, "do not rise: 0.25 comes after 0.5"),
        ({"observed": [1, math.nan]}, "row 1: the outcome is nan"),
        ({"observed": [None, 1]}, "row 0: the outcome is None"),
        ({"quantiles": [[1, 2], [1]]}, "row 1: there are 1 quantiles for 2 levels"),
        ({"quantiles": [[1, 2], [3, 2]]}, "row 1: the quantiles fall from 3 to 2"),
        ({"quantiles": [[1, math.inf], [1, 2]]}, "row 0: the quantiles hold inf"),
        ({"interval": "wald"}, "no interval"),
        ({"interval_level": Decimal(2)}, "no level of an interval"),
    ],
)
def test_bad_quantiles_are_refused_by_row(changes: dict, message: str) -> None:
    given_ = {"observed": [1, 2], "levels": [0.25, 0.75], "quantiles": [[1, 2], [2, 2]]}
    with pytest.raises(InputError, match=message):
        quantile_coverage(**(given_ | changes))


POINTS, CUMULATIVE = [10, 20, 20, 40], [0.2, 0.4, 0.6, 0.8]


@pytest.mark.parametrize(
    ("observed", "expected"),
    [(9, 0.1), (10, 0.2), (15, 0.3), (20, 0.5), (25, 0.65), (40, 0.8), (41, 0.9), (-1e9, 0.1)],
)
def test_the_pit_is_read_off_the_line(observed: float, expected: float) -> None:
    assert pit(observed=observed, points=POINTS, cumulative=CUMULATIVE) == pytest.approx(expected, abs=1e-15)


@given(st.lists(NUMBERS, min_size=2, max_size=6).map(sorted), NUMBERS, NUMBERS)
def test_the_pit_rises_with_the_outcome(points: list[float], one: float, other: float) -> None:
    cumulative = [(place + 1) / (len(points) + 1) for place in range(len(points))]
    low, high = (pit(observed=y, points=points, cumulative=cumulative) for y in sorted((one, other)))
    assert 0 <= low <= high + 1e-12 <= 1 + 1e-12


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"observed": math.inf}, "the outcome is inf"),
        ({"points": [1]}, "1 points with 2 cumulative values"),
        ({"points": [1], "cumulative": [0.5]}, "1 points with 1 cumulative values"),
        ({"points": [2, 1]}, "the points fall from 2 to 1"),
        ({"cumulative": [0.5, 0.4]}, "the cumulative values fall from 0.5 to 0.4"),
        ({"cumulative": [-0.01, 0.4]}, "run from -0.01 to 0.4"),
        ({"points": [1, 2, 3], "cumulative": [0.1, 0.5, 1.01]}, "run from 0.1 to 1.01"),
        ({"cumulative": [0.1, math.nan]}, "the cumulative values hold nan"),
    ],
)
def test_what_is_no_distribution_is_refused(changes: dict, message: str) -> None:
    with pytest.raises(InputError, match=message):
        pit(**({"observed": 1, "points": [0, 2], "cumulative": [0.0, 1.0]} | changes))


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=50), st.integers(1, 20))
def test_a_histogram_counts_each_value_where_arithmetic_says(thousandths: list[int], bins: int) -> None:
    found = pit_histogram([part / 1000 for part in thousandths], bins=bins)
    expected = [0] * bins
    for part in thousandths:
        expected[min(part * bins // 1000, bins - 1)] += 1
    assert [part.n for part in found] == expected
    assert [found[0].low, found[-1].high] == [0, 1]
    assert [part.high for part in found[:-1]] == [part.low for part in found[1:]]


def test_a_histogram_has_ten_bins_unless_asked() -> None:
    found = pit_histogram([0.3, 1 - 1e-9, 1.0])
    assert [part.n for part in found] == [0, 0, 0, 1, 0, 0, 0, 0, 0, 2]
    assert found[3].low == Decimal("0.3")
    assert len(pit_histogram([0.5], bins=1000)) == 1000


@pytest.mark.parametrize(
    ("values", "bins", "message"),
    [
        ([0.5], 0, "0 bins"),
        ([0.5], 1001, "1001 bins"),
        ([], 10, "no values"),
        ([0.5, -0.01], 10, "row 1: -0.01 is not between"),
        ([1.01], 10, "row 0: 1.01 is not between"),
        ([math.nan], 10, "row 0: nan"),
        ([None], 10, "row 0: None"),
    ],
)
def test_what_is_no_share_is_not_counted(values: list, bins: int, message: str) -> None:
    with pytest.raises(InputError, match=message):
        pit_histogram(values, bins=bins)


def test_a_distribution_may_reach_from_nothing_to_everything() -> None:
    assert [pit(observed=y, points=[0, 2], cumulative=[0.0, 1.0]) for y in (-1, 0, 1, 2, 3)] == [0, 0, 0.5, 1, 1]
