"""Laws of the statistics of a tally: sums, mean scores, CORP, Murphy's split and calibration errors."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calibration.auc import auc
from ledger.calibration.binned import sums_by_bin
from ledger.calibration.bins import CENTRED, bins_named
from ledger.calibration.corp import blocks, corp
from ledger.calibration.expected_error import (
    debiased_squared_error,
    expected_calibration_error,
    maximum_calibration_error,
)
from ledger.calibration.logarithms import ln_ratio
from ledger.calibration.means import FLOOR, MeanScore, floored_log_score, mean_score
from ledger.calibration.murphy import Murphy, murphy
from ledger.calibration.normal import sure, two_sided
from ledger.calibration.tally import Cell, Tally
from ledger.core.numbers import MILLION
from ledger.errors import InputError
from ledger.scoring import RULES

P = st.sampled_from((0, 1, 50, 50_000, 120_000, 300_000, 333_333, 500_000, 510_000, 800_000, 999_950, MILLION))
Y = st.sampled_from((0, 0, 250_000, 500_000, MILLION, MILLION))
TALLIES = st.dictionaries(st.tuples(P, Y), st.integers(1, 4), min_size=1, max_size=14).map(Tally)

Rows = list[tuple[Fraction, Fraction]]


def _rows(tally: Tally) -> Rows:
    return [(Fraction(p, MILLION), Fraction(y, MILLION)) for (p, y), n in tally.items() for _ in range(n)]


def _mean(numbers: list[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _variance(numbers: list[Fraction]) -> Fraction:
    middle = _mean(numbers)
    return _mean([(number - middle) ** 2 for number in numbers])


def _log(p: float, y: float) -> float:
    if (p == 0 and y > 0) or (p == 1 and y < 1):
        return math.inf
    return -((y * math.log(p) if y else 0.0) + ((1 - y) * math.log1p(-p) if y < 1 else 0.0))


@given(TALLIES)
def test_cells_are_sums_of_rows(tally: Tally) -> None:
    cells = tally.by_probability()
    assert cells is tally.by_probability()
    assert [cell.p_ppm for cell in cells] == sorted({p for p, _ in tally})
    for p, n, happened, squares in cells:
        outcomes = [y * MILLION for said, y in _rows(tally) if said * MILLION == p]
        assert (n, happened, squares) == (len(outcomes), sum(outcomes), sum(y * y for y in outcomes))


def test_no_statistics_of_negative_counts() -> None:
    with pytest.raises(InputError, match="counts -1 forecasts of 300000"):
        Tally({(300_000, 0): -1}).by_probability()
    assert Tally({(300_000, 0): 2, (300_000, MILLION): 1}).by_probability() == (Cell(300_000, 3, MILLION, MILLION**2),)
    assert Tally().by_probability() == ()


@given(st.integers(0, 10**15))
def test_parts_are_exact_decimals(parts: int) -> None:
    assert Tally().wholes(parts) * MILLION == parts


@given(TALLIES, st.sampled_from(("brier", "log", "spherical")))
def test_means_are_those_of_the_rows(tally: Tally, rule: str) -> None:
    wanted = [
        RULES[rule].score(probability=Tally().wholes(p), outcome=Tally().wholes(y))
        for (p, y), n in tally.items()
        for _ in range(n)
    ]
    mean = mean_score(tally, rule=rule)
    assert (mean.rule, mean.n, mean.floor, mean.n_floored) == (rule, len(wanted), None, 0)
    assert mean.value == pytest.approx(math.fsum(wanted) / len(wanted), rel=1e-12, abs=1e-14)
    if len(wanted) == 1 or math.inf in wanted:
        assert mean.error is None
    else:
        assert mean.error == pytest.approx(stdev(wanted) / math.sqrt(len(wanted)), rel=1e-9, abs=1e-12)


@given(TALLIES, st.sampled_from((FLOOR, Decimal("0.5"), Decimal("0.000002"))))
def test_a_floor_lifts_only_what_came_out(tally: Tally, floor: Decimal) -> None:
    least = float(floor)
    wanted = [
        (-y * math.log(max(p, least)) if y else 0.0) - ((1 - y) * math.log(max(1 - p, least)) if y < 1 else 0.0)
        for p, y in ((float(p), float(y)) for p, y in _rows(tally))
    ]
    mean = floored_log_score(tally, floor=floor)
    assert mean.value == pytest.approx(math.fsum(wanted) / len(wanted), rel=1e-12, abs=1e-14)
    assert mean.n_floored == sum((p < floor and y > 0) or (1 - p < floor and y < 1) for p, y in _rows(tally))
    assert (mean.rule, mean.floor, mean.n) == ("log", floor, tally.n)


@pytest.mark.parametrize("floor", ["0", "0.5000001", "0.0000001", "NaN", "-0.1"])
def test_floors_that_are_none(floor: str) -> None:
    with pytest.raises(InputError, match="is no floor"):
        floored_log_score(Tally(), floor=Decimal(floor))


def test_nothing_has_no_mean() -> None:
    assert mean_score(Tally()) == MeanScore(rule="brier", value=None, error=None, n=0)
    assert floored_log_score(Tally()).value is None
    with pytest.raises(InputError):
        mean_score(Tally(), rule="brior")


@given(TALLIES)
def test_the_curve_is_the_rising_fit_in_exact_fractions(tally: Tally) -> None:
    cells, steps = tally.by_probability(), blocks(tally)
    for place, cell in enumerate(cells):
        means = [
            [
                Fraction(
                    sum(one.happened for one in cells[low : high + 1]), sum(one.n for one in cells[low : high + 1])
                )
                for high in range(place, len(cells))
            ]
            for low in range(place + 1)
        ]
        fit = max(min(row) for row in means) / MILLION
        (step,) = (step for step in steps if step.p_low_ppm <= cell.p_ppm <= step.p_high_ppm)
        assert Fraction(step.happened) / step.n == fit
        assert step.frequency == float(fit)
    assert sum(step.n for step in steps) == tally.n
    assert all(low.frequency < high.frequency for low, high in pairwise(steps))


def _loss(rule: str) -> Callable[[Fraction, Fraction], float]:
    return (lambda p, y: float((p - y) ** 2)) if rule == "brier" else (lambda p, y: _log(float(p), float(y)))


@given(TALLIES, st.sampled_from(("brier", "log")))
def test_corp_splits_the_mean_score(tally: Tally, rule: str) -> None:
    split, rows, loss = corp(tally, rule=rule), _rows(tally), _loss(rule)
    assert split is not None
    fits = {
        cell.p_ppm: Fraction(step.happened) / step.n
        for step in blocks(tally)
        for cell in tally.by_probability()
        if step.p_low_ppm <= cell.p_ppm <= step.p_high_ppm
    }
    score = math.fsum(loss(p, y) for p, y in rows) / len(rows)
    fitted = math.fsum(loss(fits[int(p * MILLION)], y) for p, y in rows) / len(rows)
    level = math.fsum(loss(_mean([y for _, y in rows]), y) for _, y in rows) / len(rows)
    assert split.rule == rule
    assert split.score == pytest.approx(score, abs=1e-12)
    assert split.miscalibration == pytest.approx(score - fitted, abs=1e-12)
    assert split.discrimination == pytest.approx(level - fitted, abs=1e-12)
    assert split.uncertainty == pytest.approx(level, abs=1e-12)
    assert min(split.miscalibration, split.discrimination, split.uncertainty) >= 0


def test_corp_of_the_perfect_and_of_nothing() -> None:
    assert corp(Tally()) is None
    for rule in ("brier", "log"):
        split = corp(Tally({(300_000, MILLION): 3, (300_000, 0): 7}), rule=rule)
        assert split is not None
        assert (split.miscalibration, split.discrimination) == (0.0, 0.0)
    with pytest.raises(InputError, match="no decomposed scoring rule is called 'spherical'"):
        corp(Tally(), rule="spherical")


def _terms(split: Murphy) -> list[float]:
    return [
        split.miscalibration,
        split.discrimination,
        split.uncertainty,
        split.within_bin_variance,
        split.within_bin_covariance,
    ]


@given(TALLIES, st.sampled_from(("centred11", "3", None)))
def test_murphy_splits_exactly(tally: Tally, name: str | None) -> None:
    scheme, rows = None if name is None else bins_named(name), _rows(tally)
    split = murphy(tally, bins=scheme)
    assert split is not None
    binned: dict[int, Rows] = {}
    for p, y in rows:
        binned.setdefault(int(p * MILLION) if scheme is None else scheme.place(int(p * MILLION)), []).append((p, y))
    wanted = [Fraction(0)] * 5
    noise, whole = Fraction(0), [y for _, y in rows]
    for members in binned.values():
        said, came = [p for p, _ in members], [y for _, y in members]
        wanted[0] += len(members) * (_mean(said) - _mean(came)) ** 2
        wanted[1] += len(members) * (_mean(came) - _mean(whole)) ** 2
        wanted[3] += len(members) * _variance(said)
        wanted[4] += 2 * sum((p - _mean(said)) * (y - _mean(came)) for p, y in members)
        noise += _variance(came) * len(members) / (len(members) - 1) if len(members) > 1 else 0
    wanted[2] = len(rows) * _variance(whole)
    assert _terms(split) == pytest.approx([float(term / len(rows)) for term in wanted], rel=1e-12, abs=1e-14)
    reliability, discrimination, uncertainty, variance, covariance = _terms(split)
    assert reliability - discrimination + uncertainty + variance - covariance == pytest.approx(split.score, abs=1e-12)
    assert split.score == pytest.approx(float(_mean([(p - y) ** 2 for p, y in rows])), rel=1e-12, abs=1e-14)
    corrected = [split.corrected_miscalibration, split.corrected_discrimination, split.corrected_uncertainty]
    if len(rows) == 1:
        assert corrected == [None] * 3
        return
    spread = _variance(whole) / (len(rows) - 1)
    taken = [-noise / len(rows), spread - noise / len(rows), spread]
    assert corrected == pytest.approx(
        [float(wanted[place] / len(rows) + taken[place]) for place in range(3)], rel=1e-12, abs=1e-13
    )


@given(TALLIES)
def test_calibration_errors_by_bin(tally: Tally) -> None:
    binned: dict[int, Rows] = {}
    for p, y in _rows(tally):
        binned.setdefault(CENTRED.place(int(p * MILLION)), []).append((p, y))
    gaps = [(len(rows), abs(_mean([p - y for p, y in rows])), [y for _, y in rows]) for rows in binned.values()]
    assert expected_calibration_error(tally, bins=CENTRED) == float(sum(n * gap for n, gap, _ in gaps) / tally.n)
    assert maximum_calibration_error(tally, bins=CENTRED) == float(max(gap for _, gap, _ in gaps))
    debiased = [n * gap**2 - _variance(came) * n / (n - 1) for n, gap, came in gaps if n > 1]
    got = debiased_squared_error(tally, bins=CENTRED)
    assert got == (pytest.approx(float(sum(debiased) / tally.n), rel=1e-12, abs=1e-14) if debiased else None)


def test_nothing_has_no_errors_and_no_split() -> None:
    assert murphy(Tally(), bins=CENTRED) is None
    for error in (expected_calibration_error, maximum_calibration_error, debiased_squared_error):
        assert error(Tally(), bins=CENTRED) is None


def test_bins_that_fold_take_the_folded_tally() -> None:
    tally = Tally({(200_000, 0): 2, (800_000, 0): 1})
    (sums,) = sums_by_bin(tally, bins=bins_named("predictionbook"))
    assert (sums.n, sums.p, sums.y) == (3, 2_400_000, 2 * MILLION)


@given(TALLIES, TALLIES)
def test_statistics_do_not_know_the_order_of_rows(one: Tally, other: Tally) -> None:
    for statistic in (corp, murphy, auc, mean_score, blocks):
        assert repr(statistic(one + other)) == repr(statistic(other + one))


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(1, 50))
def test_logarithms_of_ratios(part: int, whole: int, times: int) -> None:
    from decimal import Context

    exact = Context(prec=40)
    wanted = float(exact.subtract(exact.ln(Decimal(part)), exact.ln(Decimal(whole))))
    got = ln_ratio(part, whole)
    assert abs(got - wanted) <= 2 * math.ulp(wanted)
    assert ln_ratio(times * part, times * whole) == got
    assert ln_ratio(whole, part) == -got


@pytest.mark.parametrize(("part", "whole"), [(1, 3), (2, 3), (4, 3), (3, 4), (1, 6)])
def test_logarithms_depend_on_the_ratio_alone(part: int, whole: int) -> None:
    assert len({ln_ratio(times * part, times * whole) for times in range(1, 200)}) == 1


def test_normal_tails() -> None:
    assert two_sided(0.0) == 1.0
    assert two_sided(1.959963984540054) == two_sided(-1.959963984540054) == 0.05
    assert two_sided(5.0) == pytest.approx(5.733031437583869e-07, rel=1e-11)
    assert (sure(1.23456789012345), sure(-math.inf)) == (1.23456789012, -math.inf)
