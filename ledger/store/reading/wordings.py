"""The versions of questions as they stand, each with the entry that brought it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import FromClause, Row, select

from ledger.core.frame import Frame
from ledger.core.hindsight import SUBSTANCE
from ledger.store import standing
from ledger.store.frames import frame_of
from ledger.store.keys import place_of
from ledger.store.reading.prefixes import neighbours
from ledger.store.reading.texts import to_seconds
from ledger.store.snapshot import Snapshot
from ledger.store.tables import current_questions, entries, questions, series, wordings

if TYPE_CHECKING:
    from ledger.core.particulars import Rewording

COLUMNS: Final = [column for column in wordings.c if column.name != "entry_id"]


class Versions(NamedTuple):
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

    def rewordings(self, frames: Mapping[int, Frame], reveals: Collection[int]) -> tuple[Rewording, ...]:
        """The later versions that changed what is forecast, but for those of the entries that are `reveals`."""
        if len(self.rows) == 1:
            return ()
        made = (_rewording(n, *pair, frames) for n, pair in enumerate(pairwise(self.rows), 2))
        return tuple(one for one in made if one.changed and one.entry not in reveals)


def _rewording(n: int, before: Row[Any], after: Row[Any], frames: Mapping[int, Frame]) -> Rewording:
    from ledger.core.particulars import Rewording

    return Rewording(
        n=n,
        changed=tuple(_changed(before, after, frames)),
        recorded_on=after.recorded_on,
        recorded_at=to_seconds(after.recorded_at),
        recorded_by=after.actor,
        entry=place_of(after.id)[0],
    )


def _changed(before: Row[Any], after: Row[Any], frames: Mapping[int, Frame]) -> Iterator[str]:
    yield from (name for name in SUBSTANCE if getattr(before, name) != getattr(after, name))
    if frame_of(frames, before.id).options != frame_of(frames, after.id).options:
        yield "options"


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
            entries.c.recorded_on,
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
