"""The particulars of questions: tags, notes, and the other readings of their deadlines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Row, Select, Text, literal, null, select, union_all
from sqlalchemy import cast as sql_cast

from ledger.core.question import OtherReading
from ledger.store import standing
from ledger.store.batches import one_of
from ledger.store.snapshot import Snapshot
from ledger.store.tables import notes, readings, tags

TAG, NOTE, READING = 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Tags, notes and readings of some questions, as they stand."""

    rows: Mapping[tuple[int, int], Sequence[Row[Any]]]

    def tags(self, question: int) -> tuple[str, ...]:
        """A question's tags in order: of each the newest word counts."""
        removed = {row.text: row.number for row in self.rows.get((TAG, question), ())}
        return tuple(sorted(tag for tag, gone in removed.items() if not gone))

    def notes(self, question: int) -> tuple[str, ...]:
        """A question's notes, oldest first."""
        return tuple(row.text for row in self.rows.get((NOTE, question), ()))

    def readings(self, wording: int, window_start: str) -> tuple[OtherReading, ...]:
        """The other readings of a wording's deadline; where one names no start, the wording's own."""
        return tuple(
            OtherReading(name=row.text, window_start=row.start or window_start, date=row.end)
            for row in self.rows.get((READING, wording), ())
        )


def read_particulars(snapshot: Snapshot, keys: Sequence[int], wordings: Sequence[int]) -> Particulars:
    """Tags and notes of these questions, readings of these wordings: one statement."""
    nothing = sql_cast(null(), Text)
    parts: list[Select[Any]] = [
        _part(snapshot, TAG, tags, tags.c.question_id, keys, tags.c.tag, tags.c.removed, nothing, nothing),
        _part(snapshot, NOTE, notes, notes.c.question_id, keys, notes.c.text, literal(0), nothing, nothing),
        _part(
            snapshot, READING, readings, readings.c.wording_id, wordings,
            readings.c.name, literal(0), readings.c.window_start, readings.c.deadline,
        ),
    ]  # fmt: skip
    found: dict[tuple[int, int], list[Row[Any]]] = {}
    for row in sorted(snapshot.connection.execute(union_all(*parts)), key=lambda row: int(row.id)):
        found.setdefault((row.kind, row.owner), []).append(row)
    return Particulars(rows=found)


def _part(
    snapshot: Snapshot,
    kind: int,
    table: Any,
    owner: Any,
    owners: Sequence[int],
    text: Any,
    number: Any,
    start: Any,
    end: Any,
) -> Select[Any]:
    return select(
        literal(kind, Integer).label("kind"),
        owner.label("owner"),
        table.c.id.label("id"),
        text.label("text"),
        number.label("number"),
        start.label("start"),
        end.label("end"),
    ).where(one_of(owner, owners), standing.stands(table, snapshot.scope))
