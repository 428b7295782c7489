"""Upkeep: what a ledger's storage is like, and making what is derived anew."""

from dataclasses import dataclass

from ledger.store import connect, derived, memory, migrate
from ledger.store.opening import Store
from ledger.store.sizes import row_counts
from ledger.store.snapshot import Snapshot
from ledger.store.telling import Told, unheard


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a ledger's storage is like; `size` in bytes, None on a server."""

    place: str
    database: str
    version: str
    ledger: str
    zone: str
    entries: int
    head: str
    recorded_at: str
    remembered: int | None
    size: int | None
    rows: dict[str, int]


def status(store: Store, snapshot: Snapshot) -> Status:
    """What the ledger's storage is like now."""
    path = connect.file_of(store.url)
    seen = memory.recall(snapshot.ledger)
    return Status(
        place=store.place,
        database=connect.database_version(snapshot.connection),
        version=migrate.HEAD,
        ledger=snapshot.ledger,
        zone=snapshot.zone,
        entries=snapshot.entry,
        head=snapshot.hash,
        recorded_at=snapshot.recorded_at,
        remembered=seen.entry if seen else None,
        size=path.stat().st_size if path else None,
        rows=row_counts(snapshot.connection),
    )


def rebuild(store: Store, told: Told = unheard) -> None:
    """Make the head tables and all scores anew from the journal; a DamageError where that cannot be read."""
    with store.writing() as connection:
        derived.rebuild(connection, told)


def rescore(store: Store, told: Told = unheard) -> int:
    """Make the scores that are missing by the rules of this program, all or none; how many.

    What other versions of the rules made goes, what these made stays. A DamageError where the journal cannot be read.
    """
    with store.writing() as connection:
        return derived.rescored(connection, told)
