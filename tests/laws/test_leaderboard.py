"""Laws of leaderboards: nobody is ranked by raw means, from too few questions, or without saying how surely."""

import random
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.calibration.bootstrap import weights
from ledger.calibration.head_to_head import skills_of_scores
from ledger.calibration.leaderboard import METHODS, MINIMUM, _range, leaderboard
from ledger.calibration.shrinkage import shrunk
from ledger.scoring.fixed_effects import fixed_effects
from ledger.scoring.relative_skill import relative_skill

NINETY = Decimal("0.9")


def _scores(*, questions: int = 30, seed: int = 4) -> dict[str, dict[str, float]]:
    """Good, fair and poor on questions of unequal difficulty; good skips the easy ones, so its raw mean is worst."""
    generator = random.Random(seed)
    scores: dict[str, dict[str, float]] = {"poor": {}, "good": {}, "fair": {}}
    for number in range(questions):
        hard = 0.1 if number % 3 else 0.6
        for who, skill in (("good", 0.0), ("fair", 0.05), ("poor", 0.1)):
            if who != "good" or number % 3 == 0 or number % 5 == 0:
                scores[who][f"q{number}"] = hard + skill + generator.uniform(0, 0.02)
    return scores


each_method = pytest.mark.parametrize("method", list(METHODS))


@each_method
def test_a_forecaster_of_hard_questions_is_not_ranked_by_the_raw_mean(method: str) -> None:
    scores = _scores()
    raw = {who: np.mean(list(own.values())) for who, own in scores.items()}
    assert raw["good"] > raw["poor"]
    found = leaderboard(scores, method=method, replicates=60)
    assert [(each.forecaster, each.rank) for each in found] == [("good", 1), ("fair", 2), ("poor", 3)]
    for each in found:
        assert each.interval_low <= each.value <= each.interval_high
        assert each.rank_low <= each.rank <= each.rank_high
    turned = leaderboard(scores, method=method, replicates=60, lower_is_better=False)
    assert [(each.forecaster, each.rank) for each in turned] == [("poor", 1), ("fair", 2), ("good", 3)]
    assert {each.forecaster: each.value for each in turned} == {each.forecaster: each.value for each in found}


def test_the_values_are_those_of_the_methods() -> None:
    scores = _scores()
    cells = {(who, question): score for who, own in scores.items() for question, score in own.items()}
    expected = {
        "relative-skill": {who: skill.value for who, skill in relative_skill(scores).items()},
        "fixed-effects": fixed_effects(cells).players,
        "head-to-head": skills_of_scores(scores, alpha=1.0),
        "common": {who: np.mean([own[question] for question in scores["good"]]) for who, own in scores.items()},
    }
    for method, values in expected.items():
        found = leaderboard(scores, method=method, replicates=2)
        assert {each.forecaster: each.value for each in found} == pytest.approx(values)


@each_method
def test_a_replicate_counts_a_question_as_often_as_its_weight(method: str) -> None:
    scores, compare = _scores(questions=9), METHODS[method]
    drawn = {f"q{number}": number % 4 for number in range(9)}
    copies = {
        who: {f"{question}/{copy}": score for question, score in own.items() for copy in range(drawn[question])}
        for who, own in scores.items()
    }
    ones = {f"{question}/{copy}": 1 for question, times in drawn.items() for copy in range(times)}
    assert compare(scores, drawn) == pytest.approx(compare(copies, ones))
    nothing = compare(scores, dict.fromkeys(drawn, 0))
    assert set(nothing) == set(scores)
    assert all(value in {None, 0} for value in nothing.values())


def test_the_interval_is_from_whole_clusters_of_questions() -> None:
    scores = {"A": {f"q{n}": n / 40 for n in range(12)}, "B": {f"q{n}": (n % 5) / 10 for n in range(12)}}
    clusters = {f"q{n}": f"c{n // 3}" for n in range(9)}
    found = leaderboard(scores, clusters=clusters, level=NINETY, replicates=200, seed=3)
    names = sorted({clusters.get(question, question) for question in scores["A"]})
    means = []
    for drawn in weights(names, replicates=200, seed=3):
        counts = dict(zip(names, drawn.tolist(), strict=True))
        heavy = [counts[clusters.get(question, question)] for question in scores["A"]]
        if any(heavy):
            means.append(np.average(list(scores["A"].values()), weights=heavy))
    first = next(each for each in found if each.forecaster == "A")
    assert (first.interval_low, first.interval_high) == pytest.approx(tuple(np.quantile(means, [0.05, 0.95])))


def test_who_has_too_few_in_common_takes_no_part() -> None:
    scores = _scores() | {"few": {f"q{n}": 0.0 for n in range(9)}, "alone": {f"z{n}": 0.0 for n in range(40)}}
    found = {each.forecaster: each for each in leaderboard(scores, replicates=20)}
    assert list(found) == ["good", "fair", "poor", "alone", "few"]
    assert (found["few"].n, found["alone"].n) == (9, 0)
    for who in ("few", "alone"):
        each = found[who]
        assert each.value is each.rank is each.interval_low is each.rank_low is each.shrunk is None
    assert found["good"].n == found["poor"].n == 14
    assert leaderboard(_scores(), replicates=20) == tuple(found[who] for who in ("good", "fair", "poor"))
    counts = {each.forecaster: each.n for each in leaderboard(scores, method="fixed-effects", replicates=2)}
    assert counts == {"good": 14, "fair": 30, "poor": 30, "few": 9, "alone": 0}


