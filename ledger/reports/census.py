"""The census: one row for each scanned text and proposer, with what became of its candidates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.census import census
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "source": "text",
    "text_sha256": "text",
    "proposer": "text",
    "version": "text",
    "sentences": "integer",
    "flagged": "integer",
    "accepted": "integer",
    "rejected": "integer",
    "skipped": "integer",
    "unseen": "integer",
    "dropped": "integer",
    "reasons": "text",
    "as_of": "integer",
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Every scan that stands, whatever the terms: they are about questions; each reason has a line of its own."""
    del terms, choices
    return frame_of(COLUMNS, _rows(snapshot))


def _rows(snapshot: Snapshot) -> Iterator[tuple[Scalar, ...]]:
    for one in census(snapshot):
        yield (
            one.source, one.text_sha256, one.proposer, one.version, one.sentences, one.flagged, one.accepted,
            one.rejected, one.skipped, one.unseen, one.dropped,
            "\n".join(f"{number} {reason}" for reason, number in one.reasons.items()) or None, snapshot.entry,
        )  # fmt: skip
