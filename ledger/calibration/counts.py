"""How many of some forecasts come true if every probability is right: the distribution of that count."""

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import accumulate
from operator import mul
from statistics import NormalDist
from typing import Protocol

from ledger.core.numbers import MILLION
from ledger.errors import InputError

SLACK = 1e-12
"""A share that is missed by less than this counts as reached: 95 % said once is 0 or 1 time, not by a rounding."""

EXACT_UP_TO = 400
"""The greatest variance of a count whose distribution is convolved; beyond it, the refined normal approximation."""

_LEAST = 1e-20
_FARTHEST = 6.0


class Distribution(Protocol):
    """What is asked of the distribution of a count."""

    def at_most(self, count: int) -> float:
        """The probability of that count or fewer, 0 to 1."""

    def at_least(self, count: int) -> float:
        """The probability of that count or more, 0 to 1, exact where it is small."""

    def quantile(self, share: float) -> int:
        """The least count that is not exceeded with probability `share`, give or take `SLACK`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A distribution over whole numbers: `mass[i]` is the probability of `first + i`; the masses add up to 1.

    Adding two gives that of the sum of two independent counts.

    >>> (binomial(1, Fraction(1, 2)) + binomial(1, Fraction(1, 2))).mass
    (0.25, 0.5, 0.25)
    """

    first: int
    mass: tuple[float, ...]

    def at_most(self, count: int) -> float:
        """The probability of that count or fewer, 0 to 1."""
        return math.fsum(self.mass[: max(count - self.first + 1, 0)])

    def at_least(self, count: int) -> float:
        """The probability of that count or more, 0 to 1, exact where it is small."""
        return math.fsum(self.mass[max(count - self.first, 0) :])

    def quantile(self, share: float) -> int:
        """The least count that is not exceeded with probability `share`, give or take `SLACK`."""
        reached = list(accumulate(self.mass[:-1]))
        return self.first + bisect_left(reached, share - SLACK)

    def __add__(self, other: "Counts") -> "Counts":
        short, long = sorted((self.mass, other.mass), key=len)
        edge = (0.0,) * (len(short) - 1)
        padded, turned = edge + long + edge, short[::-1]
        # fsum, because sum() of floats is rounded differently by different versions of Python
        mass = [
            math.fsum(map(mul, turned, padded[place : place + len(short)])) for place in range(len(long) + len(edge))
        ]
        return _trimmed(self.first + other.first, mass)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefinedNormal:
    """The normal approximation of a count from 0 to `most`, with continuity and skewness corrected.

    P(X <= k) = Phi(x) + skewness (1 - x^2) phi(x) / 6 at x = (k + 1/2 - mean) / deviation: Volkova (1996). At a
    variance of 400 and more it is off by less than 0.0001.
    """

    mean: float
    deviation: float
    skewness: float
    most: int

    def at_most(self, count: int) -> float:
        """The probability of that count or fewer, 0 to 1."""
        return self._tail(count + 0.5 - self.mean, self.skewness) if count < self.most else 1.0

    def at_least(self, count: int) -> float:
        """The probability of that count or more, 0 to 1, exact where it is small."""
        return self._tail(self.mean - count + 0.5, -self.skewness) if count > 0 else 1.0

    def _tail(self, distance: float, skewness: float) -> float:
        x = max(-_FARTHEST, min(_FARTHEST, distance / self.deviation))
        normal = NormalDist()
        return min(max(normal.cdf(x) + skewness * (1 - x * x) * normal.pdf(x) / 6, 0.0), 1.0)

    def quantile(self, share: float) -> int:
        """The least count that is not exceeded with probability `share`, give or take `SLACK`."""
        return bisect_left(range(self.most), share - SLACK, key=self.at_most)


def binomial(n: int, p: Fraction) -> Counts:
    """How often something of probability p happens in n tries; masses below 1e-20 of the greatest are left out.

    Built from the most likely count outwards by the ratio of neighbours, then scaled to add up to 1, so nothing
    overflows and no logarithm is rounded. An `InputError` for a negative n or a p outside [0, 1].

    >>> binomial(4, Fraction(9, 10)).quantile(0.05)
    2
    """
    if n < 0 or not 0 <= p <= 1:
        raise InputError(f"{n} tries of probability {p} make no distribution")
    if p in {0, 1}:
        return Counts(first=n * int(p), mass=(1.0,))
    mode = (n + 1) * p.numerator // p.denominator
    odds = p.numerator / (p.denominator - p.numerator)
    up, down = [1.0], [1.0]
    for count in range(mode, n):
        up.append(up[-1] * ((n - count) / (count + 1) * odds))
        if up[-1] < _LEAST:
            break
    for count in range(mode, 0, -1):
        down.append(down[-1] * (count / ((n - count + 1) * odds)))
        if down[-1] < _LEAST:
            break
    weights = down[:0:-1] + up
    total = math.fsum(weights)
    return Counts(first=mode - len(down) + 1, mass=tuple([weight / total for weight in weights]))


def poisson_binomial(cells: Iterable[tuple[int, int]]) -> Distribution:
    """How many come true of n forecasts of each p, for rows (p_ppm, n): independent, each with its own probability.

    Exact, by convolving one binomial distribution for each probability, up to a variance of 400; beyond it the refined
    normal approximation. An `InputError` for a negative n or a probability outside [0, 1].

    >>> poisson_binomial([(900_000, 4)]).at_most(2)
    0.0523
    >>> poisson_binomial([(900_000, 10_000)]).quantile(0.5)
    9000
    """
    counted: dict[int, int] = {}
    for p_ppm, n in cells:
        if n < 0 or not 0 <= p_ppm <= MILLION:
            raise InputError(f"{n} forecasts of {p_ppm} parts per million make no distribution")
        counted[p_ppm] = counted.get(p_ppm, 0) + n
    variance = Fraction(sum(n * p * (MILLION - p) for p, n in counted.items()), MILLION**2)
    if variance > EXACT_UP_TO:
        return _refined(counted, float(variance))
    parts = (binomial(n, Fraction(p, MILLION)) for p, n in sorted(counted.items()))
    return reduce(lambda one, other: one + other, parts, Counts(first=0, mass=(1.0,)))


def _refined(counted: dict[int, int], variance: float) -> RefinedNormal:
    third = sum(n * p * (MILLION - p) * (MILLION - 2 * p) for p, n in counted.items()) / MILLION**3
    return RefinedNormal(
        mean=sum(n * p for p, n in counted.items()) / MILLION,
        deviation=math.sqrt(variance),
        skewness=third / variance**1.5,
        most=sum(counted.values()),
    )


def _trimmed(first: int, mass: list[float]) -> Counts:
    kept = [place for place, share in enumerate(mass) if share >= _LEAST]
    return Counts(first=first + kept[0], mass=tuple(mass[kept[0] : kept[-1] + 1]))


def mid_p(distribution: Distribution, count: Fraction | int) -> float:
    """How surprising a count is, on both sides, 0 to 1; small means surprising.

    Twice the smaller of P(X < count) + P(X = count)/2 and P(X > count) + P(X = count)/2, at most 1: the mid-P value of
    Lancaster (1961). A count that is no whole number, from fractional outcomes, has no mass of its own.

    >>> round(mid_p(poisson_binomial([(900_000, 4)]), 2), 4)
    0.056
    """
    down, up = math.floor(count), math.ceil(count)
    below = distribution.at_most(up - 1) + distribution.at_most(down)
    above = distribution.at_least(down + 1) + distribution.at_least(up)
    return min(below, above, 1.0)
