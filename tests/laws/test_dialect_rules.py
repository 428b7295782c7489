"""Laws of what lies beneath the dialects: bad numbers are refused, certainty has its price, moments are read."""

import math
import re

import pytest

from ledger.errors import InputError
from ledger.scoring.dialects import forecastbench, gjo, hubverse, manifold, predictionbook, themis
from ledger.scoring.history import History, Said


def _history(*said: tuple[str, float, float], ended: float = 7) -> History:
    stated = [Said(forecaster=who, probability=p, start=day) for who, p, day in said]
    return History(question="q", opened=0, closes=ended, ended=ended, outcome=1, said=stated, day=1)


def test_gjo_refuses_days_that_do_not_match() -> None:
    with pytest.raises(InputError, match="2 days of one's own and 1 of everybody's"):
        gjo.accuracy(own=[0.1, 0.2], everybody=[[0.1]])
    assert gjo.accuracy(own=[None], everybody=[[0.1]]) is None
    assert gjo.accuracy(own=[None, 0.5], everybody=[[0.1], [0.5, None, 0.1]]) == pytest.approx(0.2)


SHARES = [
    ([1.0], 0, "two options"),
    ([0.5, 0.6], 0, "add up to 1.1"),
    ([0.5, 0.4999], 0, "add up to"),
    ([-0.01, 1.01], 0, "share of option 0 -0.01"),
    ([0.5, math.nan], 0, "share of option 1 nan"),
    ([0.5, 0.5], 2, "no option 2"),
    ([0.5, 0.5], -1, "no option -1"),
]


@pytest.mark.parametrize(("shares", "answer", "why"), SHARES)
def test_shares_are_checked(shares: list[float], answer: int, why: str) -> None:
    for rule in (gjo.plain_brier, gjo.splits, gjo.ordinal_brier, hubverse.pmf_log_score):
        with pytest.raises(InputError, match=re.escape(why)):
            rule(shares=shares, answer=answer)


@pytest.mark.parametrize("wrong", [-0.01, 1.01, math.nan, math.inf])
def test_numbers_outside_0_and_1_are_refused(wrong: float) -> None:
    for rule in (themis.brier, themis.logarithmic, themis.spherical, hubverse.binary_log_score):
        for given_ in ({"probability": wrong, "outcome": 1}, {"probability": 0.5, "outcome": wrong}):
            with pytest.raises(InputError, match="is not between 0 and 1"):
                rule(**given_)
    for pair in ((wrong, 1), (0.5, wrong)):
        for page in (predictionbook.standing, manifold.site_brier):
            with pytest.raises(InputError, match="is not between 0 and 1"):
                page([pair])
    for call in (
        lambda: manifold.bet_probability(before=wrong, after=0.5),
        lambda: manifold.bet_probability(before=0.5, after=wrong),
        lambda: forecastbench.brier_index(wrong),
        lambda: forecastbench.peer([0.5, wrong]),
        lambda: forecastbench.skill(reference=wrong, own=0.5),
        lambda: forecastbench.skill(reference=0.5, own=wrong),
        lambda: forecastbench.impute(source="manifold", forecaster="Naive Forecaster", day_before=wrong),
        lambda: themis.letter_grade(wrong),
    ):
        with pytest.raises(InputError, match="is not between 0 and 1"):
            call()


def test_manifold_scales() -> None:
    assert manifold.site_brier([]) is None
    assert manifold.to_probability(15, lowest=10, highest=20, logarithmic=False) == 0.5
    assert manifold.to_probability(20, lowest=10, highest=20, logarithmic=False) == 1
    assert manifold.to_probability(10, lowest=10, highest=20, logarithmic=True) == 0
    assert manifold.to_probability(19, lowest=10, highest=109, logarithmic=True) == 0.5
    for value, lowest, highest in ((9, 10, 20), (21, 10, 20), (1, 1, 1), (math.nan, 0, 1), (5, 0, math.inf)):
        with pytest.raises(InputError, match="does not lie on a scale"):
            manifold.to_probability(value, lowest=lowest, highest=highest, logarithmic=True)


def test_certain_and_wrong_is_infinite_and_certain_and_right_nothing() -> None:
    assert hubverse.binary_log_score(probability=0.0, outcome=0) == 0
    assert math.copysign(1, hubverse.binary_log_score(probability=1.0, outcome=1)) == 1
    assert hubverse.binary_log_score(probability=1.0, outcome=0.5) == math.inf
    assert hubverse.binary_log_score(probability=0.2, outcome=0.25) == pytest.approx(
        -0.25 * math.log(0.2) - 0.75 * math.log(0.8)
    )
    assert themis.logarithmic(probability=0.0, outcome=0) == 0
    assert themis.logarithmic(probability=1.0, outcome=0.5) == -math.inf


