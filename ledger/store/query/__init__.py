"""The filter language as conditions on what stands, now or in a past state.

Terms that speak of a prediction (`forecaster`, `p`, `made` ...) must all hold for one and the same prediction of a
question; a negated one must hold for none. Conditions are phrased on a `Shelf` alone, and `not:` is the complement.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import ColumnElement, FromClause, case, literal, or_, select

from ledger.core.query import Alternative, Term
from ledger.store.query.hindsight import ON_PREDICTIONS as FLAGS_OF_PREDICTIONS
from ledger.store.query.matching import text_of
from ledger.store.query.predictions import ON_PREDICTIONS
from ledger.store.query.predictions import PARTS as PARTS_OF_PREDICTIONS
from ledger.store.query.questions import ON_QUESTIONS
from ledger.store.shelf import Shelf, shelf_of
from ledger.store.standing import Condition

# Fields of which some values speak of a prediction and others of its question.
DIVIDED: Final[Mapping[str | None, Collection[str]]] = {"has": PARTS_OF_PREDICTIONS, "flag": FLAGS_OF_PREDICTIONS}

__all__ = ["Shelf", "prediction_conditions", "question_conditions", "shelf_of"]


def question_conditions(shelf: Shelf, terms: Sequence[Term]) -> list[Condition]:
    """What a row of `shelf.current` must satisfy to match every term."""
    together = [term for term in terms if not term.negated and _of_predictions(term)]
    conditions = [_signed(term, _on_question(shelf, term)) for term in terms if term not in together]
    if together:
        row = shelf.counted.alias()
        conditions.append(_has_prediction(shelf, row, *(_on_prediction(shelf, row, term) for term in together)))
    return conditions


def prediction_conditions(shelf: Shelf, terms: Sequence[Term], row: FromClause) -> list[Condition]:
    """What a row of `row` (an alias of `shelf.counted`), joined to `shelf.current`, must satisfy.

    Here `made`, `source` and `has:quote` speak of the row's own forecast only: the one that is scored.
    """
    only: ColumnElement[int] = row.c.forecast_id
    return [
        _signed(
            term,
            _on_prediction(shelf, row, term, only) if _of_predictions(term) else _on_question(shelf, term),
        )
        for term in terms
    ]


def _of_predictions(term: Term) -> bool:
    return all(_one_of_predictions(term.field, one) for one in term.alternatives)


def _one_of_predictions(field: str | None, one: Alternative) -> bool:
    if field in DIVIDED:
        return text_of(one) in DIVIDED[field]
    return field in ON_PREDICTIONS


def _signed(term: Term, condition: Condition) -> Condition:
    if not term.negated:
        return condition
    # A missing date makes a condition NULL: to its complement that is false.
    true_or_false: ColumnElement[int] = case((condition, literal(1)), else_=literal(0))
    return true_or_false == literal(0)


def _on_question(shelf: Shelf, term: Term) -> Condition:
    return or_(*(_alternative(shelf, term.field, one) for one in term.alternatives))


def _alternative(shelf: Shelf, field: str | None, one: Alternative) -> Condition:
    if not _one_of_predictions(field, one):
        return ON_QUESTIONS[field](shelf, one)
    row = shelf.counted.alias()
    return _has_prediction(shelf, row, ON_PREDICTIONS[str(field)](shelf, row, one, None))


def _on_prediction(shelf: Shelf, row: FromClause, term: Term, only: ColumnElement[int] | None = None) -> Condition:
    return or_(*(ON_PREDICTIONS[str(term.field)](shelf, row, one, only) for one in term.alternatives))


def _has_prediction(shelf: Shelf, row: FromClause, *conditions: Condition) -> Condition:
    return shelf.current.c.question_id.in_(select(row.c.question_id).where(*conditions))
