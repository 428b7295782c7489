"""What strangers can check: anchors, commitments and reveals, redactions, and the origins of merged entries.

Frozen: later migrations change these tables from here.
"""

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text

from ledger.store.guards import guard_statements

revision = "0003"
down_revision = "0002"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Words = Text().with_variant(Text(collation="C"), "postgresql")
Key = BigInteger().with_variant(Integer(), "sqlite")


def _text(name: str, *, null: bool = True) -> Column[str]:
    return Column(name, Words, nullable=null)


def _reference(name: str, target: str, *, index: bool = False) -> Column[int]:
    return Column(name, Key, ForeignKey(f"{target}.id"), nullable=False, index=index)


def _rows(name: str, *columns: Column[int] | Column[str] | Index) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Key, primary_key=True, autoincrement=False),
        Column("entry_id", Key, ForeignKey("entries.id"), nullable=False),
        *columns,
        CheckConstraint("(id >> 26) = entry_id", name="place"),
        sqlite_strict=True,
    )


# There since 0001: named here so that references to them can be written.
THERE = ("entries", "questions", "forecasters", "forecasts")
for there in THERE:
    Table(there, metadata, Column("id", Key, primary_key=True))

_rows(
    "anchors",
    _reference("at_entry_id", "entries", index=True),
    _text("hash", null=False),
    _text("root", null=False),
    _text("held"),
    _text("signer"),
    _text("signature"),
)

_rows(
    "commitments",
    _reference("question_id", "questions", index=True),
    _reference("forecaster_id", "forecasters"),
    _text("digest", null=False),
    _text("made_on", null=False),
    _text("made_at"),
    _text("zone", null=False),
    _text("note"),
)

_rows(
    "reveals",
    _reference("commitment_id", "commitments", index=True),
    _reference("forecast_id", "forecasts", index=True),
    _text("salt", null=False),
    _text("body", null=False),
)

_rows(
    "redactions",
    _text("place", null=False),
    _text("column_name", null=False),
    _text("leaf", null=False),
    _text("blanked", null=False),
    _text("reason", null=False),
    Index("ix_redactions_place", "place"),
)

_rows(
    "origins",
    _text("ledger", null=False),
    Column("entry", Integer, nullable=False),
    _text("hash", null=False),
    _text("previous_hash", null=False),
    _text("recorded_at", null=False),
    _text("actor", null=False),
    _text("action", null=False),
    _text("note"),
    _reference("taken_in_id", "entries", index=True),
    Index("ix_origins_ledger_entry", "ledger", "entry"),
)


def upgrade() -> None:
    """Make the tables and their guards."""
    connection = op.get_bind()
    new = [table for name, table in metadata.tables.items() if name not in THERE]
    metadata.create_all(connection, tables=new, checkfirst=False)
    for statement in guard_statements(connection.dialect.name, {table.name: [["id"]] for table in new}):
        # The function that the guards of PostgreSQL call is there since 0001.
        if not statement.startswith("CREATE FUNCTION"):
            connection.exec_driver_sql(statement)
