"""Laws of bins whose forecasts share their fate, of thinning, and of means over forecasts that are alone."""

import math
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.calibration.bins import scheme_for
from ledger.calibration.details import bin_details
from ledger.calibration.intervals import interval_named
from ledger.calibration.murphy import murphy
from ledger.calibration.nulls import null_of
from ledger.calibration.summary import summarise
from ledger.calibration.tally import Tally
from ledger.services.calibrate import Calibration, Choice
from ledger.services.clustered import ALIKE, OFFSET, thinned
from ledger.services.clustering import clusters_of
from ledger.services.effective import effective_counts, with_effective
from ledger.services.independent import by_student, exact_means
from ledger.services.means import mean_of
from ledger.services.nulled import null_of_murphy
from ledger.services.summary import TWO_VARIANCES, halves_of, summary_of
from ledger.services.tallying import Count
from tests.laws.test_conclusions import LEVEL, MILLION, ROWS, counted, kin


def table(rows, **choices) -> Calibration:
    count = counted(rows)
    return Calibration(
        rows=(), tally=count.tally, statistics=(), n=len(rows), excluded={}, overdue=0, count=count,
        choice=Choice(**choices), as_of=1, day="2026-11-20",
    )  # fmt: skip


def test_a_question_answered_five_times_alike_is_one_outcome() -> None:
    rows = [kin(n, 70, n % 2, who=who) for n in range(10) for who in "abcde"]
    counts = effective_counts(table(rows))
    assert counts == {7: 10}
    (row,) = with_effective(bin_details(counted(rows).tally), counts)
    assert (row.n, row.happened) == (50, Decimal(25))
    assert (row.interval_low, row.interval_high) == interval_named("wilson")(happened=Decimal(5), n=10)
    (once,) = bin_details(counted(rows[::5]).tally)
    assert row.mid_p == pytest.approx(once.mid_p)
    assert (row.consistent_low, row.consistent_high) == (once.consistent_low * 5, once.consistent_high * 5)


