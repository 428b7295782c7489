"""The journal's entries, the genesis, identities, and acts on entries."""

from sqlalchemy import Column, ForeignKey, Table

from ledger.store.columns import Key, identity, metadata, one_of_words, rows, words

entries = Table(
    "entries",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    words("recorded_at", null=False),
    words("recorded_on", null=False),
    words("actor", null=False),
    words("action", null=False),
    words("note"),
    words("engine_version", null=False),
    words("previous_hash", null=False),
    words("facts_hash", null=False),
    words("hash", null=False),
    sqlite_strict=True,
)

ledgers = rows("ledgers", words("public_id", null=False), words("zone", null=False))

questions = identity("questions")
forecasters = identity("forecasters")
sources = identity("sources")
series = identity("series")

metrics = identity("metrics")

undos = rows(
    "undos",
    Column("target_entry_id", Key, ForeignKey("entries.id"), nullable=False, index=True),
    words("act", null=False),
    one_of_words("act", ("undo", "redo")),
)
