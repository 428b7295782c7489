"""Frames with fixed columns: the same types whatever the rows hold, even where there are none."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

import pandas as pd

Kind = Literal["text", "decimal", "integer", "number", "flag"]
Scalar = str | int | float | bool | None

# Decimals stay the exact text that the ledger keeps; "number" is for what is a float by nature.
DTYPES: Final[Mapping[Kind, str]] = {
    "text": "string",
    "decimal": "string",
    "integer": "Int64",
    "number": "float64",
    "flag": "boolean",
}


def frame_of(columns: Mapping[str, Kind], rows: Iterable[Sequence[Scalar]]) -> pd.DataFrame:
    """A frame of rows given in the order of the columns; `attrs["decimals"]` names the columns of exact decimals.

    >>> frame_of({"p": "decimal", "n": "integer"}, [("0.7", 3), (None, 1)]).dtypes.map(str).to_dict()
    {'p': 'string', 'n': 'Int64'}
    """
    kept = list(rows)
    values: Iterable[Sequence[Scalar]] = zip(*kept, strict=True) if kept else [()] * len(columns)
    series = {
        name: pd.Series(list(column), dtype=DTYPES[kind])
        for (name, kind), column in zip(columns.items(), values, strict=True)
    }
    frame = pd.DataFrame(series)
    frame.attrs["decimals"] = [name for name, kind in columns.items() if kind == "decimal"]
    return frame


def joined(words: Sequence[str]) -> str | None:
    """Several words in one cell, separated by spaces; None for none."""
    return " ".join(words) or None
