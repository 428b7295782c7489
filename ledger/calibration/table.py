"""The calibration table: for each bin, how often it was said, how often it happened, and how sure one can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.calibration.bins import CENTRED, Bins, scheme_for
from ledger.calibration.fold import folded
from ledger.calibration.intervals import DEFAULT_LEVEL, interval_named
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION, from_ppm
from ledger.errors import InputError

Row = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationRow:
    """One bin that holds forecasts.

    `low` and `high` are its edges, `happened` the sum of outcomes and `expected` the sum of probabilities, all exact;
    `mean_probability` and `frequency` are these two sums over `n`, rounded once; the interval is for the frequency.
    """

    bin: int
    low: Decimal
    high: Decimal
    n: int
    happened: Decimal
    expected: Decimal
    mean_probability: float
    frequency: float
    interval_low: float
    interval_high: float
    level: Decimal
    interval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BinSums:
    """The forecasts of a bin as rows (p_ppm, y_ppm, n), and their sums: how many, what was said, what came of it."""

    cells: Sequence[Row]
    n: int
    p_ppm: int
    y_ppm: int


def calibration_table(
    tally: Tally, *, bins: str = CENTRED.name, level: Decimal = DEFAULT_LEVEL, interval: str = "wilson"
) -> tuple[CalibrationRow, ...]:
    """A row for each bin that holds forecasts, by rising probability; every forecast is in exactly one.

    `bins` is a name for `scheme_for`, `interval` one for `interval_named`, `level` lies between 0 and 1. Bins that fold
    take the tally folded at 50 %. An `InputError` for other names or levels, and for a tally with negative counts.

    >>> (row,) = calibration_table(Tally({(800_000, 1_000_000): 35, (800_000, 0): 13}))
    >>> row.bin, row.low, row.high, row.n, row.expected, row.frequency
    (8, Decimal('0.75'), Decimal('0.85'), 48, Decimal('38.4'), 0.7291666666666666)
    """
    scheme, sums = sorted_into_bins(tally, bins)
    return tuple(row_of(number, held, scheme, level=level, interval=interval) for number, held in sums.items())


def sorted_into_bins(tally: Tally, bins: str) -> tuple[Bins, Mapping[int, BinSums]]:
    """The scheme of that name for the tally, and what each of its bins holds, by rising number, without empty ones.

    An `InputError` for an unknown name and for a tally with negative counts.

    >>> [held.n for held in sorted_into_bins(Tally({(800_000, 0): 3}), "10")[1].values()]
    [3]
    """
    for (p_ppm, _), n in tally.items():
        if n < 0:
            raise InputError(f"the tally counts {n} forecasts of {p_ppm} parts per million")
    scheme = scheme_for(bins, tally)
    members: dict[int, list[Row]] = {}
    for (p_ppm, y_ppm), n in (folded(tally) if scheme.folds else tally).items():
        members.setdefault(scheme.place(p_ppm), []).append((p_ppm, y_ppm, n))
    return scheme, {number: _summed(members[number]) for number in sorted(members)}


def _summed(cells: Sequence[Row]) -> BinSums:
    counts, said, came = zip(*((n, n * p_ppm, n * y_ppm) for p_ppm, y_ppm, n in cells), strict=True)
    return BinSums(cells=cells, n=sum(counts), p_ppm=sum(said), y_ppm=sum(came))


def row_of(number: int, held: BinSums, scheme: Bins, *, level: Decimal, interval: str) -> CalibrationRow:
    """The row of one bin."""
    low, high = scheme.bounds(number)
    happened = from_ppm(held.y_ppm)
    ends = interval_named(interval)(happened=happened, n=held.n, level=level, cells=held.cells)
    # Dividing two integers rounds once, however large they are.
    return CalibrationRow(
        bin=number,
        low=from_ppm(low),
        high=from_ppm(high),
        n=held.n,
        happened=happened,
        expected=from_ppm(held.p_ppm),
        mean_probability=held.p_ppm / (held.n * MILLION),
        frequency=held.y_ppm / (held.n * MILLION),
        interval_low=ends[0],
        interval_high=ends[1],
        level=level,
        interval=interval,
    )
