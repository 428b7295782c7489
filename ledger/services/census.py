"""The census of a source: how many of its sentences were read, flagged and decided, and why some were rejected."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ledger.store.find import find_source
from ledger.store.scans import read_judged, read_scans
from ledger.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """What became of the sentences of one text, as one proposer flagged them.

    `flagged` = accepted + rejected + skipped + unseen; `unseen` are those that nobody looked at. `reasons` counts why
    some were rejected; `dropped` are what a model made up.
    """

    source: str
    text_sha256: str
    proposer: str
    version: str
    sentences: int
    flagged: int
    accepted: int
    rejected: int
    skipped: int
    unseen: int
    dropped: int
    reasons: dict[str, int]


def census(snapshot: Snapshot, typed: str | None = None) -> list[Census]:
    """The census of each scanned text and proposer, of one source or of all; the newest word on a sentence counts."""
    found = find_source(snapshot.connection, typed) if typed else None
    if typed and found is None:
        return []
    scans = read_scans(snapshot, found.key if found else None)
    newest: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in read_judged(snapshot, {scan.source_id for scan in scans}):
        newest.setdefault((row.source_id, row.text_sha256, row.proposer), {})[row.sentence_sha256] = row
    return [
        _counted(scan, newest.get((scan.source_id, scan.text_sha256, scan.proposer), {}).values()) for scan in scans
    ]


def _counted(scan: Any, judged: Iterable[Any]) -> Census:
    words = list(judged)
    number = Counter(row.judgement for row in words)
    reasons = Counter(row.reason or "no reason given" for row in words if row.judgement == "rejected")
    return Census(
        source=scan.public_id, text_sha256=scan.text_sha256, proposer=scan.proposer, version=scan.version,
        sentences=scan.sentences, flagged=scan.flagged, accepted=number["accepted"], rejected=number["rejected"],
        skipped=number["skipped"], unseen=max(0, scan.flagged - len(words)), dropped=scan.dropped,
        reasons=dict(sorted(reasons.items(), key=lambda one: (-one[1], one[0]))),
    )  # fmt: skip
