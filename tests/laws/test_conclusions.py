"""Laws of conclusions: clusters, nulls and what survives other readings."""

import math
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calibration.bootstrap import hash31
from ledger.calibration.distributions import student_quantile
from ledger.calibration.summary import summarise
from ledger.calibration.tally import Tally
from ledger.services.clustered import by_clusters, by_time, thinned
from ledger.services.clustering import FEW_CLUSTERS, clusters_of
from ledger.services.nulled import ERRORS, FEWER, QUICK, RESAMPLES, SOME, UNNULLED, Draws, with_nulls
from ledger.services.robustness import Finding, survivals
from ledger.services.summary import Inference, summary_of
from ledger.services.tallying import Count, Held, turned
from ledger.store.kinship import Kin

MILLION = 1_000_000
LEVEL = Decimal("0.95")


def kin(
    question: int, p: int, y: int, *, series: str | None = None, source: str | None = None, who: str = "Ann"
) -> Kin:
    return Kin(
        question=f"q{question}",
        question_key=question,
        forecaster=who,
        made="2026-01-02",
        series=series,
        source=source,
        p_ppm=p * 10_000,
        y_ppm=y * MILLION,
    )


def counted(rows: list[Kin]) -> Count:
    tally = Tally.from_rows((row.p_ppm, row.y_ppm, 1) for row in rows)
    return Count(tally=tally, excluded={}, kin=tuple(rows))


def told(rows: list[Kin], **asked):
    summary = summary_of(counted(rows), inference=Inference(**asked))
    return summary, {one.metric: one for one in summary.statistics}


ALONE = [kin(n, 5 + 7 * n % 90, n * 7 % 3 == 0) for n in range(24)]
TWICE = [row for n in range(24) for row in (ALONE[n], kin(n, 5 + 11 * n % 90, n * 7 % 3 == 0))]

ROWS = st.lists(
    st.builds(
        kin, st.integers(0, 9), st.integers(1, 99), st.integers(0, 1), series=st.sampled_from([None, "r", "s"]),
        source=st.sampled_from([None, "x", "y"]),
    ),
    min_size=1,
    max_size=30,
)  # fmt: skip


@given(ROWS)
def test_of_each_cluster_one_forecast_is_kept_whatever_came_of_it(rows: list[Kin]) -> None:
    clusters = clusters_of(rows)
    kept = thinned(rows, clusters)
    other = thinned([replace(row, y_ppm=MILLION - row.y_ppm) for row in rows], clusters)
    assert kept.n == len(set(clusters))
    assert sorted(p for (p, _), n in kept.items() for _ in range(n)) == sorted(
        p for (p, _), n in other.items() for _ in range(n)
    )


def test_the_kept_one_is_the_first_by_hash() -> None:
    rows = [kin(n, 10 + n, 0, source="x") for n in range(5)]
    first = min(rows, key=lambda row: hash31(f"{row.question}/{row.forecaster}/{row.made}"))
    assert thinned(rows, [0] * 5) == Tally({(first.p_ppm, 0): 1})


def test_forecasts_that_are_alone_are_left_as_they_are() -> None:
    summary, statistics = told(ALONE)
    plain = {one.metric: one for one in summarise(counted(ALONE).tally)}
    assert (summary.questions, summary.clusters, summary.resamples) == (24, 24, 1000)
    reach = student_quantile(LEVEL, df=23) * plain["brier"].error
    assert statistics["brier"].error == plain["brier"].error
    assert statistics["brier"].interval_high == pytest.approx(plain["brier"].value + reach)
    assert statistics["in_the_large"].interval_low == pytest.approx(
        plain["in_the_large"].value - student_quantile(LEVEL, df=23) * plain["in_the_large"].error
    )
    assert statistics["spiegelhalter_z"] == plain["spiegelhalter_z"]
    assert statistics["brier_miscalibration"].note is None
    assert set(plain) - set(statistics) == set(ERRORS)


def test_the_same_forecast_twice_says_no_more_than_once() -> None:
    """Errors and tests of pairs that agree wholly are those of one of each pair."""
    pairs = [row for row in ALONE for _ in range(2)]
    clusters = clusters_of(pairs)
    single = by_clusters({one.metric: one for one in summarise(counted(ALONE).tally)}, ALONE, range(24), level=LEVEL)
    double = by_clusters({one.metric: one for one in summarise(counted(pairs).tally)}, pairs, clusters, level=LEVEL)
    for name in ("brier", "log", "in_the_large", "cox_slope", "cox_intercept"):
        assert double[name].error == pytest.approx(single[name].error)
        assert double[name].error_method == "cluster"
    for name in ("in_the_large", "spiegelhalter_z", "cox_slope"):
        assert double[name].p_value == pytest.approx(single[name].p_value)


