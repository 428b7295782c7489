"""Laws of pairwise relative skill: ratios on common questions, opposite for two, free of units."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.scoring.relative_skill import relative_skill

OWN = st.dictionaries(st.sampled_from("qrst"), st.integers(1, 100).map(float), max_size=4)
SCORES = st.dictionaries(st.sampled_from("ABCD"), OWN, min_size=1)


def _by_hand(scores, player):
    ratios = [1.0]
    for other, theirs in scores.items():
        common = scores[player].keys() & theirs.keys()
        if other != player and common:
            ratios.append(sum(scores[player][q] for q in common) / sum(theirs[q] for q in common))
    return None if len(ratios) == 1 else math.prod(ratios) ** (1 / len(ratios))


@settings(max_examples=40)
@given(scores=SCORES)
def test_it_is_the_geometric_mean_of_ratios_on_common_questions(scores):
    found = relative_skill(scores)
    assert list(found) == list(scores)
    for player, skill in found.items():
        assert skill.value == pytest.approx(_by_hand(scores, player))
        assert (skill.reason is None) == (skill.value is not None)
        assert (skill.scaled, skill.questions) == (None, len(scores[player]))


@settings(max_examples=40)
@given(scores=SCORES, factor=st.integers(2, 9))
def test_units_do_not_matter(scores, factor):
    scaled = {player: {q: factor * score for q, score in own.items()} for player, own in scores.items()}
    one, other = relative_skill(scores), relative_skill(scaled)
    assert [skill.value for skill in one.values()] == pytest.approx([skill.value for skill in other.values()])


def test_two_are_opposite_and_the_baseline_is_1():
    found = relative_skill({"A": {"q": 1.0, "r": 3.0}, "B": {"q": 4.0, "s": 99.0}}, baseline="B")
    assert (found["A"].value, found["B"].value) == (pytest.approx(0.5), pytest.approx(2))
    assert (found["A"].scaled, found["B"].scaled) == (pytest.approx(0.25), 1)
    assert (found["A"].rivals, found["A"].questions) == (1, 2)


def test_what_has_no_ratio_is_reported():
    scores = {"wrong": {"q": math.inf}, "perfect": {"q": 0.0}, "A": {"q": 1.0}, "B": {"q": 4.0}, "alone": {"z": 1.0}}
    found = relative_skill(scores, baseline="perfect")
    assert found["wrong"].reason == "certain and wrong on q: the mean is infinite"
    assert (found["wrong"].questions, found["wrong"].rivals) == (1, 0)
    assert found["perfect"].value is None
    assert found["perfect"].reason == found["alone"].reason
    assert (found["A"].value, found["A"].rivals, found["A"].scaled) == (pytest.approx(0.5), 1, None)
    assert relative_skill({"wrong": {"q": math.inf}, "A": {"q": 1.0}}, baseline="A")["wrong"].scaled is None


@pytest.mark.parametrize("wrong", [-0.01, math.nan, -math.inf])
def test_scores_below_0_are_refused_by_name(wrong):
    with pytest.raises(InputError, match="the score of B on r is"):
        relative_skill({"A": {"q": 1.0}, "B": {"q": 1.0, "r": wrong}})


def test_there_must_be_somebody_and_the_baseline_one_of_them():
    with pytest.raises(InputError, match="nobody to compare"):
        relative_skill({})
    with pytest.raises(InputError, match="no forecaster is called 'base'"):
        relative_skill({"A": {"q": 1.0}}, baseline="base")
