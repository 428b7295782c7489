"""Metaculus weights, leaderboards and buckets: laws, and what is refused; published numbers are in conformance."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.scoring.metaculus.aggregation import recency_weights, reputation, single_aggregation_weight
from ledger.scoring.metaculus.buckets import Scale, binary_bucket, date_bucket, number_bucket, option_bucket
from ledger.scoring.metaculus.leaderboard import (
    MedalRanks,
    legacy_take,
    medal_ranks,
    peer_global,
    peer_global_legacy,
    prize_shares,
    tournament_take,
)

YEAR = Scale(low=0, high=365 * 86_400, buckets=365)


def test_the_newest_of_three_or_more_weighs_one():
    assert [recency_weights(n) for n in (0, 1, 2)] == [None, None, None]
    assert recency_weights(3) == [pytest.approx(math.exp(math.sqrt(i) - math.sqrt(3))) for i in (1, 2, 3)]


def test_reputation_starts_as_if_thirty_questions_had_given_nothing():
    assert reputation(sum_peer=60, sum_coverage=0) == 2
    assert reputation(sum_peer=-60, sum_coverage=0) == 1e-6
    assert single_aggregation_weight(age=0, horizon=1, sum_peer=60, sum_coverage=0) == pytest.approx(8)
    assert single_aggregation_weight(age=2, horizon=1, sum_peer=30, sum_coverage=0) == pytest.approx(math.exp(-6))


@given(st.lists(st.floats(-5, 100), max_size=8), st.floats(0, 1))
def test_prizes_share_out_the_pool(takes, minimum):
    shares = prize_shares(takes, minimum=minimum)

    assert math.fsum(shares) == pytest.approx(1 if any(take > 0 for take in takes) else 0)
    assert all(share == 0 or share >= minimum - 1e-12 for share in shares)
    assert all(share == 0 for share, take in zip(shares, takes, strict=True) if take <= 0)


def test_of_equal_takes_the_last_is_dropped():
    assert prize_shares([1, 2, 1], minimum=0.3) == [pytest.approx(1 / 3), pytest.approx(2 / 3), 0]
    assert prize_shares([1, 1], minimum=0.5) == [0.5, 0.5]
    assert prize_shares([3, 1]) == [0.75, 0.25]


def test_takes_and_places():
    assert tournament_take([3, 4], weights=[1, 0.5]) == 25
    assert tournament_take([3, 4]) == 49
    assert tournament_take([], weights=[]) == 0
    assert legacy_take(score=1, coverage=0.5) == math.e / 2
    assert [peer_global(sum_score=60, coverage=coverage) for coverage in (0, 30, 60)] == [2, 2, 1]
    assert [peer_global_legacy(sum_score=80, count=count) for count in (0, 40, 80)] == [2, 2, 1]


def test_medals_are_rounded_up_without_floats():
    # 700 * 0.01 is 7.000000000000001 in floats
    assert medal_ranks(700) == MedalRanks(gold=7, silver=14, bronze=35)
    assert medal_ranks(0) == MedalRanks(gold=1, silver=2, bronze=3)


@given(st.integers(1, 50), st.floats(0, 1))
def test_a_bucket_holds_what_lies_between_its_edges(buckets, value):
    place = Scale(low=0, high=1, buckets=buckets).bucket(value)

    assert 1 <= place <= buckets
    assert (place - 1) / buckets - 1e-9 <= value <= place / buckets + 1e-9


def test_buckets_of_a_logarithmic_scale_grow_away_from_the_zero_point():
    up = Scale(low=1, high=8, zero_point=0, buckets=3)
    down = Scale(low=-8, high=-1, zero_point=0, buckets=3)
    shifted = Scale(low=11, high=18, zero_point=10, buckets=3)

    assert [up.bucket(value) for value in (0.9, 1, 1.9, 2, 2.1, 4, 4.1, 8, 8.1)] == [0, 1, 1, 1, 2, 2, 3, 3, 4]
    assert [down.bucket(-value) for value in (8.1, 8, 4.1, 3.9, 1.9, 1, 0.9)] == [0, 1, 1, 2, 3, 3, 4]
    assert [shifted.bucket(value) for value in (11, 12.1, 14.1, 18)] == [1, 2, 3, 3]


@given(st.floats(allow_nan=False))
def test_every_number_has_a_bucket(value):
    place = number_bucket(str(value), scale=Scale(low=-2.5, high=7.5, buckets=10))

    assert (place == 0) == (value < -2.5)
    assert (place == 11) == (value > 7.5)


def test_dates_are_read_in_their_own_zone():
    assert date_bucket("1970-01-03T00:30", scale=YEAR) == 3
    assert date_bucket("1970-01-03T00:30+01:00", scale=YEAR) == 2
    assert [date_bucket(word, scale=YEAR) for word in ("below_lower_bound", "above_upper_bound")] == [0, 366]


@pytest.mark.parametrize("void", [None, "", "annulled", "ambiguous"])
def test_what_has_no_outcome_has_no_bucket(void):
    found = [
        binary_bucket(void),
        option_bucket(void, options=["a"]),
        number_bucket(void, scale=YEAR),
        date_bucket(void, scale=YEAR),
    ]

    assert found == [None] * 4


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: recency_weights(-1), "-1 forecasts"),
        (lambda: reputation(sum_peer=1, sum_coverage=-0.01), "coverage of -0.01"),
        (lambda: reputation(sum_peer=1, sum_coverage=math.nan), "coverage of nan"),
        (lambda: single_aggregation_weight(age=-1, horizon=1, sum_peer=1, sum_coverage=1), "age -1"),
        (lambda: single_aggregation_weight(age=1, horizon=0, sum_peer=1, sum_coverage=1), "horizon of 0"),
        (lambda: prize_shares([1], minimum=1.1), "minimum share 1.1"),
        (lambda: prize_shares([1], minimum=-0.1), "minimum share -0.1"),
        (lambda: prize_shares([1, math.nan]), "take 2 is nan"),
        (lambda: tournament_take([math.inf]), "number 1 is inf"),
        (lambda: tournament_take([1, 2], weights=[1]), "1 weights do not match 2 scores"),
        (lambda: tournament_take([1], weights=[]), "0 weights do not match 1 scores"),
        (lambda: medal_ranks(-1), "-1 entries"),
        (lambda: binary_bucket("perhaps"), "no option is called 'perhaps'"),
        (lambda: option_bucket("x" * 999, options=["a"]), r"'x{60}…'"),
        (lambda: number_bucket("ten", scale=YEAR), "'ten' is not a number"),
        (lambda: number_bucket("nan", scale=YEAR), "lies in no bucket"),
        (lambda: date_bucket("10", scale=YEAR), "'10' is not a date"),
        (lambda: Scale(low=1, high=1, buckets=2), "2 buckets from 1 to 1"),
        (lambda: Scale(low=1, high=math.inf, buckets=2), "from 1 to inf"),
        (lambda: Scale(low=-math.inf, high=1, buckets=2), "from -inf to 1"),
        (lambda: Scale(low=0, high=1, buckets=0), "0 buckets"),
        (lambda: Scale(low=0, high=1, buckets=2, zero_point=0), "zero point 0 does not lie outside"),
        (lambda: Scale(low=0, high=1, buckets=2, zero_point=1), "zero point 1 does not lie outside"),
        (lambda: Scale(low=0, high=1, buckets=2, zero_point=math.nan), "zero point nan"),
    ],
)
def test_what_makes_no_sense_is_refused(make, words):
    with pytest.raises(InputError, match=words):
        make()
