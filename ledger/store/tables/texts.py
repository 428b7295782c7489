"""Texts that predictions were said in, the words as quoted, and what became of the candidates found in them.

Offsets are code points of the canonical text whose hash stands beside them, end exclusive. A file's bytes are kept as
base64 text. A scan is one reading of one text by one proposer; a judgement is a person's word on one sentence of it.
"""

from typing import Final

from sqlalchemy import Column, Integer

from ledger.store.columns import flag, one_of_words, reference, rows, words

ATTRIBUTIONS: Final = ("own", "quoted", "rejected", "reported", "imputed", "commenter")
JUDGEMENTS: Final = ("accepted", "rejected", "skipped")

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
    words("archived_url"),
    words("retrieved_at"),
    words("licence"),
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
    words("attribution"),
    words("text_sha256"),
    words("place"),
)

contents = rows(
    "contents",
    reference("source_id", "sources", index=True),
    words("sha256", null=False),
    words("media_type"),
    words("content", null=False),
)

places = rows(
    "places",
    reference("source_text_id", "source_texts", index=True),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    words("kind", null=False),
    words("value", null=False),
)

relocations = rows(
    "relocations",
    reference("quote_id", "quotes", index=True),
    words("text_sha256", null=False),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    words("found_by", null=False),
)

scans = rows(
    "scans",
    reference("source_id", "sources", index=True),
    words("text_sha256", null=False),
    words("proposer", null=False),
    words("version", null=False),
    words("model"),
    words("prompt_sha256"),
    words("answer"),
    Column("sentences", Integer, nullable=False),
    Column("flagged", Integer, nullable=False),
    Column("dropped", Integer, nullable=False),
)

judgements = rows(
    "judgements",
    reference("scan_id", "scans", index=True),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    words("sentence_sha256", null=False),
    words("judgement", null=False),
    one_of_words("judgement", JUDGEMENTS),
    words("reason"),
    Column("score", Integer),
    reference("question_id", "questions", null=True, index=True),
)

aliases = rows(
    "aliases",
    reference("forecaster_id", "forecasters", index=True),
    reference("same_as_id", "forecasters", index=True),
    flag("removed"),
)
