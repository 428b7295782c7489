"""Restatements in SQL: which question says an earlier claim again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from ledger.store import standing
from ledger.store.snapshot import Snapshot
from ledger.store.standing import Scope
from ledger.store.tables import forecasters, questions, restatements

if TYPE_CHECKING:
    from ledger.core.query import Term


def restated_by(connection: Connection, scope: Scope) -> dict[int, int]:
    """The key of each question that says an earlier one again, with the key of that one; the newest word counts."""
    links = select(restatements.c.question_id, restatements.c.restates_id).where(standing.stands(restatements, scope))
    return {row.question_id: row.restates_id for row in connection.execute(links.order_by(restatements.c.id))}


def matching_predictions(snapshot: Snapshot, terms: Sequence[Term]) -> set[tuple[str, str]]:
    """The predictions that match all the terms: ids of questions, names of forecasters."""
    from ledger.store.query import shelf_of
    from ledger.store.tallies import matching_rows

    rows = matching_rows(shelf_of(snapshot), terms)
    query = (
        select(questions.c.public_id, forecasters.c.foreign_key)
        .select_from(rows)
        .join(questions, questions.c.id == rows.c.question_id)
        .join(forecasters, forecasters.c.id == rows.c.forecaster_id)
    )
    return {(question, name) for question, name in snapshot.connection.execute(query)}
