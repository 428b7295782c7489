"""Sources as they stand: the newest word about each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Row, Select, and_, exists, select

from ledger.store import standing
from ledger.store.batches import one_of
from ledger.store.snapshot import Snapshot
from ledger.store.tables import source_texts, sources

if TYPE_CHECKING:
    from ledger.core.quote import Source

# Not the text itself: it may be long, and is shown nowhere.
TOLD: Final = (
    "title", "author", "publisher", "published", "url", "file", "sha256", "text_sha256", "published_basis",
    "canonicaliser", "archived_url", "licence", "retrieved_at",
)  # fmt: skip


def standing_sources(snapshot: Snapshot) -> Select[Any]:
    """Every source with the newest standing word about it, where there is one."""
    later = source_texts.alias()
    superseded = exists().where(
        later.c.source_id == source_texts.c.source_id,
        later.c.id > source_texts.c.id,
        standing.stands(later, snapshot.scope),
    )
    newest = and_(source_texts.c.source_id == sources.c.id, standing.stands(source_texts, snapshot.scope), ~superseded)
    told = (source_texts.c[name] for name in TOLD)
    return select(sources.c.id, sources.c.public_id, sources.c.system, sources.c.foreign_key, *told).select_from(
        sources.outerjoin(source_texts, newest)
    )


def read_sources(snapshot: Snapshot, keys: Sequence[int]) -> dict[int, Source]:
    """These sources, by key."""
    if not keys:
        return {}
    rows = snapshot.connection.execute(standing_sources(snapshot).where(one_of(sources.c.id, keys)))
    return {row.id: source_of(row) for row in rows}


def source_of(row: Row[Any]) -> Source:
    """A row of `standing_sources` as a source."""
    from ledger.core.quote import Source

    return Source(
        id=row.public_id,
        url=row.url or (row.foreign_key if row.system == "url" else None),
        title=row.title,
        author=row.author,
        publisher=row.publisher,
        published=row.published,
        sha256=row.sha256 or row.text_sha256,
    )
