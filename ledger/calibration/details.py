"""All about each bin of a calibration table: its row, what was to be expected, and what it adds to the score."""

from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction

from ledger.calibration.bins import CENTRED
from ledger.calibration.counts import mid_p, poisson_binomial
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.intervals.consistency import count_range
from ledger.calibration.table import BinSums, CalibrationRow, row_of, sorted_into_bins
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION
from ledger.errors import InputError

KAPPA = 10
"""How many forecasts weigh as much as what was said, in the shrunk frequency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BinDetails(CalibrationRow):
    """A row of the calibration table with more to it.

    `consistent_low` to `consistent_high` of n are to be expected at `level` if every probability is right, and `mid_p`
    says how surprising the count is then (0 to 1, small is surprising). `shrunk` is the frequency drawn towards what
    was said, 0 to 1, by the weight of `kappa` forecasts. `gap` is frequency - mean_probability, -1 to 1: below 0 what
    was said was too high. `miscalibration` (lower is better) and `discrimination` (higher is better), both from 0, are
    what the bin adds to these parts of the Brier score by bins, Murphy (1973).
    """

    consistent_low: int
    consistent_high: int
    mid_p: float
    shrunk: float
    kappa: int
    gap: float
    miscalibration: float
    discrimination: float


def bin_details(
    tally: Tally,
    *,
    bins: str = CENTRED.name,
    level: Decimal = DEFAULT_LEVEL,
    interval: str = "wilson",
    kappa: int = KAPPA,
) -> tuple[BinDetails, ...]:
    """A row for each bin that holds forecasts, as `calibration_table` gives it, with everything else about the bin.

    `kappa` is 0 or more. Errors as there, and an `InputError` for a negative kappa.

    >>> (row,) = bin_details(Tally({(900_000, 1_000_000): 2, (900_000, 0): 2}), level=Decimal("0.9"))
    >>> row.consistent_low, row.consistent_high, round(row.mid_p, 3), round(row.shrunk, 2), row.gap
    (2, 4, 0.056, 0.79, -0.4)
    """
    if kappa < 0:
        raise InputError(f"kappa is {kappa}; a weight is 0 or more")
    scheme, sums = sorted_into_bins(tally, bins)
    total = sum(held.n for held in sums.values())
    base = Fraction(sum(held.y_ppm for held in sums.values()), max(total, 1) * MILLION)
    return tuple(
        _detailed(row_of(number, held, scheme, level=level, interval=interval), held, total, base, kappa)
        for number, held in sums.items()
    )


def _detailed(row: CalibrationRow, held: BinSums, total: int, base: Fraction, kappa: int) -> BinDetails:
    said, came = (Fraction(parts, held.n * MILLION) for parts in (held.p_ppm, held.y_ppm))
    distribution = poisson_binomial((p_ppm, n) for p_ppm, _, n in held.cells)
    low, high = count_range(distribution, level=row.level)
    return BinDetails(
        **{field.name: getattr(row, field.name) for field in fields(CalibrationRow)},
        consistent_low=low,
        consistent_high=high,
        mid_p=mid_p(distribution, Fraction(held.y_ppm, MILLION)),
        shrunk=float((came * held.n + kappa * said) / (held.n + kappa)),
        kappa=kappa,
        gap=float(came - said),
        miscalibration=float(held.n * (said - came) ** 2 / total),
        discrimination=float(held.n * (came - base) ** 2 / total),
    )
