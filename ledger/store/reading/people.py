"""Forecasters and sources as they stand, with what there is of each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select

from ledger.store import counting, standing
from ledger.store.reading.sources import standing_sources
from ledger.store.shelf import shelf_of, uncorrected
from ledger.store.snapshot import Snapshot
from ledger.store.tables import forecasters, forecasts, quotes, sources

UNSETTLED = ("open", "annulled", "ambiguous")


def read_forecasters(snapshot: Snapshot, key: int | None = None) -> Sequence[Row[Any]]:
    """Everyone, or one: `id`, `name`, `public_id`, `questions`, `forecasts`, `resolved`, `counted`, `first`, `last`."""
    shelf = shelf_of(snapshot)
    pair, said = shelf.counted.alias(), _said(snapshot).subquery("said")
    resolved = case((pair.c.reason.not_in(UNSETTLED), 1), else_=0)
    query = (
        select(
            forecasters.c.id,
            forecasters.c.foreign_key.label("name"),
            forecasters.c.public_id,
            func.count().label("questions"),
            said.c.forecasts,
            func.sum(resolved).label("resolved"),
            func.sum(case((pair.c.reason.in_(standing.COUNTING), 1), else_=0)).label("counted"),
            said.c.first,
            said.c.last,
        )
        .select_from(pair)
        .join(forecasters, forecasters.c.id == pair.c.forecaster_id)
        .join(said, said.c.forecaster_id == pair.c.forecaster_id)
        .group_by(*(forecasters.c[name] for name in ("id", "foreign_key", "public_id")), *said.c)
        .order_by(func.lower(forecasters.c.foreign_key), forecasters.c.public_id)
    )
    return snapshot.connection.execute(query if key is None else query.where(forecasters.c.id == key)).all()


def _said(snapshot: Snapshot) -> Select[Any]:
    head = shelf_of(snapshot).current
    whose: ColumnElement[Any] = counting.forecaster_of(forecasts, snapshot.scope)
    return (
        select(
            whose.label("forecaster_id"),
            func.count().label("forecasts"),
            func.min(forecasts.c.made_on).label("first"),
            func.max(forecasts.c.made_on).label("last"),
        )
        .join(head, head.c.question_id == forecasts.c.question_id)
        .where(uncorrected(forecasts, snapshot.scope))
        .group_by(whose)
    )


def list_sources(snapshot: Snapshot, key: int | None = None) -> Sequence[Row[Any]]:
    """Every source that stands, or one: the columns of `standing_sources`, `quotes` and `forecasts`."""
    quoted, citing = _quoted(snapshot).subquery("quoted"), _citing(snapshot).subquery("citing")
    stands = or_(standing.stands(sources, snapshot.scope), quoted.c.number.is_not(None), citing.c.number.is_not(None))
    query = (
        standing_sources(snapshot)
        .add_columns(
            func.coalesce(quoted.c.number, 0).label("quotes"), func.coalesce(citing.c.number, 0).label("forecasts")
        )
        .outerjoin(quoted, quoted.c.source_id == sources.c.id)
        .outerjoin(citing, citing.c.source_id == sources.c.id)
        .where(stands)
        .order_by(sources.c.id)
    )
    return snapshot.connection.execute(query if key is None else query.where(sources.c.id == key)).all()


def _quoted(snapshot: Snapshot) -> Select[Any]:
    number = func.count().label("number")
    stands = and_(quotes.c.source_id.is_not(None), standing.stands(quotes, snapshot.scope))
    return select(quotes.c.source_id, number).where(stands).group_by(quotes.c.source_id)


def _citing(snapshot: Snapshot) -> Select[Any, int]:
    cited = func.coalesce(forecasts.c.source_id, quotes.c.source_id).label("source_id")
    query = select(cited, func.count().label("number")).select_from(
        forecasts.outerjoin(quotes, quotes.c.id == forecasts.c.quote_id)
    )
    return query.where(cited.is_not(None), uncorrected(forecasts, snapshot.scope)).group_by(cited)


def quotes_of(snapshot: Snapshot, source: int) -> Sequence[Row[Any]]:
    """The standing quotes from a source, in the order of the text."""
    query = select(quotes).where(quotes.c.source_id == source, standing.stands(quotes, snapshot.scope))
    return snapshot.connection.execute(query.order_by(quotes.c.start_offset.nulls_last(), quotes.c.id)).all()


def questions_citing(snapshot: Snapshot, source: int) -> list[int]:
    """The keys of the questions of which a standing forecast cites a source."""
    cited = func.coalesce(forecasts.c.source_id, quotes.c.source_id)
    query = select(forecasts.c.question_id).select_from(
        forecasts.outerjoin(quotes, quotes.c.id == forecasts.c.quote_id)
    )
    found = query.where(cited == source, uncorrected(forecasts, snapshot.scope)).distinct()
    return list(snapshot.connection.scalars(found.order_by(forecasts.c.question_id)))
