"""Calibration in the large: how much happened beside how much was expected."""

import math
from dataclasses import dataclass
from decimal import Decimal

from ledger.calibration.normal import two_sided
from ledger.calibration.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class InTheLarge:
    """What happened and what was expected, exact sums, and the difference for each forecast.

    `difference` lies in [-1, 1]: positive means that more happened than was said, 0 is best. `error` is its standard
    error if forecasts were independent, None for a single one. `z` and `p_value` test that every probability is right;
    None where all forecasts are certain.
    """

    n: int
    happened: Decimal
    expected: Decimal
    difference: float
    error: float | None
    z: float | None
    p_value: float | None


def in_the_large(tally: Tally) -> InTheLarge | None:
    """The difference between the mean outcome and the mean probability; None for an empty tally.

    z = (Y - sum p) / sqrt(sum p (1 - p)). Cox (1958), doi 10.1093/biomet/45.3-4.562.

    >>> large = in_the_large(Tally({(800_000, 1_000_000): 35, (800_000, 0): 13}))
    >>> large.happened, large.expected, round(large.difference, 6), round(large.z, 6)
    (Decimal('35'), Decimal('38.4'), -0.070833, -1.226869)
    """
    unit, cells = tally.UNIT, tally.by_probability()
    if not cells:
        return None
    n = sum(cell.n for cell in cells)
    happened, expected = sum(cell.happened for cell in cells), sum(cell.n * cell.p_ppm for cell in cells)
    variance = sum(cell.n * cell.p_ppm * (unit - cell.p_ppm) for cell in cells)
    z = (happened - expected) / math.sqrt(variance) if variance else None
    return InTheLarge(
        n=n,
        happened=tally.wholes(happened),
        expected=tally.wholes(expected),
        difference=(happened - expected) / (n * unit),
        error=_error(tally, n, happened - expected),
        z=z,
        p_value=None if z is None else two_sided(z),
    )


def _error(tally: Tally, n: int, difference: int) -> float | None:
    if n == 1:
        return None
    squares = sum(
        cell.n * cell.p_ppm**2 - 2 * cell.p_ppm * cell.happened + cell.squares for cell in tally.by_probability()
    )
    return math.sqrt((squares * n - difference**2) / (n * n * (n - 1))) / tally.UNIT
