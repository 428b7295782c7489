"""Sweeping: the storage made anew without what was blanked, which old pages may still hold."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from ledger.store import connect
from ledger.store.locks import queued
from ledger.store.opening import Store


def sweep(store: Store, tables: Iterable[str]) -> None:
    """Make the file, or these tables of a server, anew from the rows that are there.

    Raises StorageError while somebody else uses it, or where there is no room for a second copy.
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
        for table in sorted(set(tables)):
            connection.exec_driver_sql(f"VACUUM (FULL) {table}")
