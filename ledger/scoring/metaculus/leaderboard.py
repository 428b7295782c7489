"""Places, takes and prizes from points, as the platform's leaderboards reckon them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from typing import Final

from ledger.errors import InputError

_LEAST_COVERAGE: Final = 30
_LEAST_COUNT: Final = 40


def peer_global(*, sum_score: float, coverage: float) -> float:
    """Sum of peer points / max(30, sum of coverage): a few lucky questions do not make a leader; higher is better.

    >>> peer_global(sum_score=600, coverage=12.5), peer_global(sum_score=600, coverage=40)
    (20.0, 15.0)
    """
    return sum_score / max(_LEAST_COVERAGE, coverage)


def peer_global_legacy(*, sum_score: float, count: int) -> float:
    """Sum of peer points / max(40, number of questions); higher is better.

    >>> peer_global_legacy(sum_score=600, count=12), peer_global_legacy(sum_score=600, count=60)
    (15.0, 10.0)
    """
    return sum_score / max(_LEAST_COUNT, count)


def tournament_take(scores: Sequence[float], *, weights: Sequence[float] | None = None) -> float:
    """max(sum of score x weight of the question, 0) squared: what decides about prizes; 0 or more.

    An `InputError` where there is not one weight for each score, or a number is not finite.

    >>> tournament_take([50, -20]), tournament_take([50, -20], weights=[1, 0.5]), tournament_take([-30])
    (900.0, 1600.0, 0.0)
    """
    if weights is not None and len(weights) != len(scores):
        raise InputError(f"{len(weights)} weights do not match {len(scores)} scores")
    weights = [1.0] * len(scores) if weights is None else weights
    _check_finite([*scores, *weights], noun="number")
    return max(math.fsum(map(mul, scores, weights)), 0.0) ** 2


def legacy_take(*, score: float, coverage: float) -> float:
    """Coverage x exp(relative score in bits): the take of old tournaments; 0 or more.

    >>> legacy_take(score=0, coverage=0.5)
    0.5
    """
    return coverage * math.exp(score)


def prize_shares(takes: Sequence[float], *, minimum: float = 0.0) -> list[float]:
    """The share of the prize pool, 0 to 1, that goes to each take.

    Takes below 0 count as 0. The smallest (of equal ones the last) is dropped while its share of those that are left
    is below `minimum`; the rest is shared out in proportion. All 0 where no take is above 0. An `InputError` for a
    minimum outside [0, 1] or a take that is not a finite number.

    >>> prize_shares([6, 3, 1], minimum=0.25)
    [0.6666666666666666, 0.3333333333333333, 0.0]
    """
    if not 0 <= minimum <= 1:
        raise InputError(f"the minimum share {minimum} is not between 0 and 1")
    _check_finite(takes, noun="take")
    order = sorted((place for place, take in enumerate(takes) if take > 0), key=lambda place: -takes[place])
    totals = list(accumulate(takes[place] for place in order))
    kept = len(order)
    while kept and takes[order[kept - 1]] < minimum * totals[kept - 1]:
        kept -= 1
    paid = set(order[:kept])
    return [take / totals[kept - 1] if place in paid else 0.0 for place, take in enumerate(takes)]


def _check_finite(values: Sequence[float], *, noun: str) -> None:
    for place, value in enumerate(values, 1):
        if not math.isfinite(value):
            raise InputError(f"{noun} {place} is {value}, which is not a finite number")


@dataclass(frozen=True, slots=True, kw_only=True)
class MedalRanks:
    """The last rank that still gets each medal."""

    gold: int
    silver: int
    bronze: int


def medal_ranks(entries: int) -> MedalRanks:
    """Gold for the first 1 % of the entries, rounded up, silver for 2 %, bronze for 5 %; at least one rank, two, three.

    An `InputError` for fewer than no entries.

    >>> medal_ranks(250)
    MedalRanks(gold=3, silver=5, bronze=13)
    """
    if entries < 0:
        raise InputError(f"{entries} entries cannot be ranked")
    gold, silver, bronze = (max(-(-entries * percent // 100), least) for percent, least in ((1, 1), (2, 2), (5, 3)))
    return MedalRanks(gold=gold, silver=silver, bronze=bronze)
