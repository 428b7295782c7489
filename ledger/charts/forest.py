"""A forest plot in plain text: a cell for each row, with an interval, its value, and a line that all share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 24

Marks = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A value with the ends of its interval; None where there is none."""

    value: float
    low: float | None
    high: float | None


def forest(
    rows: Sequence[Interval], *, line: float | None = None, width: int = WIDTH, ascii_only: bool = False
) -> list[str]:
    """A cell of `width` columns for each row, all on one scale; `line` is marked in each, where it lies on the scale.

    >>> forest([Interval(value=0.5, low=0, high=1), Interval(value=2, low=1, high=4)], line=1, width=9, ascii_only=True)
    ['-o+      ', '  +-o----']
    """
    if not rows:
        return []
    ends = [end for row in rows for end in (row.value, row.low, row.high, line) if end is not None]
    low, high = min(ends), max(ends)
    scale = (width - 1) / ((high - low) or 1)

    def column(value: float) -> int:
        return round((value - low) * scale)

    marks = ("-", "o", ":", "+") if ascii_only else ("─", "●", "┊", "┼")
    return [_cell(row, line, column, marks, width) for row in rows]


def _cell(row: Interval, line: float | None, column: Callable[[float], int], marks: Marks, width: int) -> str:
    bar, dot, mark, crossed = marks
    cells = [" "] * width
    if row.low is not None and row.high is not None:
        start, end = column(row.low), column(row.high)
        cells[start : end + 1] = bar * (end + 1 - start)
    if line is not None:
        cells[column(line)] = mark if cells[column(line)] == " " else crossed
    cells[column(row.value)] = dot
    return "".join(cells)
