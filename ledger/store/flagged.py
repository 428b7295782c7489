"""The flags of predictions: those of their questions, and those of each forecaster's own."""

import functools
import operator
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, and_, case, select

from ledger.core.query import FLAGS, Term, Words
from ledger.store.batches import streamed
from ledger.store.query import Shelf, prediction_conditions, question_conditions, shelf_of
from ledger.store.query.hindsight import ON_PREDICTIONS
from ledger.store.snapshot import Snapshot
from ledger.store.standing import Condition

ON_QUESTIONS: Final = tuple(flag for flag in FLAGS if flag not in ON_PREDICTIONS)


class Flagged(NamedTuple):
    """A prediction by the keys of its question, its forecaster and the forecast that counts, or would."""

    question: int
    forecaster: int
    forecast: int
    flags: tuple[str, ...]


def flagged_predictions(snapshot: Snapshot, terms: Sequence[Term] = ()) -> Iterator[Flagged]:
    """Every prediction that matches the terms, with its flags in the order of `FLAGS`.

    What is said of a whole question is asked once for each question, not for each of its predictions.
    """
    shelf = shelf_of(snapshot)
    of_questions, row = _marks_of_questions(snapshot, shelf), shelf.counted.alias()
    own = _marks((flag, prediction_conditions(shelf, [_term(flag)], row)) for flag in ON_PREDICTIONS)
    query = (
        select(row.c.question_id, row.c.forecaster_id, row.c.forecast_id, own)
        .select_from(row.join(shelf.current, shelf.current.c.question_id == row.c.question_id))
        .where(*prediction_conditions(shelf, terms, row))
    )
    for question, forecaster, forecast, marks in streamed(snapshot.connection, query):
        yield Flagged(question, forecaster, forecast, _flags(marks | of_questions.get(question, 0)))


def prediction_flags(snapshot: Snapshot) -> dict[int, tuple[str, ...]]:
    """The flags of every prediction that has some, by the key of its forecast, in the order of `FLAGS`."""
    return {one.forecast: one.flags for one in flagged_predictions(snapshot) if one.flags}


def _marks_of_questions(snapshot: Snapshot, shelf: Shelf) -> dict[int, int]:
    marks = _marks((flag, question_conditions(shelf, [_term(flag)])) for flag in ON_QUESTIONS)
    found = streamed(snapshot.connection, select(shelf.current.c.question_id, marks))
    return {question: some for question, some in found if some}


def _term(flag: str) -> Term:
    return Term(field="flag", negated=False, alternatives=(Words(text=flag),))


def _marks(asked: Iterable[tuple[str, Sequence[Condition]]]) -> ColumnElement[int]:
    """One number for several flags: 2^n where the one that is n-th of `FLAGS` holds."""
    bits = (case((and_(*conditions), 1 << FLAGS.index(flag)), else_=0) for flag, conditions in asked)
    return functools.reduce(operator.add, bits)


@functools.cache
def _flags(marks: int) -> tuple[str, ...]:
    return tuple(flag for n, flag in enumerate(FLAGS) if marks >> n & 1)
