"""The calibration table: for each bin, how often it was said, how often it happened, and how sure one can be."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ledger.calibration.bins import Bins, bins_named
from ledger.calibration.intervals import DEFAULT_LEVEL, interval_named
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION, from_ppm
from ledger.errors import InputError


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


def calibration_table(
    tally: Tally, *, bins: str = "centred11", level: Decimal = DEFAULT_LEVEL, interval: str = "wilson"
) -> tuple[CalibrationRow, ...]:
    """A row for each bin that holds forecasts, by rising probability; every forecast is in exactly one.

    `bins` is a name for `bins_named`, `interval` one for `interval_named`, `level` lies between 0 and 1. An
    `InputError` for other names or levels, and for a tally with negative counts.

    >>> (row,) = calibration_table(Tally({(800_000, 1_000_000): 35, (800_000, 0): 13}))
    >>> row.bin, row.low, row.high, row.n, row.expected, row.frequency
    (8, Decimal('0.75'), Decimal('0.85'), 48, Decimal('38.4'), 0.7291666666666666)
    """
    scheme = bins_named(bins)
    sums = _sums_by_bin(tally, scheme)
    return tuple(_row(number, sums[number], scheme, level=level, interval=interval) for number in sorted(sums))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    n: int
    p_ppm: int
    y_ppm: int


def _sums_by_bin(tally: Tally, scheme: Bins) -> dict[int, _Sums]:
    members: dict[int, list[tuple[int, int, int]]] = {}
    for (p_ppm, y_ppm), n in tally.items():
        if n < 0:
            raise InputError(f"the tally counts {n} forecasts of {p_ppm} parts per million")
        members.setdefault(scheme.place(p_ppm), []).append((p_ppm, y_ppm, n))
    return {number: _summed(cells) for number, cells in members.items()}


def _summed(cells: Iterable[tuple[int, int, int]]) -> _Sums:
    counts, said, came = zip(*((n, n * p_ppm, n * y_ppm) for p_ppm, y_ppm, n in cells), strict=True)
    return _Sums(n=sum(counts), p_ppm=sum(said), y_ppm=sum(came))


def _row(number: int, sums: _Sums, scheme: Bins, *, level: Decimal, interval: str) -> CalibrationRow:
    low, high = scheme.bounds(number)
    happened = from_ppm(sums.y_ppm)
    ends = interval_named(interval)(happened=happened, n=sums.n, level=level)
    # Dividing two integers rounds once, however large they are.
    return CalibrationRow(
        bin=number,
        low=from_ppm(low),
        high=from_ppm(high),
        n=sums.n,
        happened=happened,
        expected=from_ppm(sums.p_ppm),
        mean_probability=sums.p_ppm / (sums.n * MILLION),
        frequency=sums.y_ppm / (sums.n * MILLION),
        interval_low=ends[0],
        interval_high=ends[1],
        level=level,
        interval=interval,
    )
