"""Comma-separated values as RFC 4180 describes them, with line feeds and without a byte order mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from ledger.exporters._cells import header, text_rows

if TYPE_CHECKING:
    import pandas as pd


def write(frame: pd.DataFrame, stream: TextIO, *, spreadsheet_safe: bool = False) -> None:
    """A header and one record for each row; missing values are empty cells.

    `spreadsheet_safe` puts an apostrophe before text that a spreadsheet would run as a formula.
    """
    write_separated(frame, stream, separator=",", spreadsheet_safe=spreadsheet_safe)


def write_separated(frame: pd.DataFrame, stream: TextIO, *, separator: str, spreadsheet_safe: bool = False) -> None:
    """The same with another separator."""
    stream.write(record(header(frame), separator))
    stream.writelines(record(row, separator) for row in text_rows(frame, spreadsheet_safe=spreadsheet_safe))


def record(cells: Sequence[str], separator: str = ",") -> str:
    r"""One record. Cells with a separator, a quote or any line break are quoted: a lone CR ends a line, too.

    >>> record(["a", "c,d", "e\rf"])
    'a,"c,d","e\rf"\n'
    """
    if list(cells) == [""]:
        # An empty line would be no record at all.
        return '""\n'
    special = frozenset(f'{separator}"\r\n')
    return separator.join(_quoted(cell) if special.intersection(cell) else cell for cell in cells) + "\n"


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
