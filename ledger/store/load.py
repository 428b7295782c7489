"""Loading a dump: the ledger that it was written from, with the same keys and hashes, or nothing.

Every line is held to how it would be written, its place to the line before it, and every hash is made anew from the
rows as they are stored then; a failure names the line.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import URL

from ledger.errors import DamageError, RefusedError
from ledger.store import connect, derived, memory, migrate, replicate
from ledger.store.batches import collecting_later
from ledger.store.dump import FORMAT, ORDER
from ledger.store.dump_lines import First, Lines
from ledger.store.keys import first_key
from ledger.store.recomputing import recompute
from ledger.store.redacting import redaction_findings
from ledger.store.tables import entries, ledgers
from ledger.store.taking import Taking

MERGE: Final = "load it elsewhere, fcl -L NEW.db import ledger FILE, and then: fcl db merge NEW.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What loading came to: the ledger of the dump, its entries and rows, how many entries are new, and its head."""

    place: str
    ledger: str
    entries: int
    rows: int
    new: int
    head: str


def load(stream: BinaryIO, name: str, target: URL, *, told: replicate.Told, keep: bool = True) -> Loaded:
    """Bring the dump to a place where no ledger is, an empty one, or the same: then what is missing there.

    `name` is how messages name the dump; without `keep` nothing stays written. Raises DamageError with the line for
    what is cut off, altered or in another order, StorageError for a newer version, RefusedError where another ledger
    lies there, or one that went another way.
    """
    lines = Lines(stream, name)
    first = lines.first()
    path, made = connect.file_of(target), []

    def fill(connection: Connection) -> None:
        _fill(connection, lines, first, told)
        made.append(first.entries)

    with collecting_later():
        if keep and path and not os.path.lexists(path):
            migrate.make_file(path, fill)
        new = made[0] if made else _through_another(fill, target, keep=keep)
    if keep:
        memory.move_forward(first.ledger, memory.Seen(entry=first.entries, hash=first.head))
    return Loaded(
        place=connect.place_of(target), ledger=first.ledger, entries=first.entries, rows=first.rows, new=new,
        head=first.head,
    )  # fmt: skip


def _through_another(fill: migrate.Fill, target: URL, *, keep: bool) -> int:
    """Load into a ledger of its own, and bring that one there; how many entries are new there."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        migrate.make_file(path, fill)
        try:
            source = connect.database_url(path)
            return replicate.replicate(source, target, told=_silently, keep=keep, over_empty=True).copied
        except RefusedError as error:
            if error.code == "newer":
                return 0
            if error.code == "other_ledger":
                error.hint = MERGE
            raise


def _silently(_done: int, _all: int) -> None:
    """Nobody waits for the second half."""


def _fill(connection: Connection, lines: Lines, first: First, told: replicate.Told) -> None:
    taking = Taking(connection, lines)
    for row in lines.rows():
        taking.take(row)
        told(taking.count, first.rows)
    taking.finish()
    _check_end(lines, first, taking.count)
    _check_hashes(connection, lines, first)
    try:
        derived.rebuild(connection)
    except DamageError as error:
        raise lines.wrong(error.message) from error


def _check_end(lines: Lines, first: First, count: int) -> None:
    """The last line, which says the same as the first, and nothing after it."""
    last = {"end": FORMAT, "rows": first.rows, "head": first.head}
    if lines.closing != last:
        raise lines.wrong("the last line does not say what the first says")
    if count != first.rows:
        raise lines.wrong(f"the last line says {first.rows} rows, but there are {count}")


def _check_hashes(connection: Connection, lines: Lines, first: First) -> None:
    found = recompute(connection)
    if found.findings:
        finding = found.findings[0]
        at = None if finding.entry is None else _line(connection, finding.entry)
        raise lines.wrong(finding.message, at)
    there = (connection.scalar(select(ledgers.c.public_id)), found.entries, found.head)
    if there != (first.ledger, first.entries, first.head):
        raise lines.wrong("the first line names another ledger, number of entries or head than the rows make", 1)
    if message := _false_redaction(connection):
        raise lines.wrong(message)


def _false_redaction(connection: Connection) -> str | None:
    """The first redaction of what may not go, or is not blank."""
    try:
        return next(redaction_findings(connection), None)
    except derived.UNREADABLE as error:
        return f"a redaction cannot be read: {derived.told(error)}"


def _line(connection: Connection, entry: int) -> int:
    """The line on which an entry begins: the first line, and every row before it."""
    before = (
        select(func.count()).where(table.c.id < (entry if table is entries else first_key(entry))) for table in ORDER
    )
    return 2 + sum(connection.scalar(query) or 0 for query in before)
