"""The beginning of a ledger in which nothing was recorded yet: it may make room for another's."""

from sqlalchemy import Connection, delete

from ledger.store.redacting import unguarded
from ledger.store.tables import entries, ledgers


def remove_beginning(connection: Connection) -> None:
    """Remove the first entry of a ledger that has no other, with its id and zone.

    Raises RefusedError for whoever does not own the tables.
    """
    what = "put another ledger in the place of an empty one"
    for table in (ledgers, entries):
        with unguarded(connection, table, "delete", what=what):
            connection.execute(delete(table))
