"""Laws of what the arithmetic of Metaculus refuses, word for word, and of what lies just inside."""

import math
import time
from fractions import Fraction

import pytest

from ledger.errors import InputError
from ledger.scoring.metaculus.baseline import baseline, baseline_points, spot_baseline
from ledger.scoring.metaculus.buckets import Scale, date_bucket, number_bucket, option_bucket
from ledger.scoring.metaculus.held import Held, Life, Points
from ledger.scoring.metaculus.leaderboard import MedalRanks, medal_ranks, tournament_take
from ledger.scoring.metaculus.peer import geometric_means, peer, spot_peer
from ledger.scoring.metaculus.pmf import binary_pmf, cdf_pmf, option_pmf
from ledger.scoring.metaculus.relative import relative_legacy

IN_ORDER = "it opens before its scheduled close, and ends between the two"
DIFFER = "the forecasts of one question differ in the number or the kind of their buckets"
OTHER = "shares are needed for two options at least, and for the last one, which stands for 'Other'"
LIFE = Life(opened=0, closes=10, ended=7)


def held(p, start=0, end=math.inf, *, who="A"):
    return Held(forecaster=who, pmf=binary_pmf(p), start=start, end=end)


def refusal(make):
    with pytest.raises(InputError) as found:
        make()
    return found.value.message, found.value.hint


REFUSED = [
    (lambda: cdf_pmf([]), "a CDF at 0 edges holds no bucket", "give it at two edges at least"),
    (lambda: cdf_pmf([0.5]), "a CDF at 1 edges holds no bucket", "give it at two edges at least"),
    (lambda: cdf_pmf([0.5, 1.5]), "value 2 of the CDF, 1.5, is not between 0 and 1", None),
    (lambda: cdf_pmf([-0.01, 0.5]), "value 1 of the CDF, -0.01, is not between 0 and 1", None),
    (lambda: cdf_pmf([0.5, 0.4]), "the CDF falls from 0.5 to 0.4 at value 2", None),
    (lambda: option_pmf([None, 1.0]), OTHER, None),
    (lambda: option_pmf([0.5, 0.5, None]), OTHER, None),
    (lambda: option_pmf([0.5, 0.4]), "the shares add up to 0.9, not to 1", None),
    (lambda: option_pmf([1.5, -0.5]), "the probability 1.5 is not between 0 and 1", None),
    (
        lambda: Held(forecaster="A", pmf=(0.0, 1.0), start=0).probability(0),
        "a forecast of A gives 0.0 to what happened, which has no logarithm",
        "the platform takes no share of nothing at all",
    ),
    (
        lambda: Life(opened=0, closes=10, ended=11),
        "a question cannot open at 0, close at 10 and end at 11",
        IN_ORDER,
    ),
    (lambda: geometric_means([held(0.5), Held(forecaster="B", pmf=(1.0,), start=0)]), DIFFER, None),
    (
        lambda: peer([held(0.5), held(0.6, 2)], bucket=1, life=LIFE),
        "two forecasts of A stand at 2",
        "end the first there",
    ),
    (
        lambda: relative_legacy([], bucket=1, aggregate=[held(0.5), held(0.6)], opened=0, ended=1),
        "the entries of an aggregate do not start one after the other",
        None,
    ),
    (lambda: option_bucket("maybe", options=["no", "yes"]), "no option is called 'maybe'", "there is no, yes"),
    (lambda: option_bucket("x" * 60, options=["a"]), f"no option is called '{'x' * 60}'", "there is a"),
    (lambda: option_bucket("x" * 61, options=["a"]), f"no option is called '{'x' * 60}…'", "there is a"),
    (lambda: number_bucket("nan", scale=Scale(low=0, high=1, buckets=1)), "not-a-number lies in no bucket", None),
    (lambda: number_bucket("ten", scale=Scale(low=0, high=1, buckets=1)), "'ten' is not a number", None),
    (lambda: tournament_take([1, 2], weights=[1]), "1 weights do not match 2 scores", None),
    (lambda: medal_ranks(-1), "-1 entries cannot be ranked", None),
]


