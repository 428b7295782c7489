"""Sources in the store: their newest text, and what is known about it."""

from typing import Any

from sqlalchemy import Connection, Row, select

from ledger.store import standing
from ledger.store.redacting import BLANK
from ledger.store.tables import source_texts


def newest_text(connection: Connection, source: int) -> Row[Any] | None:
    """The newest standing text of a source."""
    scope = standing.scope_of(connection)
    query = select(source_texts).where(source_texts.c.source_id == source, standing.stands(source_texts, scope))
    return connection.execute(query.order_by(source_texts.c.id.desc()).limit(1)).one_or_none()


def kept_text(connection: Connection, source: int) -> str | None:
    """The canonical text that the ledger holds of a source, None where it holds a hash only or blanked it."""
    row = newest_text(connection, source)
    return None if row is None or row.text == BLANK else row.text
