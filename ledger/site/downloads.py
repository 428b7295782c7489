"""Tables as the files that people download."""

import io
from typing import TYPE_CHECKING

from ledger.exporters.csv import write

if TYPE_CHECKING:
    import pandas as pd


def csv_of(frame: "pd.DataFrame") -> str:
    """A table as CSV in which no cell can be read as a formula."""
    stream = io.StringIO(newline="")
    write(frame, stream, spreadsheet_safe=True)
    return stream.getvalue()
