"""Observations and rules as they stand: what was observed of which metric, and what it settles.

An observation stands while its entry does and no standing one replaces it. Of a question the newest rule stands.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select

from ledger.core.rules import Observation
from ledger.store import standing
from ledger.store.batches import one_of
from ledger.store.keys import first_key, last_key
from ledger.store.standing import Scope
from ledger.store.tables import (
    causes,
    current_questions,
    entries,
    forecasts,
    metrics,
    observations,
    questions,
    resolutions,
    rules,
    wordings,
)

WORDED: Final = ("type", "window_start", "deadline", "zone", "claim")


def stands(table: Any, scope: Scope) -> ColumnElement[bool]:
    """True for the observations that stand: not undone, and not corrected."""
    correction = observations.alias()
    corrected = exists().where(correction.c.replaces == table.c.id, standing.stands(correction, scope))
    return and_(standing.stands(table, scope), ~corrected)


def standing_observations(connection: Connection, scope: Scope, read: Iterable[int] | None = None) -> list[Row[Any]]:
    """What stands of the metrics with these keys, or of all: by metric, day, and order in the journal.

    `metric` is the metric's name.
    """
    query = (
        select(observations, metrics.c.foreign_key.label("metric"))
        .join(metrics, metrics.c.id == observations.c.metric_id)
        .where(stands(observations, scope))
        .order_by(metrics.c.foreign_key, observations.c.observed_on, observations.c.id)
    )
    return list(connection.execute(query if read is None else query.where(one_of(observations.c.metric_id, read))))


def as_observation(row: Any) -> Observation:
    """An observation as the rules read it, by its key."""
    return Observation(
        id=row.id, metric=row.metric, on=date.fromisoformat(row.observed_on), value=row.value, source=row.source
    )


def machine_rules(
    connection: Connection,
    scope: Scope,
    *,
    read: Iterable[int] | None = None,
    asked: Sequence[int] | None = None,
) -> list[Row[Any]]:
    """The rule of each standing question that has one, with the question's wording, in the order of the questions.

    `read` keeps those that read these metrics; `asked` those of these questions. Columns: `id`, `question_id`,
    `public_id`, `said`, the keys and names of the metrics (`metric_id` and `metric`; of the one that it is compared
    with `than_metric_id` and `than`), and of the wording `wording_id`, `type`, `window_start`, `deadline`, `zone`,
    `claim`.
    """
    rule = standing.newest(rules, scope, asked, "metric_id", "than_metric_id", "said")
    wording = standing.newest(wordings, scope, asked, "type", "window_start", "deadline", "zone", "claim")
    than = metrics.alias()
    query = (
        select(
            *(rule.c[name] for name in ("id", "question_id", "said", "metric_id", "than_metric_id")),
            questions.c.public_id,
            metrics.c.foreign_key.label("metric"),
            than.c.foreign_key.label("than"),
            wording.c.id.label("wording_id"),
            *(wording.c[name] for name in WORDED if name != "window_start"),
            _window_start(scope, wording).label("window_start"),
        )
        .join(questions, questions.c.id == rule.c.question_id)
        .join(entries, entries.c.id == questions.c.entry_id)
        .join(wording, wording.c.question_id == rule.c.question_id)
        .join(metrics, metrics.c.id == rule.c.metric_id)
        .outerjoin(than, than.c.id == rule.c.than_metric_id)
        .order_by(rule.c.question_id)
    )
    return list(connection.execute(query if read is None else _reading(query, rule, list(read))))


def _window_start(scope: Scope, wording: Any) -> ColumnElement[str]:
    """The first day that may settle it: without a window that of the first forecast, else of the record."""
    first = select(func.min(forecasts.c.made_on)).where(
        forecasts.c.question_id == wording.c.question_id, standing.stands(forecasts, scope)
    )
    return func.coalesce(wording.c.window_start, first.scalar_subquery(), entries.c.recorded_on)


def _reading(query: Select[Any], rule: Any, keys: Sequence[int]) -> Select[Any]:
    return query.where(or_(one_of(rule.c.metric_id, keys), one_of(rule.c.than_metric_id, keys)))


def series_rule(connection: Connection, series: int) -> Row[Any] | None:
    """The rule that every occurrence of a series takes over, None where there is none."""
    query = select(rules).where(rules.c.series_id == series, standing.stands(rules, standing.scope_of(connection)))
    return connection.execute(query.order_by(rules.c.id.desc()).limit(1)).one_or_none()


def decisions_on(connection: Connection, scope: Scope, asked: Sequence[int]) -> dict[int, Row[Any]]:
    """The newest standing decision about each of these questions itself: a judge's or a rule's, a reopening too."""
    decision = standing.standing_decision(
        scope._replace(ruling=None), asked, "verdict", "outcome", "made_by", "known_on"
    )
    return {row.question_id: row for row in connection.execute(select(decision))}


def resting_on(connection: Connection, keys: Iterable[int]) -> list[int]:
    """The questions that were ever settled because of one of these observations."""
    query = select(resolutions.c.question_id).join(causes, causes.c.resolution_id == resolutions.c.id)
    return list(connection.scalars(query.where(one_of(causes.c.observation_id, keys)).distinct()))


def resting_on_entry(connection: Connection, entry: int) -> list[int]:
    """The questions that were settled because of an observation that an entry brought, or of one that it replaced."""
    within = observations.c.id.between(first_key(entry), last_key(entry))
    keys = [
        key
        for row in connection.execute(select(observations.c.id, observations.c.replaces).where(within))
        for key in row
    ]
    return resting_on(connection, [key for key in keys if key is not None])


def states_of(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """The state of each of these questions now, in the words of `current_questions`."""
    query = select(current_questions.c.question_id, current_questions.c.state)
    rows = connection.execute(query.where(one_of(current_questions.c.question_id, keys)))
    return {row.question_id: row.state for row in rows}
