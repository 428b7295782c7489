"""The consistency range: where the frequency of a bin would lie if every probability in it were right."""

from decimal import Decimal

from ledger.calibration.counts import Distribution, poisson_binomial
from ledger.calibration.intervals.kind import Cells, Ends, hits_and_misses
from ledger.calibration.intervals.levels import DEFAULT_LEVEL, tail_of
from ledger.errors import InputError


def consistency(*, happened: Decimal, n: int, level: Decimal = DEFAULT_LEVEL, cells: Cells = ()) -> Ends:
    """The range of happened / n that holds `level` of the time if what was said is right; it lies around what was said.

    The ends are those of `count_range` over n; Broecker and Smith (2007), doi 10.1175/WAF993.1. `happened` is only
    checked. n = 0 says nothing: 0 and 1. An `InputError` if the cells do not hold n forecasts.

    >>> consistency(happened=Decimal(2), n=4, level=Decimal("0.9"), cells=[(900_000, 0, 2), (900_000, 1_000_000, 2)])
    (0.5, 1.0)
    """
    hits_and_misses(happened, n)
    counted = sum(row[2] for row in cells)
    if counted != n:
        raise InputError(f"the bin holds {n} forecasts, but what was said is known of {counted}")
    low, high = count_range(poisson_binomial((p_ppm, count) for p_ppm, _, count in cells), level=level)
    return (low / n, high / n) if n else (0.0, 1.0)


def count_range(distribution: Distribution, *, level: Decimal = DEFAULT_LEVEL) -> tuple[int, int]:
    """The least and the greatest count to be expected: half of what `level` leaves out lies on either side.

    `level` lies between 0 and 1.

    >>> count_range(poisson_binomial([(900_000, 4)]), level=Decimal("0.9"))
    (2, 4)
    """
    tail = tail_of(level)
    return distribution.quantile(tail), distribution.quantile(1 - tail)
