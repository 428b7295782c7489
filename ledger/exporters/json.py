"""Tables as JSON: a list of objects, one on each line, with exact numbers as text."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Final, TextIO

from ledger.core.characters import json_safe
from ledger.core.numbers import float_text

if TYPE_CHECKING:
    import pandas as pd

Scalar = str | int | float | bool | None
DECIMALS: Final = "decimals"


def write(frame: pd.DataFrame, stream: TextIO, *, spreadsheet_safe: bool = False, numbers: bool = False) -> None:
    """A JSON list of the rows; `spreadsheet_safe` changes nothing here."""
    _ = spreadsheet_safe
    lines = [dumps(row) for row in records(frame, numbers=numbers)]
    stream.write("[" + "".join(f"{',' if at else ''}\n{line}" for at, line in enumerate(lines)) + "\n]\n")


def dumps(row: dict[str, Scalar]) -> str:
    """One row as JSON on one line; what would control a terminal or hide itself is an escape."""
    return json_safe(json.dumps(row, ensure_ascii=False, allow_nan=False))


def records(frame: pd.DataFrame, *, numbers: bool = False) -> list[dict[str, Scalar]]:
    """The rows as dictionaries: decimals and floats as text that reads back to the same number, missing as None.

    With `numbers` both are plain numbers; only an infinite score stays the text "inf", which JSON has no number for.
    """
    names = [str(name) for name in frame.columns]
    exact = frozenset(frame.attrs.get(DECIMALS, ()))
    columns = [_values(frame.iloc[:, at], numbers=numbers, exact=name in exact) for at, name in enumerate(names)]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: pd.Series, *, numbers: bool, exact: bool) -> list[Scalar]:
    absent = column.isna().tolist()
    return [
        None if missing else _value(value, numbers=numbers, exact=exact)
        for value, missing in zip(column.tolist(), absent, strict=True)
    ]


def _value(value: Scalar, *, numbers: bool, exact: bool) -> Scalar:
    if isinstance(value, float):
        return value if numbers and math.isfinite(value) else float_text(value)
    if exact and numbers and isinstance(value, str):
        return float(value)
    return value
