"""The particulars of questions: tags, notes, other readings of their deadlines, and what they hang on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Integer, Row, Select, Text, literal, null, select, union_all
from sqlalchemy import cast as sql_cast

from ledger.core.question import Joined
from ledger.store import standing
from ledger.store.aliases import known_as
from ledger.store.batches import one_of
from ledger.store.keys import place_of
from ledger.store.reading.texts import to_seconds
from ledger.store.snapshot import Snapshot
from ledger.store.tables import (
    commitments,
    conditions,
    entries,
    forecasters,
    metrics,
    notes,
    parts,
    questions,
    readings,
    restatements,
    reveals,
    rules,
    tags,
)

if TYPE_CHECKING:
    from ledger.core.particulars import Commitment, Condition, MachineRule, OtherReading

TAG, NOTE, READING, CONDITION, PART, RESTATED, RULE, COMMITTED, REVEALED = range(1, 10)


class Particulars(NamedTuple):
    """What stands of some questions besides their wordings and forecasts."""

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
        rows = self.rows.get((READING, wording))
        if not rows:
            return ()
        from ledger.core.particulars import OtherReading

        return tuple(OtherReading(name=row.text, window_start=row.start or window_start, date=row.end) for row in rows)

    def condition(self, question: int) -> Condition | None:
        """What a question is conditional on."""
        rows = self.rows.get((CONDITION, question))
        if not rows:
            return None
        from ledger.core.particulars import Condition

        return Condition(question=rows[-1].start, outcome=rows[-1].text)

    def parts(self, question: int) -> tuple[str, ...]:
        """The ids of a bundle's parts."""
        rows = sorted(self._parts(question), key=lambda row: int(row.number))
        return tuple(row.start for row in rows)

    def _parts(self, question: int) -> list[Row[Any]]:
        """Said again, all the parts are said again: those of the newest entry count."""
        rows = self.rows.get((PART, question), ())
        newest = max((place_of(row.id)[0] for row in rows), default=0)
        return [row for row in rows if place_of(row.id)[0] == newest]

    def composite(self, question: int) -> Joined | None:
        """How a bundle's parts are joined, None for what is no bundle."""
        rows = self._parts(question)
        return rows[-1].text if rows else None

    def restates(self, question: int) -> str | None:
        """The id of the earlier statement of the same claim."""
        rows = self.rows.get((RESTATED, question), ())
        return rows[-1].start if rows else None

    def rule(self, question: int) -> MachineRule | None:
        """The rule that settles a question from observations."""
        rows = self.rows.get((RULE, question))
        if not rows:
            return None
        from ledger.core.particulars import MachineRule

        return MachineRule(metric=rows[-1].start, said=rows[-1].text)

    def commitments(self, question: int) -> tuple[Commitment, ...]:
        """The private predictions on a question, each with the entry that revealed it."""
        rows = self.rows.get((COMMITTED, question))
        if not rows:
            return ()
        from ledger.core.particulars import Commitment

        revealed = {row.number: place_of(row.id)[0] for row in self.rows.get((REVEALED, question), ())}
        return tuple(
            Commitment(
                forecaster=row.text,
                made=row.start,
                recorded_at=to_seconds(row.end),
                entry=place_of(row.id)[0],
                revealed=revealed.get(row.id),
            )
            for row in rows
        )


def read_particulars(snapshot: Snapshot, keys: Sequence[int], wordings: Sequence[int]) -> Particulars:
    """What stands of these questions and of these wordings' deadlines: one statement."""
    nothing = sql_cast(null(), Text)
    selects: list[Select[Any]] = [
        _part(snapshot, TAG, tags, tags.c.question_id, keys, tags.c.tag, tags.c.removed, nothing, nothing),
        _part(snapshot, NOTE, notes, notes.c.question_id, keys, notes.c.text, literal(0), nothing, nothing),
        _part(
            snapshot, READING, readings, readings.c.wording_id, wordings,
            readings.c.name, literal(0), readings.c.window_start, readings.c.deadline,
        ),
        _naming(snapshot, CONDITION, conditions, conditions.c.on_question_id, keys, conditions.c.outcome, literal(0)),
        _naming(snapshot, PART, parts, parts.c.part_id, keys, parts.c.joined, parts.c.position),
        _naming(snapshot, RESTATED, restatements, restatements.c.restates_id, keys, nothing, literal(0)),
        _part(
            snapshot, RULE, rules, rules.c.question_id, keys, rules.c.said, literal(0), metrics.c.foreign_key, nothing
        ).join(metrics, metrics.c.id == rules.c.metric_id),
        *_private(snapshot, keys),
    ]  # fmt: skip
    found: dict[tuple[int, int], list[Row[Any]]] = {}
    for row in sorted(snapshot.connection.execute(union_all(*selects)), key=lambda row: int(row.id)):
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


def _private(snapshot: Snapshot, keys: Sequence[int]) -> Iterator[Select[Any]]:
    """Commitments, and by their keys in `number` what was revealed of them."""
    nothing = sql_cast(null(), Text)
    whose = (commitments.c.question_id, keys, forecasters.c.foreign_key, literal(0))
    known = known_as(commitments.c.forecaster_id, snapshot.scope.people)
    joined = commitments.join(forecasters, forecasters.c.id == known).join(
        entries, entries.c.id == commitments.c.entry_id
    )
    part = _part(snapshot, COMMITTED, commitments, *whose, commitments.c.made_on, entries.c.recorded_at)
    yield part.select_from(joined)
    if snapshot.scope.revealed:
        of = (commitments.c.question_id, keys, nothing, reveals.c.commitment_id, nothing, nothing)
        yield _part(snapshot, REVEALED, reveals, *of).join(commitments, commitments.c.id == reveals.c.commitment_id)


def _naming(
    snapshot: Snapshot, kind: int, table: Any, named: Any, keys: Sequence[int], text: Any, number: Any
) -> Select[Any]:
    """Facts that name another question, by its public id in `start`."""
    nothing = sql_cast(null(), Text)
    part = _part(snapshot, kind, table, table.c.question_id, keys, text, number, questions.c.public_id, nothing)
    return part.join(questions, questions.c.id == named)