@pytest.mark.parametrize("kind", ["wilson", "jeffreys", "clopper-pearson", "consistency"])
def test_uneven_clusters_weigh_by_kish(kind: str) -> None:
    rows = [kin(0, 70, 1, who=str(n)) for n in range(9)] + [kin(1, 70, 0)]
    counts = effective_counts(table(rows))
    assert counts == {7: 100 // 82}
    (row,) = with_effective(bin_details(counted(rows).tally, interval=kind), counts)
    cells = [(700_000, 0, 1)]
    assert (row.interval_low, row.interval_high) == interval_named(kind)(happened=Decimal("0.9"), n=1, cells=cells)


@given(ROWS)
def test_never_more_than_clusters_and_nothing_where_each_is_alone(rows) -> None:
    found = table(rows)
    scheme = scheme_for(found.bins, found.tally)
    held: dict[int, list[int]] = {}
    for one, cluster in zip(rows, clusters_of(rows), strict=True):
        held.setdefault(scheme.place(one.p_ppm), []).append(cluster)
    counts = effective_counts(found)
    for place, clusters in held.items():
        assert 1 <= counts.get(place, len(clusters)) <= len(set(clusters))
        assert (place in counts) == (len(set(clusters)) < len(clusters))


def test_bins_that_fold_put_together_what_they_fold() -> None:
    rows = [kin(0, 30, 0, who="a"), kin(0, 70, 0, who="b")]
    assert effective_counts(table(rows)) == {}
    assert list(effective_counts(table(rows, bins="predictionbook")).values()) == [1]


@settings(deadline=None, max_examples=25)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_statistic_and_no_verdict(rows, shuffle: random.Random) -> None:
    # One forecast at a time of a forecaster, and one outcome of what was said.
    rows = list({(one.question, one.p_ppm): replace(one, made=str(one.p_ppm)) for one in rows}.values())
    other = list(rows)
    shuffle.shuffle(other)
    first, second = (summary_of(counted(some)) for some in (rows, other))
    assert thinned(rows, clusters_of(rows)) == thinned(other, clusters_of(other))
    assert first == second


def test_of_three_forecasters_each_is_picked_about_as_often() -> None:
    rows = [kin(n, p, 0, who=who) for n in range(300) for who, p in (("Ann", 10), ("Bob", 20), ("Cat", 30))]
    picked = thinned(rows, clusters_of(rows))
    assert all(70 < picked[p, 0] < 130 for p in (100_000, 200_000, 300_000))


def test_a_calibrated_first_forecaster_does_not_acquit_the_others() -> None:
    """The one recorded first is right, the second says the opposite: together they are miscalibrated."""
    draw = random.Random(3)
    rows = []
    for n in range(150):
        p = draw.choice(range(10, 100, 10))
        y = draw.random() * 100 < p
        rows += [kin(n, p, y, who="ann"), kin(n, 100 - p, y, who="bob"), kin(n, 100 - p, y, who="cat")]
    for order in (rows, rows[::-1]):
        found = summary_of(counted(order))
        p_value = {one.metric: one.p_value for one in found.statistics}["brier_miscalibration"]
        assert p_value < 0.01
        assert found.verdict.word == "over-confident"


CELLS = st.dictionaries(
    st.tuples(st.integers(1, 99).map(lambda p: p * 10_000), st.sampled_from([0, MILLION])), st.integers(1, 6),
    min_size=1, max_size=12,
)  # fmt: skip


@given(CELLS)
def test_means_and_intervals_are_those_of_scores(cells) -> None:
    tally = Tally(cells)
    plain = {one.metric: one for one in summarise(tally)}
    exact = exact_means(tally)
    scores = [((p - y) ** 2 / MILLION**2) for (p, y), n in tally.items() for _ in range(n)]
    mean = mean_of(scores, clusters=range(len(scores)), level=LEVEL, bounds=(0, 1))
    assert exact["brier"] == mean.value
    assert exact["log"] == pytest.approx(plain["log"].value)
    found = by_student(plain, tally.n, level=LEVEL)["brier"]
    if mean.low is None:
        assert found.interval_low is None
        assert tally.n == 1 or found.note == ALIKE
    else:
        assert (found.interval_low, found.interval_high) == pytest.approx((mean.low, mean.high))


def test_an_infinite_score_has_an_infinite_mean_and_nothing_none() -> None:
    assert exact_means(Tally({(0, MILLION): 1}))["log"] == math.inf
    assert exact_means(Tally()) == {}


def test_what_offsets_in_every_cluster_has_a_note_instead_of_an_interval() -> None:
    rows = [kin(n, p, n % 2, who=str(p)) for n in range(40) for p in (20 + n % 4, 80 - n % 4)]
    found = {one.metric: one for one in summary_of(counted(rows)).statistics}
    assert (found["cox_slope"].error, found["cox_slope"].note) == (None, OFFSET)


@given(CELLS, st.sampled_from(["stated", "10", "predictionbook"]))
def test_the_quick_null_of_murphy_is_the_slow_one(cells, bins: str) -> None:
    tally = Tally(cells)
    scheme = scheme_for(bins, tally)
    quick = null_of_murphy(tally, bins=bins, resamples=20, seed=1)
    assert quick.observed == pytest.approx(murphy(tally, bins=scheme).miscalibration)
    if not getattr(scheme, "folds", False):
        slow = null_of(lambda drawn: murphy(drawn, bins=scheme).miscalibration, tally, resamples=20, seed=1)
        assert (quick.mean, quick.high, quick.p_value) == pytest.approx((slow.mean, slow.high, slow.p_value))


def test_what_a_millionth_cannot_tell_is_noted() -> None:
    near = Tally({(1, 0): 2, (999_999, MILLION): 1, (2, 0): 5, (999_998, MILLION): 1})
    found = {one.metric: one for one in summary_of(Count(tally=near, excluded={})).statistics}
    assert found["log"].note == "said within a millionth of 0 or 1, and counted as that far from it: 3"
    less = {one.metric: one for one in summary_of(Count(tally=Tally({(2, 0): 5}), excluded={})).statistics}
    assert "millionth" not in (less["log"].note or "")


def test_halves_are_what_was_said_above_and_below_a_half() -> None:
    tally = Tally({(800_000, 0): 2, (500_000, MILLION): 9, (100_000, MILLION): 1})
    assert halves_of(tally) == (pytest.approx(-1.6), pytest.approx(0.9))
    assert halves_of(Tally({(500_000, 0): 1})) == (None, None)


def test_where_test_and_interval_disagree_the_note_says_why() -> None:
    """All of 60 at 94 % came true: the interval has no width to speak of, the test has."""
    rows = Tally({(940_000, MILLION): 50, (950_000, MILLION): 10})
    found = {one.metric: one for one in summary_of(Count(tally=rows, excluded={})).statistics}
    large = found["in_the_large"]
    assert large.interval_low > 0
    assert (large.p_value >= 0.05) == (TWO_VARIANCES in (large.note or ""))
    plain = {one.metric: one for one in summary_of(counted([kin(n, 50, n % 2) for n in range(40)])).statistics}
    assert plain["in_the_large"].note is None
