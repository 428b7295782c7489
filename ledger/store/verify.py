"""Verify: is the ledger what was recorded? Everything is recomputed from the stored rows and compared."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from ledger.store import memory
from ledger.store.batches import collecting_later
from ledger.store.derived import head_findings, reference_findings, score_findings
from ledger.store.recomputing import Finding, Recomputed, recompute
from ledger.store.schema import schema_findings
from ledger.store.tables import entries, ledgers


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verifying came to; the ledger is whole where there are no findings, and the first one leads.

    `entries` and `facts` count what was read, `head` is the hash of the last entry.
    """

    ledger: str
    entries: int
    facts: int
    head: str
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """True where nothing was found."""
        return not self.findings


def verify(connection: Connection, *, remembered: bool = True) -> Verdict:
    """Recompute the journal, and compare file, references, guards, schema, heads and scores with it.

    Chain first: a change of the journal leads, whatever else follows from it. `remembered` compares the
    last head seen on this machine as well. Reads only.
    """
    with collecting_later():
        return _verify(connection, remembered=remembered)


def _verify(connection: Connection, *, remembered: bool) -> Verdict:
    journal: Recomputed | None = None
    messages = list(_broken_pages(connection))
    ledger = ""
    try:
        journal = _recomputed(connection)
        ledger = connection.scalar(select(ledgers.c.public_id).order_by(ledgers.c.id).limit(1)) or ""
        messages += _forgotten(connection, ledger, journal) if remembered else ()
        for findings in (reference_findings, schema_findings, head_findings, score_findings):
            messages += findings(connection)
    except DBAPIError as error:
        # A table or column is gone, or its pages cannot be read: what was found until then leads.
        messages.append(f"the database cannot be read: {' '.join(str(error.orig).split())[:200]}")
    return _verdict(ledger, journal, messages)


def _recomputed(connection: Connection) -> Recomputed:
    try:
        return recompute(connection)
    except DBAPIError as error:
        raw = connection.connection.driver_connection
        if not isinstance(raw, sqlite3.Connection) or "decode" not in str(error.orig).lower():
            raise
        # Text that is no UTF-8: read it anyhow, and its hash tells where it is.
        raw.text_factory = _text_of_any_bytes
        try:
            return recompute(connection)
        finally:
            raw.text_factory = str


def _text_of_any_bytes(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _verdict(ledger: str, journal: Recomputed | None, messages: Iterable[str]) -> Verdict:
    found = (*(journal.findings if journal else ()), *(Finding(entry=None, message=one) for one in messages))
    return Verdict(
        ledger=ledger,
        entries=journal.entries if journal else 0,
        facts=journal.facts if journal else 0,
        head=journal.head if journal else "",
        findings=found,
    )


def _broken_pages(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    if connection.dialect.name != "sqlite":
        return
    try:
        said = list(connection.scalars(text("PRAGMA integrity_check(3)")))
    except DBAPIError as error:
        said = [str(error.orig)]
    if said != ["ok"]:
        yield f"the file is damaged: {' '.join('; '.join(map(str, said)).split())[:300]}"


def _forgotten(connection: Connection, ledger: str, journal: Recomputed) -> Iterator[str]:
    """What the last head seen on this machine says: a chain cannot see its own end cut off, or all of it rewritten."""
    seen = memory.recall(ledger)
    if seen is None or journal.findings:
        return
    there = connection.scalar(select(entries.c.hash).where(entries.c.id == seen.entry))
    if there is None:
        yield f"entries are missing at the end: the last is {journal.entries}, but entry {seen.entry} was seen here"
    elif there != seen.hash:
        yield f"entry {seen.entry} has the hash {there[:4]}…, but {seen.hash[:4]}… was seen here: it was rewritten"
