"""What a perfect forecaster would get: a statistic over outcomes drawn from the probabilities that were said."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import mul

from ledger.calibration.bins import CENTRED, FITTED, scheme_for
from ledger.calibration.fold import folded
from ledger.calibration.redraw import RESAMPLES, SEED, chances_of, pooled, redraws
from ledger.calibration.tally import Tally
from ledger.errors import InputError

HIGH = 0.95
_TIE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Null:
    """A statistic beside its values for a perfect forecaster of the same questions.

    `mean` and `high` (the 95 % point) are of those values; `p_value` = (1 + k) / (1 + resamples), where k of them are
    at least `observed`: 0 to 1, small means that chance does not explain it.
    """

    observed: float
    mean: float
    high: float
    p_value: float
    resamples: int
    seed: int


def null_of(
    statistic: Callable[[Tally], float | None], tally: Tally, *, resamples: int = RESAMPLES, seed: int = SEED
) -> Null | None:
    """The null distribution of any statistic that is greater for worse calibration.

    Outcomes are drawn as yes or no, each with the probability that was said, every forecast by itself: one row for each
    question. None where the statistic is, or where it is in every draw; draws in which it is not defined are left out
    of all figures. Davison and Hinkley (1997). An `InputError` for fewer than one resample or negative counts.

    >>> def gap(tally: Tally) -> float:
    ...     return abs(float(tally.happened) - 4.5)
    >>> null_of(gap, Tally({(900_000, 1_000_000): 2, (900_000, 0): 3})).high
    1.5
    """
    observed = statistic(tally)
    cells = tally.by_probability()
    drawn = redraws([cell.n for cell in cells], chances_of(tally), resamples=resamples, seed=seed)
    if observed is None:
        return None
    said = [(cell.p_ppm, cell.n) for cell in cells]
    values = (statistic(_tally(type(tally), said, draw)) for draw in drawn)
    return _summary(observed, [value for value in values if value is not None], seed=seed)


def null_of_miscalibration(tally: Tally, *, resamples: int = RESAMPLES, seed: int = SEED) -> Null | None:
    """`null_of` the miscalibration of CORP for the Brier score, the quick way; None for an empty tally.

    >>> null = null_of_miscalibration(Tally({(800_000, 1_000_000): 35, (800_000, 0): 13}))
    >>> round(null.observed, 6), null.high > null.observed
    (0.005017, True)
    """
    cells, unit = tally.by_probability(), tally.UNIT
    if not cells:
        return None
    p, counts = [cell.p_ppm for cell in cells], [cell.n for cell in cells]
    squares, total = sum(cell.n * cell.p_ppm**2 for cell in cells), sum(counts)

    def miscalibration(happened: Sequence[int], whole: int) -> float:
        # Sums of (p - y)^2 less those of (fitted - y)^2; the squares of the outcomes cancel.
        both: int = sum(map(mul, p, happened))
        said = (squares * whole - 2 * unit * both) / (unit * unit * whole)
        fitted = math.fsum(hits * hits / n for n, hits, _ in pooled(counts, happened))
        return (said + fitted / (whole * whole)) / total

    drawn = redraws(counts, chances_of(tally), resamples=resamples, seed=seed)
    observed = miscalibration([cell.happened for cell in cells], unit)
    return _summary(observed, [miscalibration(draw, 1) for draw in drawn], seed=seed)


def null_of_calibration_error(
    tally: Tally, *, bins: str = CENTRED.name, resamples: int = RESAMPLES, seed: int = SEED
) -> Null | None:
    """`null_of` the expected calibration error by bins, the quick way; None for an empty tally.

    An `InputError` for bins that follow the outcomes (`corp`), and for unknown ones.

    >>> null = null_of_calibration_error(Tally({(800_000, 1_000_000): 3, (800_000, 0): 1}))
    >>> round(null.observed, 6), null.resamples, null.seed
    (0.05, 1000, 1)
    """
    if bins in FITTED:
        raise InputError(f"{bins} bins follow the outcomes, so every draw has its own", hint="take other bins")
    scheme = scheme_for(bins, tally)
    turned = folded(tally) if scheme.folds else tally
    cells, unit = turned.by_probability(), turned.UNIT
    if not cells:
        return None
    ends = _last_places([scheme.place(cell.p_ppm) for cell in cells])
    said = _apart(list(accumulate(cell.n * cell.p_ppm for cell in cells)), ends)
    total = sum(cell.n for cell in cells) * unit

    def error(happened: Iterable[int], scale: int) -> float:
        came = _apart(list(accumulate(happened)), ends)
        return sum(abs(scale * hits - parts) for hits, parts in zip(came, said, strict=True)) / total

    drawn = redraws([cell.n for cell in cells], chances_of(turned), resamples=resamples, seed=seed)
    observed = error((cell.happened for cell in cells), 1)
    return _summary(observed, [error(draw, unit) for draw in drawn], seed=seed)


def _tally(kind: type[Tally], said: Iterable[tuple[int, int]], draw: Iterable[int]) -> Tally:
    counts: dict[tuple[int, int], int] = {}
    for (p_ppm, n), happened in zip(said, draw, strict=True):
        counts[p_ppm, kind.UNIT], counts[p_ppm, 0] = happened, n - happened
    return kind(counts)


def _last_places(numbers: Sequence[int]) -> list[int]:
    return [place for place, (one, following) in enumerate(pairwise((*numbers, -1))) if one != following]


def _apart(totals: Sequence[int], ends: Sequence[int]) -> list[int]:
    reached = [totals[end] for end in ends]
    return [more - less for less, more in pairwise((0, *reached))]


def _summary(observed: float, values: Sequence[float], *, seed: int) -> Null | None:
    if not values:
        return None
    count = len(values)
    return Null(
        observed=observed,
        mean=math.fsum(values) / count,
        high=sorted(values)[math.ceil(HIGH * count) - 1],
        p_value=(1 + sum(value >= observed - _TIE for value in values)) / (1 + count),
        resamples=count,
        seed=seed,
    )
