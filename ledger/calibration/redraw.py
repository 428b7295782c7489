"""Outcomes drawn anew: what might have come of the same forecasts, by numbers that are the same on every machine."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from random import Random

from ledger.calibration.counts import binomial
from ledger.calibration.tally import Tally
from ledger.errors import InputError

RESAMPLES = 1000
SEED = 1


def redraws(
    counts: Sequence[int], chances: Sequence[Fraction], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Iterator[tuple[int, ...]]:
    """`resamples` draws of how often it happens in each of `counts` tries, each of the probability at its place.

    Exact at every size: the cumulative binomial distribution, built from the most likely count outwards, is inverted at
    one number of the Mersenne Twister for each place and draw, all draws of a place in one go. An `InputError` for
    fewer than one draw.

    >>> list(redraws([10, 3], [Fraction(1, 2), Fraction(1)], resamples=3))
    [(3, 3), (7, 3), (6, 3)]
    """
    if resamples < 1:
        raise InputError(f"{resamples} resamples are too few", hint="give 1 or more, such as 1000")
    number = Random(seed).random  # noqa: S311 - it draws samples, not secrets
    columns = [_column(n, p, [number() for _ in range(resamples)]) for n, p in zip(counts, chances, strict=True)]
    return iter(zip(*columns, strict=True)) if columns else iter([()] * resamples)


def _column(n: int, p: Fraction, numbers: Sequence[float]) -> list[int]:
    distribution = binomial(n, p)
    # Without the last, which would be 1 but for rounding: a number beyond the others can only mean the last count.
    reached = list(accumulate(distribution.mass[:-1]))
    return [distribution.first + bisect_right(reached, number) for number in numbers]


def chances_of(tally: Tally) -> list[Fraction]:
    """The stated probabilities of a tally, by rising probability.

    >>> chances_of(Tally({(250_000, 0): 2}))
    [Fraction(1, 4)]
    """
    return [Fraction(cell.p_ppm, tally.UNIT) for cell in tally.by_probability()]


def pooled(counts: Sequence[int], happened: Sequence[int]) -> list[tuple[int, int, int]]:
    """The blocks of the isotonic fit as (n, happened, how many places they span): pool-adjacent-violators on integers.

    The quick way for thousands of fits; `corp.blocks` is the same of one tally.

    >>> pooled([1, 1, 2], [1, 0, 2])
    [(2, 1, 2), (2, 2, 1)]
    """
    done: list[tuple[int, int, int]] = []
    for n, hits in zip(counts, happened, strict=True):
        span = 1
        while done and done[-1][1] * n >= hits * done[-1][0]:
            before, earlier, wide = done.pop()
            n, hits, span = n + before, hits + earlier, span + wide
        done.append((n, hits, span))
    return done
