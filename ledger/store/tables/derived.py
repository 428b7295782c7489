"""Derived: what stands now, and what each rule makes of each pair. Can be made anew at any time."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from ledger.store.columns import Key, Real, Words, flag, metadata, words

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
