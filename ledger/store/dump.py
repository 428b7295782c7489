"""Dumps: a whole ledger as lines of JSON, one for each row, entry by entry, with its first and its last line.

What is recorded never changes, so the ledger is read block by block and its writers are not held up. The order within
an entry is that in which its tables were written; a table that is added later comes after those that there are.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, select

from ledger.core.characters import json_safe
from ledger.errors import DamageError, RefusedError
from ledger.store import connect, migrate
from ledger.store.batches import collecting_later
from ledger.store.chain import encode
from ledger.store.journal import Head, read_head
from ledger.store.keys import last_key
from ledger.store.recomputing import UNREADABLE, recompute
from ledger.store.replicate import Copying, Told
from ledger.store.tables import JOURNAL, entries, redactions

FORMAT: Final = "forecast-ledger dump"
VERSION: Final = 1
ORDER: Final = (entries, *JOURNAL)
"""The tables in the order in which they stand in a dump."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumped:
    """What was dumped: the ledger's id, its entries, all rows with those of the entries, and the hash of the last."""

    ledger: str
    entries: int
    rows: int
    head: str


def dump(source: Engine, write: Callable[[str], object], *, told: Told) -> Dumped:
    """Write every line of the ledger as it is now; `told` hears how many rows are done, and of how many.

    Raises DamageError, before anything is written, where a hash does not match what it covers, and RefusedError where a
    text was redacted meanwhile: then the last line is missing.
    """
    with connect.reading(source) as connection:
        _refuse_damaged(connection)
        head = read_head(connection)
    copying = Copying(source=source, head=head, told=told)
    done = Dumped(ledger=head.ledger, entries=head.entry, rows=copying.count(), head=head.hash)
    write(line_of(_first(done)))
    for number, (_, line) in enumerate(merge(*(_rows(copying, table) for table in ORDER), key=itemgetter(0)), 1):
        write(line)
        told(number, done.rows)
    _refuse_redacted(source, head)
    write(line_of({"end": FORMAT, "rows": done.rows, "head": done.head}))
    return done


def _first(done: Dumped) -> Mapping[str, Any]:
    return {
        "format": FORMAT, "version": VERSION, "schema": migrate.HEAD, "ledger": done.ledger,
        "entries": done.entries, "rows": done.rows, "head": done.head,
    }  # fmt: skip


def _rows(copying: Copying, table: Table) -> Iterator[tuple[int, str]]:
    """The lines of a table, each with the number of its entry."""
    names = table.c.keys()
    entry = names.index("id" if table is entries else "entry_id")
    for block in copying.blocks(table):
        for row in block:
            said = {name: value for name, value in zip(names, row, strict=True) if value is not None}
            yield row[entry], line_of({"table": table.name, **said})


def line_of(said: Mapping[str, Any]) -> str:
    r"""A line of a dump: compact JSON, in which what would control a terminal or hide itself is an escape.

    >>> line_of({"table": "notes", "text": "a\u202eb"})
    '{"table":"notes","text":"a\\u202eb"}\n'
    """
    return f"{json_safe(encode(said))}\n"


def _refuse_damaged(connection: Connection) -> None:
    """Refuse what nobody could load: an eighth of the time that a dump takes."""
    try:
        with collecting_later():
            found = [one.message for one in recompute(connection).findings]
    except UNREADABLE as error:
        found = [f"what is stored cannot be read: {error}"]
    if found:
        raise DamageError(found[0], hint="fcl verify says more; fcl db backup FILE copies the ledger as it is")


def _refuse_redacted(source: Engine, head: Head) -> None:
    """Refuse a dump in which a text may be blank without the entry that says so."""
    later = select(redactions.c.id).where(redactions.c.id > last_key(head.entry)).limit(1)
    with connect.reading(source) as connection:
        if connection.scalar(later) is not None:
            raise RefusedError("a text was redacted meanwhile", hint="write the dump again", code="redacted")
