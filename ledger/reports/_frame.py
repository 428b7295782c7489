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
    return _framed(columns, dict(zip(columns, values, strict=True)))


def frame_of_columns(columns: Mapping[str, Kind], pieces: Iterable[Mapping[str, Sequence[Scalar]]]) -> pd.DataFrame:
    """The same of rows given piece by piece, each column by its name; what no column is called is left out.

    >>> frame_of_columns({"p": "decimal"}, [{"p": ["0.7"], "key": [1]}, {"p": [None], "key": [2]}])["p"].tolist()
    ['0.7', <NA>]
    """
    frames = [_framed(columns, piece) for piece in pieces] or [_framed(columns, dict.fromkeys(columns, ()))]
    frame = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    frame.attrs = frames[0].attrs
    return frame


def _framed(columns: Mapping[str, Kind], values: Mapping[str, Sequence[Scalar]]) -> pd.DataFrame:
    frame = pd.DataFrame({name: _series(values[name], DTYPES[kind]) for name, kind in columns.items()})
    frame.attrs["decimals"] = [name for name, kind in columns.items() if kind == "decimal"]
    return frame


def _series(values: Sequence[Scalar], dtype: str) -> pd.Series:
    """Nothing at all, as many columns of a big table hold, is made several times as fast by itself."""
    if not values or (values[0] is None and values.count(None) == len(values)):
        return pd.Series(None, index=range(len(values)), dtype=dtype)
    return pd.Series(list(values), dtype=dtype)


def joined(words: Sequence[str]) -> str | None:
    """Several words in one cell, separated by spaces; None for none."""
    return " ".join(words) or None