def test_forecastbench_shifts_each_component_to_its_own_level() -> None:
    briers = {("A", "q"): 0.09, ("B", "q"): 0.25, ("A", "r"): 0.16, ("C", "s"): 0.36}
    level = forecastbench.adjusted(briers)
    assert level["C", "s"] == pytest.approx(0.36)
    # B is 0.16 worse on q; always 0.5 would earn 0.25 over q and r
    assert (level["A", "q"] + level["A", "r"]) / 2 == pytest.approx(0.125)
    assert level["B", "q"] - level["A", "q"] == pytest.approx(0.16)
    places = forecastbench.leaderboard(briers)
    assert [(one.forecaster, one.group, one.questions) for one in places] == [("A", 0, 2), ("B", 0, 1), ("C", 1, 1)]
    assert places[2].index == pytest.approx(40)
    assert forecastbench.scores([]) == []
    good = forecastbench.leaderboard({("A", "q"): 0.9, ("B", "q"): 0.0, ("A", "r"): 0.0})
    assert [(one.brier < 0, one.index) for one in good] == [(True, None), (False, pytest.approx(100 * (1 - 0.45**0.5)))]


def test_forecastbench_imputes_on_markets_only() -> None:
    assert forecastbench.impute(source="fred", forecaster="Naive Forecaster", day_before=0.9) == 0.5
    for source in ("infer", "manifold", "metaculus", "polymarket"):
        assert forecastbench.impute(source=source, forecaster="Naive Forecaster", on_due=0.1, day_before=0.9) == 0.9
        with pytest.raises(InputError, match=f"missing for Imputed Forecaster on a question of {source}"):
            forecastbench.impute(source=source, forecaster="Imputed Forecaster", day_before=0.9)
    assert forecastbench.dropped(imputed=1, questions=19)
    assert not forecastbench.dropped(imputed=1, questions=20)
    assert not forecastbench.dropped(imputed=0, questions=1)
    for imputed, questions in ((2, 1), (-1, 5), (0, 0)):
        with pytest.raises(InputError, match=f"{imputed} of {questions} questions"):
            forecastbench.dropped(imputed=imputed, questions=questions)
    assert forecastbench.peer([]) == []


# One forecast on each day n says n / 1000, over a life of 400 days: a criterion is known by the day it reads.
LONG = _history(*(("A", day / 1000, day) for day in range(400)), ended=400)
DAYS = {
    "midpoint": 200, "duration-percent-25": 100, "duration-percent-75": 300, "before-close-hours-12": 399,
    "before-close-hours-24": 399, "before-close-days-7": 393, "before-close-days-30": 370,
    "before-close-days-60": 340, "before-close-days-90": 310, "before-close-days-180": 220,
    "before-close-days-365": 35, "after-start-hours-12": 0, "after-start-hours-24": 1, "after-start-days-7": 7,
    "after-start-days-30": 30, "time-average": 199.5,
}  # fmt: skip


def test_every_criterion_reads_its_moment() -> None:
    assert {name: 1000 * themis.extract(LONG, "A", criterion=name) for name in themis.CRITERIA} == pytest.approx(DAYS)
    halves = _history(*(("A", half / 1000, half / 2) for half in range(40)), ended=20)
    assert themis.extract(halves, "A", criterion="before-close-hours-12") == 0.039
    assert themis.extract(halves, "A", criterion="after-start-hours-12") == 0.001


def test_a_moment_outside_the_life_has_no_probability() -> None:
    short = _history(("A", 0.5, 0), ended=7)
    for name in ("before-close-days-7", "before-close-days-30", "after-start-days-7", "after-start-days-30"):
        assert themis.extract(short, "A", criterion=name) is None
    assert themis.scores([short], criterion="before-close-days-30") == []
    assert themis.extract(_history(("A", 0.5, 8)), "A", criterion="time-average") is None
    with pytest.raises(InputError, match="no criterion is called 'middle'"):
        themis.scores([short], criterion="middle")


def test_grades_go_by_what_is_not_exceeded() -> None:
    for (grade, cutoff), (worse, _) in zip(themis.GRADES, themis.GRADES[1:], strict=False):
        assert (themis.letter_grade(cutoff), themis.letter_grade(cutoff + 1e-9)) == (grade, worse)
    assert themis.letter_grade(1.0) == "F"
