"""How often the outcome of a numeric or date question was at most a quantile: one row for each level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import CONTEXT, calibrations
from ledger.reports._frame import Kind, frame_of
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "level": "decimal",
    "n": "integer",
    "n_below_or_equal": "integer",
    "rate": "number",
    "interval_low": "number",
    "interval_high": "number",
    "interval_level": "decimal",
    "interval": "text",
    **CONTEXT,
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """The table has its columns and no rows: every question of this ledger is answered by yes or no.

    `ledger.calibration.quantiles` works the rows out for forecasts of numbers that are given as arrays.
    """
    calibrations(snapshot, terms, choices)  # what is asked for is checked as everywhere
    return frame_of(COLUMNS, ())
