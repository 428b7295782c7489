"""What strangers can check: anchors, commitments and what they hid, what was blanked, and where entries came from.

An anchor says up to which entry somebody could have seen the ledger: the hash of that entry and the Merkle root
over the hashes of all entries up to it. `held` says where it lies outside the ledger, `signer` and `signature`
who vouches for it. A redaction names the row as `entry/table/n` and keeps its leaf hash as it was (`leaf`), beside
that of the row as it is since (`blanked`).
"""

from sqlalchemy import Column, Index, Integer

from ledger.store.columns import reference, rows, words

anchors = rows(
    "anchors",
    reference("at_entry_id", "entries", index=True),
    words("hash", null=False),
    words("root", null=False),
    words("held"),
    words("signer"),
    words("signature"),
)

commitments = rows(
    "commitments",
    reference("question_id", "questions", index=True),
    reference("forecaster_id", "forecasters"),
    words("digest", null=False),
    words("made_on", null=False),
    words("made_at"),
    words("zone", null=False),
    words("note"),
)

reveals = rows(
    "reveals",
    reference("commitment_id", "commitments", index=True),
    reference("forecast_id", "forecasts", index=True),
    words("salt", null=False),
    words("body", null=False),
)

redactions = rows(
    "redactions",
    words("place", null=False),
    words("column_name", null=False),
    words("leaf", null=False),
    words("blanked", null=False),
    words("reason", null=False),
    Index("ix_redactions_place", "place"),
)

origins = rows(
    "origins",
    words("ledger", null=False),
    Column("entry", Integer, nullable=False),
    words("hash", null=False),
    words("previous_hash", null=False),
    words("recorded_at", null=False),
    words("actor", null=False),
    words("action", null=False),
    words("note"),
    reference("taken_in_id", "entries", index=True),
    Index("ix_origins_ledger_entry", "ledger", "entry"),
)
