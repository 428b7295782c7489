"""Many rows at once: lists of keys as one parameter, tuples straight to the driver."""

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, Table, Text, bindparam, cast, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

ROWS_PER_STATEMENT: Final = 50
FEW: Final = 100


class _JsonValues(FunctionElement[str]):
    """The values of the text of a JSON list, as a table."""

    name = "json_values"
    inherit_cache = True


@compiles(_JsonValues, "sqlite")
def _values_sqlite(element: _JsonValues, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_JsonValues, "postgresql")
def _values_postgresql(element: _JsonValues, compiler: Any, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS json))"


def one_of(column: ColumnElement[int], keys: Iterable[int]) -> ColumnElement[bool]:
    """True where the column is one of these keys; many are one parameter, and a few are told one by one.

    Of a list in one parameter PostgreSQL cannot know how long it is: it would rather read a table whole.
    """
    listed = list(keys)
    if len(listed) <= FEW:
        return column.in_(listed)
    text = bindparam("keys", json.dumps(listed), type_=Text(), unique=True)
    return column.in_(select(cast(_JsonValues(text).table_valued("value").c.value, BigInteger)))


def streamed(connection: Connection, query: Select[Any], *, block: int = 1000) -> Any:
    """The rows of a query, to iterate over or `fetchmany` of, never all of them in memory.

    On SQLite as the driver's own tuples, which cost a third less than SQLAlchemy's rows.
    """
    if connection.dialect.name == "sqlite":
        return connection.execute(query).cursor
    return connection.execute(query, execution_options={"stream_results": True, "max_row_buffer": block})


@contextmanager
def collecting_later() -> Iterator[None]:
    """Hold the collection of garbage back: rows hold no cycles, and searching a million of them takes time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of values in the order of these columns."""
    insert_columns(connection, table, names, list(zip(*rows, strict=True)), len(rows))


def insert_columns(
    connection: Connection, table: Table, names: Sequence[str], columns: Sequence[Sequence[Any]], size: int
) -> None:
    """Insert rows given column by column; several times as fast as SQLAlchemy's dictionaries."""
    # A guard makes SQLite open a savepoint for each statement: several rows share one.
    whole = size - size % ROWS_PER_STATEMENT
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks = f"({', '.join([mark] * len(names))})"
    for start, end, rows in ((0, whole, ROWS_PER_STATEMENT), (whole, size, size - whole)):
        if end > start:
            values = ", ".join([marks] * rows)
            statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES {values}"  # nosec B608 # our own names
            batches = (_row_by_row(columns, at, at + rows) for at in range(start, end, rows))
            _execute_many(connection, statement, batches)


def _row_by_row(columns: Sequence[Sequence[Any]], start: int, end: int) -> tuple[Any, ...]:
    values: list[Any] = [None] * (len(columns) * (end - start))
    for at, column in enumerate(columns):
        values[at :: len(columns)] = column[start:end]
    return tuple(values)


def _execute_many(connection: Connection, statement: str, batches: Iterator[tuple[Any, ...]]) -> None:
    if connection.dialect.name == "sqlite":
        # Straight to the driver, which takes the batches one by one as they are made.
        connection.connection.cursor().executemany(statement, batches)  # type: ignore[arg-type] # an iterator will do
    else:
        connection.exec_driver_sql(statement, list(batches))
