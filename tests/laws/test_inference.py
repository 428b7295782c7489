"""Laws of honest inference: clusters, errors that know of them, and Student's t."""

import math
import random
from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ledger.calibration.clusters import (
    cox_clustered,
    in_the_large_clustered,
    joined,
    leaders,
    mean_clustered,
    spiegelhalter_clustered,
)
from ledger.calibration.cox import cox
from ledger.calibration.distributions import student_quantile, student_tails
from ledger.calibration.tally import Tally
from ledger.errors import InputError
from ledger.services.means import Mean, mean_of

YES, NO = 1_000_000, 0
NINETY = Decimal("0.9")
KEYS = st.none() | st.sampled_from("abcdef")
PARTS = st.integers(0, 1_000_000)
ROWS = st.lists(st.tuples(st.integers(0, 4), PARTS, st.sampled_from([NO, YES, 250_000])), min_size=1, max_size=25)


@pytest.mark.parametrize("df", [1, 2, 3, 10, 99, 999, 1000, 5000])
def test_students_t_is_that_of_scipy(df: int) -> None:
    for t in (-3.0, 0.0, 0.3, 1.0, 1.96, 2.5, 8.0):
        assert student_tails(t, df=df) == pytest.approx(2 * stats.t.sf(abs(t), df), rel=1e-10)
    for level in ("0.01", "0.5", "0.9", "0.95", "0.99", "0.999"):
        expected = stats.t.ppf((1 + float(level)) / 2, df)
        assert student_quantile(Decimal(level), df=df) == pytest.approx(expected, rel=1e-10, abs=1e-11)


def test_no_degrees_of_freedom_are_refused() -> None:
    assert student_tails(math.inf, df=1) == 0
    with pytest.raises(InputError, match="no 0 degrees"):
        student_tails(1.0, df=0)
    with pytest.raises(InputError, match="level"):
        student_quantile(Decimal(1), df=3)


@given(st.lists(st.tuples(KEYS, KEYS, KEYS), max_size=15))
def test_rows_are_joined_exactly_when_a_chain_of_keys_links_them(keys) -> None:
    count = len(keys)
    linked = np.eye(count, dtype=bool)
    for i, one in enumerate(keys):
        for j, other in enumerate(keys):
            linked[i, j] |= any(
                a == b is not None or (a is not None and a == b) for a, b in zip(one, other, strict=True)
            )
    for _ in range(count):
        linked = linked @ linked
    numbers = joined(keys)
    assert [[a == b for b in numbers] for a in numbers] == linked.tolist()
    assert list(dict.fromkeys(numbers)) == list(range(len(set(numbers))))


def test_a_key_of_one_kind_is_not_that_of_another() -> None:
    assert joined([("a", None), (None, "a"), ("b", "a")]) == [0, 1, 1]
    with pytest.raises(InputError, match="different lengths"):
        joined([("a",), ("a", "b")])


def test_the_leader_of_a_cluster_is_its_least_id() -> None:
    assert leaders(["c", "b", "a", "d"], [0, 0, 1, 0]) == ["b", "b", "a", "b"]
    with pytest.raises(ValueError, match="shorter"):
        leaders(["a", "b"], [0])


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 5)), min_size=2, max_size=30))
def test_the_clustered_error_is_its_formula_in_fractions(rows) -> None:
    values, clusters = [value / 1000 for value, _ in rows], [cluster for _, cluster in rows]
    found = mean_clustered(values, clusters=clusters)
    n, count, exact = len(rows), len(set(clusters)), sum(Fraction(value) for value in values) / len(rows)
    sums = [sum(Fraction(v) - exact for v, c in zip(values, clusters, strict=True) if c == q) for q in set(clusters)]
    assert (found.n, found.clusters) == (n, count)
    assert found.value == pytest.approx(float(exact), rel=1e-15)
    if count == 1:
        assert found.error is found.effective_n is None
        return
    variance = float(Fraction(count, count - 1) * sum(each**2 for each in sums) / n**2)
    assert found.error == pytest.approx(math.sqrt(variance), rel=1e-9, abs=1e-14)
    if found.error:
        assert found.effective_n == pytest.approx(np.var(values, ddof=1) / variance, rel=1e-6)


def test_clusters_that_do_not_differ_say_nothing() -> None:
    assert mean_clustered([0.0, 0.0], clusters="ab").error == 0
    same = mean_clustered([432767.0679050534] * 3, clusters="abc")
    assert (same.value, same.error, same.effective_n) == (pytest.approx(432767.0679050534), 0.0, None)
    offset = mean_clustered([0.1, 0.3, 0.3, 0.1], clusters="aabb")
    assert (offset.error, offset.effective_n) == (0.0, None)
    assert mean_clustered([1e-13, 3e-13], clusters="ab").error == pytest.approx(1e-13)
    assert mean_clustered([1.0, 1 + 1e-12], clusters="ab").error == pytest.approx(5e-13, rel=1e-3)


@pytest.mark.parametrize(
    ("values", "clusters", "message"),
    [([], "", "no values"), ([1.0], "ab", "1 values in 2"), ([1.0, math.nan], "ab", "value 2 is nan")],
)
def test_means_that_cannot_be_are_refused(values, clusters, message) -> None:
    with pytest.raises(InputError, match=message):
        mean_clustered(values, clusters=clusters)


