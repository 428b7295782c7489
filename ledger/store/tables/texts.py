"""Texts that predictions were said in, and the words as quoted."""

from sqlalchemy import Column, Integer

from ledger.store.columns import reference, rows, words

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
