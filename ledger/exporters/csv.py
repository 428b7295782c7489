"""Comma-separated values as RFC 4180 describes them, with line feeds and without a byte order mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from ledger.exporters._cells import header, text_columns

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
    columns = [_quoted(cells, separator) for cells in text_columns(frame, spreadsheet_safe=spreadsheet_safe)]
    if len(columns) == 1:
        # An empty line would be no record at all.
        columns = [[cell or '""' for cell in columns[0]]]
    columns[-1] = [f"{cell}\n" for cell in columns[-1]]
    stream.writelines(map(separator.join, zip(*columns, strict=True)))


def record(cells: Sequence[str], separator: str = ",") -> str:
    r"""One record. Cells with a separator, a quote or any line break are quoted: a lone CR ends a line, too.

    >>> record(["a", "c,d", "e\rf"])
    'a,"c,d","e\rf"\n'
    """
    return (separator.join(_quoted(list(cells), separator)) if list(cells) != [""] else '""') + "\n"


def _quoted(cells: list[str], separator: str) -> list[str]:
    """The cells as they stand in a file; that none needs quotes is seen faster of all of them at once."""
    special = re.compile(f'[{separator}"\r\n]').search
    if special("".join(cells)) is None:
        return cells
    return ['"{}"'.format(cell.replace('"', '""')) if special(cell) else cell for cell in cells]
