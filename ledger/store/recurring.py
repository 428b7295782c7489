"""Series in the store: their standing rules, what is said of every occurrence, which are there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from ledger.store import observed, standing
from ledger.store.tables import current_questions, series, series_forecasts, series_rules, tags, wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What every occurrence of a series takes over."""

    forecasts: tuple[Row[Any], ...]
    tags: frozenset[str]
    machine_rule: Row[Any] | None = None


def standing_rules(connection: Connection, only: int | None = None) -> list[Row[Any]]:
    """The newest standing rule of each series, with the series' public id."""
    scope = standing.scope_of(connection)
    later = series_rules.alias()
    superseded = exists().where(
        later.c.series_id == series_rules.c.series_id,
        later.c.id > series_rules.c.id,
        standing.stands(later, scope),
    )
    query = (
        select(series_rules, series.c.public_id)
        .join(series, series.c.id == series_rules.c.series_id)
        .where(standing.stands(series_rules, scope), ~superseded)
    )
    if only is not None:
        query = query.where(series_rules.c.series_id == only)
    return list(connection.execute(query.order_by(series_rules.c.id)))


def periods_there(connection: Connection, key: int) -> set[str]:
    """The periods of a series whose occurrence stands."""
    # Not a join: SQLite would go through all questions for each series.
    stands = exists().where(
        current_questions.c.question_id == wordings.c.question_id, current_questions.c.wording_id == wordings.c.id
    )
    query = select(wordings.c.period).where(wordings.c.series_id == key, stands)
    return {str(period) for period in connection.scalars(query)}


def template(connection: Connection, key: int) -> Template:
    """The standing forecasts, tags and machine rule of a series."""
    scope = standing.scope_of(connection)
    made = select(series_forecasts).where(series_forecasts.c.series_id == key, standing.stands(series_forecasts, scope))
    tagged = select(tags.c.tag, tags.c.removed).where(tags.c.series_id == key, standing.stands(tags, scope))
    last = {row.tag: row.removed for row in connection.execute(tagged.order_by(tags.c.id))}
    return Template(
        forecasts=tuple(connection.execute(made.order_by(series_forecasts.c.id))),
        tags=frozenset(tag for tag, removed in last.items() if not removed),
        machine_rule=observed.series_rule(connection, key),
    )
