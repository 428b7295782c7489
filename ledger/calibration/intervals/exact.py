"""The exact interval of Clopper and Pearson."""

from decimal import Decimal

from ledger.calibration.intervals.beta import beta_quantile
from ledger.calibration.intervals.kind import Cells, Ends, hits_and_misses
from ledger.calibration.intervals.levels import DEFAULT_LEVEL, tail_of


def clopper_pearson(
    *,
    happened: Decimal,
    n: int,
    level: Decimal = DEFAULT_LEVEL,
    cells: Cells = (),  # noqa: ARG001 - for other kinds
) -> Ends:
    """Every rate under which neither so many nor so few is rarer than a tail of `level`: never too narrow, often wide.

    Clopper and Pearson (1934), doi 10.1093/biomet/26.4.404, by quantiles of the beta distribution. `happened` of `n`,
    from 0 to n; for a fraction these quantiles lie between those of its neighbours. `level` lies between 0 and 1.
    Nothing happened: the lower end is exactly 0; everything: the upper is exactly 1. n = 0 says nothing: 0 and 1. An
    `InputError` outside these ranges.

    >>> [round(end, 4) for end in clopper_pearson(happened=Decimal(5), n=25)]
    [0.0683, 0.407]
    """
    hits, misses = hits_and_misses(happened, n)
    tail = tail_of(level)
    low = beta_quantile(tail, hits, misses + 1) if hits else 0.0
    high = 1 - beta_quantile(tail, misses, hits + 1) if misses else 1.0
    return low, high
