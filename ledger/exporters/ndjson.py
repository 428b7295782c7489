"""Tables as newline-delimited JSON: one object for each row, so that streams can be read line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from ledger.exporters.json import dumps, records

if TYPE_CHECKING:
    import pandas as pd


def write(frame: pd.DataFrame, stream: TextIO, *, spreadsheet_safe: bool = False, numbers: bool = False) -> None:
    """One JSON object and a line feed for each row; `spreadsheet_safe` changes nothing here."""
    _ = spreadsheet_safe
    stream.writelines(dumps(row) + "\n" for row in records(frame, numbers=numbers))
