"""Orders of a list: by fields, the first weighs most; what has no value comes last."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.store import standing
from ledger.store.shelf import Shelf, status_of, uncorrected
from ledger.store.tables import forecasts, questions, scores, wordings

LIFE: Final = ("overdue", "due", "open", "resolved", "ambiguous", "annulled")


def ordered(shelf: Shelf, query: Select[tuple[int]], sort: Sequence[str]) -> Select[tuple[int]]:
    """The query in the order of these fields; `-` before a name turns it round.

    `query` selects from `shelf.current` joined to the questions. InputError for a field that is none.
    """
    names = [_field(typed) for typed in sort]
    for at, name in enumerate(names):
        field = name.removeprefix("-")
        if field in {earlier.removeprefix("-") for earlier in names[:at]}:
            continue
        value: ColumnElement[Any]
        if field in OF_QUESTION:
            value = OF_QUESTION[field](shelf)
        else:
            beside = BESIDE[field](shelf).subquery(f"by_{field}")
            query = query.outerjoin(beside, beside.c.question_id == shelf.current.c.question_id)
            value = beside.c.value
        query = query.order_by((value.desc() if name.startswith("-") else value.asc()).nulls_last())
    return query


def _field(typed: str) -> str:
    name = typed.strip().lower()
    if name.removeprefix("-") not in (*OF_QUESTION, *BESIDE):
        listed = " ".join((*OF_QUESTION, *BESIDE))
        raise InputError(f"cannot sort by {shown(typed)}", hint=f"one of {listed}, with - before it for the reverse")
    return name


def _claim(shelf: Shelf) -> ColumnElement[str]:
    said = select(func.lower(wordings.c.claim)).where(wordings.c.id == shelf.current.c.wording_id)
    return said.scalar_subquery()


OF_QUESTION: Final[dict[str, Callable[[Shelf], ColumnElement[Any]]]] = {
    "by": lambda shelf: shelf.current.c.attention_on,
    "claim": _claim,
    "id": lambda _shelf: questions.c.public_id,
    "status": lambda shelf: case({word: at for at, word in enumerate(LIFE)}, value=status_of(shelf)),
}


def _made(shelf: Shelf) -> Select[Any]:
    first = select(forecasts.c.question_id, func.min(forecasts.c.made_on).label("value"))
    return first.where(uncorrected(forecasts, shelf.scope)).group_by(forecasts.c.question_id)


def _recorded(shelf: Shelf) -> Select[Any]:
    first = select(wordings.c.question_id, func.min(wordings.c.id).label("value"))
    return first.where(standing.stands(wordings, shelf.scope)).group_by(wordings.c.question_id)


def _p(shelf: Shelf) -> Select[Any]:
    row = shelf.counted.alias()
    return select(row.c.question_id, func.avg(row.c.p_ppm).label("value")).group_by(row.c.question_id)


def _brier(shelf: Shelf) -> Select[Any]:
    row = shelf.counted.alias()
    pair = and_(scores.c.forecast_id == row.c.forecast_id, scores.c.resolution_id == row.c.resolution_id)
    return (
        select(row.c.question_id, func.avg(scores.c.value).label("value"))
        .join(scores, pair)
        .where(row.c.reason.in_(standing.COUNTING), scores.c.rule == "brier")
        .group_by(row.c.question_id)
    )


BESIDE: Final[dict[str, Callable[[Shelf], Select[Any]]]] = {
    "made": _made,
    "recorded": _recorded,
    "p": _p,
    "brier": _brier,
}
