"""The bytes of sources as they came, kept as base64 text."""

from base64 import b64decode, b64encode

from sqlalchemy import select

from ledger.store import standing
from ledger.store.columns import BLANK
from ledger.store.journal import Draft
from ledger.store.snapshot import Snapshot
from ledger.store.tables import contents


def keep_content(draft: Draft, source: int, content: bytes, *, sha256: str, media_type: str) -> None:
    """Keep the bytes of a source, unless these are kept already."""
    scope = standing.scope_of(draft.connection)
    query = select(contents.c.id).where(
        contents.c.source_id == source, contents.c.sha256 == sha256, contents.c.content != BLANK,
        standing.stands(contents, scope),
    )  # fmt: skip
    if draft.connection.scalar(query.limit(1)) is None:
        said = b64encode(content).decode("ascii")
        draft.add(contents, source_id=source, sha256=sha256, media_type=media_type, content=said)


def kept_content(snapshot: Snapshot, source: int) -> bytes | None:
    """The newest bytes that the ledger holds of a source; None where it holds none, or blanked them."""
    query = select(contents.c.content).where(
        contents.c.source_id == source, standing.stands(contents, snapshot.scope), contents.c.content != BLANK
    )
    content = snapshot.connection.scalar(query.order_by(contents.c.id.desc()).limit(1))
    return None if content is None else b64decode(content)
