"""The calibration table by time: each forecast weighs as long as it stood."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ledger.calibration.bins import CENTRED, Bins, scheme_for
from ledger.calibration.intervals import DEFAULT_LEVEL, interval_named
from ledger.calibration.table import CalibrationRow
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION, from_ppm
from ledger.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedCell:
    """`n` forecasts that said p_ppm, came out as y_ppm, and stood for `weight` seconds together.

    Who counts a prediction under one probability can give n = 0 for the others that it passed through.
    """

    p_ppm: int
    y_ppm: int
    weight: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedRow(CalibrationRow):
    """A row by time: `frequency` and `mean_probability` are by seconds, n and the interval by number of forecasts.

    `weight` is the seconds of the bin; `happened` and `expected` are n times the two means, to six digits.
    """

    weight: int


def weighted_table(
    cells: Iterable[WeightedCell],
    *,
    bins: str = CENTRED.name,
    level: Decimal = DEFAULT_LEVEL,
    interval: str = "wilson",
) -> tuple[WeightedRow, ...]:
    """A row for each bin in which any time was spent, by rising probability.

    The interval takes the frequency by time as if each forecast of the bin had had that share of a success: long-lived
    forecasts make it too narrow. Bins made from the forecasts take their number, not their time. An `InputError` for
    unknown names or levels, negative counts or weights, and parts outside 0..1,000,000.

    >>> held = [WeightedCell(p_ppm=700_000, y_ppm=1_000_000, weight=300, n=1)]
    >>> (row,) = weighted_table([*held, WeightedCell(p_ppm=650_000, y_ppm=0, weight=100, n=1)])
    >>> row.frequency, row.mean_probability, row.n, row.weight
    (0.75, 0.6875, 2, 400)
    """
    kept = [_checked(cell) for cell in cells]
    tally = Tally.from_rows((cell.p_ppm, cell.y_ppm, cell.n) for cell in kept)
    scheme = scheme_for(bins, tally)
    members: dict[int, list[WeightedCell]] = {}
    for cell in kept:
        if cell.weight:
            turned = _folded(cell) if scheme.folds else cell
            members.setdefault(scheme.place(cell.p_ppm), []).append(turned)
    return tuple(_row(number, members[number], scheme, level=level, interval=interval) for number in sorted(members))


def _checked(cell: WeightedCell) -> WeightedCell:
    for name, value in (("count", cell.n), ("weight", cell.weight)):
        if value < 0:
            raise InputError(f"the {name} of forecasts of {cell.p_ppm} parts per million is {value}")
    return cell


def _folded(cell: WeightedCell) -> WeightedCell:
    if 2 * cell.p_ppm >= MILLION:
        return cell
    return WeightedCell(p_ppm=MILLION - cell.p_ppm, y_ppm=MILLION - cell.y_ppm, weight=cell.weight, n=cell.n)


def _row(number: int, cells: list[WeightedCell], scheme: Bins, *, level: Decimal, interval: str) -> WeightedRow:
    n, weight = sum(cell.n for cell in cells), sum(cell.weight for cell in cells)
    said = sum(cell.weight * cell.p_ppm for cell in cells)
    came = sum(cell.weight * cell.y_ppm for cell in cells)
    happened = from_ppm(n * came // weight)
    low, high = scheme.bounds(number)
    counted = [(cell.p_ppm, cell.y_ppm, cell.n) for cell in cells]
    ends = interval_named(interval)(happened=happened, n=n, level=level, cells=counted)
    return WeightedRow(
        bin=number,
        low=from_ppm(low),
        high=from_ppm(high),
        n=n,
        happened=happened,
        expected=from_ppm(n * said // weight),
        mean_probability=said / (weight * MILLION),
        frequency=came / (weight * MILLION),
        interval_low=ends[0],
        interval_high=ends[1],
        level=level,
        interval=interval,
        weight=weight,
    )
