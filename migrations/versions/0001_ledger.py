"""The ledger: entries, identities, facts, what is derived from them, and the guards.

Frozen: these are the tables as they were made first. Later migrations change them from here.
"""

from alembic import op
from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from ledger.store.guards import guard_statements

revision = "0001"
down_revision = None

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Text sorts by code point on both databases, whatever the server's locale.
Words = Text().with_variant(Text(collation="C"), "postgresql")
Key = BigInteger().with_variant(Integer(), "sqlite")
Real = Double().with_variant(REAL(), "sqlite")


def _text(name: str, *, null: bool = True) -> Column[str]:
    return Column(name, Words, nullable=null)


def _reference(name: str, target: str, *, null: bool = False, index: bool = False) -> Column[int]:
    return Column(name, Key, ForeignKey(f"{target}.id"), nullable=null, index=index)


def _one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _ppm(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 0 AND 1000000", name=column)


def _flag(name: str) -> Column[int]:
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)", name=name), nullable=False)


def _rows(name: str, *columns: Column[int] | Column[str] | CheckConstraint | UniqueConstraint | Index) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Key, primary_key=True, autoincrement=False),
        Column("entry_id", Key, ForeignKey("entries.id"), nullable=False),
        *columns,
        CheckConstraint("(id >> 26) = entry_id", name="place"),
        sqlite_strict=True,
    )


def _identity(name: str) -> Table:
    return _rows(
        name,
        Column("public_id", Words, nullable=False, unique=True),
        _text("system"),
        _text("foreign_key"),
        UniqueConstraint("system", "foreign_key"),
    )


def _said() -> tuple[Column[int] | Column[str] | CheckConstraint, ...]:
    return (
        _text("probability"),
        _text("said"),
        Column("p_ppm", Integer),
        _ppm("p_ppm"),
        CheckConstraint("(probability IS NULL) = (p_ppm IS NULL)", name="number"),
        _text("basis", null=False),
        _one_of("basis", ("stated", "words", "imputed", "market", "none")),
        _text("phrase"),
        _text("scale"),
        _text("low"),
        _text("high"),
        _text("made_on", null=False),
        _text("made_at"),
        _text("made_text"),
        _text("made_basis"),
        _text("zone", null=False),
        _text("reporter"),
        _reference("quote_id", "quotes", null=True),
        _reference("source_id", "sources", null=True),
        _text("note"),
    )


Table(
    "entries",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    _text("recorded_at", null=False),
    _text("recorded_on", null=False),
    _text("actor", null=False),
    _text("action", null=False),
    _text("note"),
    _text("engine_version", null=False),
    _text("previous_hash", null=False),
    _text("facts_hash", null=False),
    _text("hash", null=False),
    sqlite_strict=True,
)

_rows("ledgers", _text("public_id", null=False), _text("zone", null=False))

_identity("questions")
_identity("forecasters")
_identity("sources")
_identity("series")

_rows(
    "source_texts",
    _reference("source_id", "sources", index=True),
    _text("title"),
    _text("author"),
    _text("publisher"),
    _text("published"),
    _text("published_basis"),
    _text("url"),
    _text("file"),
    _text("media_type"),
    _text("sha256"),
    _text("text_sha256"),
    _text("canonicaliser"),
    _text("text"),
    _text("note"),
)

_rows(
    "quotes",
    _reference("source_id", "sources", null=True, index=True),
    _text("exact", null=False),
    _text("prefix"),
    _text("suffix"),
    Column("start_offset", Integer),
    Column("end_offset", Integer),
    _text("speaker"),
    _text("kind"),
    _text("note"),
)

_rows(
    "wordings",
    _reference("question_id", "questions", index=True),
    _text("claim", null=False),
    _text("criteria"),
    _text("fine_print"),
    _text("look_at"),
    _text("type", null=False),
    _text("window_start"),
    _text("deadline"),
    _text("deadline_at"),
    _text("deadline_text"),
    _text("deadline_rule"),
    _text("edtf"),
    _text("precision"),
    _text("closes_on"),
    _text("closes_at"),
    _text("review_on"),
    _text("zone", null=False),
    _flag("vague"),
    _reference("series_id", "series", null=True, index=True),
    _text("period"),
)

_rows(
    "readings",
    _reference("wording_id", "wordings", index=True),
    _text("name", null=False),
    _text("window_start"),
    _text("deadline", null=False),
)

_rows(
    "series_rules",
    _reference("series_id", "series", index=True),
    _text("claim", null=False),
    _text("criteria"),
    _text("fine_print"),
    _text("look_at"),
    _text("type", null=False),
    _text("rule", null=False),
    _text("starts_on", null=False),
    _text("until"),
    _text("zone", null=False),
    _flag("vague"),
)

