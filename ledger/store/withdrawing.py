"""Withdrawals of a batch: forecasts that were taken back, compared with what is known to be taken back here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Row, select

from ledger.store.batches import one_of
from ledger.store.chain import Value
from ledger.store.standing import stands
from ledger.store.tables import withdrawals

if TYPE_CHECKING:
    from ledger.store.bulk import Import

TAKEN_BACK: Final = ("question_id", "forecaster_id", "made_on", "made_at")


def add_withdrawals(job: "Import", keys: Sequence[int], who: Sequence[int], worded: dict[int, Row[Any]]) -> None:
    """Take back what the batch says was taken back, unless it is known by that day and instant."""
    if not job.batch.withdrawals:
        return
    query = select(*(withdrawals.c[name] for name in TAKEN_BACK)).where(
        one_of(withdrawals.c.question_id, worded), stands(withdrawals, job.scope)
    )
    there: set[tuple[Value, ...]] = {tuple(row) for row in job.draft.connection.execute(query)} if worded else set()
    said = [(keys[question], who[person], made[0], made[1]) for question, person, made in job.batch.withdrawals]
    rows: list[tuple[Value, ...]] = [(*row, job.batch.zone) for row in said if row not in there]
    job.result.withdrawals_new += len(rows)
    job.result.withdrawals_same += len(said) - len(rows)
    job.draft.add_used(withdrawals, (*TAKEN_BACK, "zone"), rows)
