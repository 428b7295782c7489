"""Texts that may be blanked: where they stand, of a question, a source or an entry."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, false, or_, select

from ledger.store.columns import metadata
from ledger.store.keys import place_of
from ledger.store.redacting import BLANK
from ledger.store.tables import entries, evidence, forecasts, quotes, resolutions

KINDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "quote": {"quotes": ("exact", "prefix", "suffix")},
    "note": {
        "notes": ("text",), "forecasts": ("note",), "series_forecasts": ("note",), "withdrawals": ("note",),
        "commitments": ("note",), "resolutions": ("note",), "observations": ("note",), "quotes": ("note",),
        "source_texts": ("note",), "entries": ("note",), "origins": ("note",),
    },
    "evidence": {"evidence": ("text",), "observations": ("evidence",)},
    "text": {"source_texts": ("text",)},
}  # fmt: skip
"""What may be asked for, and the columns that hold it by table; those of one row go together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text that may go: its row, the columns that hold it, and the first of them."""

    table: Table
    key: int
    columns: tuple[str, ...]
    text: str

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
    return sorted(found, key=lambda words: words.entry)


def _words(
    connection: Connection, table: Table, columns: tuple[str, ...], about: ColumnElement[bool]
) -> Iterator[Words]:
    there = or_(*(table.c[name].is_not(None) for name in columns))
    query = select(table.c.id, *(table.c[name] for name in columns)).where(about, there).order_by(table.c.id)
    for key, *texts in connection.execute(query):
        said = {name: text for name, text in zip(columns, texts, strict=True) if text is not None}
        yield Words(table=table, key=key, columns=tuple(said), text=next(iter(said.values())))
