"""The platform's old relative score: bits won against the aggregate of everybody."""

import math
from collections.abc import Sequence

from ledger.errors import InputError
from ledger.scoring.metaculus.held import Held, Life, Points, scale_of
from ledger.scoring.metaculus.steps import Steps


def relative_legacy(
    held: Sequence[Held], *, bucket: int, aggregate: Sequence[Held], opened: float, ended: float
) -> list[Points]:
    """The mean of log2(p / p of the aggregate) over [opened, ended], in bits, higher is better.

    Each entry of `aggregate` stands until the next starts. Coverage is the share of [opened, ended] for which both
    stood; nothing is lost between a forecast and the aggregate's next step. An `InputError` for an aggregate whose
    entries do not start one after the other, or times out of order.

    >>> crowd = [Held(forecaster="crowd", pmf=(0.5, 0.5), start=0)]
    >>> own = [Held(forecaster="A", pmf=(0.0, 1.0), start=4)]
    >>> relative_legacy(own, bucket=1, aggregate=crowd, opened=0, ended=10)
    [Points(points=0.6, coverage=0.6)]
    """
    scale_of([*held, *aggregate])
    life, times = Life(opened=opened, closes=ended, ended=ended), [one.start for one in aggregate]
    if times != sorted(set(times)):
        raise InputError("the entries of an aggregate do not start one after the other")
    there = Steps(times, [1.0] * len(times))
    bits = Steps(times, [math.log2(one.probability(bucket)) for one in aggregate])
    return [_relative(one, bucket=bucket, life=life, there=there, bits=bits) for one in held]


def _relative(one: Held, *, bucket: int, life: Life, there: Steps, bits: Steps) -> Points:
    span = life.cut(one.start, one.end)
    stood = there.integral(*span)
    won = math.log2(one.probability(bucket)) * stood - bits.integral(*span)
    return Points(points=won / life.horizon, coverage=stood / life.horizon)
