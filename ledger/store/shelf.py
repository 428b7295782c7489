"""A shelf: one state of the ledger as the tables that filters and orders ask."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, case, exists, select

from ledger.store import counting, standing
from ledger.store.snapshot import Snapshot
from ledger.store.standing import Condition, Scope
from ledger.store.tables import counted, current_questions, forecasts, notes, quotes, tags

Test = Callable[[Any], Condition]


class Shelf(NamedTuple):
    """`current` is like the table current_questions, `counted` like the table of that name; `today` is ISO text."""

    connection: Connection
    scope: Scope
    today: str
    current: FromClause
    counted: FromClause


def shelf_of(snapshot: Snapshot) -> Shelf:
    """The tables that answer for a snapshot: the head tables for now, the standing selects for a past state."""
    scope, today = snapshot.scope, snapshot.today.isoformat()
    if snapshot.latest:
        return Shelf(
            connection=snapshot.connection, scope=scope, today=today, current=current_questions, counted=counted
        )
    return Shelf(
        connection=snapshot.connection,
        scope=scope,
        today=today,
        current=standing.current(scope).cte("current_then"),
        counted=counting.counting(scope).cte("counted_then"),
    )


def status_of(shelf: Shelf) -> ColumnElement[str]:
    """The status of a row of `shelf.current`, from its deadline, else its review date, and today."""
    row = shelf.current.c
    return case(
        (row.state != "open", row.state),
        (row.deadline < shelf.today, "overdue"),
        (row.attention_on <= shelf.today, "due"),
        else_="open",
    )


def uncorrected(made: Any, scope: Scope) -> Condition:
    """A forecast that stands and that no standing one corrects."""
    correction = forecasts.alias()
    corrected = exists().where(correction.c.replaces == made.c.id, standing.stands(correction, scope))
    return and_(standing.stands(made, scope), ~corrected)


def quoting(shelf: Shelf, test: Test) -> Select[tuple[int]]:
    """The questions of which a standing forecast has such a quote."""
    made, quote = forecasts.alias(), quotes.alias()
    joined = select(made.c.question_id).join(quote, quote.c.id == made.c.quote_id)
    return joined.where(test(quote), uncorrected(made, shelf.scope))


def noted(shelf: Shelf, test: Test) -> Select[tuple[int]]:
    """The questions with such a note."""
    note = notes.alias()
    return select(note.c.question_id).where(test(note), standing.stands(note, shelf.scope))


def tagged(shelf: Shelf, test: Test) -> Select[tuple[int]]:
    """The questions that bear such a tag: of each tag the newest word counts."""
    tag, later = tags.alias(), tags.alias()
    superseded = exists().where(
        later.c.question_id == tag.c.question_id,
        later.c.tag == tag.c.tag,
        later.c.id > tag.c.id,
        standing.stands(later, shelf.scope),
    )
    return select(tag.c.question_id).where(
        tag.c.question_id.is_not(None), tag.c.removed == 0, test(tag), standing.stands(tag, shelf.scope), ~superseded
    )