_rows(
    "series_forecasts",
    _reference("series_id", "series", index=True),
    _reference("forecaster_id", "forecasters"),
    *_said(),
)

_rows(
    "forecasts",
    _reference("question_id", "questions"),
    _reference("forecaster_id", "forecasters"),
    _reference("wording_id", "wordings"),
    *_said(),
    _reference("replaces", "forecasts", null=True),
    _text("foreign_key"),
    Index("ix_forecasts_question_id_forecaster_id", "question_id", "forecaster_id"),
    Index(
        "ix_forecasts_replaces",
        "replaces",
        sqlite_where=text("replaces IS NOT NULL"),
        postgresql_where=text("replaces IS NOT NULL"),
    ),
)

_rows(
    "withdrawals",
    _reference("question_id", "questions", index=True),
    _reference("forecaster_id", "forecasters"),
    _text("made_on", null=False),
    _text("made_at"),
    _text("zone", null=False),
    _text("note"),
)

_rows(
    "resolutions",
    _reference("question_id", "questions", index=True),
    _reference("wording_id", "wordings"),
    _text("verdict", null=False),
    _one_of("verdict", ("resolved", "ambiguous", "annulled", "reopened")),
    _text("outcome"),
    _text("value"),
    Column("y_ppm", Integer),
    _ppm("y_ppm"),
    CheckConstraint("(verdict = 'resolved') = (outcome IS NOT NULL)", name="outcome"),
    _text("happened_on"),
    _text("known_on", null=False),
    _text("known_at"),
    _text("zone", null=False),
    _text("note"),
)

_rows(
    "evidence",
    _reference("resolution_id", "resolutions", index=True),
    _text("text", null=False),
)

_rows(
    "tags",
    _reference("question_id", "questions", null=True, index=True),
    _reference("series_id", "series", null=True, index=True),
    _text("tag", null=False),
    _flag("removed"),
    CheckConstraint("(question_id IS NULL) <> (series_id IS NULL)", name="target"),
)

_rows(
    "notes",
    _reference("question_id", "questions", index=True),
    _text("text", null=False),
)

_rows(
    "undos",
    Column("target_entry_id", Key, ForeignKey("entries.id"), nullable=False, index=True),
    _text("act", null=False),
    _one_of("act", ("undo", "redo")),
)


# Derived: what stands now, and what each rule makes of each pair.

Table(
    "current_questions",
    metadata,
    Column("question_id", Key, ForeignKey("questions.id"), primary_key=True, autoincrement=False),
    Column("wording_id", Key, nullable=False),
    Column("resolution_id", Key),
    _text("state", null=False),
    _text("window_start"),
    _text("deadline"),
    _text("review_on"),
    _text("attention_on"),
    Index("ix_current_questions_state_attention_on", "state", "attention_on"),
    sqlite_strict=True,
)

Table(
    "counted",
    metadata,
    Column("question_id", Key, ForeignKey("questions.id"), primary_key=True, autoincrement=False),
    Column("forecaster_id", Key, primary_key=True, autoincrement=False),
    Column("forecast_id", Key, nullable=False),
    Column("resolution_id", Key),
    _text("reason", null=False),
    Column("p_ppm", Integer),
    Column("y_ppm", Integer),
    _text("deadline"),
    _flag("retrospective"),
    Index("ix_counted_tally", "reason", "p_ppm", "y_ppm", "deadline", "retrospective"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

Table(
    "scores",
    metadata,
    Column("forecast_id", Key, ForeignKey("forecasts.id"), primary_key=True, autoincrement=False),
    Column("resolution_id", Key, ForeignKey("resolutions.id"), primary_key=True, autoincrement=False),
    Column("rule", Words, primary_key=True),
    Column("rule_version", Words, primary_key=True),
    Column("value", Real, nullable=False),
    Index("ix_scores_resolution_id", "resolution_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

IDENTITIES = ("questions", "forecasters", "sources", "series")
DERIVED = ("current_questions", "counted", "scores")


def guarded() -> dict[str, list[list[str]]]:
    """The tables that nothing may change, with their unique keys."""
    return {
        name: [["id"], *([["public_id"], ["system", "foreign_key"]] if name in IDENTITIES else [])]
        for name in sorted(metadata.tables)
        if name not in DERIVED
    }


def upgrade() -> None:
    """Make the tables and their guards."""
    connection = op.get_bind()
    # checkfirst would take a foreign table of the same name for ours.
    metadata.create_all(connection, checkfirst=False)
    for statement in guard_statements(connection.dialect.name, guarded()):
        connection.exec_driver_sql(statement)
