"""Laws of pairs: all at once are what each is alone, but for where the p-value comes from."""

import random
from dataclasses import asdict
from decimal import Decimal

import pytest

from ledger.calibration.distributions import student_tails
from ledger.calibration.paired import paired
from ledger.calibration.pairs import FLIPPED, MINIMUM, PERMUTATION, STUDENT, every_pair
from ledger.errors import InputError


def _scores(seed=1):
    generator = random.Random(seed)
    scores = {
        who: {f"q{n}": round(generator.random(), 1) for n in range(20) if generator.random() < 0.7} for who in "ABCDE"
    }
    return scores | {"same": {who: value + 0.25 for who, value in scores["A"].items()}, "few": {"q0": 0.1, "q1": 0.2}}


CLUSTERS = {f"q{n}": f"c{n // 3}" for n in range(12)}


@pytest.mark.parametrize("clusters", [None, CLUSTERS, {f"q{n}": "one" for n in range(20)}])
@pytest.mark.parametrize("lower", [True, False])
def test_all_at_once_are_what_each_is_alone(clusters, lower) -> None:
    given = {"clusters": clusters, "level": Decimal("0.9"), "lower_is_better": lower}
    alone, together = (list(every_pair(_scores(), flipped=most, **given)) for most in (FLIPPED, 0))
    assert [(one.first, one.second) for one in alone] == [(one.first, one.second) for one in together]
    assert {one.p_method for one in alone} == {PERMUTATION}
    assert {one.p_method for one in together} == {STUDENT}
    for one, other in zip(alone, together, strict=True):
        assert (other.mean_first, other.mean_second) == pytest.approx((one.mean_first, one.mean_second))
        expected, found = ({**asdict(each.pair), "level": 0.9} for each in (one, other))
        assert other.pair.level == Decimal("0.9")
        assert one.pair == paired(_scores()[one.first], _scores()[one.second], **given)
        t = expected["t"]
        expected["p_value"] = None if t is None else student_tails(t, df=expected["clusters"] - 1)
        assert found == pytest.approx(expected, abs=1e-12)


def test_differences_that_do_not_differ_have_no_error_either_way() -> None:
    for most in (FLIPPED, 0):
        pair = next(one.pair for one in every_pair(_scores(), flipped=most) if (one.first, one.second) == ("A", "same"))
        assert (pair.error, pair.t, pair.interval_low) == (0, None, None)
        assert pair.mean_difference == pytest.approx(-0.25)


def test_pairs_with_little_in_common_are_left_out() -> None:
    assert MINIMUM == 5
    assert not [one for one in every_pair(_scores()) if "few" in {one.first, one.second}]
    found = list(every_pair(_scores(), minimum=1))
    assert min(one.pair.n_common for one in found) in {1, 2}
    assert [one.first for one in found] == sorted((one.first for one in found), key="ABCDEsamefew".index)
    assert not list(every_pair({}))
    exact = {"A": {f"q{n}": 0.1 for n in range(5)}, "B": {f"q{n}": 0.2 for n in range(5)}}
    assert [len(list(every_pair(exact, flipped=most, minimum=5))) for most in (FLIPPED, 0)] == [1, 1]
    assert not list(every_pair(exact, minimum=6))


def test_bad_scores_and_minimums_are_refused() -> None:
    with pytest.raises(InputError, match="the score of B on q is inf"):
        list(every_pair({"A": {"q": 0.1}, "B": {"q": float("inf")}}))
    with pytest.raises(InputError, match="a minimum of 0"):
        list(every_pair({}, minimum=0))
