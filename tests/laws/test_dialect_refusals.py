"""Laws of what dialects and histories refuse, word for word, and of what lies just inside."""

import math

import pytest

from ledger.errors import InputError
from ledger.scoring.dialects import forecastbench, gjo, hubverse, manifold, predictionbook, themis
from ledger.scoring.history import History, Said, Spell

COUNTED = "options are counted from 0 to 1"
IN_ORDER = "it opens before its scheduled close, and ends between the two"


def refusal(make):
    with pytest.raises(InputError) as found:
        make()
    return found.value.message, found.value.hint


def history(*said, opened=0, closes=10, ended=7, outcome=1):
    return History(question="q", opened=opened, closes=closes, ended=ended, outcome=outcome, said=said, day=1)


def said(probability=0.5, start=0, end=None, *, who="A"):
    return Said(forecaster=who, probability=probability, start=start, end=end)


def imputed(value):
    return forecastbench.impute(source="infer", forecaster="Naive Forecaster", day_before=value)


OF_A_PAIR = {
    "themis brier": lambda p, y: themis.brier(probability=p, outcome=y),
    "themis logarithmic": lambda p, y: themis.logarithmic(probability=p, outcome=y),
    "themis spherical": lambda p, y: themis.spherical(probability=p, outcome=y),
    "hubverse": lambda p, y: hubverse.binary_log_score(probability=p, outcome=y),
    "manifold": lambda p, y: manifold.site_brier([(0.5, 1), (p, y)]),
    "predictionbook": lambda p, y: predictionbook.standing([(0.5, 1), (p, y)]),
}
OF_ONE_NUMBER = [
    ("probability before", lambda p: manifold.bet_probability(before=p, after=0.5)),
    ("probability after", lambda p: manifold.bet_probability(before=0.5, after=p)),
    ("probability", imputed),
    ("Brier score", forecastbench.brier_index),
    ("Brier score", lambda score: forecastbench.peer([0.5, score])),
    ("Brier score", lambda score: forecastbench.skill(reference=score, own=0.5)),
    ("Brier score", lambda score: forecastbench.skill(reference=0.5, own=score)),
    ("Brier score", themis.letter_grade),
]


@pytest.mark.parametrize("name", list(OF_A_PAIR))
def test_the_number_outside_is_named(name):
    assert refusal(lambda: OF_A_PAIR[name](1.5, 1)) == ("the probability 1.5 is not between 0 and 1", None)
    assert refusal(lambda: OF_A_PAIR[name](0.5, -0.01)) == ("the outcome -0.01 is not between 0 and 1", None)
    assert OF_A_PAIR[name](1, 1) is not None
    assert OF_A_PAIR[name](0, 0) is not None


@pytest.mark.parametrize(("noun", "rule"), OF_ONE_NUMBER)
def test_the_one_number_outside_is_named(noun, rule):
    assert refusal(lambda: rule(1.5)) == (f"the {noun} 1.5 is not between 0 and 1", None)
    assert rule(0) is not None
    assert rule(1) is not None


REFUSED = [
    (lambda: hubverse.pmf_log_score(shares=[1.0], answer=0), "a question needs two options or more", None),
    (lambda: gjo.splits(shares=[0.5, 1.5], answer=0), "the share of option 1 1.5 is not between 0 and 1", None),
    (lambda: gjo.plain_brier(shares=[0.5, 0.4], answer=0), "the shares add up to 0.9", "they should add up to 1"),
    (lambda: gjo.plain_brier(shares=[0.5, 0.5], answer=2), "there is no option 2", COUNTED),
    (lambda: gjo.plain_brier(shares=[0.5, 0.5], answer=-1), "there is no option -1", COUNTED),
    (
        lambda: gjo.accuracy(own=[0.1], everybody=[]),
        "there are 1 days of one's own and 0 of everybody's",
        None,
    ),
    (lambda: imputed(None), "what the market said is missing for Naive Forecaster on a question of infer", None),
    (
        lambda: forecastbench.dropped(imputed=3, questions=2),
        "3 of 2 questions cannot have been imputed",
        None,
    ),
    (
        lambda: manifold.to_probability(0, lowest=-1e308, highest=1.7e308, logarithmic=False),
        "the value 0 does not lie on a scale from -1e+308 to 1.7e+308",
        None,
    ),
]


@pytest.mark.parametrize(("make", "message", "hint"), REFUSED, ids=[message for _, message, _ in REFUSED])
def test_what_is_refused_is_named_and_what_to_type_is_said(make, message, hint):
    assert refusal(make) == (message, hint)


@pytest.mark.parametrize(
    ("opened", "closes", "ended"),
    [
        (0, 10, -1),
        (0, 10, 11),
        (0, 0, 0),
        (5, 0, 0),
        (0, -1, 0),
        (math.nan, 10, 7),
        (0, math.nan, 7),
        (0, 10, math.nan),
    ],
)
def test_a_history_runs_from_opening_to_close(opened, closes, ended):
    assert refusal(lambda: history(opened=opened, closes=closes, ended=ended)) == (
        "question q has its times out of order",
        IN_ORDER,
    )


def test_a_history_may_end_when_it_opens_or_closes():
    assert [history(ended=ended).horizon for ended in (0, 10)] == [10, 10]
    assert [history(outcome=outcome).outcome for outcome in (0, 1)] == [0, 1]
    assert history(said(0.0), said(1.0, 3, 3)).spells("A") == (Spell(probability=0.0, start=0, end=3),)


@pytest.mark.parametrize("wrong", [(5, 4), (math.inf, None), (-math.inf, 3), (math.nan, None), (0, math.nan)])
def test_a_history_holds_forecasts_that_start_and_end(wrong):
    message = "question q holds a forecast that ends before it starts, or never starts"
    assert refusal(lambda: history(said(), said(0.5, *wrong))) == (message, None)


@pytest.mark.parametrize("wrong", [-0.01, 1.01, 1.5, 2, math.nan])
def test_a_history_holds_probabilities(wrong):
    message = "question q holds a number that is not between 0 and 1"
    assert refusal(lambda: history(said(), said(wrong, 2))) == (message, None)
    assert refusal(lambda: history(said(), outcome=wrong)) == (message, None)


def test_a_forecast_stands_until_the_next_the_withdrawal_or_the_end():
    spoken = [said(0.1, -2), said(0.2, 3), said(0.3, 3), said(0.4, 4, 5), said(0.5, 6, 9), said(0.6, 8)]
    assert [(one.probability, one.start, one.end, one.length) for one in history(*spoken).spells("A")] == [
        (0.1, 0, 3, 3),
        (0.3, 3, 4, 1),
        (0.4, 4, 5, 1),
        (0.5, 6, 7, 1),
    ]
    assert history(said(who="B")).spells("A") == ()
