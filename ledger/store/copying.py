"""Facts said again: a row's values for a new fact that differs in part."""

from typing import Any

from sqlalchemy import Row, select

from ledger.store.chain import Value
from ledger.store.journal import Draft
from ledger.store.tables import readings


def row_values(row: Row[Any]) -> dict[str, Value]:
    """What a fact says, without its key and entry."""
    return {name: value for name, value in row._mapping.items() if name not in {"id", "entry_id"}}  # noqa: SLF001


def copy_readings(draft: Draft, old: int, new: int) -> None:
    """The readings of one wording's deadline, for another wording with the same deadline."""
    for row in draft.connection.execute(select(readings).where(readings.c.wording_id == old).order_by(readings.c.id)):
        draft.add(readings, **{**row_values(row), "wording_id": new})
