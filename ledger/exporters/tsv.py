"""Tab-separated values, quoted like CSV where a cell holds a tab or a line break."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from ledger.exporters.csv import write_separated

if TYPE_CHECKING:
    import pandas as pd


def write(frame: pd.DataFrame, stream: TextIO, *, spreadsheet_safe: bool = False) -> None:
    """A header and one record for each row; missing values are empty cells."""
    write_separated(frame, stream, separator="\t", spreadsheet_safe=spreadsheet_safe)
