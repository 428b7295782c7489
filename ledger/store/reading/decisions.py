"""What was decided about questions, and what each rule makes of the forecasts that count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Row, and_, select

from ledger.store import counting, standing
from ledger.store.aliases import NOBODY, People
from ledger.store.batches import one_of
from ledger.store.reading.texts import to_seconds
from ledger.store.snapshot import Snapshot
from ledger.store.tables import (
    causes,
    counted,
    entries,
    evidence,
    forecasters,
    metrics,
    observations,
    questions,
    resolutions,
    scores,
)

if TYPE_CHECKING:
    from ledger.core.resolution import Resolution, Scored


class Decided(NamedTuple):
    """The standing resolutions of some questions, superseded and reopened ones too, and the scores."""

    rows: Mapping[int, Sequence[Row[Any]]]
    scored: Mapping[int, Sequence[Scored]]
    causes: Mapping[int, Sequence[str]]
    people: People = NOBODY

    def resolutions(self, question: int, stands: int | None) -> tuple[Resolution, ...]:
        """The resolutions of a question in the order in which they were recorded; the one with that key stands."""
        by_key: dict[int, list[Row[Any]]] = {}
        for row in self.rows.get(question, ()):
            by_key.setdefault(row.id, []).append(row)
        return tuple(
            _resolution(n, rows, self.people, because=tuple(self.causes.get(key, ())), stands=key == stands)
            for n, (key, rows) in enumerate(by_key.items(), 1)
        )

    def scores(self, question: int) -> tuple[Scored, ...]:
        """The scores under the standing outcome, timing `last`, by forecaster and rule."""
        return tuple(self.scored.get(question, ()))


def _resolution(
    n: int, rows: Sequence[Row[Any]], people: People, *, because: tuple[str, ...], stands: bool
) -> Resolution:
    from ledger.core.resolution import Resolution

    row = rows[0]
    return Resolution(
        n=n,
        stands=stands,
        verdict=row.verdict,
        outcome=row.outcome,
        value=row.value,
        happened_on=row.happened_on,
        known_on=row.known_on,
        recorded_at=to_seconds(row.recorded_at),
        recorded_by=row.actor,
        entry=row.entry_id,
        judge=None if row.made_by else people.name_of(row.judge or row.actor),
        made_by=row.made_by,
        because=because,
        evidence=tuple(each.evidence for each in rows if each.evidence is not None),
        note=row.note,
    )


def read_decided(snapshot: Snapshot, keys: Sequence[int]) -> Decided:
    """Everything decided about these questions, and what it makes of their forecasts."""
    decided = read_decisions(snapshot, keys)
    return decided._replace(scored=_read_scores(snapshot, list(decided.rows)))


def read_decisions(snapshot: Snapshot, keys: Sequence[int]) -> Decided:
    """The same without the scores."""
    query = (
        select(resolutions, entries.c.recorded_at, entries.c.actor, evidence.c.text.label("evidence"))
        .join(entries, entries.c.id == resolutions.c.entry_id)
        .outerjoin(evidence, evidence.c.resolution_id == resolutions.c.id)
        .where(standing.stands(resolutions, snapshot.scope))
        .order_by(resolutions.c.id, evidence.c.id)
    )
    rows: dict[int, list[Row[Any]]] = {}
    for row in snapshot.connection.execute(standing.narrowed(query, resolutions.c.question_id, keys)):
        rows.setdefault(row.question_id, []).append(row)
    made = [row.id for some in rows.values() for row in some if row.made_by]
    return Decided(rows=rows, scored={}, causes=_read_causes(snapshot, made), people=snapshot.scope.people)


def _read_causes(snapshot: Snapshot, keys: Sequence[int]) -> dict[int, list[str]]:
    """What each decision of a machine rests on: the ids of other questions, or observations in words."""
    if not keys:
        return {}
    because = resolutions.alias()
    query = (
        select(
            causes.c.resolution_id,
            questions.c.public_id,
            metrics.c.foreign_key.label("metric"),
            observations.c.value,
            observations.c.observed_on,
        )
        .outerjoin(because, because.c.id == causes.c.because_id)
        .outerjoin(questions, questions.c.id == because.c.question_id)
        .outerjoin(observations, observations.c.id == causes.c.observation_id)
        .outerjoin(metrics, metrics.c.id == observations.c.metric_id)
        .where(one_of(causes.c.resolution_id, keys))
        .order_by(causes.c.id)
    )
    found: dict[int, list[str]] = {}
    for row in snapshot.connection.execute(query):
        told = row.public_id or f"{row.metric} {row.value} on {row.observed_on}"
        found.setdefault(row.resolution_id, []).append(told)
    return found


def _read_scores(snapshot: Snapshot, keys: Sequence[int]) -> dict[int, list[Scored]]:
    if not keys:
        return {}
    from ledger.core.resolution import Scored

    pair = counted if snapshot.latest else counting.counting(snapshot.scope, keys).subquery("pair")
    query = (
        select(
            pair.c.question_id,
            pair.c.reason,
            forecasters.c.foreign_key,
            scores.c.rule,
            scores.c.value,
            scores.c.rule_version,
        )
        .select_from(pair)
        .join(scores, and_(scores.c.forecast_id == pair.c.forecast_id, scores.c.resolution_id == pair.c.resolution_id))
        .join(forecasters, forecasters.c.id == pair.c.forecaster_id)
        .where(one_of(pair.c.question_id, keys))
    )
    # The reason is looked at here: in SQL it would tempt SQLite to go through everything that counts.
    rows = [row for row in snapshot.connection.execute(query) if row.reason in standing.COUNTING]
    newest: dict[tuple[int, str, str], Scored] = {}
    for row in sorted(rows, key=_by_version):
        newest[row.question_id, row.foreign_key, row.rule] = Scored(
            forecaster=row.foreign_key, rule=row.rule, value=row.value, rule_version=row.rule_version
        )
    found: dict[int, list[Scored]] = {}
    for (question, _, _), score in newest.items():
        found.setdefault(question, []).append(score)
    return found


def _by_version(row: Any) -> tuple[Any, ...]:
    """By forecaster and rule; of several versions the newest last, so that it wins."""
    return (row.question_id, row.foreign_key, row.rule, len(row.rule_version), row.rule_version)
