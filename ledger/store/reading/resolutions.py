"""What was decided about questions, without what was forecast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ledger.store.reading.decisions import read_decisions
from ledger.store.reading.questions import pieces
from ledger.store.reading.wordings import read_versions
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    from ledger.core.resolution import Resolution


def read_resolutions(snapshot: Snapshot, keys: Sequence[int]) -> Iterator[tuple[str, str, tuple[Resolution, ...]]]:
    """Id, claim and resolutions of the questions with these keys, in this order, as `read_questions` tells them.

    A few thousand questions are read at a time; those that do not stand are left out.
    """
    for some in pieces(keys):
        versions, decided = read_versions(snapshot, some), read_decisions(snapshot, some)
        for key in filter(versions.__contains__, some):
            now = versions[key].now
            yield now.public_id, now.claim, decided.resolutions(key, now.resolution_id)
