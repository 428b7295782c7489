"""Taking in the rows of a dump: each in its place, many at once, and where that fails the first that cannot be."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DataError, IntegrityError

from ledger.errors import InputError
from ledger.store.batches import insert_columns
from ledger.store.columns import metadata
from ledger.store.derived import told
from ledger.store.dump import ORDER
from ledger.store.dump_lines import Lines
from ledger.store.keys import first_key
from ledger.store.tables import entries
from ledger.store.written import check_column

BLOCK: Final = 1000
MOST_BYTES: Final = 16_000_000
PLACES: Final = {table.name: at for at, table in enumerate(ORDER)}
COLUMNS: Final = {table.name: table.c.keys() for table in ORDER}
UNFIT: Final = (
    IntegrityError,
    DataError,
    sqlite3.IntegrityError,
    sqlite3.DataError,
    OverflowError,
    TypeError,
    InputError,
)
"""What a row raises that no ledger can hold."""

Said = Mapping[str, Any]


class Taking:
    """Rows on their way into a database; `count` is how many came."""

    def __init__(self, connection: Connection, lines: Lines) -> None:
        """Nothing is taken in yet."""
        self.connection, self.lines = connection, lines
        self.count = 0
        self.entry, self.table, self.number = 0, entries.name, 0
        self.waiting: list[tuple[int, Table, Said]] = []
        self.bytes = 0

    def take(self, said: dict[str, Any]) -> None:
        """The next row. Raises DamageError where it is not the one that comes next, or cannot be stored."""
        name = said.pop("table", None)
        if name not in PLACES:
            raise self.lines.wrong("it names no table of a ledger")
        if [column for column in COLUMNS[name] if said.get(column) is not None] != list(said):
            raise self.lines.wrong(f"it has not the columns of {name}, in their order")
        self._follow(name, said)
        self.waiting.append((self.lines.number, metadata.tables[name], said))
        self.count += 1
        self.bytes += self.lines.length
        if len(self.waiting) >= BLOCK or self.bytes >= MOST_BYTES:
            self.finish()

    def _follow(self, name: str, said: Said) -> None:
        """Go on to the row, which must be the next of its entry or the first of the next one."""
        if name == entries.name:
            self.entry, self.number, expected = self.entry + 1, 0, self.entry + 1
        else:
            self.number = self.number + 1 if name == self.table else 1
            expected = first_key(self.entry) + self.number
        in_order = name in (self.table, entries.name) or PLACES[name] > PLACES[self.table]
        if not in_order or said.get("id") != expected or said.get("entry_id", self.entry) != self.entry:
            raise self.lines.wrong("rows are missing, doubled or in another order before it")
        self.table = name

    def finish(self) -> None:
        """Store what waits."""
        waiting, self.waiting, self.bytes = self.waiting, [], 0
        try:
            with self.connection.begin_nested():
                self._insert(waiting)
        except UNFIT:
            self._find_unfit(waiting)
            raise

    def _insert(self, rows: Sequence[tuple[int, Table, Said]]) -> None:
        by_table: dict[str, list[Said]] = {}
        for _, table, said in rows:
            by_table.setdefault(table.name, []).append(said)
        for name in sorted(by_table, key=PLACES.__getitem__):
            self._insert_into(metadata.tables[name], by_table[name])

    def _insert_into(self, table: Table, rows: Sequence[Said]) -> None:
        names = [name for name in COLUMNS[table.name] if any(name in said for said in rows)]
        columns = [[said.get(name) for said in rows] for name in names]
        for name, column in zip(names, columns, strict=True):
            check_column(table, name, column)
        insert_columns(self.connection, table, names, columns, len(rows))

    def _find_unfit(self, rows: Sequence[tuple[int, Table, Said]]) -> None:
        """Raise DamageError for the first row that cannot be stored after those before it."""
        for line, table, said in rows:
            try:
                with self.connection.begin_nested():
                    self._insert([(line, table, said)])
            except UNFIT as error:
                raise self.lines.wrong(f"the row cannot be stored: {told(error)}", line) from error
