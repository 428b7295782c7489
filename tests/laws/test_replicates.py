"""Laws of replicates: many at once are what each of them is alone, whichever side is eliminated."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.calibration import replicates
from ledger.calibration.leaderboard import METHODS, leaderboard
from ledger.calibration.ranks import ranks, steady
from ledger.calibration.replicates import BATCHED, FEWEST, MOST, Field, quick_replicates

SHAPES = ((9, 5), (5, 9), (6, 6), (2, 12), (12, 2))


def _scores(forecasters, questions, seed, share=0.6):
    generator = random.Random(seed)
    return {
        f"f{i}": {f"q{j}": generator.random() ** 2 for j in range(questions) if generator.random() < share}
        for i in range(forecasters)
    }


def _alone(method, scores, questions, drawn):
    """Each replicate by the plain method; where it leaves somebody without a value the batch says nothing of it."""
    rows = []
    for heavy in drawn:
        found = METHODS[method](scores, dict(zip(questions, heavy.tolist(), strict=True)))
        row = [float("nan") if found[who] is None else found[who] for who in scores]
        rows.append([float("nan")] * len(row) if method == "fixed-effects" and np.isnan(row).any() else row)
    return np.array(rows)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("method", list(METHODS))
@pytest.mark.parametrize("share", [0.5, 1.0])
def test_a_batch_is_what_each_replicate_is_alone(method, shape, share) -> None:
    scores = _scores(*shape, seed=sum(shape), share=share)
    scores = {who: own or {"q0": 0.3} for who, own in scores.items()}
    scores |= {f"all{number}": {f"q{j}": j / 9 for j in range(shape[1])} for number in range(2)}
    questions = [f"q{j}" for j in range(shape[1])]
    drawn = np.random.default_rng(3).poisson(1, (60, len(questions)))
    drawn[0] = 0
    matrix = Field.of(scores, {question: place for place, question in enumerate(questions)})
    batch = BATCHED[method](matrix, drawn.astype(float))
    expected = _alone(method, scores, questions, drawn)
    if method == "head-to-head":
        assert batch[0] == pytest.approx(0)
    np.testing.assert_allclose(batch, expected, rtol=1e-9, atol=1e-9)
    assert method == "common" or not np.isnan(batch[1:]).all()


def test_batches_are_the_same_however_they_are_cut(monkeypatch) -> None:
    scores, weights = _scores(7, 4, seed=2, share=0.9), np.random.default_rng(1).poisson(2, (25, 4)).astype(float)
    matrix = Field.of(scores, {f"q{j}": j for j in range(4)})
    whole = {method: BATCHED[method](matrix, weights) for method in ("fixed-effects", "head-to-head")}
    monkeypatch.setattr(replicates, "_ROOM", 1)
    for method, found in whole.items():
        np.testing.assert_allclose(BATCHED[method](matrix, weights), found, rtol=1e-12, atol=1e-12)
    whole_board = leaderboard(_scores(4, 6, seed=1, share=1), minimum=2, replicates=40)
    monkeypatch.setattr("ledger.calibration.leaderboard._ROOM", 30)
    assert leaderboard(_scores(4, 6, seed=1, share=1), minimum=2, replicates=40) == whole_board


def test_a_replicate_whose_questions_do_not_link_everybody_has_no_effects() -> None:
    scores = {"A": {"q": 0.1, "r": 0.2}, "B": {"r": 0.3, "s": 0.4}, "C": {"s": 0.1}}
    matrix = Field.of(scores, {"q": 0, "r": 1, "s": 2})
    found = BATCHED["fixed-effects"](matrix, np.array([[1, 1, 1], [1, 0, 1], [0, 2, 1], [3, 1, 0], [0, 0, 0.0]]))
    assert np.isnan(found).all(axis=1).tolist() == [False, True, False, True, True]
    assert found[0].sum() == pytest.approx(0)


@settings(max_examples=60)
@given(st.lists(st.integers(-5, 5), min_size=1, max_size=9))
def test_a_rank_is_one_more_than_how_many_are_better(values) -> None:
    shaken = np.array([[1 + value / 30 + number * 1e-16 for number, value in enumerate(values)]])
    assert ranks(shaken)[0].tolist() == [1 + sum(other < value for other in values) for value in values]


def test_values_further_apart_than_rounding_have_ranks_of_their_own() -> None:
    assert ranks(np.array([[1.0, 1.0 + 1e-10], [2.0, 1.0]])).tolist() == [[1, 2], [2, 1]]


def test_what_machines_disagree_on_is_rounded_away() -> None:
    # Written out, because -0.0 equals 0.0.
    assert repr(steady(np.array([1 / 3, -2e-14, 0.0])).tolist()) == "[0.333333333333, 0.0, 0.0]"
    assert steady(np.array([400 / 3, 1e-9 / 3])).tolist() == [133.333333333, 0.0]
    assert steady(np.array([])).tolist() == []
    assert steady(np.zeros(2)).tolist() == [0.0, 0.0]


def test_who_is_not_linked_to_the_rest_keeps_the_others_from_nothing() -> None:
    apart = {"X": {"z1": 0.1, "z2": 0.4}, "Y": {"z1": 0.2, "z2": 0.3}}
    linked = _scores(4, 6, seed=1, share=1)
    alone, found = (
        {each.forecaster: each for each in leaderboard(scores, method="fixed-effects", minimum=2, replicates=40)}
        for scores in (linked, linked | apart)
    )
    assert [found[who].rank for who in ("X", "Y")] == [None, None]
    assert {who: found[who].rank for who in alone} == {who: each.rank for who, each in alone.items()}
    assert all(found[who].interval_low is not None for who in alone)


def test_how_many_are_quick() -> None:
    assert {quick_replicates(3, 9, method) for method in METHODS} == {MOST}
    assert quick_replicates(3000, 3000, "fixed-effects") == FEWEST
    assert FEWEST < quick_replicates(600, 67, "relative-skill") < MOST
    assert quick_replicates(0, 0, "common") == MOST


def test_a_question_that_one_alone_answered_says_nothing_of_anybody() -> None:
    scores = {"A": {"q": 0.1, "r": 0.4, "lonely": 0.9}, "B": {"q": 0.3, "r": 0.2}, "C": {"r": 0.5, "q": 0.5}}
    matrix = Field.of(scores, {question: place for place, question in enumerate(("q", "r", "lonely", "nobody's"))})
    found = BATCHED["fixed-effects"](matrix, np.array([[1.0, 1.0, 1.0, 1.0], [2.0, 1.0, 3.0, 0.0]]))
    # With both questions answered by all three, an effect is the mean less the mean of everybody.
    means = np.array([[0.25, 0.25, 0.5], [0.2, 0.8 / 3, 0.5]])
    assert found.tolist() == [pytest.approx(row) for row in (means - means.mean(axis=1, keepdims=True)).tolist()]


def test_two_forecasters_are_each_others_only_rival() -> None:
    scores = {"A": {"q": 0.1, "r": 0.4}, "B": {"q": 0.4, "s": 0.1}}
    matrix = Field.of(scores, {"q": 0, "r": 1, "s": 2})
    # A ratio of 1/4, shared evenly between the two.
    assert BATCHED["relative-skill"](matrix, np.array([[3.0, 1.0, 1.0]]))[0].tolist() == pytest.approx([0.5, 2.0])
    assert np.isnan(BATCHED["relative-skill"](matrix, np.array([[0.0, 1.0, 1.0]]))).all()


def test_the_work_of_a_replicate_by_hand() -> None:
    # 600^2 pairs by 67 questions, and 60 for each logarithm: 45,720,000 of 2e10.
    assert quick_replicates(600, 67, "relative-skill") == 437
    # 200^3 to set a system up and 4 x 200^3 to solve it: 40,000,000 of 2e10.
    assert quick_replicates(200, 200, "fixed-effects") == 500


def test_one_forecaster_alone_is_the_average_wherever_there_is_a_score() -> None:
    matrix = Field.of({"A": {"q": 0.7}}, {"q": 0, "r": 1})
    found = BATCHED["fixed-effects"](matrix, np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 1.0]]))
    np.testing.assert_array_equal(found, [[0.0], [np.nan], [0.0]])
