"""The flags of a question as conditions on a row of `shelf.current`: the same as `show` tells."""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, select

from ledger.store import standing
from ledger.store.judging import last_words
from ledger.store.query import hindsight
from ledger.store.shelf import Shelf, uncorrected
from ledger.store.standing import Condition
from ledger.store.tables import forecasts, readings, resolutions, wordings


def _contested(shelf: Shelf) -> Condition:
    words = last_words(shelf.scope)
    differing = func.min(words.c.said) != func.max(words.c.said)
    return shelf.current.c.question_id.in_(select(words.c.question_id).group_by(words.c.question_id).having(differing))


def _waiting(shelf: Shelf) -> Condition:
    words = last_words(shelf.scope)
    judged = shelf.current.c.question_id.in_(select(words.c.question_id))
    return and_(shelf.current.c.resolution_id.is_(None), judged)


def _vague(shelf: Shelf) -> Condition:
    wording = wordings.alias()
    return exists().where(wording.c.id == shelf.current.c.wording_id, wording.c.vague == 1)


def _reworded(shelf: Shelf) -> Condition:
    wording = wordings.alias()
    return exists().where(
        wording.c.question_id == shelf.current.c.question_id,
        wording.c.id != shelf.current.c.wording_id,
        standing.stands(wording, shelf.scope),
    )


def _disputed(shelf: Shelf) -> Condition:
    """It happened inside the window as it is scored and outside another reading's, or the other way round."""
    resolution, reading, current = resolutions.alias(), readings.alias(), shelf.current.c
    start = func.coalesce(current.window_start, _first_made(shelf), current.deadline)
    scored = _inside(resolution.c.happened_on, start, current.deadline)
    other = _inside(resolution.c.happened_on, func.coalesce(reading.c.window_start, start), reading.c.deadline)
    return exists().where(
        resolution.c.id == current.resolution_id,
        resolution.c.verdict == "resolved",
        resolution.c.happened_on.is_not(None),
        current.deadline.is_not(None),
        reading.c.wording_id == current.wording_id,
        standing.stands(reading, shelf.scope),
        scored != other,
    )


def _first_made(shelf: Shelf) -> Any:
    made = forecasts.alias()
    of_question = (made.c.question_id == shelf.current.c.question_id, uncorrected(made, shelf.scope))
    return select(func.min(made.c.made_on)).where(*of_question).scalar_subquery()


def _inside(day: Any, start: Any, end: Any) -> ColumnElement[int]:
    return case((and_(start <= day, day <= end), literal(1)), else_=literal(0))


FLAGS: Final[dict[str, Callable[[Shelf], Condition]]] = {
    "contested": _contested,
    "disputed": _disputed,
    "reworded": _reworded,
    "vague": _vague,
    "waiting": _waiting,
    **hindsight.ON_QUESTIONS,
}
