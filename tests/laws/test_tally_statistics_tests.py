"""Laws of the tests of a tally: AUC, Spiegelhalter, calibration in the large, Cox."""

import math
from decimal import Decimal
from fractions import Fraction
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calibration.auc import auc, auc_error, why_no_auc
from ledger.calibration.cox import Cox, cox, shift_in_the_large, why_no_shift, why_no_slope
from ledger.calibration.in_the_large import in_the_large
from ledger.calibration.intervals import normal_quantile
from ledger.calibration.spiegelhalter import certain_and_wrong, spiegelhalter, why_no_test
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION
from ledger.errors import InputError

P = st.sampled_from((0, 10_000, 120_000, 300_000, 333_333, 500_000, 510_000, 800_000, 990_000, MILLION))
WHOLE = st.sampled_from((0, MILLION))
TALLIES = st.dictionaries(st.tuples(P, WHOLE), st.integers(1, 4), min_size=1, max_size=14).map(Tally)
FRACTIONS = st.dictionaries(st.tuples(P, st.sampled_from((0, 250_000, MILLION))), st.integers(1, 4), min_size=1).map(
    Tally
)


def _rows(tally: Tally) -> list[tuple[float, float]]:
    return [(p / MILLION, y / MILLION) for (p, y), n in tally.items() for _ in range(n)]


def _turned(tally: Tally) -> Tally:
    return Tally({(MILLION - p, MILLION - y): n for (p, y), n in tally.items()})


def _beats(above: float, below: float) -> float:
    return (above > below) + (above == below) / 2


@given(TALLIES)
def test_auc_counts_pairs(tally: Tally) -> None:
    happened, missed = ([p for p, y in _rows(tally) if y == came] for came in (1, 0))
    pairs = [_beats(above, below) for above in happened for below in missed]
    if not pairs:
        assert auc(tally) is None
        assert auc_error(tally) is None
        assert why_no_auc(tally) == "one outcome class only"
        return
    assert auc(tally) == float(Fraction(sum(pairs)) / len(pairs))
    assert why_no_auc(tally) is None
    if min(len(happened), len(missed)) == 1:
        assert auc_error(tally) is None
        return
    beaten = [sum(_beats(above, below) for below in missed) / len(missed) for above in happened]
    beating = [sum(_beats(above, below) for above in happened) / len(happened) for below in missed]
    wanted = math.sqrt(stdev(beaten) ** 2 / len(beaten) + stdev(beating) ** 2 / len(beating))
    assert auc_error(tally) == pytest.approx(wanted, rel=1e-9, abs=1e-9)


