"""Texts that may be blanked: where they stand, of a question, a source or an entry."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, and_, false, func, or_, select

from ledger.store.columns import BLANK, metadata
from ledger.store.keys import place_of
from ledger.store.tables import contents, entries, evidence, forecasts, quotes, resolutions, source_texts

KINDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "quote": {"quotes": ("exact", "prefix", "suffix")},
    "note": {
        "notes": ("text",), "forecasts": ("note",), "series_forecasts": ("note",), "withdrawals": ("note",),
        "commitments": ("note",), "resolutions": ("note",), "observations": ("note",), "quotes": ("note",),
        "source_texts": ("note",), "entries": ("note",), "origins": ("note",), "judgements": ("reason",),
    },
    "evidence": {"evidence": ("text",), "observations": ("evidence",)},
    "text": {"source_texts": ("text",), "contents": ("content",), "scans": ("answer",)},
}  # fmt: skip
"""What may be asked for, and the columns that hold it by table; those of one row go together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text that may go: its row, the columns that hold it, and the first of them.

    `copy_of` is what the rows of one text of a source have in common: its text each time that something became known
    about it, the bytes it was read from, what a model answered about it.
    """

    table: Table
    key: int
    columns: tuple[str, ...]
    text: str
    copy_of: tuple[int, str] | None = None

    @property
    def entry(self) -> int:
        """The entry that brought it."""
        return self.key if self.table is entries else place_of(self.key)[0]

    @property
    def blank(self) -> bool:
        """True where it was redacted already."""
        return self.text == BLANK


def of_question(connection: Connection, kind: str, key: int) -> list[Words]:
    """Those said of a question, in the order in which they were recorded."""
    return _read(connection, kind, lambda table: _speaks_of(table, key))


def of_source(connection: Connection, kind: str, key: int) -> list[Words]:
    """Those of a source."""
    return _read(connection, kind, lambda table: table.c.source_id == key)


def copies(connection: Connection, words: Words) -> list[Words]:
    """All rows that hold the same text of a source, these words among them."""
    if words.copy_of is None:
        return [words]
    return [one for one in of_source(connection, "text", words.copy_of[0]) if one.copy_of == words.copy_of]


def of_entry(connection: Connection, kind: str, entry: int) -> list[Words]:
    """Those that an entry brought, its own note included."""
    return _read(connection, kind, lambda table: (table.c.id if table is entries else table.c.entry_id) == entry)


def _speaks_of(table: Table, key: int) -> ColumnElement[bool]:
    if table is quotes:
        return quotes.c.id.in_(select(forecasts.c.quote_id).where(forecasts.c.question_id == key))
    if table is evidence:
        decided = select(resolutions.c.id).where(resolutions.c.question_id == key)
        return evidence.c.resolution_id.in_(decided)
    return table.c.question_id == key if "question_id" in table.c else false()


def _read(connection: Connection, kind: str, about: Callable[[Table], ColumnElement[bool]]) -> list[Words]:
    tables = ((metadata.tables[name], columns) for name, columns in KINDS[kind].items())
    found = [words for table, columns in tables for words in _words(connection, table, columns, about(table))]
    read = _with_texts(connection, found) if kind == "text" else found
    return sorted(read, key=lambda words: words.entry)


def _with_texts(connection: Connection, found: Sequence[Words]) -> list[Words]:
    """Each with the text of a source that it holds, or that it was read from or about."""
    return [replace(words, copy_of=_text_of(connection, words)) for words in found]


def _text_of(connection: Connection, words: Words) -> tuple[int, str]:
    table = words.table
    if table is not contents:
        query = select(table.c.source_id, table.c.text_sha256).where(table.c.id == words.key)
    else:
        # The text that was read from these bytes; of bytes that nothing was read from, they themselves.
        read = and_(source_texts.c.source_id == contents.c.source_id, source_texts.c.sha256 == contents.c.sha256)
        digest = func.coalesce(source_texts.c.text_sha256, contents.c.sha256)
        query = select(contents.c.source_id, digest).outerjoin(source_texts, read).where(contents.c.id == words.key)
    source, digest_found = connection.execute(query.limit(1)).one()
    return int(source), str(digest_found)


def _words(
    connection: Connection, table: Table, columns: tuple[str, ...], about: ColumnElement[bool]
) -> Iterator[Words]:
    there = or_(*(table.c[name].is_not(None) for name in columns))
    query = select(table.c.id, *(table.c[name] for name in columns)).where(about, there).order_by(table.c.id)
    for key, *texts in connection.execute(query):
        said = {name: text for name, text in zip(columns, texts, strict=True) if text is not None}
        yield Words(table=table, key=key, columns=tuple(said), text=next(iter(said.values())))
