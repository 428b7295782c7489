"""Laws of counting arrays into a tally."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.calibration.arrays import counted
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION, to_ppm
from ledger.errors import InputError

SHARES = st.one_of(
    st.floats(0, 1),
    st.integers(0, 100).map(lambda percent: percent / 100),
    st.sampled_from((0.0, 1.0, 1e-9, 4.9e-7, 5.1e-7, 1 - 1e-9, 0.9999994, 0.9999996)),
)
OUTCOMES = st.sampled_from((0.0, 1.0))


def _by_row(rows: list[tuple[float, float]]) -> Tally:
    return Tally.from_rows((to_ppm(Decimal(repr(p))), to_ppm(Decimal(repr(y))), 1) for p, y in rows)


@settings(max_examples=40)
@given(st.lists(st.tuples(SHARES, OUTCOMES), max_size=30))
def test_arrays_of_yes_and_no_are_counted_by_row(rows: list[tuple[float, float]]) -> None:
    tally = Tally.from_arrays(observed=[y for _, y in rows], predicted=[p for p, _ in rows])
    assert tally == _by_row(rows)
    assert all(type(part) is int for (p, y), n in tally.items() for part in (p, y, n))


@settings(max_examples=40)
@given(st.lists(st.tuples(SHARES, SHARES), max_size=30))
def test_outcomes_may_be_fractions(rows: list[tuple[float, float]]) -> None:
    tally = Tally.from_arrays(observed=[y for _, y in rows], predicted=[p for p, _ in rows])
    assert tally == _by_row(rows)
    assert all(type(part) is int for (p, y), n in tally.items() for part in (p, y, n))


@pytest.mark.parametrize("kind", [bool, np.int8, np.uint64, np.float16, np.float32, float, Decimal, str])
def test_outcomes_of_any_kind_of_number(kind: Callable[[int], object]) -> None:
    observed = [kind(1), kind(0), kind(1)]
    tally = Tally.from_arrays(observed=np.array(observed), predicted=np.array([0.5, 0.5, 0.25], dtype=np.float32))
    assert tally == Tally({(500_000, MILLION): 1, (500_000, 0): 1, (250_000, MILLION): 1})


def test_long_arrays_and_certain_forecasts() -> None:
    predicted = np.tile([0, 1, 0.5], 20_000)
    tally = Tally.from_arrays(observed=predicted > 0, predicted=predicted)
    assert tally == Tally({(0, 0): 20_000, (MILLION, MILLION): 20_000, (500_000, MILLION): 20_000})
    assert Tally.from_arrays(observed=[], predicted=[]) == Tally()
    late = np.zeros(40_000)
    late[39_999] = 0.5
    assert Tally.from_arrays(observed=late, predicted=predicted[:40_000])[0, 500_000] == 1


BAD: list[tuple[Any, Any, str]] = [
    ([1], [0.5, 0.5], "1 outcomes for 2 probabilities"),
    ([1, 2], [0.5, 0.5], r"observed\[1\] is 2, which is not between 0 and 1"),
    ([1, -0.01], [0.5, 0.5], r"observed\[1\] is -0.01"),
    ([1, 1], [0.5, float("nan")], r"predicted\[1\] is nan"),
    ([1, 1], [float("inf"), 0.5], r"predicted\[0\] is inf"),
    ([1, 1], [70, 0.5], r"predicted\[0\] is 70"),
    ([1, 1], [0.5, -0.01], r"predicted\[1\] is -0.01"),
    ([1, 7], [7, 0.5], r"predicted\[0\] is 7"),
    ([7, 1], [0.5, 7], r"observed\[0\] is 7"),
    ([7, 1], [7, 0.5], r"observed\[0\] is 7"),
    ([0, 1], [0.5, 7], r"predicted\[1\] is 7"),
    ([1, 1], [0, 2], r"predicted\[1\] is 2"),
    ([None], [0.5], r"observed\[0\] is nan"),
    (["yes"], [0.5], "observed is not an array of numbers"),
    ([1], [0.5j], "predicted is not an array of numbers"),
    ([[1], [0, 1]], [0.5, 0.5], "observed is not an array of numbers"),
    ([[1]], [[0.5]], "observed has 2 dimensions, not one"),
    (1, 0.5, "observed has 0 dimensions, not one"),
    (np.ma.array([1, 1], mask=[False, True]), [0.5, 0.5], r"observed\[1\] is nan"),
]


@pytest.mark.parametrize(("observed", "predicted", "message"), BAD)
def test_the_first_bad_row_is_named(observed: Any, predicted: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Tally.from_arrays(observed=observed, predicted=predicted)


def test_a_bad_row_far_down_is_named() -> None:
    predicted = np.full(50_000, 0.5)
    predicted[[40_000, 45_000]] = np.nan
    with pytest.raises(InputError, match=r"predicted\[40000\] is nan"):
        Tally.from_arrays(observed=np.ones(50_000), predicted=predicted)


def test_masks_without_missing_values_do_no_harm() -> None:
    tally = Tally.from_arrays(observed=np.ma.array([1, 0]), predicted=np.ma.array([0.5, 0.25]))
    assert tally == Tally({(500_000, MILLION): 1, (250_000, 0): 1})


def test_cells_are_whole_numbers_of_python_in_rising_order() -> None:
    said = [0.8, 0.3, 0.8, 0.3]
    assert repr(list(counted(observed=[1, 0, 1, 1], predicted=said))) == (
        "[(300000, 0, 1), (300000, 1000000, 1), (800000, 1000000, 2)]"
    )
    assert repr(list(counted(observed=[0.5, 0, 0.5, 1], predicted=said))) == (
        "[(300000, 0, 1), (300000, 1000000, 1), (800000, 500000, 2)]"
    )


def test_short_floats_are_read_as_the_numbers_they_are() -> None:
    half, single = np.array([0.1], dtype=np.float16), np.array([0.6471895], dtype=np.float32)
    # 0.0999755859375, and 0.64718949794769287: a product in single precision would round up to 0.64719.
    assert list(Tally.from_arrays(observed=[0], predicted=half)) == [(99_976, 0)]
    assert list(Tally.from_arrays(observed=[0], predicted=single)) == [(647_189, 0)]
