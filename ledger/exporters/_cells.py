"""Cells as text: exact decimals as they are, floats at their shortest, nothing where nothing is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ledger.core.characters import printable
from ledger.core.numbers import float_text

if TYPE_CHECKING:
    import pandas as pd

# What spreadsheets take for the beginning of a formula, with the full-width forms that some of them fold.
FORMULA: Final = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

_BREAK: Final = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def name_of(frame: pd.DataFrame) -> str:
    """What the table of the frame is called."""
    return str(frame.attrs.get("table", "table"))


def decimals_of(frame: pd.DataFrame) -> list[str]:
    """The columns of exact decimals, which are text in the frame."""
    return list(frame.attrs.get("decimals", ()))


def numeric(frame: pd.DataFrame) -> list[bool]:
    """Of each column whether it holds numbers, and so stands to the right."""
    return [dtype.kind in "iuf" for dtype in frame.dtypes]


def shown_lines(cell: str) -> list[str]:
    r"""The lines of a cell, with what one would not see as escapes.

    >>> shown_lines("a\r\nb\x1b")
    ['a', 'b\\x1b']
    """
    return list(map(printable, _BREAK.split(cell)))


def text_rows(frame: pd.DataFrame, *, spreadsheet_safe: bool = False) -> Iterator[tuple[str, ...]]:
    """The rows of a frame as text, without its header."""
    columns = [_texts(frame.iloc[:, at], spreadsheet_safe=spreadsheet_safe) for at in range(frame.shape[1])]
    return zip(*columns, strict=True)


def header(frame: pd.DataFrame) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(map(str, frame.columns))


def _texts(column: pd.Series, *, spreadsheet_safe: bool) -> list[str]:
    absent = column.isna().tolist()
    values = column.tolist()
    return [
        "" if missing else _text(value, spreadsheet_safe=spreadsheet_safe)
        for value, missing in zip(values, absent, strict=True)
    ]


def _text(value: object, *, spreadsheet_safe: bool) -> str:
    if isinstance(value, str):
        # An apostrophe makes a spreadsheet show the cell as text instead of computing it.
        return f"'{value}" if spreadsheet_safe and value.startswith(FORMULA) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return float_text(value) if isinstance(value, float) else str(value)
