"""Laws of two-way fixed effects: the least-squares fit, whatever the names, and only within what is linked."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.scoring.fixed_effects import fixed_effects

CELLS = st.dictionaries(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("qrstuv")),
    st.integers(0, 100).map(lambda n: n / 100),
    min_size=1,
)
WEIGHTS = st.dictionaries(st.sampled_from("qrstuv"), st.integers(0, 3))


def _residuals(scores, fit):
    return {cell: score - fit.players[cell[0]] - fit.questions[cell[1]] for cell, score in scores.items()}


@settings(max_examples=40)
@given(scores=CELLS)
def test_the_fit_is_the_one_of_least_squares(scores):
    fit = fixed_effects(scores)
    assert (set(fit.players), set(fit.questions)) == ({p for p, _ in scores}, {q for _, q in scores})
    left = _residuals(scores, fit)
    for side, names in ((0, fit.players), (1, fit.questions)):
        for name in names:
            assert sum(value for cell, value in left.items() if cell[side] == name) == pytest.approx(0, abs=1e-9)
    design = np.array(
        [[*(p == one for one in fit.players), *(q == one for one in fit.questions)] for p, q in scores], dtype=float
    )
    best = design @ np.linalg.lstsq(design, np.array(list(scores.values())), rcond=None)[0]
    assert [score - value for score, value in zip(scores.values(), left.values(), strict=True)] == pytest.approx(
        best.tolist(), abs=1e-9
    )


@settings(max_examples=40)
@given(scores=CELLS)
def test_players_average_nothing_and_components_share_no_question(scores):
    fit = fixed_effects(scores)
    assert sorted(player for group in fit.components for player in group) == sorted(fit.players)
    assert [len(group) for group in fit.components] == sorted((len(group) for group in fit.components), reverse=True)
    for group in fit.components:
        assert math.fsum(fit.players[player] for player in group) == pytest.approx(0, abs=1e-9)
    for one, question in scores:
        for other, same in scores:
            assert question != same or fit.comparable(one, other)


@settings(max_examples=40)
@given(scores=CELLS, weights=WEIGHTS)
def test_a_weight_is_so_many_questions_alike(scores, weights):
    copies = {
        (player, f"{question}{copy}"): score
        for (player, question), score in scores.items()
        for copy in range(weights.get(question, 0))
    }
    if not copies:
        with pytest.raises(InputError, match="no scores to fit"):
            fixed_effects(scores, weights=weights)
        return
    one, other = fixed_effects(scores, weights=weights), fixed_effects(copies)
    assert one.players == pytest.approx(other.players, abs=1e-9)
    assert one.components == other.components
    assert one.questions == pytest.approx({q: other.questions[f"{q}0"] for q in one.questions}, abs=1e-9)


def test_who_skips_the_easy_question_is_not_blamed_for_it():
    scores = {("A", "easy"): 0.0, ("A", "hard"): 0.5, ("B", "hard"): 0.5, ("C", "far"): 0.1, ("D", "far"): 0.3}
    fit = fixed_effects(scores)
    assert fit.players == pytest.approx({"A": 0, "B": 0, "C": -0.1, "D": 0.1})
    assert fit.questions == pytest.approx({"easy": 0, "hard": 0.5, "far": 0.2})
    assert fit.components == (frozenset("AB"), frozenset("CD"))
    assert fit.comparable("C", "D")
    assert not fit.comparable("A", "C")
    assert not fit.comparable("A", "nobody")


def test_more_players_than_questions():
    fit = fixed_effects({("A", "q"): 0.1, ("B", "q"): 0.2, ("C", "q"): 0.6})
    assert fit.players == pytest.approx({"A": -0.2, "B": -0.1, "C": 0.3})
    assert fit.questions == pytest.approx({"q": 0.3})


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
def test_scores_must_be_finite(wrong):
    with pytest.raises(InputError, match="the score of A on q is"):
        fixed_effects({("A", "q"): wrong})


@pytest.mark.parametrize("wrong", [-1, math.nan, math.inf])
def test_weights_must_be_weights(wrong):
    with pytest.raises(InputError, match="the weight of q is"):
        fixed_effects({("A", "q"): 0.5}, weights={"q": wrong})


def test_nothing_is_no_fit():
    with pytest.raises(InputError, match="no scores to fit"):
        fixed_effects({})


def test_slices_change_nothing(monkeypatch):
    scores = {(who, f"{n}"): (7 * n + 3 * k) % 10 / 10 for n in range(9) for k, who in enumerate("ABC") if (n + k) % 4}
    whole = fixed_effects(scores)
    monkeypatch.setattr("ledger.scoring.fixed_effects.SLICE", 6)
    sliced = fixed_effects(scores)
    assert sliced.players == pytest.approx(whole.players, abs=1e-12)
    assert sliced.questions == pytest.approx(whole.questions, abs=1e-12)
