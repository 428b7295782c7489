"""Comparisons by hand: small cases whose numbers can be worked out, defaults, and scales that must not matter."""

import math

import numpy as np
import pytest

from ledger.calibration.head_to_head import Match, penalty_of, rescaled, ridge_skills, skills_of_scores
from ledger.calibration.leaderboard import leaderboard
from ledger.calibration.paired import DieboldMariano, diebold_mariano, flipped, paired
from ledger.calibration.pairs import FLIPPED, every_pair
from ledger.calibration.ranks import ranks

# Twenty-six that are not 0: more than are listed, and two signs beyond three bytes.
SUMS = [float(number) for number in range(-11, 16)]


def test_drawn_flips_are_the_same_everywhere() -> None:
    assert [flipped(SUMS), flipped(SUMS, seed=1), flipped(SUMS, seed=2)] == [2089 / 10001, 2089 / 10001, 2041 / 10001]


def test_a_pair_flips_by_its_seed() -> None:
    first = {f"q{place:02}": value for place, value in enumerate(SUMS)}
    second = dict.fromkeys(first, 0.0)
    assert paired(first, second).p_value == 2089 / 10001
    assert paired(first, second, seed=2).p_value == 2041 / 10001
    found = [one.pair.p_value for one in every_pair({"A": first, "B": second}, seed=2)]
    assert (found, [one.pair.p_value for one in every_pair({"A": first, "B": second})]) == (
        [2041 / 10001],
        [2089 / 10001],
    )


def test_a_series_that_never_varies_has_a_mean_and_no_test() -> None:
    assert diebold_mariano([0.25, 0.25, 0.25], horizon=2) == DieboldMariano(
        n=3, horizon=2, mean_difference=0.25, statistic=None, p_value=None
    )


def _match(first: str, second: str, question: str, score: float) -> Match:
    return Match(first=first, second=second, question=question, score=score)


def test_the_penalty_by_hand() -> None:
    # (2 + 1) a - 2 b = 10 and b = -a: skills of 2 and -2, whose sample variance is 8; the error counts as 1.
    both = [_match("A", "B", "q", 4.0), _match("A", "B", "r", 6.0)]
    assert ridge_skills(both, alpha=1.0) == pytest.approx({"A": 2.0, "B": -2.0})
    assert penalty_of(both, questions=2) == pytest.approx(1 / 8)
    # A alone has two questions, and one player does not show how far skills lie apart.
    assert penalty_of([_match("A", "B", "q", 4.0), _match("A", "C", "r", 6.0)], questions=2) == 1.0
    # Where a pair always gets the same score there is no error to weigh, however far apart the skills.
    assert penalty_of([_match("A", "B", "q", 4.0), _match("A", "B", "r", 4.0)], rematches=2, questions=2) == 1.0


def test_small_differences_in_skill_can_be_stretched() -> None:
    assert rescaled({"A": 0.5, "B": -0.5}, baseline="B", variance=1.0) == {"A": 2.0, "B": 0.0}


def test_a_question_without_a_weight_has_none() -> None:
    scores = {"A": {"q": 3.0, "r": 90.0}, "B": {"q": 1.0, "r": 2.0}}
    alone = {who: {"q": own["q"]} for who, own in scores.items()}
    assert skills_of_scores(scores, alpha=1.0, weights={"q": 2.0}) == skills_of_scores(
        alone, alpha=1.0, weights={"q": 2.0}
    )


@pytest.mark.parametrize("scale", [1e-15, 1.0, 1e15])
@pytest.mark.parametrize("flipped", [0, FLIPPED])
def test_the_unit_of_the_scores_does_not_matter_to_t(scale: float, flipped: int) -> None:
    scores = {"A": {"q": 1.0, "r": 2.0, "s": 4.0}, "B": {"q": 0.0, "r": 3.0, "s": 2.0}}
    scaled = {who: {question: value * scale for question, value in own.items()} for who, own in scores.items()}
    (found,) = (one.pair for one in every_pair(scaled, minimum=1, flipped=flipped))
    # Differences of 1, -1 and 2: their mean is 2/3, its variance 14/18 by three.
    assert found.t == pytest.approx((2 / 3) / math.sqrt(7 / 9))
    assert found.error == pytest.approx(math.sqrt(7 / 9) * scale, rel=1e-9, abs=0)


@pytest.mark.parametrize("flipped", [0, FLIPPED])
def test_a_pair_does_not_see_the_scale_of_the_others(flipped: int) -> None:
    scores = {"A": {"q": 1.0, "r": 2.0, "s": 4.0}, "B": {"q": 0.0, "r": 3.0, "s": 2.0}}
    vast = {"C": {"q": 1e16, "r": 3e16, "s": 7e16}}
    alone = next(one.pair for one in every_pair(scores, minimum=1, flipped=flipped))
    assert next(one.pair for one in every_pair(scores | vast, minimum=1, flipped=flipped)) == alone


@pytest.mark.parametrize("flipped", [0, FLIPPED])
def test_what_rounding_leaves_of_equal_differences_is_no_error(flipped: int) -> None:
    # The mean of three of these is not the same number again.
    same = dict.fromkeys("qrs", 432767.0679050534)
    (found,) = (one.pair for one in every_pair({"A": same, "B": dict.fromkeys("qrs", 0.0)}, minimum=1, flipped=flipped))
    assert (found.error, found.t, found.interval_low) == (0, None, None)


def test_ranks_are_whole_numbers_of_each_row_alone() -> None:
    values = np.array([[2e-12, 1e-12, 3e-12], [7.0, 9.0, 8.0], [0.0, 0.0, 0.0], [1.0, -1.0, 1.0]])
    assert repr(ranks(values).tolist()) == "[[2, 1, 3], [1, 3, 2], [1, 1, 1], [2, 1, 2]]"


def test_a_leaderboard_has_a_thousand_replicates_of_seed_one_at_95_percent() -> None:
    scores = {"A": {f"q{n}": n / 40 for n in range(12)}, "B": {f"q{n}": (n % 5) / 10 for n in range(12)}}
    first, second = leaderboard(scores)
    assert (first.interval_low, first.interval_high) == pytest.approx((0.083333333333, 0.190390625), abs=1e-9)
    assert (second.interval_low, second.interval_high) == pytest.approx((0.091647727273, 0.250096153846), abs=1e-9)
    assert (first, second) == leaderboard(scores, method="common", replicates=1000, seed=1, lower_is_better=True)