def test_who_leaves_may_make_others_leave() -> None:
    chain = {"A": {"q": 0.1, "r": 0.1}, "B": {"q": 0.2, "r": 0.2, "s": 0.2}, "C": {"s": 0.3}}
    found = {each.forecaster: each for each in leaderboard(chain, minimum=2, method="fixed-effects", replicates=9)}
    assert (found["A"].rank, found["B"].rank, found["C"].rank) == (1, 2, None)
    assert [each.rank for each in leaderboard(chain, minimum=3, replicates=9)] == [None] * 3
    assert leaderboard({}) == ()
    single = {"A": {"q": 0.1}, "B": {"q": 0.2}}
    assert [each.rank for each in leaderboard(single, minimum=1, replicates=9)] == [1, 2]
    assert MINIMUM == 10


def test_common_ranks_nobody_where_all_share_too_little() -> None:
    scores = {"A": {f"q{n}": 0.0 for n in range(12)}, "B": {f"q{n}": 0.1 for n in range(6, 18)}}
    scores["C"] = {f"q{n}": 0.3 for n in range(18)}
    found = leaderboard(scores, replicates=20)
    assert [(each.forecaster, each.rank, each.n) for each in found] == [("A", None, 6), ("B", None, 6), ("C", None, 6)]
    assert [each.value for each in found] == pytest.approx([0.0, 0.1, 0.3])
    linked = leaderboard(scores, method="head-to-head", replicates=20)
    assert [(each.forecaster, each.rank) for each in linked] == [("A", 1), ("B", 2), ("C", 3)]


def test_unlinked_forecasters_have_no_fixed_effect() -> None:
    names = {"A": "q", "B": "q", "C": "q", "D": "z", "E": "z"}
    scores = {who: {f"{kind}{n}": n / 50 for n in range(12)} for who, kind in names.items()}
    found = {each.forecaster: each.value for each in leaderboard(scores, method="fixed-effects", replicates=5)}
    assert found == pytest.approx({"A": 0, "B": 0, "C": 0, "D": None, "E": None})


def test_equals_share_a_rank_and_certainty_has_no_interval() -> None:
    same = {who: {f"q{n}": 0.25 for n in range(12)} for who in ("A", "B")} | {"C": {f"q{n}": 0.5 for n in range(12)}}
    found = leaderboard(same, replicates=20)
    assert [each.rank for each in found] == [1, 1, 3]
    assert [(each.rank_low, each.rank_high) for each in found] == [(1, 1), (1, 1), (3, 3)]
    assert {(each.interval_low, each.interval_high, each.shrunk) for each in found} == {(None, None, None)}


def test_the_range_of_ranks_leaves_the_level_out_on_both_sides() -> None:
    assert _range(list(range(1, 101)), 0.05) == (5, 96)
    generator = random.Random(8)
    scores = {who: {f"q{n}": generator.random() for n in range(15)} for who in "ABCDEFGH"}
    wide = {each.forecaster: each for each in leaderboard(scores, replicates=300, level=Decimal("0.99"))}
    narrow = {each.forecaster: each for each in leaderboard(scores, replicates=300, level=Decimal("0.5"))}
    spans = [(wide[who].rank_high - wide[who].rank_low, narrow[who].rank_high - narrow[who].rank_low) for who in scores]
    assert all(more >= less for more, less in spans)
    assert sum(more for more, _ in spans) > 1.5 * sum(less for _, less in spans) > 0
    best = next(each for each in wide.values() if each.rank == 1)
    assert best.rank_low == 1
    assert best.rank_high > 1


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(1, 9)), min_size=3, max_size=8))
def test_shrinking_draws_towards_the_middle_and_the_unsure_most(rows) -> None:
    found = shrunk([(float(x), float(e)) for x, e in rows])
    values, variances = np.array([x for x, _ in rows], float), np.array([e for _, e in rows], float) ** 2
    heavy = 1 / variances
    middle = np.average(values, weights=heavy)
    moment = (heavy @ (values - middle) ** 2 - len(rows) + 1) / (heavy.sum() - heavy @ heavy / heavy.sum())
    true = max(moment, 0)
    middle = np.average(values, weights=1 / (true + variances))
    assert found == pytest.approx((middle + (values - middle) * true / (true + variances)).tolist())


def test_values_are_shrunk_by_the_errors_of_the_replicates() -> None:
    generator = random.Random(6)
    names = sorted(f"q{n}" for n in range(15))
    scores = {who: {name: generator.random() for name in names} for who in "ABCD"}
    found = {each.forecaster: each for each in leaderboard(scores, replicates=80, seed=2)}
    drawn = np.array(list(weights(names, replicates=80, seed=2)), dtype=float)
    rows = []
    for own in scores.values():
        values = np.array([own[name] for name in names])
        rows.append((float(values.mean()), float(np.std(drawn @ values / drawn.sum(axis=1), ddof=1))))
    assert [found[who].shrunk for who in scores] == pytest.approx(shrunk(rows))
    assert len({each.shrunk for each in found.values()} | {each.value for each in found.values()}) > 4


def test_nothing_is_shrunk_without_three_errors() -> None:
    assert shrunk([]) == []
    assert shrunk([(1.0, 0.1), (2.0, 0.1)]) == [None] * 2
    assert shrunk([(1.0, 0.1), (2.0, None), (3.0, 0.1), (4.0, 0.1)]) == [None] * 4
    assert shrunk([(1.0, 0.1), (2.0, 0.0), (3.0, 0.1), (4.0, 0.1)]) == [None] * 4