def test_intervals_by_clusters_take_student() -> None:
    _, statistics = told(TWICE)
    for name in ("brier", "cox_slope", "cox_intercept"):
        one = statistics[name]
        assert one.interval_high - one.value == pytest.approx(student_quantile(LEVEL, df=23) * one.error)
        assert one.value - one.interval_low == pytest.approx(one.interval_high - one.value)
    assert statistics["intercept_in_the_large"].error is None
    assert statistics["auc"].error is None


def test_the_area_gets_an_error_by_the_bootstrap_on_request() -> None:
    _, statistics = told(TWICE, resamples=60)
    one = statistics["auc"]
    assert one.error_method == "poisson_bootstrap"
    assert one.interval_low < one.value < one.interval_high
    assert told(TWICE, resamples=60, seed=2)[1]["auc"].error != one.error


@pytest.mark.parametrize("clusters", [1, FEW_CLUSTERS - 1, FEW_CLUSTERS])
def test_few_clusters_are_not_tested(clusters: int) -> None:
    rows = [row for n, row in enumerate(TWICE) for row in [replace(row, source=f"s{n // 2 % clusters}")]]
    summary, statistics = told(rows)
    p_values = {one.p_value for one in statistics.values()}
    assert summary.clusters == clusters
    assert (p_values == {None}) == (clusters < FEW_CLUSTERS)
    said = f"no test: {clusters} cluster{'s' if clusters > 1 else ''}"
    tested = ("in_the_large", "spiegelhalter_z", "cox_slope", "cox_intercept", "intercept_in_the_large")
    assert all((said in (statistics[name].note or "")) == (clusters < FEW_CLUSTERS) for name in tested)
    assert statistics["brier_miscalibration"].null_mean is not None


def test_a_verdict_is_of_clusters_and_not_of_forecasts() -> None:
    rows = [kin(n, 90, n % 2, source="x") for n in range(200)]
    assert summary_of(counted(rows)).verdict.word is None
    alone = [replace(row, source=None) for row in rows]
    assert summary_of(counted(alone)).verdict.word is not None


