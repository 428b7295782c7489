"""Baseline points: how much better a forecast was than spreading everything evenly, 0 for an even spread."""

import math
from collections.abc import Sequence
from typing import Final

from ledger.errors import InputError
from ledger.scoring.metaculus.held import NOTHING, Held, Life, Points, scale_of

OUT_OF_BOUNDS: Final = 0.05
"""What an even spread gives to what lies beyond each open end of a scale."""


def baseline_points(held: Held, *, bucket: int, open_bounds: int = 0) -> float:
    """The points of one forecast at one moment, higher is better: 0 for an even spread over the buckets.

    Options: 100 ln(p N) / ln N for the probability p of what happened and the N options there were when the forecast
    was made (100 (log2 p + 1) for a binary question). Scales: 50 ln(p / u) for the share u that an even spread gives:
    0.05 out of bounds, else (1 - 0.05 `open_bounds`) / buckets. An `InputError` for other than 0, 1 or 2 open bounds.

    >>> baseline_points(Held(forecaster="A", pmf=(0.75, 0.25), start=0), bucket=1)
    -100.0
    """
    probability = held.probability(bucket)
    if held.continuous:
        return scale_of([held]) * math.log(probability / _even(len(held.pmf), bucket=bucket, open_bounds=open_bounds))
    options = sum(share is not None for share in held.pmf)
    return scale_of([held]) * math.log(probability * options) / math.log(options)


def _even(buckets: int, *, bucket: int, open_bounds: int) -> float:
    if open_bounds not in {0, 1, 2}:
        raise InputError(f"a scale has two ends, so {open_bounds} of them cannot be open")
    if bucket in {0, buckets - 1}:
        return OUT_OF_BOUNDS
    return (1 - OUT_OF_BOUNDS * open_bounds) / (buckets - 2)


def baseline(held: Sequence[Held], *, bucket: int, life: Life, open_bounds: int = 0) -> list[Points]:
    """Baseline points of each forecast, weighted by the share of the horizon for which it stood.

    The horizon runs to the *scheduled* close, so a question that ended early pays nothing for the rest: without that,
    it would pay to shout early about what can only end early. A forecaster's score is the sum over his forecasts, and
    so is his coverage.

    >>> life = Life(opened=0, closes=10, ended=5)
    >>> baseline([Held(forecaster="A", pmf=(0.5, 0.5), start=1)], bucket=1, life=life)
    [Points(points=0.0, coverage=0.4)]
    """
    return [
        Points(points=share * baseline_points(one, bucket=bucket, open_bounds=open_bounds), coverage=share)
        for one, share in ((one, life.share(one.start, one.end)) for one in held)
    ]


def spot_baseline(held: Sequence[Held], *, bucket: int, at: float, open_bounds: int = 0) -> list[Points]:
    """Baseline points of each forecast that stands at a moment, with coverage 1; nothing for the others.

    >>> spot_baseline([Held(forecaster="A", pmf=(0.5, 0.5), start=0, end=3)], bucket=1, at=3)
    [Points(points=0.0, coverage=0.0)]
    """
    return [
        Points(points=baseline_points(one, bucket=bucket, open_bounds=open_bounds), coverage=1.0)
        if one.stands(at)
        else NOTHING
        for one in held
    ]
