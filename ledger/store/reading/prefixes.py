"""Shortest prefixes of questions' ids, by the ids that stand next to them in order."""

from typing import Any

from sqlalchemy import ColumnElement, func, select

from ledger.store.ids import SHOWN
from ledger.store.tables import questions


def neighbours() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """For a select from `questions`: the columns `id_before` and `id_after`."""
    others = questions.alias()
    before = select(func.max(others.c.public_id)).where(others.c.public_id < questions.c.public_id)
    after = select(func.min(others.c.public_id)).where(others.c.public_id > questions.c.public_id)
    return before.scalar_subquery().label("id_before"), after.scalar_subquery().label("id_after")


def prefix_of(row: Any) -> str:
    """The shortest prefix, of at least 4 characters, that no other question has; of a row with those columns."""
    id_ = str(row.public_id)
    return id_[: max(SHOWN, 1 + _common(id_, row.id_before or ""), 1 + _common(id_, row.id_after or ""))]


def _common(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
