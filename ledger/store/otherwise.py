"""What in a table could be read otherwise: forecasts said in words, deadlines with other readings."""

from sqlalchemy import func, select

from ledger.store.kinship import Entrants
from ledger.store.query import shelf_of
from ledger.store.tables import forecasts, readings

WORDS = "words"


def said_in_words(entrants: Entrants) -> int:
    """How many of them were said in words, and given a number by a scale."""
    connection = entrants.snapshot.connection
    if connection.scalar(select(forecasts.c.id).where(forecasts.c.basis == WORDS).limit(1)) is None:
        return 0
    rows = entrants.rows(shelf_of(entrants.snapshot))
    query = select(func.count()).select_from(rows.join(forecasts, forecasts.c.id == rows.c.forecast_id))
    return int(connection.scalar(query.where(forecasts.c.basis == WORDS)) or 0)


def read_otherwise(entrants: Entrants) -> tuple[int, tuple[str, ...]]:
    """How many of them have a deadline with another reading, and the names of those readings in order."""
    connection, shelf = entrants.snapshot.connection, shelf_of(entrants.snapshot)
    if connection.scalar(select(readings.c.id).limit(1)) is None:
        return 0, ()
    rows = entrants.rows(shelf)
    joined = rows.join(shelf.current, shelf.current.c.question_id == rows.c.question_id).join(
        readings, readings.c.wording_id == shelf.current.c.wording_id
    )
    each = select(rows.c.question_id, rows.c.forecaster_id).select_from(joined).distinct().subquery()
    names = connection.scalars(select(readings.c.name).select_from(joined).distinct().order_by(readings.c.name))
    return int(connection.scalar(select(func.count()).select_from(each)) or 0), tuple(names)