def test_the_interval_of_a_mean_is_students() -> None:
    values, clusters = [0.1, 0.2, 0.6, 0.3], [1, 1, 2, 3]
    found = mean_of(values, clusters=clusters, level=NINETY)
    reach = stats.t.ppf(0.95, 2) * mean_clustered(values, clusters=clusters).error
    assert (found.low, found.high) == pytest.approx((0.3 - reach, 0.3 + reach))
    assert mean_of(values, clusters=clusters, bounds=(0, 0.5)) == Mean(
        value=found.value, error=found.error, low=0.0, high=0.5
    )
    assert mean_of([0.2, 0.2], clusters=[1, 2]) == Mean(value=0.2, error=0.0, low=None, high=None)
    assert mean_of([0.2, 0.4], clusters=[1, 1]).error is None
    assert mean_of([math.inf, 0.4], clusters=[1, 2]).value == math.inf
    with pytest.raises(InputError):
        mean_of([], clusters=[])


@given(ROWS)
def test_the_clustered_tests_are_their_formulas(rows) -> None:
    for found, weigh in (
        (spiegelhalter_clustered(rows), lambda p: 1 - 2 * p),
        (in_the_large_clustered(rows), lambda p: Fraction(1)),
    ):
        sums: dict[int, Fraction] = {}
        for cluster, p_ppm, y_ppm in rows:
            p, y = Fraction(p_ppm, YES), Fraction(y_ppm, YES)
            sums[cluster] = sums.get(cluster, Fraction(0)) + (y - p) * weigh(p)
        squares = sum(each**2 for each in sums.values())
        assert (found.n, found.clusters) == (len(rows), len(sums))
        assert found.mean == pytest.approx(float(sum(sums.values()) / len(rows)), abs=1e-15)
        if len(sums) == 1 or not squares:
            assert found.z is found.p_value is None
        else:
            assert found.z == pytest.approx(float(sum(sums.values())) / math.sqrt(squares), rel=1e-12)
            assert found.p_value == pytest.approx(2 * NormalDist().cdf(-abs(found.z)), rel=1e-9)


@pytest.mark.parametrize("row", [(1, -1, YES), (1, 1_000_001, YES), (1, 5, -1), (1, 5, 1_000_001)])
def test_rows_that_are_no_parts_are_refused_by_number(row) -> None:
    with pytest.raises(InputError, match="row 2"):
        spiegelhalter_clustered([(1, 0, YES), row])
    with pytest.raises(InputError, match="no rows"):
        in_the_large_clustered([])


def _said(count: int, updates: int) -> list[tuple[int, int, int]]:
    generator = random.Random(3)
    rows = []
    for question in range(count):
        said = [generator.randrange(50_000, 1_000_000, 50_000) for _ in range(updates)]
        y = YES if generator.randrange(YES) < said[0] else NO
        rows += [(question, p, y) for p in said]
    return rows


def test_the_clustered_cox_line_has_the_errors_of_a_sandwich() -> None:
    rows = [*_said(39, 3), *[(39, p, YES) for p in (1, 500_000, 999_999)], (1, NO, NO), (99, YES, YES)]
    found, plain = cox_clustered(rows, level=NINETY), cox(Tally.from_rows((p, y, 1) for _, p, y in rows))
    assert found is not None
    assert plain is not None
    assert (found.intercept, found.slope, found.n, found.excluded) == (plain.intercept, plain.slope, 120, 2)
    kept = [row for row in rows if row[1] not in {NO, YES}]
    x = np.array([[1, math.log(p / (YES - p))] for _, p, _ in kept])
    rate = 1 / (1 + np.exp(-x @ [found.intercept, found.slope]))
    scores = x * (np.array([y / YES for *_, y in kept]) - rate)[:, None]
    sums = scores.reshape(40, 3, 2).sum(axis=1)
    bread = np.linalg.inv(x.T @ (x * (rate * (1 - rate))[:, None]))
    errors = np.sqrt(np.diag(bread @ sums.T @ sums @ bread) * 40 / 39)
    assert (found.intercept_error, found.slope_error) == pytest.approx(tuple(errors), rel=1e-9)
    reach = stats.t.ppf(0.95, 39) * found.slope_error
    assert (found.slope_low, found.slope_high) == pytest.approx((found.slope - reach, found.slope + reach))
    assert found.level == NINETY


def test_no_clustered_cox_line_from_one_cluster_or_without_a_line() -> None:
    assert cox_clustered([(1, p, y) for _, p, y in _said(20, 1)]) is None
    assert cox_clustered([(1, 900_000, YES), (2, 100_000, NO)]) is None


@pytest.mark.parametrize("df", [1000, 2500])
@pytest.mark.parametrize("level", ["0.3", "0.5", "0.7"])
def test_the_expansion_of_students_t_is_good_to_its_last_term(level: str, df: int) -> None:
    # What was worked out before must not stand in for the formula.
    student_quantile.cache_clear()
    expected = stats.t.ppf((1 + float(level)) / 2, df)
    assert student_quantile(Decimal(level), df=df) == pytest.approx(expected, rel=0, abs=1e-13)
