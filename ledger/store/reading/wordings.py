"""The versions of questions as they stand, each with the entry that brought it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import FromClause, Row, select

from ledger.store import standing
from ledger.store.reading.prefixes import neighbours
from ledger.store.snapshot import Snapshot
from ledger.store.tables import current_questions, entries, questions, series, wordings

COLUMNS: Final = [column for column in wordings.c if column.name != "entry_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The standing wordings of one question, oldest first, with its state; the last one is the question now."""

    rows: tuple[Row[Any], ...]

    @property
    def first(self) -> Row[Any]:
        """The wording that brought the question."""
        return self.rows[0]

    @property
    def now(self) -> Row[Any]:
        """The wording that stands."""
        return self.rows[-1]

    def number(self, wording: int) -> int:
        """Which version that wording is, counted from 1."""
        return next((at for at, row in enumerate(self.rows, 1) if row.id == wording), len(self.rows))


def read_versions(snapshot: Snapshot, keys: Sequence[int]) -> dict[int, Versions]:
    """The versions of these questions; those that do not stand are left out."""
    head = head_of(snapshot, keys)
    query = (
        select(
            *COLUMNS,
            questions.c.public_id,
            *neighbours(),
            series.c.public_id.label("series"),
            entries.c.recorded_at,
            entries.c.actor,
            entries.c.hash,
            head.c.state,
            head.c.resolution_id,
        )
        .select_from(wordings)
        .join(questions, questions.c.id == wordings.c.question_id)
        .join(entries, entries.c.id == wordings.c.entry_id)
        .join(head, head.c.question_id == wordings.c.question_id)
        .outerjoin(series, series.c.id == wordings.c.series_id)
        .where(standing.stands(wordings, snapshot.scope))
    )
    narrowed = standing.narrowed(query, wordings.c.question_id, keys).order_by(wordings.c.id)
    found: dict[int, list[Row[Any]]] = {}
    for row in snapshot.connection.execute(narrowed):
        found.setdefault(row.question_id, []).append(row)
    return {key: Versions(rows=tuple(rows)) for key, rows in found.items()}


def head_of(snapshot: Snapshot, keys: Sequence[int]) -> FromClause:
    """What stands of these questions: the head table for now, the select for a past state."""
    if snapshot.latest:
        return current_questions
    return standing.current(snapshot.scope, keys).subquery("head")
