"""Laws of where outcomes lie in forecasts of numbers and days."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calibration.quantiles import pit, pit_range
from ledger.core.frame import Frame
from ledger.core.stated import Typed
from ledger.question_types import TYPES
from ledger.services.distributions import Distribution, at_or_below, held, place_in
from ledger.store.frames import Framed

NUMBER = Frame(type="numeric")
OPEN = Frame(type="numeric", lower="0", upper="1000", open_lower=True, open_upper=True)
QUANTILES = "10%=100 50%=200 90%=400"


class Row:
    """What is read of a prediction."""

    def __init__(self, outcome):
        self.outcome, self.value = outcome, None


def placed(outcome, frame=NUMBER, **typed):
    said = TYPES[frame.type].read_prediction(Typed(**typed), frame, certain=True)
    return Distribution(row=Row(outcome), forecast=Framed(stated=said, frame=frame))


@given(st.integers(-50, 450), st.integers(-50, 450))
def test_the_further_up_the_outcome_the_further_up_it_lies(one, other):
    for typed in (
        {"quantiles": QUANTILES},
        {"interval": "100..400@80%"},
        {"cdf": "0=10% 100=55% 400=98%"},
        {"distribution": "normal(150,40)"},
        {"distribution": "lognormal(5,0.3)"},
        {"distribution": "uniform(100,400)"},
    ):
        low, high = (place_in(placed(str(value), **typed)) for value in sorted((one, other)))
        assert low[0] <= high[0]
        assert low[1] <= high[1]
        assert all(0 <= start <= end <= 1 for start, end in (low, high))


@pytest.mark.parametrize(("value", "level"), [("100", 0.1), ("200", 0.5), ("400", 0.9)])
def test_at_a_quantile_lies_its_level(value, level):
    assert place_in(placed(value, quantiles=QUANTILES)) == (level, level)
    assert place_in(placed(value, quantiles=f"{level}={value}")) == (level, level)


@pytest.mark.parametrize(
    ("typed", "outcome", "place"),
    [
        ({"quantiles": QUANTILES}, "50", (0, 0.1)),
        ({"quantiles": QUANTILES}, "500", (0.9, 1)),
        ({"quantiles": "50%=100"}, "99", (0, 0.5)),
        ({"quantiles": "50%=100"}, "101", (0.5, 1)),
        ({"interval": "100..400@80%"}, "250", (0.5, 0.5)),
        ({"distribution": "uniform(100,400)"}, "50", (0, 0)),
        ({"distribution": "uniform(100,400)"}, "450", (1, 1)),
        ({"distribution": "uniform(100,400)"}, "250", (0.5, 0.5)),
        ({"distribution": "lognormal(5,0.3)"}, "-1", (0, 0)),
    ],
)
def test_places_worked_out_by_hand(typed, outcome, place):
    assert place_in(placed(outcome, **typed)) == pytest.approx(place)


def test_beyond_an_open_bound_lies_all_the_mass_beyond_it():
    share = NormalDist(900, 100).cdf(1000)
    assert place_in(placed("above", OPEN, distribution="normal(900,100)")) == (pytest.approx(share), 1)
    assert place_in(placed("below", OPEN, distribution="normal(100,100)")) == (0, pytest.approx(1 - share))


def test_days_are_placed_as_numbers_are():
    day = Frame(type="date")
    assert place_in(placed("2026-01-11", day, distribution="uniform(2026-01-01, 2026-01-21)")) == (0.5, 0.5)


@given(st.integers(0, 500))
def test_the_middle_of_the_mass_is_the_transform(value):
    points, shares = [100, 200, 200, 400], [0.1, 0.3, 0.6, 0.9]
    low, high = pit_range(observed=value, points=points, cumulative=shares)
    assert pit(observed=value, points=points, cumulative=shares) == (low + high) / 2


@given(st.integers(0, 500))
def test_a_level_is_hit_where_the_outcome_is_at_most_its_value(value):
    hits = {str(level): hit for level, hit in at_or_below(placed(str(value), quantiles=QUANTILES))}
    assert hits == {"0.1": value <= 100, "0.5": value <= 200, "0.9": value <= 400}
    assert held(placed(str(value), interval="100..400@80%")) == (100 <= value <= 400)


@pytest.mark.parametrize(
    ("quantiles", "outcome", "hits"),
    [
        ("10%=900 90%=1000", "above", [False, False]),
        ("10%=900 90%=1001", "above", [False]),
        ("10%=0 90%=5", "below", [True, True]),
        ("10%=-1 90%=5", "below", [True]),
    ],
)
def test_beyond_a_bound_nobody_knows_which_of_two_is_further(quantiles, outcome, hits):
    assert [hit for _, hit in at_or_below(placed(outcome, OPEN, quantiles=quantiles))] == hits


def test_only_quantiles_and_intervals_have_levels():
    assert not list(at_or_below(placed("150", distribution="normal(150,40)")))
    assert held(placed("150", distribution="normal(150,40)")) is None
