"""Laws of the dialects on numbers anybody can check by hand, and under another origin and unit of time."""

from dataclasses import replace

import pytest

from ledger.scoring.dialects import DIALECTS, DialectScore, fatebook, forecastbench, gjo, manifold, themis
from ledger.scoring.history import History, Said


def history(*said, opened=0, closes=10, ended=7, outcome=1, day=1):
    stated = [Said(forecaster=who, probability=p, start=start) for who, p, start in said]
    return History(question="q", opened=opened, closes=closes, ended=ended, outcome=outcome, said=stated, day=day)


# A changes his mind within a day and over many of them, B joins late, and C takes back what he said.
LONG = history(
    ("A", 0.5, 0), ("A", 0.6, 0.75), ("A", 0.8, 3.5), ("A", 0.7, 20), ("B", 0.3, 1.25), ("B", 0.2, 30), ("C", 0.9, 2),
    closes=80, ended=64.5,
)  # fmt: skip
LONG = replace(LONG, said=[replace(one, end=40) if one.forecaster == "C" else one for one in LONG.said])


def moved(one, *, origin, unit):
    said = [
        replace(said, start=origin + unit * said.start, end=None if said.end is None else origin + unit * said.end)
        for said in one.said
    ]
    times = {name: origin + unit * getattr(one, name) for name in ("opened", "closes", "ended")}
    return replace(one, said=said, day=unit * one.day, **times)


@pytest.mark.parametrize(("origin", "unit"), [(16, 1), (0, 4), (-96, 0.5), (1024, 86_400)])
def test_the_origin_and_the_unit_of_time_change_nothing(origin, unit):
    there = moved(LONG, origin=origin, unit=unit)
    for name in DIALECTS:
        here = {one.forecaster: (one.value, one.coverage) for one in DIALECTS[name].scores([LONG])}
        found = {one.forecaster: (one.value, one.coverage) for one in DIALECTS[name].scores([there])}
        assert here.keys() == found.keys()
        for who, (value, coverage) in here.items():
            assert found[who] == (pytest.approx(value), pytest.approx(coverage))
    for name in themis.CRITERIA:
        assert [themis.extract(there, who, criterion=name) for who in "ABC"] == pytest.approx(
            [themis.extract(LONG, who, criterion=name) for who in "ABC"]
        )
    for of in (gjo, fatebook):
        assert of.relative(there) == pytest.approx(of.relative(LONG))
        assert of.daily_briers(there, "A") == pytest.approx(of.daily_briers(LONG, "A"))


def test_criteria_count_in_days():
    stood = {name: [themis.extract(LONG, who, criterion=name) for who in "ABC"] for name in themis.CRITERIA}
    assert stood["midpoint"] == [0.7, 0.2, 0.9]
    assert stood["duration-percent-25"] == [0.8, 0.3, 0.9]
    assert stood["duration-percent-75"] == [0.7, 0.2, None]
    assert stood["before-close-days-60"] == [0.8, 0.3, 0.9]
    assert stood["before-close-days-30"] == [0.7, 0.2, 0.9]
    assert stood["before-close-days-90"] == [None, None, None]
    assert stood["after-start-hours-12"] == [0.5, None, None]
    assert stood["after-start-hours-24"] == [0.6, None, None]
    assert stood["after-start-days-7"] == [0.8, 0.3, 0.9]


def test_days_begin_at_the_opening():
    one = history(("A", 0.2, 100), ("A", 0.6, 103), ("A", 0.5, 106), opened=100, closes=120, ended=110, day=2)
    assert fatebook.daily_briers(one, "A") == pytest.approx([1.28, 0.72, 0.32, 0.5, 0.5])
    assert gjo.daily_briers(one, "A") == pytest.approx([1.28, 0.32, 0.32, 0.5, 0.5])


def test_a_day_on_which_nobody_stood_is_even():
    one = history(("A", 0.5, 1), ("B", 1.0, 2), ended=4)
    assert fatebook.relative(one) == pytest.approx({"A": 0.125, "B": -0.125})
    assert gjo.relative(one) == pytest.approx({"A": 0.5 / 3, "B": -0.25})


def test_only_some_dialects_reckon_coverage():
    reckoned = {name for name in DIALECTS if all(one.coverage is not None for one in DIALECTS[name].scores([LONG]))}
    assert reckoned == {"gjo", "fatebook", *(name for name in DIALECTS if name.startswith("metaculus"))}
    for name in set(DIALECTS) - reckoned:
        assert {one.coverage for one in DIALECTS[name].scores([LONG])} == {None}


@pytest.mark.parametrize("name", list(DIALECTS))
def test_a_score_says_which_question_and_who(name):
    both = [replace(LONG, question=question) for question in ("first", "second")]
    found = [(one.question, one.forecaster) for one in DIALECTS[name].scores(both)]
    who = list(dict.fromkeys(forecaster for _, forecaster in found))
    assert {"A", "B"} <= set(who)
    assert found == [(question, forecaster) for question in ("first", "second") for forecaster in who]


def test_forecastbench_on_one_question():
    assert forecastbench.scores([history(("A", 0.75, 0))]) == [DialectScore(question="q", forecaster="A", value=0.0625)]


@pytest.mark.parametrize(("brier", "index"), [(0.0, 100), (0.25, 50), (1.0, 0)])
def test_the_index_of_the_best_the_even_and_the_worst(brier, index):
    [place] = forecastbench.leaderboard({("A", "q"): brier})
    assert (place.brier, place.index) == (brier, index)
    assert forecastbench.brier_index(brier) == index


def test_whoever_is_worse_than_the_worst_has_no_index():
    # always 0.5 would earn 0.25 over both; the easy question is one point easier, and A was wholly wrong on it
    best, worst = forecastbench.leaderboard({("A", "easy"): 1.0, ("B", "easy"): 0.0, ("B", "hard"): 1.0})
    assert (best.forecaster, best.brier, best.index) == ("B", pytest.approx(0.5), pytest.approx(100 * (1 - 0.5**0.5)))
    assert (worst.forecaster, worst.brier, worst.index) == ("A", pytest.approx(1.5), None)


def test_forecastbench_arithmetic():
    assert forecastbench.overall(dataset=0.5, market=0.25) == 0.375
    assert forecastbench.overall(dataset=-0.25, market=0.75) == 0.25
    assert forecastbench.peer([]) == []
    assert forecastbench.peer([0.5]) == [0]
    assert forecastbench.peer([0.0, 0.25, 1.0, 0.75]) == [0.5, 0.25, -0.5, -0.25]
    assert forecastbench.skill(reference=0.25, own=0.0) == 0.25
    assert forecastbench.skill(reference=0.25, own=1.0) == -0.75
    assert [forecastbench.dropped(imputed=imputed, questions=40) for imputed in (0, 2, 3, 40)] == [
        False, False, True, True,
    ]  # fmt: skip


def test_a_bet_stands_for_the_middle_of_its_move():
    assert manifold.bet_probability(before=0.25, after=0.75) == 0.5
    assert manifold.bet_probability(before=1, after=0.5) == 0.75
    assert manifold.bet_probability(before=0, after=0) == 0
