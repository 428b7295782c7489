"""Sources in the store: their newest text, its places, the quotes that stand of it, and what is known about it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, select

from ledger.store import standing
from ledger.store.batches import one_of
from ledger.store.columns import BLANK
from ledger.store.standing import Scope
from ledger.store.tables import forecasts, places, questions, quotes, relocations, source_texts, sources

if TYPE_CHECKING:
    from ledger.sources.document import Place


def newest_text(connection: Connection, source: int, scope: Scope | None = None) -> Row[Any] | None:
    """The newest standing text of a source."""
    scope = scope or standing.scope_of(connection)
    query = select(source_texts).where(source_texts.c.source_id == source, standing.stands(source_texts, scope))
    return connection.execute(query.order_by(source_texts.c.id.desc()).limit(1)).one_or_none()


def kept_text(connection: Connection, source: int) -> str | None:
    """The canonical text that the ledger holds of a source, None where it holds a hash only or blanked it."""
    row = newest_text(connection, source)
    return None if row is None or row.text == BLANK else row.text


def sources_of_text(connection: Connection, text_sha256: str) -> list[tuple[int, str]]:
    """The sources that had this text, by key and id, the oldest first."""
    scope = standing.scope_of(connection)
    query = (
        select(sources.c.id, sources.c.public_id)
        .join(source_texts, source_texts.c.source_id == sources.c.id)
        .where(source_texts.c.text_sha256 == text_sha256, standing.stands(source_texts, scope))
        .group_by(sources.c.id, sources.c.public_id)
    )
    return [(key, public_id) for key, public_id in connection.execute(query.order_by(sources.c.id))]


def sources_of_file(connection: Connection, name: str) -> list[tuple[int, str]]:
    """The sources whose newest text came from a file of that name, by key and id."""
    scope = standing.scope_of(connection)
    query = (
        select(sources.c.id, sources.c.public_id)
        .join(source_texts, source_texts.c.source_id == sources.c.id)
        .where(source_texts.c.file == name, standing.stands(source_texts, scope))
        .group_by(sources.c.id, sources.c.public_id)
    )
    return [(key, public_id) for key, public_id in connection.execute(query.order_by(sources.c.id))]


def places_of(
    connection: Connection, source: int, text_sha256: str | None, scope: Scope | None = None
) -> "tuple[Place, ...]":
    """The places that were recorded of a text of a source: pages, times of cues, elements."""
    from ledger.sources.document import Place

    scope = scope or standing.scope_of(connection)
    newest = (
        select(source_texts.c.id)
        .join(places, places.c.source_text_id == source_texts.c.id)
        .where(source_texts.c.source_id == source, source_texts.c.text_sha256 == text_sha256)
        .where(standing.stands(source_texts, scope))
        .order_by(source_texts.c.id.desc())
        .limit(1)
    )
    query = select(places).where(places.c.source_text_id == newest.scalar_subquery()).order_by(places.c.id)
    return tuple(
        Place(start=row.start_offset, end=row.end_offset, kind=row.kind, value=row.value)
        for row in connection.execute(query)
    )


def quotes_of_source(connection: Connection, scope: Scope, source: int) -> Sequence[Row[Any]]:
    """The standing quotes of a source, in its order, each with the `question` that a forecast cites it for."""
    cited = (
        select(forecasts.c.quote_id, questions.c.public_id.label("question"))
        .join(questions, questions.c.id == forecasts.c.question_id)
        .where(forecasts.c.quote_id.is_not(None), standing.stands(forecasts, scope))
        .subquery("cited")
    )
    query = select(quotes, cited.c.question).outerjoin(cited, cited.c.quote_id == quotes.c.id)
    query = query.where(quotes.c.source_id == source, standing.stands(quotes, scope))
    return connection.execute(query.order_by(quotes.c.start_offset.nulls_last(), quotes.c.id)).all()


def quoted_sources(connection: Connection, scope: Scope) -> list[int]:
    """The keys of all sources that are quoted."""
    query = select(quotes.c.source_id).where(quotes.c.source_id.is_not(None), standing.stands(quotes, scope))
    return list(connection.scalars(query.distinct().order_by(quotes.c.source_id)))


def relocated(
    connection: Connection, scope: Scope, keys: Sequence[int], text_sha256: str | None
) -> dict[int, Row[Any]]:
    """Where these quotes were found again in that text, as recorded, by their keys; the others are left out."""
    query = select(relocations).where(
        one_of(relocations.c.quote_id, keys), relocations.c.text_sha256 == text_sha256,
        standing.stands(relocations, scope),
    )  # fmt: skip
    return {row.quote_id: row for row in connection.execute(query.order_by(relocations.c.id))}
