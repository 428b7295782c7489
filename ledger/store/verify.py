"""Verify: is the ledger what was recorded? Everything is recomputed from the stored rows and compared."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from ledger.core.anchor import Anchor
from ledger.store import memory
from ledger.store.anchored import Compared, compare, recorded_findings
from ledger.store.batches import collecting_later
from ledger.store.derived import UNREADABLE, derived_findings, reference_findings, told
from ledger.store.origins import origin_findings
from ledger.store.recomputing import Finding, Recomputed, recompute
from ledger.store.redacting import Redaction, read_redactions, redaction_findings
from ledger.store.schema import schema_findings
from ledger.store.sealed import reveal_findings
from ledger.store.tables import entries, ledgers
from ledger.store.telling import Told, unheard

BROKEN: Final = (DBAPIError, sqlite3.Error)
"""What a database raises that cannot be read, by itself and through SQLAlchemy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verifying came to; the ledger is whole where there are no findings, and the first one leads.

    `entries` and `facts` count what was read, `head` is the hash of the last entry; `anchors` are those asked about
    that the ledger extends, shortest first; `redactions` are the entries that blanked texts.
    """

    ledger: str
    entries: int
    facts: int
    head: str
    findings: tuple[Finding, ...]
    anchors: tuple[Anchor, ...] = ()
    redactions: tuple[Redaction, ...] = ()

    @property
    def whole(self) -> bool:
        """True where nothing was found."""
        return not self.findings


def verify(
    connection: Connection,
    *,
    remembered: bool = True,
    published: Sequence[Anchor | str] = (),
    pages: Callable[[], list[str]] | None = None,
    told: Told = unheard,
) -> Verdict:
    """Recompute the journal, and compare file, references, guards, schema, heads and scores with it.

    Chain first: a change of the journal leads, whatever else follows from it. `remembered` compares the
    last head seen on this machine as well, `published` anchors, or hashes that were kept elsewhere. `pages` gives
    what `broken_pages` found where that was asked beside this connection; `told` hears how many entries are done, and
    of how many. Reads only.
    """
    with collecting_later():
        verdict = _verify(connection, pages or partial(broken_pages, connection), told, remembered=remembered)
        return _compared(connection, verdict, published) if published else verdict


def _compared(connection: Connection, verdict: Verdict, published: Sequence[Anchor | str]) -> Verdict:
    """What anchors say besides: they lead, unless entries themselves are damaged."""
    if any(finding.entry is not None for finding in verdict.findings):
        return verdict
    try:
        compared = compare(connection, published)
    except (*BROKEN, *UNREADABLE) as error:
        _refuse_trouble(connection, error)
        compared = Compared(holding=(), messages=(f"the anchors cannot be compared: {told(error)}",))
    differing = [Finding(entry=None, message=message) for message in compared.messages]
    return replace(verdict, findings=(*differing, *verdict.findings), anchors=compared.holding)


def _verify(connection: Connection, pages: Callable[[], list[str]], heard: Told, *, remembered: bool) -> Verdict:
    journal: Recomputed | None = None
    found: list[Finding] = []
    after_chain = 0
    ledger = ""
    redacted: tuple[Redaction, ...] = ()
    try:
        journal = _recomputed(connection, heard)
        found += journal.findings
        after_chain = len(found)
        ledger = connection.scalar(select(ledgers.c.public_id).order_by(ledgers.c.id).limit(1)) or ""
        found += _rest(connection, ledger, journal, remembered=remembered)
        redacted = read_redactions(connection)
    except (*BROKEN, *UNREADABLE) as error:
        _refuse_trouble(connection, error)
        # A table or column is gone, or its pages cannot be read: what was found until then leads.
        found.append(Finding(entry=None, message=f"the database cannot be read: {told(error)}"))
    found[after_chain:after_chain] = [Finding(entry=None, message=one) for one in pages()]
    return Verdict(
        ledger=ledger,
        entries=journal.entries if journal else 0,
        facts=journal.facts if journal else 0,
        head=journal.head if journal else "",
        findings=tuple(found),
        redactions=redacted,
    )


def _refuse_trouble(connection: Connection, error: Exception) -> None:
    """A server that went away, or had no time, says nothing about the ledger: the error goes on as it is."""
    if connection.dialect.name != "sqlite" and isinstance(error, OperationalError):
        raise error


def _rest(connection: Connection, ledger: str, journal: Recomputed, *, remembered: bool) -> Iterator[Finding]:
    """What is found beside the chain, one after the other: what was found before a failure stays."""
    for message in _forgotten(connection, ledger, journal) if remembered else ():
        yield Finding(entry=None, message=message)
    for checked, derived in (
        (reference_findings, False), (recorded_findings, False), (schema_findings, False), (reveal_findings, False),
        (redaction_findings, False), (origin_findings, False), (derived_findings, True),
    ):  # fmt: skip
        try:
            for message in checked(connection):
                yield Finding(entry=None, message=message, derived=derived)
        except UNREADABLE as error:
            yield Finding(entry=None, message=f"what is stored cannot be read: {told(error)}")


def _recomputed(connection: Connection, heard: Told) -> Recomputed:
    try:
        return recompute(connection, told=heard)
    except BROKEN as error:
        # A connection that is lost has nothing behind it any more: it is not looked at.
        raw = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None
        if not isinstance(raw, sqlite3.Connection) or "decode" not in told(error).lower():
            raise
        # Text that is no UTF-8: read it anyhow, and its hash tells where it is.
        raw.text_factory = _text_of_any_bytes
        try:
            return recompute(connection, told=heard)
        finally:
            raw.text_factory = str


def _text_of_any_bytes(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def broken_pages(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file."""
    if connection.dialect.name != "sqlite":
        return []
    try:
        said = list(connection.scalars(text("PRAGMA integrity_check(3)")))
    except DBAPIError as error:
        said = [str(error.orig)]
    return [] if said == ["ok"] else [f"the file is damaged: {' '.join('; '.join(map(str, said)).split())[:300]}"]


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
