"""Laws of scoring what was said: by the rules of its kind, over the range of open bounds, and only where one can."""

import math
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.frame import Frame
from ledger.question_types import TYPES, Outcome
from ledger.scoring import DISTRIBUTION_RULES, RULES, SHARE_RULES
from tests.laws import saying
from tests.laws.saying import BOUNDED, DAY, DECADE, GOOGLE, INDEPENDENT, NUMBER, came_out, pairs, said, scored

ORDERED = GOOGLE._replace(ordered=True)
NO_OTHER = Frame(type="categorical", options=("a", "b"))
ALL_RULES = sorted({*RULES, *SHARE_RULES, *DISTRIBUTION_RULES})
WHOLE = "Google=50% 'Open AI'=25% 'Meta, Inc.'=20% other=5%"
CHANCES = "Google=90% 'Open AI'=80% 'Meta, Inc.'=50% other=10%"
QUANTILES = "5%=50 25%=90 50%=140 75%=220 95%=500"
UNEVEN = "5%=50 50%=140"
FORMS = {
    "quantiles": QUANTILES,
    "interval": "100..400@80%",
    "normal": "normal(150,40)",
    "lognormal": "lognormal(5,.3)",
    "uniform": "uniform(100,400)",
    "cdf": "0=10% 100=55% 400=98%",
}
SCORED_BY = {
    "quantiles": {"bias", "crps-quantiles", "median-error", "weighted-interval"},
    "interval": {"interval", "interval-coverage"},
    "normal": {"crps-normal"},
    "lognormal": {"crps-lognormal"},
    "uniform": {"crps-uniform"},
    "cdf": {"crps-cdf"},
}


def typed(kind, text=None):
    form = kind if kind in {"quantiles", "interval", "cdf"} else "distribution"
    return {form: text or FORMS[kind]}


@given(st.integers(1, 99), st.integers(0, 100))
def test_a_probability_is_scored_exactly(percent, outcome):
    got = scored(Frame(), "brier", f"{Decimal(outcome) / 100}", probability=f"{percent}%")
    assert got == float((Decimal(percent - outcome) / 100) ** 2)


@given(st.data(), saying.options)
def test_shares_of_which_one_comes_true(data, chosen):
    frame = Frame(type="categorical", options=tuple(chosen), ordered=True)
    weights = data.draw(st.lists(st.integers(1, 97), min_size=len(chosen), max_size=len(chosen)))
    place = data.draw(st.integers(0, len(chosen) - 1))
    shares = [weight / sum(weights) for weight in weights]
    text = pairs(zip(chosen, (f"{weight}/{sum(weights)}" for weight in weights), strict=True))
    for rule in SHARE_RULES:
        expected = SHARE_RULES[rule].share_scores(observed=place, predicted=shares)
        assert scored(frame, rule, chosen[place], shares=text) == pytest.approx(float(expected), rel=1e-12, abs=1e-15)


def test_known_scores_of_shares():
    assert scored(GOOGLE, "brier-sum", "google", shares=WHOLE) == pytest.approx(0.25 + 0.0625 + 0.04 + 0.0025)
    assert scored(GOOGLE, "log", "other", shares=WHOLE) == pytest.approx(-math.log(0.05))
    assert scored(ORDERED, "rps", "Google", shares=WHOLE) == pytest.approx(0.25 + 0.0625 + 0.0025)


def test_only_ordered_options_are_ranked():
    assert scored(GOOGLE, "rps", "Google", shares=WHOLE) is None
    assert scored(GOOGLE, "ranked-log", "Google", shares=WHOLE) is None


def test_an_option_without_a_share_that_comes_true_is_infinitely_wrong():
    assert scored(GOOGLE, "log", "other", certain=True, shares="Google=50% 'Open AI'=50%") == math.inf


def test_independent_options_score_the_mean_over_them():
    chances = [Decimal(text) for text in (".9", ".8", ".5", ".1")]
    for rule in RULES:
        single = [RULES[rule].score(probability=p, outcome=Decimal(place < 2)) for place, p in enumerate(chances)]
        assert scored(INDEPENDENT, rule, "open ai, google", shares=CHANCES) == pytest.approx(sum(single) / 4)
    assert scored(INDEPENDENT, "brier", "none", shares=CHANCES) == pytest.approx((0.81 + 0.64 + 0.25 + 0.01) / 4)


