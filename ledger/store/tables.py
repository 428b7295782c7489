"""The tables: the journal's entries, identities and facts, and what is derived from them.

A fact's key says where it stands in the journal: see `keys`.

Days and instants are ISO 8601 text that sorts as time (`2026-11-20`, `2026-11-20T11:58:03.000000Z`);
a column `..._on` is a day in the ledger's zone, `..._at` the instant where one is known; decimals are
text; `p_ppm` and `y_ppm` are the same numbers in parts per million, for tallies.
"""

from typing import Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, text

from ledger.store.columns import (
    Key,
    Real,
    Words,
    flag,
    identity,
    metadata,
    one_of_words,
    ppm,
    reference,
    rows,
    said,
    words,
)

VERDICTS: Final = ("resolved", "ambiguous", "annulled", "reopened")

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

source_texts = rows(
    "source_texts",
    reference("source_id", "sources", index=True),
    words("title"),
    words("author"),
    words("publisher"),
    words("published"),
    words("published_basis"),
    words("url"),
    words("file"),
    words("media_type"),
    words("sha256"),
    words("text_sha256"),
    words("canonicaliser"),
    words("text"),
    words("note"),
)

quotes = rows(
    "quotes",
    reference("source_id", "sources", null=True, index=True),
    words("exact", null=False),
    words("prefix"),
    words("suffix"),
    Column("start_offset", Integer),
    Column("end_offset", Integer),
    words("speaker"),
    words("kind"),
    words("note"),
)

wordings = rows(
    "wordings",
    reference("question_id", "questions", index=True),
    words("claim", null=False),
    words("criteria"),
    words("fine_print"),
    words("look_at"),
    words("type", null=False),
    words("window_start"),
    words("deadline"),
    words("deadline_at"),
    words("deadline_text"),
    words("deadline_rule"),
    words("edtf"),
    words("precision"),
    words("closes_on"),
    words("closes_at"),
    words("review_on"),
    words("zone", null=False),
    flag("vague"),
    reference("series_id", "series", null=True, index=True),
    words("period"),
)

readings = rows(
    "readings",
    reference("wording_id", "wordings", index=True),
    words("name", null=False),
    words("window_start"),
    words("deadline", null=False),
)

series_rules = rows(
    "series_rules",
    reference("series_id", "series", index=True),
    words("claim", null=False),
    words("criteria"),
    words("fine_print"),
    words("look_at"),
    words("type", null=False),
    words("rule", null=False),
    words("starts_on", null=False),
    words("until"),
    words("zone", null=False),
    flag("vague"),
)

series_forecasts = rows(
    "series_forecasts",
    reference("series_id", "series", index=True),
    reference("forecaster_id", "forecasters"),
    *said(),
)

forecasts = rows(
    "forecasts",
    reference("question_id", "questions"),
    reference("forecaster_id", "forecasters"),
    reference("wording_id", "wordings"),
    *said(),
    reference("replaces", "forecasts", null=True),
    words("foreign_key"),
    Index("ix_forecasts_question_id_forecaster_id", "question_id", "forecaster_id"),
    Index(
        "ix_forecasts_replaces",
        "replaces",
        # The migration makes it partial on PostgreSQL too; to name that here would load its dialect at every start.
        sqlite_where=text("replaces IS NOT NULL"),
    ),
)

withdrawals = rows(
    "withdrawals",
    reference("question_id", "questions", index=True),
    reference("forecaster_id", "forecasters"),
    words("made_on", null=False),
    words("made_at"),
    words("zone", null=False),
    words("note"),
)

resolutions = rows(
    "resolutions",
    reference("question_id", "questions", index=True),
    reference("wording_id", "wordings"),
    words("verdict", null=False),
    one_of_words("verdict", VERDICTS),
    words("outcome"),
    words("value"),
    Column("y_ppm", Integer),
    ppm("y_ppm"),
    CheckConstraint("(verdict = 'resolved') = (outcome IS NOT NULL)", name="outcome"),
    words("happened_on"),
    words("known_on", null=False),
    words("known_at"),
    words("zone", null=False),
    words("note"),
)

evidence = rows(
    "evidence",
    reference("resolution_id", "resolutions", index=True),
    words("text", null=False),
)

tags = rows(
    "tags",
    reference("question_id", "questions", null=True, index=True),
    reference("series_id", "series", null=True, index=True),
    words("tag", null=False),
    flag("removed"),
    CheckConstraint("(question_id IS NULL) <> (series_id IS NULL)", name="target"),
)

notes = rows(
    "notes",
    reference("question_id", "questions", index=True),
    words("text", null=False),
)

undos = rows(
    "undos",
    Column("target_entry_id", Key, ForeignKey("entries.id"), nullable=False, index=True),
    words("act", null=False),
    one_of_words("act", ("undo", "redo")),
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
    words("state", null=False),
    words("window_start"),
    words("deadline"),
    words("review_on"),
    words("attention_on"),
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
    words("reason", null=False),
    Column("p_ppm", Integer),
    Column("y_ppm", Integer),
    words("deadline"),
    flag("retrospective"),
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