@given(FRACTIONS)
def test_fractions_weigh_both_sides(tally: Tally) -> None:
    four = Tally.from_rows(
        row
        for (p, y), n in tally.items()
        for row in ((p, MILLION, n * y * 4 // MILLION), (p, 0, n * 4 - n * y * 4 // MILLION))
    )
    assert auc(tally) == auc(four)
    assert auc(_turned(tally)) == auc(tally)
    assert why_no_slope(tally) == why_no_slope(four)
    one, other = cox(tally), cox(four)
    if one is not None and other is not None:
        assert (one.slope, one.intercept) == pytest.approx((other.slope, other.intercept), rel=1e-6, abs=1e-6)
        assert one.slope_error == pytest.approx(2 * other.slope_error, rel=1e-6)


@given(FRACTIONS)
def test_spiegelhalter_and_the_large_from_rows(tally: Tally) -> None:
    rows = _rows(tally)
    test, large = spiegelhalter(tally), in_the_large(tally)
    assert large is not None
    spread = math.fsum((1 - 2 * p) ** 2 * p * (1 - p) for p, _ in rows)
    if spread:
        assert test is not None
        z = math.fsum((y - p) * (1 - 2 * p) for p, y in rows) / math.sqrt(spread)
        assert test.z == pytest.approx(z, rel=1e-9, abs=1e-9)
        assert test.p_value == pytest.approx(math.erfc(abs(test.z) / math.sqrt(2)), rel=1e-11)
    else:
        assert test is None
    assert (why_no_test(tally) is None) == bool(spread)
    gaps, chance = [y - p for p, y in rows], math.fsum(p * (1 - p) for p, _ in rows)
    assert (large.n, large.happened) == (len(rows), tally.happened)
    assert large.expected == sum(Decimal(p * n) for (p, _), n in tally.items()) / MILLION
    assert large.difference == pytest.approx(math.fsum(gaps) / len(rows), abs=1e-12)
    if chance:
        assert large.z == pytest.approx(math.fsum(gaps) / math.sqrt(chance), rel=1e-9, abs=1e-9)
        assert large.p_value == pytest.approx(math.erfc(abs(large.z or 0) / math.sqrt(2)), rel=1e-11)
    else:
        assert (large.z, large.p_value) == (None, None)
    if len(rows) == 1:
        assert large.error is None
    else:
        assert large.error == pytest.approx(stdev(gaps) / math.sqrt(len(rows)), rel=1e-9, abs=1e-12)


@given(FRACTIONS)
def test_certain_and_wrong_are_counted(tally: Tally) -> None:
    assert certain_and_wrong(tally) == sum(p in {0, 1} and y != p for p, y in _rows(tally))
    assert certain_and_wrong(_turned(tally)) == certain_and_wrong(tally)


def test_over_confident_is_positive_and_nothing_is_none() -> None:
    bold, timid = Tally({(900_000, 0): 2}), Tally({(900_000, MILLION): 2})
    assert [test.z > 0 for test in map(spiegelhalter, (bold, timid)) if test] == [True, False]
    assert (spiegelhalter(Tally()), in_the_large(Tally()), auc(Tally())) == (None, None, None)
    assert (why_no_test(Tally()), why_no_auc(Tally())) == ("no forecasts", "no forecasts")
    assert why_no_test(Tally({(500_000, 0): 1, (MILLION, 0): 1})) == "every forecast is 0%, 50% or 100%"


def _score(tally: Tally, intercept: float, slope: float) -> tuple[float, float, float, float, float]:
    """The gradient of the likelihood in intercept and slope, and its three second derivatives, turned positive."""
    sums = [0.0] * 5
    for p, y in _rows(tally):
        if 0 < p < 1:
            x = math.log(p / (1 - p))
            mean = 1 / (1 + math.exp(-intercept - slope * x))
            weight = mean * (1 - mean)
            for place, part in enumerate((y - mean, (y - mean) * x, weight, weight * x, weight * x * x)):
                sums[place] += part
    return sums[0], sums[1], sums[2], sums[3], sums[4]


@given(TALLIES, st.sampled_from((Decimal("0.95"), Decimal("0.5"))))
def test_cox_is_where_the_likelihood_is_flat(tally: Tally, level: Decimal) -> None:
    line = cox(tally, level=level)
    assert (line is None) == (why_no_slope(tally) is not None)
    if line is None:
        return
    by_intercept, by_slope, one, both, other = _score(tally, line.intercept, line.slope)
    assert (by_intercept, by_slope) == pytest.approx((0, 0), abs=1e-8)
    area = one * other - both * both
    assert line.intercept_error == pytest.approx(math.sqrt(other / area), rel=1e-6)
    assert line.slope_error == pytest.approx(math.sqrt(one / area), rel=1e-6)
    reach = normal_quantile(level) * line.slope_error
    assert (line.slope_low, line.slope_high) == pytest.approx((line.slope - reach, line.slope + reach), rel=1e-9)
    certain = sum(p in {0, 1} for p, _ in _rows(tally))
    assert (line.level, line.excluded, line.n) == (level, certain, tally.n - certain)


@given(TALLIES)
def test_the_shift_alone_is_where_the_likelihood_is_flat(tally: Tally) -> None:
    shift = shift_in_the_large(tally)
    assert (shift is None) == (why_no_shift(tally) is not None)
    if shift is not None:
        by_intercept, _, one, _, _ = _score(tally, shift.value, 1.0)
        assert by_intercept == pytest.approx(0, abs=1e-8)
        assert shift.error == pytest.approx(1 / math.sqrt(one), rel=1e-6)
        assert shift.excluded == sum(p in {0, 1} for p, _ in _rows(tally))


@given(TALLIES)
def test_cox_is_the_same_from_the_other_side(tally: Tally) -> None:
    line, other = cox(tally), cox(_turned(tally))
    assert (line is None) == (other is None)
    if line is not None and other is not None:
        assert (other.slope, -other.intercept) == pytest.approx((line.slope, line.intercept), rel=1e-9, abs=1e-9)


SEPARATED = "the forecasts separate what happened from what did not: the slope is infinite"
NO_LINE = {
    "no forecasts between 0% and 100%": [{}, {(0, 0): 2, (MILLION, 0): 1}],
    "one outcome class only": [{(300_000, 0): 2, (400_000, 0): 1}, {(300_000, MILLION): 2}],
    "one outcome class only between 0% and 100%": [{(300_000, 0): 2, (400_000, 0): 1, (MILLION, MILLION): 1}],
    "every forecast says the same": [{(300_000, 0): 2, (300_000, MILLION): 2, (0, 0): 1}],
    SEPARATED: [
        {(300_000, 0): 2, (400_000, MILLION): 1},
        {(300_000, MILLION): 2, (400_000, 0): 1},
        {(300_000, 0): 2, (400_000, 0): 1, (400_000, MILLION): 1},
        {(300_000, 0): 2, (300_000, MILLION): 1, (400_000, MILLION): 1},
        {(300_000, MILLION): 2, (400_000, 0): 1, (400_000, MILLION): 1},
        {(300_000, 0): 2, (300_000, MILLION): 1, (400_000, 0): 1},
    ],
}


@pytest.mark.parametrize(("reason", "cells"), [(why, cells) for why, many in NO_LINE.items() for cells in many])
def test_why_there_is_no_slope(reason: str, cells: dict[tuple[int, int], int]) -> None:
    assert why_no_slope(Tally(cells)) == reason
    assert cox(Tally(cells)) is None
    assert why_no_shift(Tally(cells)) == (None if reason in {SEPARATED, "every forecast says the same"} else reason)


@pytest.mark.parametrize(
    ("cells", "intercept", "slope"),
    [
        # Two stated values: the line goes through both log odds, however far.
        ({(500_000, MILLION): 1, (500_000, 0): 999, (500_001, MILLION): 999, (500_001, 0): 1}, -math.log(999), None),
        (
            {(1, MILLION): 999, (1, 0): 1, (999_999, MILLION): 1, (999_999, 0): 999},
            0.0,
            -math.log(999) / math.log(999_999),
        ),
        ({(250_000, MILLION): 1, (250_000, 0): 9, (750_000, MILLION): 9, (750_000, 0): 1}, 0.0, 2.0),
    ],
)
def test_cox_far_out(cells: dict[tuple[int, int], int], intercept: float, slope: float | None) -> None:
    line = cox(Tally(cells))
    assert isinstance(line, Cox)
    assert line.intercept == pytest.approx(intercept, abs=1e-6)
    wanted = 2 * math.log(999) / math.log(500_001 / 499_999) if slope is None else slope
    assert line.slope == pytest.approx(wanted, rel=1e-6)


@pytest.mark.parametrize("p", [1, 2, 1_000, 500_000, 999_999])
@pytest.mark.parametrize(("happened", "missed"), [(999, 1), (1, 999), (1, 1), (10**9, 1)])
def test_the_shift_of_one_stated_value(p: int, happened: int, missed: int) -> None:
    shift = shift_in_the_large(Tally({(p, MILLION): happened, (p, 0): missed}))
    assert shift is not None
    assert shift.value == pytest.approx(math.log(happened / missed) - math.log(p / (MILLION - p)), rel=1e-9, abs=1e-9)
    assert shift.error == pytest.approx(math.sqrt(1 / happened + 1 / missed), rel=1e-6)


def test_levels_that_are_none() -> None:
    with pytest.raises(InputError):
        cox(Tally(), level=Decimal(1))


@pytest.mark.parametrize(
    "cells",
    [
        {100_000: (3_000, 1_000_000), 499_999: (8_000, 10**8), 999_999: (4, 6 * 10**7)},
        {3: (130, 3 * 10**8), 10: (23_000, 356), 499_999: (1_500_000, 1)},
    ],
)
def test_cox_gets_there_where_newton_steps_too_far(cells: dict[int, tuple[int, int]]) -> None:
    line = cox(Tally({(p, y): n for p, both in cells.items() for y, n in zip((MILLION, 0), both, strict=True)}))
    assert line is not None
    by_intercept = by_slope = 0.0
    for p, (happened, missed) in cells.items():
        x = math.log(p / (MILLION - p))
        expected = (happened + missed) / (1 + math.exp(-line.intercept - line.slope * x))
        by_intercept += happened - expected
        by_slope += (happened - expected) * x
    total = sum(sum(both) for both in cells.values())
    assert (by_intercept / total, by_slope / total) == pytest.approx((0, 0), abs=1e-9)
