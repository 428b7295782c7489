"""The codebook: what every column of every table means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.query import Term
from ledger.reports import DEFAULTS, REPORTS, Choices
from ledger.reports._codebook import Described, codebook
from ledger.reports._frame import Kind, frame_of
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "table": "text",
    "column": "text",
    "type": "text",
    "unit": "text",
    "range": "text",
    "meaning": "text",
    "as_of": "integer",
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """One row for each column of each table, whatever the terms; the same for every ledger."""
    del terms, choices
    return frame_about((one for table in REPORTS for one in codebook(table)), snapshot.entry)


def frame_about(columns: Iterable[Described], entry: int) -> pd.DataFrame:
    """The codebook of these columns."""
    rows = ((one.table, one.column, one.type, one.unit or None, one.range or None, one.meaning) for one in columns)
    return frame_of(COLUMNS, ((*row, entry) for row in rows))
