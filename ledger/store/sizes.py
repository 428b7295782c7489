"""How many rows each table of the journal has."""

from sqlalchemy import Connection, func, select

from ledger.store.tables import JOURNAL


def row_counts(connection: Connection) -> dict[str, int]:
    """Number of rows by table, in the order of the journal."""
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in JOURNAL}
