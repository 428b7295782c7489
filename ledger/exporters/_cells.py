"""Cells as text: exact decimals as they are, floats at their shortest, nothing where nothing is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from ledger.core.characters import printable
from ledger.core.numbers import float_text

if TYPE_CHECKING:
    import pandas as pd

# What spreadsheets take for the beginning of a formula, with the full-width forms that some of them fold.
FORMULA: Final = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

_SPELLED: Final = {True: "true", False: "false"}
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
    return zip(*text_columns(frame, spreadsheet_safe=spreadsheet_safe), strict=True)


def text_columns(frame: pd.DataFrame, *, spreadsheet_safe: bool = False) -> list[list[str]]:
    """The columns of a frame as text."""
    return [_texts(frame.iloc[:, at], spreadsheet_safe=spreadsheet_safe) for at in range(frame.shape[1])]


def header(frame: pd.DataFrame) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(map(str, frame.columns))


def _texts(column: pd.Series, *, spreadsheet_safe: bool) -> list[str]:
    """Whole columns at a time: most hold text as it is, or nothing at all."""
    absent = column.isna()
    if absent.all():
        return [""] * len(column)
    if column.dtype == "string":
        texts: list[str] = column.fillna("").tolist()
        return list(map(_neutral, texts)) if spreadsheet_safe else texts
    spelled = _spelling(column)
    if not absent.any():
        return list(map(spelled, column.tolist()))
    return ["" if missing else spelled(value) for value, missing in zip(column.tolist(), absent.tolist(), strict=True)]


def _spelling(column: pd.Series) -> Callable[[Any], str]:
    return {"b": _SPELLED.__getitem__, "f": float_text}.get(column.dtype.kind, str)


def _neutral(text: str) -> str:
    # An apostrophe makes a spreadsheet show the cell as text instead of computing it.
    return f"'{text}" if text.startswith(FORMULA) else text