def test_a_catch_all_stands_for_an_option_that_came_later():
    later = Outcome(verdict="resolved", outcome="Mistral")
    for frame, text in ((GOOGLE, WHOLE), (INDEPENDENT, CHANCES)):
        stated = said(frame, shares=text)
        for rule in TYPES["categorical"].rules("shares", frame):
            as_other = TYPES["categorical"].score(rule, stated, came_out(frame, "other"), frame)
            assert TYPES["categorical"].score(rule, stated, later, frame) == as_other


@pytest.mark.parametrize("name", ["Other", "others", "Something else", "None of these"])
def test_names_of_a_catch_all(name):
    assert Frame(type="categorical", options=("a", name, "b")).catch_all == name


@pytest.mark.parametrize("exclusive", [True, False])
def test_an_option_that_nobody_thought_of_leaves_no_score(exclusive):
    frame = NO_OTHER._replace(exclusive=exclusive)
    stated = said(frame, shares="a=50% b=50%")
    outcome = Outcome(verdict="resolved", outcome="c")
    assert all(TYPES["categorical"].score(rule, stated, outcome, frame) is None for rule in ALL_RULES)


def test_shares_that_do_not_add_up_have_no_score():
    for text in ("Google=50% 'Open AI'=55%", WHOLE.replace("50%", "60%")):
        stated = said(GOOGLE, shares=text, as_said=True)
        outcome = came_out(GOOGLE, "Google")
        assert all(TYPES["categorical"].score(rule, stated, outcome, GOOGLE) is None for rule in ALL_RULES)


@pytest.mark.parametrize("kind", FORMS)
def test_a_kind_is_scored_by_its_own_rules_and_by_no_others(kind):
    got = {rule for rule in ALL_RULES if scored(NUMBER, rule, "120", **typed(kind)) is not None}
    assert got == SCORED_BY[kind]
    assert set(TYPES["numeric"].rules(kind, NUMBER)) <= got


def test_the_rules_that_are_taken_unless_others_are_asked_for():
    assert TYPES["binary"].rules("probability", Frame()) == ("brier", "log")
    assert TYPES["categorical"].rules("shares", GOOGLE) == ("brier-sum", "log")
    assert TYPES["categorical"].rules("shares", ORDERED) == ("brier-sum", "log", "rps")
    assert TYPES["categorical"].rules("shares", INDEPENDENT) == ("brier", "log")
    assert {kind: TYPES["date"].rules(kind, DAY) for kind in ("quantiles", "interval", "normal", "probability")} == {
        "quantiles": ("crps-quantiles", "weighted-interval"),
        "interval": ("interval", "interval-coverage"),
        "normal": ("crps-normal",),
        "probability": (),
    }


def test_levels_that_are_uneven_have_no_weighted_interval_score():
    assert scored(NUMBER, "weighted-interval", "120", quantiles=UNEVEN) is None
    assert scored(NUMBER, "crps-quantiles", "120", quantiles=UNEVEN) == pytest.approx(0.05 * 70 + 0.5 * 20)
    assert scored(NUMBER, "median-error", "120", quantiles="25%=1 75%=2") is None


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("frame", [NUMBER, BOUNDED], ids=["without bounds", "with bounds"])
@pytest.mark.parametrize("verdict", ["ambiguous", "annulled"])
def test_what_did_not_come_out_has_no_score(frame, kind, verdict):
    for rule in ALL_RULES:
        assert scored(frame, rule, verdict, **typed(kind)) is None
        assert scored(GOOGLE, rule, verdict, shares=WHOLE) is None
        assert scored(Frame(), rule, verdict, probability="70%") is None


@pytest.mark.parametrize("kind", FORMS)
def test_beyond_an_open_bound_counts_as_the_bound(kind):
    frame = Frame(type="numeric", lower="80", upper="300", open_lower=True, open_upper=True)
    for rule in set(TYPES["numeric"].rules(kind, frame)) - {"interval-coverage"}:
        for word, bound, beyond in (("below", "80", "-5000"), ("above", "300", "1e9")):
            at_bound = scored(frame, rule, bound, **typed(kind))
            assert scored(frame, rule, word, **typed(kind)) == at_bound
            assert scored(frame, rule, beyond, **typed(kind)) == at_bound
            assert at_bound is not None


