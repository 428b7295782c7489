"""What was left out of the calibration table: one row for each reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import CONTEXT, calibrations, context_of
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.excluded import OPEN
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {"reason": "text", "n": "integer", "overdue": "integer", **CONTEXT}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """How many predictions that match the terms were left out for which reason, in the order in which tables list them.

    `overdue` of the open ones are past their deadline: what is not known of them may be of one kind.
    """
    return frame_of(COLUMNS, _rows(snapshot, terms, choices))


def _rows(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    for table in calibrations(snapshot, terms, choices):
        context = context_of(table, choices)
        for reason, n in table.excluded.items():
            yield (reason, n, table.overdue if reason == OPEN else None, *context)
