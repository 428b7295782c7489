"""Late forecasts: how many of an entry's were made after the outcome was known, or after the close."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from ledger.store.counting import closing
from ledger.store.keys import first_key, last_key
from ledger.store.tables import current_questions, forecasts, resolutions, wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Forecasts made after the outcome was known, and of the others those made after the close."""

    known: int
    closed: int


def late_forecasts(connection: Connection, entry: int) -> Late:
    """The late forecasts of one entry, as their questions stand now; a bare day is not after the same day."""
    known = _after(resolutions.c.known_on, resolutions.c.known_at)
    closed = _after(*closing(wordings))
    kind = case((known, "known"), (closed, "closed"))
    joined = (
        forecasts.join(current_questions, current_questions.c.question_id == forecasts.c.question_id)
        .join(wordings, wordings.c.id == current_questions.c.wording_id)
        .outerjoin(resolutions, resolutions.c.id == current_questions.c.resolution_id)
    )
    query = (
        select(kind, func.count())
        .select_from(joined)
        .where(forecasts.c.id.between(first_key(entry), last_key(entry)), or_(known, closed))
        .group_by(kind)
    )
    counts = {row[0]: row[1] for row in connection.execute(query)}
    return Late(known=counts.get("known", 0), closed=counts.get("closed", 0))


def _after(day: ColumnElement[str], instant: Any) -> ColumnElement[bool]:
    return or_(forecasts.c.made_on > day, and_(forecasts.c.made_on == day, forecasts.c.made_at > instant))
