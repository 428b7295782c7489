"""Head tables: the answer of `standing` for now, kept so that daily questions need no windows.

Refreshed in the transaction that appends, for the touched questions only; `rebuild` makes them anew.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, delete

from ledger.store import counting, relations, standing
from ledger.store.batches import one_of
from ledger.store.tables import HEADS, counted, current_questions


def refresh(connection: Connection, questions: Sequence[int], *, known: Sequence[int]) -> None:
    """Work the head rows of these questions out anew; only those `known` before can have some."""
    if known:
        for table in (counted, current_questions):
            connection.execute(delete(table).where(one_of(table.c.question_id, known)))
    if questions:
        _fill(connection, questions)


def rebuild(connection: Connection) -> None:
    """Make both head tables anew from the journal."""
    for table in HEADS:
        connection.execute(delete(table))
    _fill(connection, None)


def _fill(connection: Connection, questions: Sequence[int] | None) -> None:
    scope = relations.scope_at(connection, keys=questions)
    _insert(connection, current_questions, standing.current(scope, questions))
    _insert(connection, counted, counting.counting(scope, questions, head=current_questions))


def _insert(connection: Connection, table: Table, rows: Select[Any]) -> None:
    # In the order of the keys each row goes to the end of its page: a quarter less time for many.
    in_order = rows.order_by(*(column.name for column in table.primary_key))
    connection.execute(table.insert().from_select(table.c.keys(), in_order, include_defaults=False))
