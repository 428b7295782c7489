"""Effective: how sure a bin is where its forecasts share their fate, each cluster weighing as one outcome."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from ledger.calibration.bins import scheme_for
from ledger.calibration.counts import binomial, mid_p
from ledger.calibration.details import BinDetails
from ledger.calibration.intervals import interval_named
from ledger.calibration.intervals.consistency import count_range
from ledger.calibration.table import CalibrationRow
from ledger.core.numbers import MILLION, from_ppm
from ledger.services.calibrate import Calibration
from ledger.services.clustering import clusters_of
from ledger.services.tallying import turned

Row = TypeVar("Row", bound=CalibrationRow)


def effective_counts(table: Calibration) -> Mapping[int, int]:
    """Of how many independent forecasts each bin is worth at least, where that is fewer than it holds.

    n^2 / sum of n_q^2 over the clusters of the bin, rounded down, at least 1: what is left if all forecasts of a
    cluster come out alike. Kish (1965), Survey Sampling. Nothing where it is not known what goes together.
    """
    kin = table.count.kin or ()
    scheme = scheme_for(table.bins, table.tally)
    shares: dict[int, Counter[int]] = {}
    for one, cluster in zip(kin, clusters_of(kin), strict=True):
        place = scheme.place((turned(one) if scheme.folds else one).p_ppm)
        shares.setdefault(place, Counter())[cluster] += 1
    counts = {place: list(some.values()) for place, some in shares.items()}
    return {
        place: max(1, sum(some) ** 2 // sum(n * n for n in some)) for place, some in counts.items() if max(some) > 1
    }


def with_effective(rows: Sequence[Row], counts: Mapping[int, int]) -> tuple[Row, ...]:
    """The rows with intervals, ranges and mid-p of the effective counts; n and all sums stay those of the rows."""
    return tuple(_scaled(row, counts[row.bin]) if row.bin in counts and row.n else row for row in rows)


def _scaled(row: Row, n: int) -> Row:
    came, said = Fraction(row.frequency), Fraction(row.mean_probability)
    happened = from_ppm(min(n * MILLION, round(came * n * MILLION)))
    cells = [(round(said * MILLION), 0, n)]
    low, high = interval_named(row.interval)(happened=happened, n=n, level=row.level, cells=cells)
    scaled = replace(row, interval_low=low, interval_high=high)
    if not isinstance(scaled, BinDetails):
        return scaled
    distribution = binomial(n, said)
    least, most = count_range(distribution, level=row.level)
    # As many times as large as for n, rounded outwards.
    return replace(
        scaled,
        consistent_low=least * row.n // n,
        consistent_high=-(-most * row.n // n),
        mid_p=mid_p(distribution, Fraction(happened)),
    )