@pytest.mark.parametrize(("make", "message", "hint"), REFUSED, ids=[f"{message:.60}" for _, message, _ in REFUSED])
def test_what_is_refused_is_named_and_what_to_type_is_said(make, message, hint):
    assert refusal(make) == (message, hint)


def test_the_shortest_and_the_flattest_cdf():
    assert cdf_pmf([0.25, 0.75]) == (0.25, 0.5, 0.25)
    assert cdf_pmf([0.5, 0.5, 0.5]) == (0.5, 0, 0, 0.5)
    assert cdf_pmf([0, 1]) == (0, 1, 0)


@pytest.mark.parametrize("entries", [1, 99, 100, 101, 150, 151, 200, 201, 10_000, 10_001])
def test_medals_are_rounded_up(entries):
    gold, silver, bronze = (math.ceil(Fraction(entries * percent, 100)) for percent in (1, 2, 5))
    assert medal_ranks(entries) == MedalRanks(gold=gold, silver=max(silver, 2), bronze=max(bronze, 3))


def test_a_scale_is_taken_as_closed_unless_told():
    one = Held(forecaster="A", pmf=(0.0, 0.25, 0.75, 0.0), start=0, continuous=True)
    points = 50 * math.log(0.75 / 0.5)
    assert baseline_points(one, bucket=2) == pytest.approx(points)
    assert spot_baseline([one], bucket=2, at=0) == [Points(points=pytest.approx(points), coverage=1)]
    assert baseline([one], bucket=2, life=LIFE) == [Points(points=pytest.approx(0.7 * points), coverage=0.7)]
    points = 50 * math.log(0.75 / 0.45)
    [open_ended] = baseline([one], bucket=2, life=LIFE, open_bounds=2)
    assert open_ended.points == pytest.approx(0.7 * points)
    assert spot_baseline([one], bucket=2, at=0, open_bounds=2)[0].points == pytest.approx(points)


def test_spot_points_of_insiders_leave_outsiders_out():
    crowd = [held(0.8, who="bot"), held(0.5, who="A"), held(0.6, who="B")]
    lead = 100 * math.log(0.6 / 0.5)
    assert [one.points for one in spot_peer(crowd, bucket=1, at=1, base={"A", "B"})[1:]] == pytest.approx([-lead, lead])


def test_a_spot_score_counts_whole_however_short_the_forecast_stood():
    crowd = [held(0.5, 0, 0.5), held(0.25, 0, 0.75, who="B")]
    lead = 100 * math.log(2)
    assert spot_peer(crowd, bucket=1, at=0.25) == [
        Points(points=pytest.approx(lead), coverage=1),
        Points(points=pytest.approx(-lead), coverage=1),
    ]


def test_nobody_there_for_a_while_pays_nothing():
    # A is alone on [0, 2), nobody on [2, 4), both on [4, 6), B alone until the end
    crowd = [held(0.5, 0, 2), held(0.5, 4, 6), held(0.25, 4, who="B")]
    lead = 100 * math.log(2) * 0.2
    assert peer(crowd, bucket=1, life=LIFE) == [
        Points(points=0, coverage=0.2),
        Points(points=pytest.approx(lead), coverage=pytest.approx(0.2)),
        Points(points=pytest.approx(-lead), coverage=pytest.approx(0.3)),
    ]
    assert [mean.start for mean in geometric_means(crowd)] == [0, 4, 6]


@pytest.fixture
def in_tokyo(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_time_without_a_zone_is_read_as_utc_wherever_one_is(in_tokyo):
    days = Scale(low=0, high=10 * 86_400, buckets=10)
    assert date_bucket("1970-01-03T00:30", scale=days) == 3
    assert date_bucket("1970-01-03T00:30Z", scale=days) == 3
    assert date_bucket("1970-01-03T08:30+09:00", scale=days) == 2
