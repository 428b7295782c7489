"""What was asked: wordings with their readings, frames and options; conditions, parts, restatements, series."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Integer

from ledger.store.columns import flag, one_of_words, reference, rows, said, words

JOINED: Final = ("all", "any")

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

frames = rows(
    "frames",
    reference("wording_id", "wordings", index=True),
    words("unit"),
    words("lower_bound"),
    words("upper_bound"),
    flag("open_lower"),
    flag("open_upper"),
    flag("exclusive"),
    flag("ordered"),
)

options = rows(
    "options",
    reference("wording_id", "wordings", index=True),
    Column("position", Integer, nullable=False),
    words("label", null=False),
)

conditions = rows(
    "conditions",
    reference("question_id", "questions", index=True),
    reference("on_question_id", "questions", index=True),
    words("outcome", null=False),
)

parts = rows(
    "parts",
    reference("question_id", "questions", index=True),
    reference("part_id", "questions", index=True),
    Column("position", Integer, nullable=False),
    words("joined", null=False),
    one_of_words("joined", JOINED),
)

restatements = rows(
    "restatements",
    reference("question_id", "questions", index=True),
    reference("restates_id", "questions", index=True),
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
