"""Words: an index of the texts in which search looks, and one of the forecasts that quote.

On PostgreSQL the first needs the extension pg_trgm. Where it cannot be had search finds the same, and reads everything.
Frozen: later migrations change these indexes from here.
"""

from alembic import op
from sqlalchemy import text

from ledger.store import trigrams

revision = "0006"
down_revision = "0005"

INDEXED = {"wordings": ("claim", "criteria", "fine_print"), "quotes": ("exact",), "tags": ("tag",), "notes": ("text",)}


def upgrade() -> None:
    """Make the indexes, of what is there already too."""
    quoting = text("quote_id IS NOT NULL")
    op.create_index("ix_forecasts_quote_id", "forecasts", ["quote_id"], sqlite_where=quoting, postgresql_where=quoting)
    trigrams.make(op.get_bind(), INDEXED)
