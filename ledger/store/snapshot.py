"""A snapshot: one state of the ledger, now or as of an entry, with the days that its tables go by."""

from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from ledger.errors import InputError
from ledger.store.journal import read_head
from ledger.store.relations import scope_at
from ledger.store.standing import Scope, scope_of
from ledger.store.tables import entries


class Snapshot(NamedTuple):
    """What a report reads.

    `entry` is the last entry read and `hash` its hash; `day` is the day of that entry, by which tables
    decide what has fallen due (never the clock, so the same state gives the same table); `today` is the
    clock's day, by which lists say what is due. `latest` says that the head tables answer.
    """

    connection: Connection
    scope: Scope
    ledger: str
    zone: str
    entry: int
    hash: str
    recorded_at: str
    day: date
    today: date
    latest: bool


def take_snapshot(
    connection: Connection, *, as_of: int | date | None = None, now: datetime, fixed_clock: bool = False
) -> Snapshot:
    """The state after entry `as_of`, at the end of that day, or now.

    `fixed_clock` says that `now` was given by the user: then tables of the present go by it.
    Raises InputError for an entry that does not exist yet, or a day before the ledger began.
    """
    head = read_head(connection)
    number = head.entry if as_of is None else _entry_of(connection, as_of, head.entry)
    latest = number == head.entry
    entry = head if latest else _read_entry(connection, number)
    today = now.astimezone(ZoneInfo(head.zone)).date()
    recorded_on = date.fromisoformat(entry.recorded_on)
    return Snapshot(
        connection=connection,
        # The head tables know what follows from what now.
        scope=scope_of(connection) if latest else scope_at(connection, number),
        ledger=head.ledger,
        zone=head.zone,
        entry=number,
        hash=entry.hash,
        recorded_at=entry.recorded_at,
        day=today if as_of is None and fixed_clock else recorded_on,
        today=today if as_of is None else recorded_on,
        latest=latest,
    )


def _read_entry(connection: Connection, number: int) -> Any:
    columns = (entries.c.hash, entries.c.recorded_at, entries.c.recorded_on)
    return connection.execute(select(*columns).where(entries.c.id == number)).one()


def _entry_of(connection: Connection, as_of: int | date, last: int) -> int:
    if isinstance(as_of, int):
        if not 1 <= as_of <= last:
            message = f"there is no entry {as_of}"
            raise InputError(message, hint=f"the ledger has entries 1 to {last}: see fcl log --entries")
        return as_of
    found = connection.scalar(select(func.max(entries.c.id)).where(entries.c.recorded_on <= as_of.isoformat()))
    if found is None:
        message = f"the ledger did not exist on {as_of}"
        raise InputError(message, hint="fcl log --entries shows when it began")
    return int(found)
