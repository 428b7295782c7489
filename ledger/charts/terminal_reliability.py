"""The reliability diagram in plain text: a line for each bin of a calibration table."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.calibration.table import CalibrationRow
from ledger.core.numbers import decimal_text

NARROWEST = 60

_BAR = 8
_NARROW_BAR = 5
_ROOMY = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    bar: str
    happened: str
    interval: str
    said: str
    to: str


_UNICODE = _Marks(bar="█", happened="●", interval="─", said="┊", to="\u2013")
_ASCII = _Marks(bar="#", happened="o", interval="-", said=":", to="-")


def reliability_lines(rows: Sequence[CalibrationRow], *, width: int = 80, ascii_only: bool = False) -> list[str]:
    """A line for each row of a calibration table, then the scale and a legend; nothing for no rows.

    Each line has the bin, its n as a number and a bar, and an axis from 0 to 100 % with the frequency, its interval and
    the mean of what was said; the frequency is repeated in figures. Lines fit in `width` columns, from 60 up.

    >>> from ledger.calibration.table import calibration_table
    >>> from ledger.calibration.tally import Tally
    >>> table = calibration_table(Tally({(800_000, 1_000_000): 35, (800_000, 0): 13}))
    >>> print(reliability_lines(table, width=60, ascii_only=True)[0])
    75-85%  n=48 ##### |                   ----o--:-     |  73%
    """
    if not rows:
        return []
    marks = _ASCII if ascii_only else _UNICODE
    heads = _heads(rows, marks, bar=_BAR if width >= _ROOMY else _NARROW_BAR)
    axis = max(width, NARROWEST) - len(heads[0]) - len(" ||  100%")
    body = [f"{head} |{_axis(row, axis, marks)}| {row.frequency:>4.0%}" for head, row in zip(heads, rows, strict=True)]
    return [*body, f"{'':{len(heads[0])}}  {_scale(axis)}", "", _legend(rows[0], marks)]


def _heads(rows: Sequence[CalibrationRow], marks: _Marks, *, bar: int) -> list[str]:
    labels = [_label(row, marks) for row in rows]
    digits = max(len(str(row.n)) for row in rows)
    widest = max(map(len, labels))
    most = max(row.n for row in rows)
    return [
        f"{label:>{widest}}  n={row.n:>{digits}} {marks.bar * _length(row.n, most, bar):<{bar}}"
        for label, row in zip(labels, rows, strict=True)
    ]


def _label(row: CalibrationRow, marks: _Marks) -> str:
    low, high = (decimal_text(edge.scaleb(2)) for edge in (row.low, row.high))
    return f"{low}%" if low == high else f"{low}{marks.to}{high}%"


def _length(n: int, most: int, longest: int) -> int:
    return max(1, (2 * n * longest + most) // (2 * most))


def _axis(row: CalibrationRow, columns: int, marks: _Marks) -> str:
    first, last = _column(row.interval_low, columns), _column(row.interval_high, columns)
    cells = [marks.interval if first <= column <= last else " " for column in range(columns)]
    cells[_column(row.mean_probability, columns)] = marks.said
    cells[_column(row.frequency, columns)] = marks.happened
    return "".join(cells)


def _column(share: float, columns: int) -> int:
    return round(share * (columns - 1))


def _scale(columns: int) -> str:
    return f"0%{'50%':^{columns - 6}}100%"


def _legend(row: CalibrationRow, marks: _Marks) -> str:
    level = decimal_text(row.level.scaleb(2))
    return f"{marks.happened} happened   {marks.interval} {level}% interval   {marks.said} said on average"
