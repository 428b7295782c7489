"""From a text to the ledger: files as they were read, places in them, scans with what people said of them, aliases.

Frozen: later migrations change these tables from here.
"""

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, MetaData, Table, Text

from ledger.store.guards import guard_statements

revision = "0004"
down_revision = "0003"

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


def _reference(name: str, target: str, *, null: bool = False, index: bool = False) -> Column[int]:
    return Column(name, Key, ForeignKey(f"{target}.id"), nullable=null, index=index)


def _rows(name: str, *columns: Column[int] | Column[str] | CheckConstraint) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Key, primary_key=True, autoincrement=False),
        Column("entry_id", Key, ForeignKey("entries.id"), nullable=False),
        *columns,
        CheckConstraint("(id >> 26) = entry_id", name="place"),
        sqlite_strict=True,
    )


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


# There since 0001: named here so that references to them can be written.
THERE = ("entries", "questions", "forecasters", "sources", "source_texts", "quotes")
for there in THERE:
    Table(there, metadata, Column("id", Key, primary_key=True))

WIDENED = {
    "source_texts": ("archived_url", "retrieved_at", "licence"),
    "quotes": ("attribution", "text_sha256", "place"),
}

_rows(
    "contents",
    _reference("source_id", "sources", index=True),
    _text("sha256", null=False),
    _text("media_type"),
    _text("content", null=False),
)

_rows(
    "places",
    _reference("source_text_id", "source_texts", index=True),
    _number("start_offset"),
    _number("end_offset"),
    _text("kind", null=False),
    _text("value", null=False),
)

_rows(
    "relocations",
    _reference("quote_id", "quotes", index=True),
    _text("text_sha256", null=False),
    _number("start_offset"),
    _number("end_offset"),
    _text("found_by", null=False),
)

_rows(
    "scans",
    _reference("source_id", "sources", index=True),
    _text("text_sha256", null=False),
    _text("proposer", null=False),
    _text("version", null=False),
    _text("model"),
    _text("prompt_sha256"),
    _text("answer"),
    _number("sentences"),
    _number("flagged"),
    _number("dropped"),
)

_rows(
    "judgements",
    _reference("scan_id", "scans", index=True),
    _number("start_offset"),
    _number("end_offset"),
    _text("sentence_sha256", null=False),
    _text("judgement", null=False),
    CheckConstraint("judgement IN ('accepted', 'rejected', 'skipped')", name="judgement"),
    _text("reason"),
    Column("score", Integer),
    _reference("question_id", "questions", null=True, index=True),
)

_rows(
    "aliases",
    _reference("forecaster_id", "forecasters", index=True),
    _reference("same_as_id", "forecasters", index=True),
    Column("removed", Integer, CheckConstraint("removed IN (0, 1)", name="removed"), nullable=False),
)


def upgrade() -> None:
    """Widen two tables, make the new ones and their guards."""
    connection = op.get_bind()
    for table, columns in WIDENED.items():
        for column in columns:
            op.add_column(table, _text(column))
    new = [table for name, table in metadata.tables.items() if name not in THERE]
    metadata.create_all(connection, tables=new, checkfirst=False)
    for statement in guard_statements(connection.dialect.name, {table.name: [["id"]] for table in new}):
        # The function that the guards of PostgreSQL call is there since 0001.
        if not statement.startswith("CREATE FUNCTION"):
            connection.exec_driver_sql(statement)
