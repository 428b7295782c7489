"""Tables as a sheet of Excel: text stays text, numbers are numbers, and nothing is computed or linked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Final, TextIO

from ledger.core.numbers import float_text
from ledger.errors import RefusedError
from ledger.exporters._binary import bytes_of, missing
from ledger.exporters._cells import decimals_of, header, name_of

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter.worksheet import Worksheet

ROWS: Final = 1_048_576
UNITS: Final = 32_767
"""What a sheet holds in rows, and a cell in UTF-16 units (Microsoft, Excel specifications and limits)."""
DIGITS: Final = 15
"""As many as Excel keeps of a number."""
CREATED: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - the first day that a ZIP can name; it has no time zones
ELSEWHERE: Final = "choose -O csv or -O parquet, or fewer rows with a query"

Cell = str | float | bool | None


def write(frame: pd.DataFrame, stream: TextIO, *, spreadsheet_safe: bool = False) -> None:
    """A workbook with one sheet, whose first row names the columns and stays in sight.

    Numbers with more digits than Excel keeps stay text, as they are. `spreadsheet_safe` changes nothing here: no text
    is a formula. Raises RefusedError for more rows or longer texts than a sheet holds, before anything is written;
    MissingExtraError without XlsxWriter.
    """
    _ = spreadsheet_safe
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise missing("XLSX", "XlsxWriter", "xlsx") from error
    columns = _fitting(frame)
    # A ZIP is other bytes where the stream cannot go back, as in a pipe.
    content = BytesIO()
    with Workbook(content, {"constant_memory": True}) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet(name_of(frame)[:31])
        sheet.freeze_panes(1, 0)
        for at, row in enumerate([header(frame), *zip(*columns, strict=True)]):
            _put(sheet, at, row)
    bytes_of(stream).write(content.getbuffer())


def _fitting(frame: pd.DataFrame) -> list[list[Cell]]:
    """The cells of each column; refused where a sheet cannot hold them."""
    if len(frame) >= ROWS:
        message = f"{len(frame):,} rows and a head are more than the {ROWS:,} that a sheet of Excel holds"
        raise RefusedError(message, hint=ELSEWHERE, code="too_many_rows")
    exact = decimals_of(frame)
    columns = {name: _cells(frame.iloc[:, at], exact=name in exact) for at, name in enumerate(header(frame))}
    for name, cells in columns.items():
        for number, cell in enumerate(cells, 1):
            if isinstance(cell, str) and (units := _units(cell)) > UNITS:
                message = f"{name} of row {number} has {units:,} letters, and a cell of Excel holds {UNITS:,}"
                raise RefusedError(message, hint=ELSEWHERE, code="too_long")
    return list(columns.values())


def _units(text: str) -> int:
    return len(text) if len(text) <= UNITS // 2 else len(text.encode("utf-16-le")) // 2


def _cells(column: pd.Series, *, exact: bool) -> list[Cell]:
    read: Callable[..., Cell] = _decimal if exact else _plain
    return [
        None if absent else read(value) for value, absent in zip(column.tolist(), column.isna().tolist(), strict=True)
    ]


def _decimal(text: str) -> Cell:
    value = Decimal(text)
    return float(value) if value.is_finite() and len(value.as_tuple().digits) <= DIGITS else text


def _plain(value: str | float | bool) -> Cell:  # noqa: FBT001 - a cell, no switch
    if isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**DIGITS else str(value)
    return value if abs(value) < float("inf") else float_text(value)


def _put(sheet: Worksheet, at: int, row: Sequence[Cell]) -> None:
    """One row, each cell by its type: what a text looks like is never asked."""
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(at, column, cell)
        elif isinstance(cell, bool):
            sheet.write_boolean(at, column, cell)
        elif cell is not None:
            sheet.write_number(at, column, cell)
