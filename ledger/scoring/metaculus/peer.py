"""Peer points: how much better a forecast was than the geometric mean of the others, 0 on average."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby, pairwise
from operator import itemgetter

from ledger.errors import InputError
from ledger.scoring.metaculus.held import NOTHING, Held, Life, Points, scale_of
from ledger.scoring.metaculus.pmf import Pmf
from ledger.scoring.metaculus.steps import Steps


def against_others(scores: Sequence[float]) -> list[float]:
    """Each score less the mean of the others: they add up to 0; a single one has nobody beside it and gets 0.

    >>> against_others([-1, 1, 2])
    [-2.5, 0.5, 2.0]
    """
    total, others = math.fsum(scores), len(scores) - 1
    return [score - (total - score) / others if others else 0.0 for score in scores]


def peer(held: Sequence[Held], *, bucket: int, life: Life, base: Collection[str] | None = None) -> list[Points]:
    """Points of each forecast against the others who stand at the same time, weighted by the share of the horizon.

    At every moment 100 ln(p / geometric mean of the others' p) for the probability p of what happened (50 ln for a
    scale); 0 while nobody else stands. That is 100 n / (n - 1) ln(p / geometric mean of all n). `base` names those
    whose forecasts the mean is taken over (default: everybody); a forecaster outside it, such as a bot, is measured
    against all of it. The work grows as n log n in the number of forecasts. An `InputError` where two forecasts of
    one forecaster in the base stand at once.

    >>> held = [Held(forecaster=name, pmf=(1 - p, p), start=0) for name, p in [("A", 0.5), ("B", 0.25)]]
    >>> [round(one.points, 3) for one in peer(held, bucket=1, life=Life(opened=0, closes=10, ended=5))]
    [34.657, -34.657]
    """
    scale, members = scale_of(held), {one.forecaster for one in held} if base is None else base
    stood = [
        (*life.cut(one.start, one.end), math.log(one.probability(bucket)), one.forecaster in members) for one in held
    ]
    _refuse_overlaps(one for one in held if one.forecaster in members)
    running = _running((start, end, log) for start, end, log, is_in in stood if is_in)
    others = {True: _Others(running, itself=1), False: _Others(running, itself=0)}
    return [
        Points(points=scale * others[is_in].lead(log, start, end) / life.horizon, coverage=life.share(start, end))
        for start, end, log, is_in in stood
    ]


def _refuse_overlaps(held: Iterable[Held]) -> None:
    ordered = sorted(held, key=lambda one: (one.forecaster, one.start, one.end))
    for one, after in pairwise(ordered):
        if one.forecaster == after.forecaster and after.start < one.end:
            raise InputError(f"two forecasts of {one.forecaster} stand at {after.start}", hint="end the first there")


def _running(spans: Iterable[tuple[float, float, float]]) -> list[tuple[float, int, Fraction]]:
    """From (start, end, log p) of each forecast: how many stand from each moment on, and the sum of their logs."""
    some = [(start, end, log) for start, end, log in spans if start < end]
    events = [(start, 1, log) for start, _, log in some] + [(end, -1, log) for _, end, log in some]
    # In fractions, so that who has left leaves no trace, and the order of coming does not matter.
    running, count, total = [], 0, Fraction(0)
    for time, together in groupby(sorted(events), key=itemgetter(0)):
        for _, sign, log in together:
            count, total = count + sign, total + sign * Fraction(log)
        running.append((time, count, total))
    return running


class _Others:
    """The others of a forecast as integrals over time: its log x leads the n with sum L by (n x - L) / (n - itself).

    `itself` is 1 for a forecast among the n, 0 for one outside; the lead is 0 where nobody else stands.
    """

    __slots__ = ("_own", "_sum")

    def __init__(self, running: Sequence[tuple[float, int, Fraction]], *, itself: int) -> None:
        times = [time for time, _, _ in running]
        own = [count / (count - itself) if count > itself else 0.0 for _, count, _ in running]
        logs = [float(total / (count - itself)) if count > itself else 0.0 for _, count, total in running]
        self._own, self._sum = Steps(times, own), Steps(times, logs)

    def lead(self, log: float, start: float, end: float) -> float:
        """The integral of a forecast's lead from start to end."""
        return log * self._own.integral(start, end) - self._sum.integral(start, end)


def spot_peer(held: Sequence[Held], *, bucket: int, at: float, base: Collection[str] | None = None) -> list[Points]:
    """Peer points of each forecast that stands at a moment, with coverage 1; nothing for the others. See `peer`.

    >>> held = [Held(forecaster=name, pmf=(1 - p, p), start=0) for name, p in [("A", 0.5), ("B", 0.25)]]
    >>> [round(one.points, 3) for one in spot_peer(held, bucket=1, at=5)]
    [69.315, -69.315]
    """
    frozen = [replace(one, start=0, end=math.inf) for one in held if one.stands(at)]
    scored = iter(peer(frozen, bucket=bucket, life=Life(opened=0, closes=1, ended=1), base=base))
    return [next(scored) if one.stands(at) else NOTHING for one in held]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """The geometric mean of the shares that stand from `start` on.

    `compared` counts the forecasters in it, as the platform does: 0 where there is only one, with nobody beside him.
    """

    start: float
    compared: int
    pmf: Pmf


def geometric_means(held: Sequence[Held]) -> list[Mean]:
    """The geometric mean of all shares that stand, bucket by bucket, from each moment at which one starts or ends.

    Where an option did not exist yet, "Other" stands for it. A moment at which nobody stands has no mean. The work
    grows with the square of the number of forecasts; `peer` does not need it.

    >>> held = [Held(forecaster="A", pmf=(0.5, 0.5), start=0), Held(forecaster="B", pmf=(0.5, 0.5), start=1, end=2)]
    >>> [(mean.start, mean.compared) for mean in geometric_means(held)]
    [(0, 0), (1, 2), (2, 0)]
    """
    scale_of(held)
    times = sorted({time for one in held for time in (one.start, one.end) if math.isfinite(time)})
    crowds = ((time, [one for one in held if one.stands(time)]) for time in times)
    return [
        Mean(start=time, compared=len(crowd) if len(crowd) > 1 else 0, pmf=_mean(crowd))
        for time, crowd in crowds
        if crowd
    ]


def _mean(crowd: Sequence[Held]) -> Pmf:
    filled = [[one.pmf[-1] if share is None else share for share in one.pmf] for one in crowd]
    return tuple(_geometric(shares) for shares in zip(*filled, strict=True))


def _geometric(shares: Iterable[float | None]) -> float:
    given = [share or 0.0 for share in shares]
    return math.exp(math.fsum(map(math.log, given)) / len(given)) if min(given) > 0 else 0.0
