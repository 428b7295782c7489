"""The tables: the journal's entries, identities and facts, and what is derived from them.

A fact's key holds where it stands in the journal: `id = entry * 2**26 + n`, the n-th row of its
table in that entry. So keys are the same in every copy of a ledger, "as of entry N" is a bound on
`id`, and a reference can be written as (entry, table, n) without asking the database.

Days and instants are ISO 8601 text that sorts as time (`2026-11-20`, `2026-11-20T11:58:03.000000Z`);
a column `..._on` is a day in the ledger's zone, `..._at` the instant where one is known; decimals are
text; `p_ppm` and `y_ppm` are the same numbers in parts per million, for tallies.
"""

from typing import Final

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
from sqlalchemy.types import TypeEngine

FACT_BITS: Final = 26
FACTS_PER_ENTRY: Final = (1 << FACT_BITS) - 1

VERDICTS: Final = ("resolved", "ambiguous", "annulled", "reopened")
BASES: Final = ("stated", "words", "imputed", "market", "none")

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
Real: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


def first_key(entry: int) -> int:
    """Smallest key of a fact of that entry.

    >>> first_key(1)
    67108864
    """
    return entry << FACT_BITS


def last_key(entry: int) -> int:
    """Largest key of a fact of that entry: the bound of "as of entry N".

    >>> last_key(1) + 1 == first_key(2)
    True
    """
    return ((entry + 1) << FACT_BITS) - 1


def place_of(key: int) -> tuple[int, int]:
    """Entry and number in its table of a fact's key.

    >>> place_of(first_key(7) + 3)
    (7, 3)
    """
    return key >> FACT_BITS, key & FACTS_PER_ENTRY


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
    """A table of facts or identities: the key, the entry that brought the row, and what it says."""
    return Table(
        name,
        metadata,
        Column("id", Key, primary_key=True, autoincrement=False),
        Column("entry_id", Key, ForeignKey("entries.id"), nullable=False),
        *columns,
        CheckConstraint(f"(id >> {FACT_BITS}) = entry_id", name="place"),
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
    """What a forecaster said, when, and where: the same for one question and for a whole series."""
    return (
        _text("probability"),
        _text("said"),
        Column("p_ppm", Integer),
        _ppm("p_ppm"),
        CheckConstraint("(probability IS NULL) = (p_ppm IS NULL)", name="number"),
        _text("basis", null=False),
        _one_of("basis", BASES),
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


entries = Table(
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

ledgers = _rows("ledgers", _text("public_id", null=False), _text("zone", null=False))

questions = _identity("questions")
forecasters = _identity("forecasters")
sources = _identity("sources")
series = _identity("series")

source_texts = _rows(
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

quotes = _rows(
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

wordings = _rows(
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

readings = _rows(
    "readings",
    _reference("wording_id", "wordings", index=True),
    _text("name", null=False),
    _text("window_start"),
    _text("deadline", null=False),
)

series_rules = _rows(
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

series_forecasts = _rows(
    "series_forecasts",
    _reference("series_id", "series", index=True),
    _reference("forecaster_id", "forecasters"),
    *_said(),
)

forecasts = _rows(
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
        # The migration makes it partial on PostgreSQL too; to name that here would load its dialect at every start.
        sqlite_where=text("replaces IS NOT NULL"),
    ),
)

withdrawals = _rows(
    "withdrawals",
    _reference("question_id", "questions", index=True),
    _reference("forecaster_id", "forecasters"),
    _text("made_on", null=False),
    _text("made_at"),
    _text("zone", null=False),
    _text("note"),
)

resolutions = _rows(
    "resolutions",
    _reference("question_id", "questions", index=True),
    _reference("wording_id", "wordings"),
    _text("verdict", null=False),
    _one_of("verdict", VERDICTS),
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

evidence = _rows(
    "evidence",
    _reference("resolution_id", "resolutions", index=True),
    _text("text", null=False),
)

tags = _rows(
    "tags",
    _reference("question_id", "questions", null=True, index=True),
    _reference("series_id", "series", null=True, index=True),
    _text("tag", null=False),
    _flag("removed"),
    CheckConstraint("(question_id IS NULL) <> (series_id IS NULL)", name="target"),
)

notes = _rows(
    "notes",
    _reference("question_id", "questions", index=True),
    _text("text", null=False),
)

undos = _rows(
    "undos",
    Column("target_entry_id", Key, ForeignKey("entries.id"), nullable=False, index=True),
    _text("act", null=False),
    _one_of("act", ("undo", "redo")),
)

IDENTITIES: Final = (questions, forecasters, sources, series)
FACTS: Final = (
    ledgers, source_texts, quotes, wordings, readings, series_rules, series_forecasts, forecasts,
    withdrawals, resolutions, evidence, tags, notes, undos,
)  # fmt: skip
JOURNAL: Final = (*IDENTITIES, *FACTS)

# Derived: what stands now, and what each rule makes of each pair. Can be made anew at any time.

current_questions = Table(
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

counted = Table(
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

scores = Table(
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

HEADS: Final = (current_questions, counted)
DERIVED: Final = (*HEADS, scores)