def test_how_often_is_drawn() -> None:
    few = Tally({(700_000, 0): 3})
    wide = Tally({(10 * n + 10, 0): 1 for n in range(QUICK // RESAMPLES + 1)})
    wider = Tally({(10 * n + 10, 0): 1 for n in range(QUICK // SOME + 1)})
    widest = Tally({(10 * n + 10, 0): 1 for n in range(QUICK // FEWER + 1)})
    times = [Draws(tally=tally, bins="centred11", seed=1).times for tally in (few, wide, wider, widest)]
    assert times == [RESAMPLES, SOME, FEWER, None]
    percents = Draws(tally=Tally({(10_000 * n, 0): 1 for n in range(1, 100)}), bins="centred11", seed=1)
    assert [percents.times_of(name) for name in ("brier_miscalibration", "log_miscalibration", ERRORS[0])] == [
        RESAMPLES, FEWER, RESAMPLES,
    ]  # fmt: skip
    assert Draws(tally=widest, bins="centred11", seed=1).times_of(ERRORS[0]) == RESAMPLES
    assert Draws(tally=widest, bins="centred11", seed=1, resamples=7).times == 7
    assert Draws(tally=few, bins="centred11", seed=1, budget=FEWER).times == FEWER
    assert Draws(tally=few, bins="centred11", seed=1, budget=FEWER - 1).times is None


def test_without_its_null_a_value_is_not_told() -> None:
    tally = counted(ALONE).tally
    found = {one.metric: one for one in summarise(tally)}
    none = with_nulls(found, Draws(tally=tally, bins="centred11", seed=1, budget=0), expected_error=False)
    assert {none[name].value for name in ("brier_miscalibration", "log_miscalibration")} == {None}
    assert none["brier_miscalibration"].note == UNNULLED
    patient = Draws(tally=tally, bins="centred11", seed=1, budget=len(tally.by_probability()) * 1999)
    some = with_nulls(found, patient, expected_error=False)
    assert some["brier_miscalibration"].value is not None
    assert some["log_miscalibration"].value is None
    more = with_nulls(found, replace(patient, budget=len(tally.by_probability()) * 2000), expected_error=False)
    assert (more["log_miscalibration"].note, more["log_miscalibration"].value is None) == ("null of 200 draws", False)


def test_calibration_errors_come_with_nulls_on_request() -> None:
    _, statistics = told(ALONE, expected_error=True, resamples=30)
    for name in (*ERRORS, "log_miscalibration"):
        one = statistics[name]
        assert one.null_mean <= one.null_high
        assert one.p_value == pytest.approx(round(31 * one.p_value) / 31)


def test_certain_and_wrong_leaves_the_infinite_without_a_null() -> None:
    _, statistics = told([*ALONE, kin(99, 100, 0)])
    assert statistics["log_miscalibration"].value == math.inf
    assert statistics["log_miscalibration"].null_mean is None


@given(st.integers(0, 100), st.integers(0, 1))
def test_folding_twice_is_folding_once(p: int, y: int) -> None:
    one = turned(kin(1, p, y))
    assert one.p_ppm >= MILLION / 2
    assert turned(one) == one
    assert (one.p_ppm - one.y_ppm) ** 2 == (p * 10_000 - y * MILLION) ** 2


def test_by_time_each_prediction_weighs_alike() -> None:
    long = Held(kin=kin(1, 90, 1), shares=((500_000, MILLION, 1000), (900_000, MILLION, 3000)))
    short = Held(kin=kin(2, 20, 1), shares=((200_000, MILLION, 1),))
    found = by_time([long, short], [0, 1], level=LEVEL)
    assert found["brier"].value == pytest.approx(((0.25 + 3 * 0.01) / 4 + 0.64) / 2)
    assert found["in_the_large"].value == pytest.approx(((0.5 + 3 * 0.1) / 4 + 0.8) / 2)
    assert found["in_the_large"].p_value is None
    assert sum(cell.n for cell in long.cells()) == 1
    assert [cell.weight for cell in long.cells()] == [1000, 3000]


# What survives.

BASE = Finding(
    variant="as recorded", n=9, brier=0.2, base_rate=0.24, in_the_large=-0.1, slope=0.5, verdict="over-confident",
    groups={"Ann": 0.1, "Bob": 0.3},
)  # fmt: skip
SAME = {
    "less happened than was said", "over-confident", "better than always saying 50%",
    "better than always saying how often it happened", "Ann scores better than Bob, each on its own questions",
}  # fmt: skip


def test_what_all_variants_say_survives() -> None:
    found = survivals([BASE, replace(BASE, variant="reading strict")])
    assert {one.conclusion for one in found} == SAME
    assert all(one.survives and not one.differs for one in found)


@pytest.mark.parametrize(("change", "lost", "says"), [
    ({"in_the_large": 0.1}, "less happened than was said", "more happened than was said"),
    ({"in_the_large": 0.0}, "less happened than was said", "as much happened as was said"),
    ({"in_the_large": None}, "less happened than was said", "cannot be told"),
    ({"verdict": None}, "over-confident", "cannot be told"),
    ({"brier": 0.245}, "better than always saying how often it happened",
     "worse than always saying how often it happened"),
    ({"base_rate": 0.2}, "better than always saying how often it happened",
     "as good as always saying how often it happened"),
    ({"groups": {"Ann": 0.3, "Bob": 0.1}}, "Ann scores better than Bob, each on its own questions",
     "Bob scores better than Ann, each on its own questions"),
    ({"groups": {"Ann": 0.3, "Bob": 0.3}}, "Ann scores better than Bob, each on its own questions",
     "Ann and Bob score alike, each on its own questions"),
    ({"groups": {"Ann": 0.3}}, "Ann scores better than Bob, each on its own questions", "cannot be told"),
])  # fmt: skip
def test_what_one_variant_denies_does_not_survive(change, lost: str, says: str) -> None:
    found = survivals([BASE, replace(BASE, variant="a"), replace(BASE, variant="b", **change)])
    gone = {one.conclusion: dict(one.differs) for one in found if not one.survives}
    assert gone == {lost: {"b": says}}


def test_few_conclude_nothing() -> None:
    assert survivals([replace(BASE, n=4)]) == ()
    assert len(survivals([replace(BASE, n=5)])) == 5
    assert {one.conclusion for one in survivals([replace(BASE, brier=None, in_the_large=None, groups={})])} == {
        "over-confident"
    }
