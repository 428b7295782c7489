"""CORP: how often it happened as a rising step curve of what was said, without bins, and scores split by it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ledger.calibration.logarithms import ln_ratio
from ledger.calibration.tally import Cell, Tally
from ledger.registry import unknown_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A step of the curve: the stated probabilities from `p_low_ppm` to `p_high_ppm`, and how often it happened."""

    p_low_ppm: int
    p_high_ppm: int
    n: int
    happened: Decimal
    frequency: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decomposition:
    """A mean score as miscalibration - discrimination + uncertainty, all at least 0.

    Lower miscalibration and higher discrimination are better; uncertainty belongs to the questions. Score and
    miscalibration are infinite together, if a certain forecast was wrong under the logarithmic score.
    """

    rule: str
    score: float
    miscalibration: float
    discrimination: float
    uncertainty: float


class _Pool(NamedTuple):
    low: int
    high: int
    n: int
    happened: int
    # The Brier scores in it, less its squared outcomes, in parts squared.
    excess: int


def blocks(tally: Tally) -> tuple[Block, ...]:
    """The steps of the rising curve that fits best, by rising probability; their frequencies rise strictly.

    Pool-adjacent-violators on whole numbers: equal probabilities are one cell, neighbours whose frequencies do not
    rise are pooled. Ayer and others (1955), doi 10.1214/aoms/1177728423.

    >>> [(block.p_low_ppm, block.n, block.frequency) for block in blocks(Tally({(1, 0): 1, (2, 0): 1, (3, 1): 1}))]
    [(1, 2, 0.0), (3, 1, 1e-06)]
    """
    return tuple(
        Block(
            p_low_ppm=pool.low,
            p_high_ppm=pool.high,
            n=pool.n,
            happened=tally.wholes(pool.happened),
            frequency=pool.happened / (pool.n * tally.UNIT),
        )
        for pool in _pools(tally.by_probability())
    )


def _pools(cells: tuple[Cell, ...]) -> list[_Pool]:
    pools: list[_Pool] = []
    for p, n, happened, _ in cells:
        pool = _Pool(p, p, n, happened, n * p * p - 2 * p * happened)
        # Cross-multiplied, so that no division decides which is larger.
        while pools and pools[-1].happened * pool.n >= pool.happened * pools[-1].n:
            before = pools.pop()
            pool = _Pool(
                before.low,
                p,
                before.n + pool.n,
                before.happened + pool.happened,
                before.excess + pool.excess,
            )
        pools.append(pool)
    return pools


def corp(tally: Tally, *, rule: str = "brier") -> Decomposition | None:
    """The mean Brier score (0 to 1) or logarithmic score (nats) as miscalibration - discrimination + uncertainty.

    Miscalibration is what recalibrating by the curve of `blocks` would save, discrimination what that curve saves over
    the overall frequency, uncertainty the score of that frequency. None for an empty tally; an `InputError` for other
    rules. Even a perfect forecaster has some miscalibration: never show it without what such a one would get.
    Dimitriadis, Gneiting and Jordan (2021), doi 10.1073/pnas.2016191118.

    >>> split = corp(Tally({(800_000, 1_000_000): 35, (800_000, 0): 13}))
    >>> round(split.score, 6), round(split.miscalibration, 6), split.discrimination, round(split.uncertainty, 6)
    (0.2025, 0.005017, 0.0, 0.197483)
    """
    if rule not in _SPLITS:
        raise unknown_name("decomposed scoring rule", rule, known=_SPLITS)
    return _SPLITS[rule](tally) if tally.by_probability() else None


def _brier(tally: Tally) -> Decomposition:
    cells, scale = tally.by_probability(), tally.UNIT**2
    pools = _pools(cells)
    n, happened = sum(cell.n for cell in cells), sum(cell.happened for cell in cells)
    squares, excess = sum(cell.squares for cell in cells), sum(pool.excess for pool in pools)
    # Each term is one division of whole numbers and at least 0, so rounding makes no component negative.
    over = math.fsum((pool.excess * pool.n + pool.happened**2) / pool.n for pool in pools)
    apart = math.fsum((pool.happened * n - happened * pool.n) ** 2 / (pool.n * n * n) for pool in pools)
    return Decomposition(
        rule="brier",
        score=(excess + squares) / (n * scale),
        miscalibration=over / (n * scale),
        discrimination=apart / (n * scale),
        uncertainty=(squares * n - happened**2) / (n * n * scale),
    )


def _log(tally: Tally) -> Decomposition:
    cells, unit = tally.by_probability(), tally.UNIT
    n, happened = sum(cell.n for cell in cells), sum(cell.happened for cell in cells)
    said = [_surprise(cell.happened, cell.n * unit - cell.happened, cell.p_ppm, unit) for cell in cells]
    best = [_entropy(pool.happened, pool.n * unit) for pool in _pools(cells)]
    whole = _entropy(happened, n * unit)
    # Neither can be negative but for rounding.
    return Decomposition(
        rule="log",
        score=math.fsum(said) / (n * unit),
        miscalibration=max(0.0, math.fsum((*said, *(-part for part in best))) / (n * unit)),
        discrimination=max(0.0, math.fsum((whole, *(-part for part in best))) / (n * unit)),
        uncertainty=whole / (n * unit),
    )


def _entropy(happened: int, whole: int) -> float:
    return _surprise(happened, whole - happened, happened, whole)


def _surprise(happened: int, missed: int, part: int, whole: int) -> float:
    yes = happened * -ln_ratio(part, whole) if happened else 0.0
    no = missed * -ln_ratio(whole - part, whole) if missed else 0.0
    return yes + no


_SPLITS: dict[str, Callable[[Tally], Decomposition]] = {"brier": _brier, "log": _log}
