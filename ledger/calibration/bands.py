"""Bands around the CORP curve: where it would run if every probability were right, and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ledger.calibration.intervals import tail_of
from ledger.calibration.redraw import RESAMPLES, SEED, chances_of, pooled, redraws
from ledger.calibration.tally import Tally

LEVEL = Decimal("0.9")


@dataclass(frozen=True, slots=True, kw_only=True)
class BandPoint:
    """Both ends of a band at one stated probability, as frequencies 0 to 1."""

    p_ppm: int
    low: float
    high: float


def consistency_band(
    tally: Tally, *, level: Decimal = LEVEL, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[BandPoint, ...]:
    """Where the curve of a perfect forecaster of the same questions runs, at each stated probability.

    Outcomes are drawn from what was said, the isotonic fit is made again, and at each probability the middle `level` of
    the fits is kept: it lies around the diagonal, and a curve outside of it is a sign of miscalibration there, one
    probability at a time. An `InputError` unless `level` lies between 0 and 1, and for fewer than one resample.
    Dimitriadis, Gneiting and Jordan (2021), doi 10.1073/pnas.2016191118.

    >>> consistency_band(Tally({(800_000, 1_000_000): 7, (800_000, 0): 3}))
    (BandPoint(p_ppm=800000, low=0.6, high=1.0),)
    """
    return _band(tally, chances_of(tally), level=level, resamples=resamples, seed=seed)


def confidence_band(
    tally: Tally, *, level: Decimal = LEVEL, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[BandPoint, ...]:
    """How far the curve could have run otherwise, at each stated probability: outcomes are drawn from the curve itself.

    It lies around the curve. Where the curve is at 0 or 1 nothing else can be drawn and the band has no width: it
    is too narrow there. Otherwise as `consistency_band`.

    >>> confidence_band(Tally({(800_000, 1_000_000): 7, (800_000, 0): 3}))
    (BandPoint(p_ppm=800000, low=0.4, high=0.9),)
    """
    cells = tally.by_probability()
    blocks = pooled([cell.n for cell in cells], [cell.happened for cell in cells])
    fitted = [Fraction(hits, n * tally.UNIT) for n, hits, places in blocks for _ in range(places)]
    return _band(tally, fitted, level=level, resamples=resamples, seed=seed)


def _band(
    tally: Tally, chances: Sequence[Fraction], *, level: Decimal, resamples: int, seed: int
) -> tuple[BandPoint, ...]:
    tail_of(level)  # refuses what is no level
    # Not from the rounded tail: 0.05 of 1,000 is 50, and not 49.
    cut = int((1 - level) * resamples / 2)
    cells = tally.by_probability()
    counts = [cell.n for cell in cells]
    fits = [_fit(counts, draw) for draw in redraws(counts, chances, resamples=resamples, seed=seed)]
    columns = (sorted(column) for column in zip(*fits, strict=True))
    return tuple(
        BandPoint(p_ppm=cell.p_ppm, low=column[cut], high=column[-1 - cut])
        for cell, column in zip(cells, columns, strict=True)
    )


def _fit(counts: Sequence[int], happened: Sequence[int]) -> list[float]:
    fitted: list[float] = []
    for n, hits, places in pooled(counts, happened):
        fitted += [hits / n] * places
    return fitted
