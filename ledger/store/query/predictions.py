"""Filter terms that speak of one forecaster's prediction, as conditions on a row like those of `counted`.

`p`, `horizon`, `brier` and `basis` are those of the forecast that stands; `made` and `source` of any that was
said, or, with `only`, of that forecast alone.
"""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, and_, exists, or_, select

from ledger.core.query import Alternative
from ledger.store import standing
from ledger.store.aliases import known_as
from ledger.store.counting import taken_back
from ledger.store.evidence import graded
from ledger.store.query import hindsight
from ledger.store.query.matching import (
    between,
    contains,
    days_between,
    days_of,
    id_starts,
    named,
    numbers_of,
    text_of,
    within,
)
from ledger.store.shelf import Shelf, Test, uncorrected
from ledger.store.standing import Condition
from ledger.store.tables import forecasters, forecasts, quotes, resolutions, scores, source_texts, sources, withdrawals

Only = ColumnElement[int] | None


def _forecaster(shelf: Shelf, row: FromClause, one: Alternative, only: Only) -> Condition:
    del only
    found = named(forecasters, text_of(one)).subquery("named")
    return row.c.forecaster_id.in_(select(known_as(found.c.id, shelf.scope.people)))


def _p(shelf: Shelf, row: FromClause, one: Alternative, only: Only) -> Condition:
    del only
    low, high = numbers_of(one, lambda number: int(number * 1_000_000))
    return and_(row.c.p_ppm.is_not(None), between(row.c.p_ppm, low, high), ~_withdrawn(shelf, row))


def _withdrawn(shelf: Shelf, row: FromClause) -> Condition:
    """Taken back after it was made and before the outcome was known, as in `standing`."""
    act, made, resolution = withdrawals.alias(), forecasts.alias(), resolutions.alias()
    known_before = (
        exists()
        .where(resolution.c.id == row.c.resolution_id, resolution.c.known_on < act.c.made_on)
        .correlate(row, act)
    )
    return exists().where(
        act.c.question_id == row.c.question_id,
        known_as(act.c.forecaster_id, shelf.scope.people) == row.c.forecaster_id,
        made.c.id == row.c.forecast_id,
        taken_back(act, made),
        ~known_before,
        standing.stands(act, shelf.scope),
    )


def _horizon(shelf: Shelf, row: FromClause, one: Alternative, only: Only) -> Condition:
    del shelf, only
    low, high = numbers_of(one, int)
    return _stands_as(row, lambda made: between(days_between(row.c.deadline, made.c.made_on), low, high))


def _basis(shelf: Shelf, row: FromClause, one: Alternative, only: Only) -> Condition:
    del shelf, only
    return _stands_as(row, lambda made: made.c.basis == text_of(one))


def _evidence(shelf: Shelf, row: FromClause, one: Alternative, only: Only) -> Condition:
    found = graded(shelf.scope, shelf.current).subquery()
    key = row.c.forecast_id if only is None else only
    return exists().where(found.c.forecast_id == key, found.c.evidence == text_of(one))


def _stands_as(row: FromClause, test: Test) -> Condition:
    made = forecasts.alias()
    return exists().where(made.c.id == row.c.forecast_id, test(made))


def _brier(shelf: Shelf, row: FromClause, one: Alternative, only: Only) -> Condition:
    del shelf, only
    score = scores.alias()
    scored = exists().where(
        score.c.forecast_id == row.c.forecast_id,
        score.c.resolution_id == row.c.resolution_id,
        score.c.rule == "brier",
        between(score.c.value, *numbers_of(one, float)),
    )
    return and_(row.c.reason.in_(standing.COUNTING), scored)


def _said(shelf: Shelf, row: FromClause, only: Only, test: Test) -> Condition:
    made = forecasts.alias()
    if only is not None:
        return exists().where(made.c.id == only, test(made))
    return exists().where(
        made.c.question_id == row.c.question_id,
        known_as(made.c.forecaster_id, shelf.scope.people) == row.c.forecaster_id,
        test(made),
        uncorrected(made, shelf.scope),
    )


def _made(shelf: Shelf, row: FromClause, one: Alternative, only: Only) -> Condition:
    return _said(shelf, row, only, lambda made: within(made.c.made_on, days_of(one)))


def _source(shelf: Shelf, row: FromClause, one: Alternative, only: Only) -> Condition:
    text, source, about = text_of(one), sources.alias(), source_texts.alias()
    told = select(about.c.source_id).where(
        or_(*(contains(about.c[name], text) for name in ("title", "author", "publisher", "url", "file"))),
        standing.stands(about, shelf.scope),
    )
    known = or_(contains(source.c.foreign_key, text), id_starts(source.c.public_id, text), source.c.id.in_(told))
    return _said(shelf, row, only, lambda made: _from_source(made, select(source.c.id).where(known)))


def _from_source(made: Any, found: Any) -> Condition:
    quote = quotes.alias()
    return or_(made.c.source_id.in_(found), exists().where(quote.c.id == made.c.quote_id, quote.c.source_id.in_(found)))


def _has(shelf: Shelf, row: FromClause, one: Alternative, only: Only) -> Condition:
    return PARTS[text_of(one)](shelf, row, only)


def _has_source(shelf: Shelf, row: FromClause, only: Only) -> Condition:
    quote = quotes.alias()
    quoted = select(quote.c.id).where(quote.c.source_id.is_not(None))
    return _said(shelf, row, only, lambda made: or_(made.c.source_id.is_not(None), made.c.quote_id.in_(quoted)))


def _flag(shelf: Shelf, row: FromClause, one: Alternative, only: Only) -> Condition:
    del only
    return hindsight.ON_PREDICTIONS[text_of(one)](shelf, row)


PARTS: Final[dict[str, Callable[[Shelf, FromClause, Only], Condition]]] = {
    "source": _has_source,
    "quote": lambda shelf, row, only: _said(shelf, row, only, lambda made: made.c.quote_id.is_not(None)),
    "number": lambda _shelf, row, _only: row.c.p_ppm.is_not(None),
}

ON_PREDICTIONS: Final[dict[str, Callable[[Shelf, FromClause, Alternative, Only], Condition]]] = {
    "forecaster": _forecaster,
    "p": _p,
    "horizon": _horizon,
    "brier": _brier,
    "basis": _basis,
    "evidence": _evidence,
    "made": _made,
    "source": _source,
    "has": _has,
    "flag": _flag,
}
