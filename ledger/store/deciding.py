"""Decisions of a batch: what questions came out as, compared with what was decided here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Row

from ledger.store import known
from ledger.store.batch import Decided
from ledger.store.chain import Value
from ledger.store.tables import resolutions

if TYPE_CHECKING:
    from ledger.store.bulk import Import

DECIDED: Final = ("verdict", "outcome", "value", "y_ppm", "happened_on", "known_on", "known_at")


def add_decisions(job: "Import", keys: Sequence[int], wording_of: Sequence[int], worded: dict[int, Row[Any]]) -> None:
    """Resolve what the batch decides, and decide again where the file has changed since the last import."""
    stands = known.standing_resolutions(job.draft.connection, worded)
    last = known.last_imported(job.draft.connection, resolutions, job.scope, worded)
    rows: list[tuple[Value, ...]] = []
    for key, wording, asked in zip(keys, wording_of, job.batch.questions, strict=True):
        if asked.decided and _is_news(job, asked.line, asked.decided, last.get(key, stands.get(key))):
            rows.append((key, wording, job.batch.zone, *(getattr(asked.decided, name) for name in DECIDED)))
    job.draft.add_used(resolutions, ("question_id", "wording_id", "zone", *DECIDED), rows)


def _is_news(job: "Import", line: int, decided: Decided, before: Row[Any] | None) -> bool:
    if before is None:
        job.result.resolutions_new += 1
        return True
    if _says_the_same(decided, before):
        job.result.resolutions_same += 1
        return False
    news = job.differs(line, f"the outcome {decided.outcome or decided.verdict} is another here")
    job.result.resolutions_amended += news
    return news


def _says_the_same(decided: Decided, before: Row[Any]) -> bool:
    known_then = not decided.known_given or decided.known_on == before.known_on
    return known_then and (decided.verdict, decided.outcome) == (before.verdict, before.outcome)
