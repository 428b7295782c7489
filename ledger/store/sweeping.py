"""Sweeping: the storage made anew without what was blanked, which old pages may still hold."""

import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from typing import Final

from sqlalchemy import Connection, select, text

from ledger.errors import StorageError
from ledger.store import connect
from ledger.store.locks import WAIT_SECONDS, queued
from ledger.store.opening import Store
from ledger.store.redacting import MAY_GO
from ledger.store.tables import redactions

PAUSE_SECONDS: Final = 0.05
OTHERS: Final = text(
    "SELECT virtualtransaction FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE pid <> pg_backend_pid() "
    "AND (locktype = 'virtualxid' AND datname = current_database() "
    "OR locktype = 'transactionid' AND mode = 'ExclusiveLock')"
)
"""Transactions of this database, and those of every other that write: a server keeps old rows for both."""


def blanked_tables(connection: Connection) -> tuple[str, ...]:
    """The tables of which a text was ever blanked."""
    places = connection.execute(select(redactions.c.place)).scalars()
    return tuple(sorted(MAY_GO.keys() & {name for place in places for name in place.split("/")}))


def sweep(store: Store, tables: Iterable[str]) -> None:
    """Make the file, or these tables of a server, anew from the rows that are there.

    A server keeps what transactions begun before may still see, so these are waited for first. Raises StorageError
    where somebody else uses the ledger for too long, or where there is no room for a second copy.
    """
    path = connect.file_of(store.url)
    with connect.storage_errors():
        if path is None:
            _sweep_server(store, tables)
            return
        with queued(path), closing(store.engine.raw_connection()) as connection:
            _sweep_file(connection.driver_connection)  # type: ignore[arg-type] # of a file it is SQLite's


def _sweep_file(connection: sqlite3.Connection) -> None:
    connection.execute("VACUUM")
    # Only where somebody has switched the file to a write-ahead log.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _sweep_server(store: Store, tables: Iterable[str]) -> None:
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        _wait_for_others(connection)
        for table in sorted(set(tables)):
            connection.exec_driver_sql(f"VACUUM (FULL) {table}")


def _wait_for_others(connection: Connection) -> None:
    since = time.monotonic()
    waiting = _others(connection)
    while waiting:
        if time.monotonic() - since > WAIT_SECONDS:
            message = "a transaction that began before may still see the words"
            raise StorageError(message, hint="try again when it is over", code="locked")
        time.sleep(PAUSE_SECONDS)
        waiting &= _others(connection)


def _others(connection: Connection) -> set[str]:
    return set(connection.execute(OTHERS).scalars())