@pytest.mark.parametrize(("kind", "one", "other"), [
    ("quantiles", "5%=50 50%=140 95%=350", "5%=80 50%=140 95%=9000"),
    ("interval", "20..350@80%", "80..9000@80%"),
    ("cdf", "80=10% 300=80% 400=85%", "80=10% 300=80% 4000=100%"),
])  # fmt: skip
def test_how_far_a_forecast_reaches_beyond_an_open_bound_makes_no_difference(kind, one, other):
    frame = Frame(type="numeric", lower="80", upper="300", open_lower=True, open_upper=True)
    for rule in set(TYPES["numeric"].rules(kind, frame)) - {"interval-coverage"}:
        for outcome in ("below", "100", "299", "above"):
            assert scored(frame, rule, outcome, **typed(kind, one)) == scored(
                frame, rule, outcome, **typed(kind, other)
            )


@pytest.mark.parametrize("kind", FORMS)
def test_a_closed_bound_leaves_the_score_as_it_is(kind):
    closed = Frame(type="numeric", lower="0", upper="1000")
    for rule in TYPES["numeric"].rules(kind, NUMBER):
        assert scored(closed, rule, "120", **typed(kind)) == scored(NUMBER, rule, "120", **typed(kind))


def test_beyond_a_bound_that_the_forecast_did_not_know_there_is_no_score():
    for kind in FORMS:
        stated = said(NUMBER, **typed(kind))
        for rule in ALL_RULES:
            assert TYPES["numeric"].score(rule, stated, came_out(BOUNDED, "above"), NUMBER) is None


@pytest.mark.parametrize(
    ("interval", "outcome", "held"),
    [
        ("100..1100@80%", "1050", 1),
        ("100..1100@80%", "1200", 0),
        ("100..1000@80%", "above", 0),
        ("100..1000@80%", "1000", 1),
        # Beyond the bound, nobody knows which of the two is further.
        ("100..1100@80%", "above", None),
        ("100..900@80%", "above", 0),
        ("100..900@80%", "100", 1),
        ("1100..2000@80%", "above", None),
        ("1100..2000@80%", "1050", 0),
    ],
)
def test_an_interval_holds_a_known_value_as_it_is(interval, outcome, held):
    assert scored(BOUNDED, "interval-coverage", outcome, interval=interval) == held


@given(saying.days, st.integers(1, 4000), st.integers(-4000, 4000))
def test_days_are_scored_as_whole_days(start, width, offset):
    low, high = start, start + timedelta(width)
    day = start + timedelta(offset)
    got = scored(DAY, "interval", f"{day}", interval=f"{low}..{high}@80%")
    assert got == pytest.approx(width + 10 * max(0, -offset, offset - width))


def test_a_distribution_over_days_is_one_over_numbers():
    mean, day = date(2030, 6, 30), date(2031, 1, 1)
    expected = scored(NUMBER, "crps-normal", str((day - mean).days), distribution="normal(0,400)")
    assert scored(DAY, "crps-normal", f"{day}", distribution=f"normal({mean},400)") == pytest.approx(expected)


def test_never_counts_as_the_last_day():
    assert scored(DECADE, "interval", "never", interval="2030-01-01..2040@80%") == pytest.approx(
        (date(2035, 12, 31) - date(2030, 1, 1)).days
    )


@given(saying.numbers, st.integers(1, 60))
def test_of_two_forecasts_with_the_right_mean_the_wider_scores_worse(mean, width):
    scores = [
        scored(NUMBER, "crps-normal", f"{mean}", distribution=f"normal({mean},{deviation})")
        for deviation in (width, width + 1)
    ]
    assert scores[0] < scores[1]


EXTREME = ["-1e300", "-1", "0", "1e-300", "1", "1e300"]


@pytest.mark.parametrize("outcome", EXTREME)
@pytest.mark.parametrize("text", [
    "1e-300..1e300@0.9999999999999999", "normal(1e300,1e-300)", "normal(-1e300,1e300)", "lognormal(0,1e-300)",
    "lognormal(-700,50)", "lognormal(690,1)", "uniform(-1e300,1e300)", "uniform(0,1e-300)",
])  # fmt: skip
@pytest.mark.parametrize("frame", [NUMBER, BOUNDED._replace(open_lower=True)], ids=["without bounds", "with bounds"])
def test_extreme_numbers_have_a_finite_score_or_none(frame, text, outcome):
    form = "interval" if "@" in text else "distribution"
    stated = said(frame, **{form: text})
    for rule in TYPES["numeric"].rules(stated.kind, frame):
        score = TYPES["numeric"].score(rule, stated, came_out(frame, outcome), frame)
        assert score is None or 0 <= score < math.inf
