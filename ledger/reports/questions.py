"""The questions: one row for each that stands, as it is worded now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.frame import join_options
from ledger.core.query import Term
from ledger.core.question import Question, StatedDeadline
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of, joined
from ledger.store.reading import question_keys, read_questions
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "id": "text",
    "type": "text",
    "wording": "integer",
    "status": "text",
    "flags": "text",
    "claim": "text",
    "criteria": "text",
    "fine_print": "text",
    "look_at": "text",
    "tags": "text",
    "series": "text",
    "period": "text",
    "deadline": "text",
    "deadline_at": "text",
    "window_start": "text",
    "deadline_text": "text",
    "edtf": "text",
    "precision": "text",
    "deadline_rule": "text",
    "readings": "text",
    "closes_at": "text",
    "review_on": "text",
    "recorded_at": "text",
    "recorded_by": "text",
    "forecasters": "integer",
    "forecasts": "integer",
    "verdict": "text",
    "outcome": "text",
    "known_on": "text",
    "options": "text",
    "exclusive": "flag",
    "ordered": "flag",
    "unit": "text",
    "lower": "text",
    "upper": "text",
    "open_lower": "flag",
    "open_upper": "flag",
    "condition": "text",
    "composite": "text",
    "parts": "text",
    "restates": "text",
    "rule": "text",
    "as_of": "integer",
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Every question that matches the terms, in the order in which they came in; `status` is that of the last entry."""
    del choices
    return frame_of(COLUMNS, (_row(question, snapshot.entry) for question in read_all(snapshot, terms)))


def read_all(snapshot: Snapshot, terms: Sequence[Term] = ()) -> list[Question]:
    """The questions that match the terms, on the day of the last entry: a table never goes by the clock."""
    then = snapshot._replace(today=snapshot.day)
    return read_questions(then, sorted(question_keys(then, terms)))


def _row(question: Question, entry: int) -> tuple[Scalar, ...]:
    last = question.decision
    return (
        question.id,
        question.type,
        question.wording,
        question.status,
        joined(question.flags),
        question.claim,
        question.criteria,
        question.fine_print,
        question.look_at,
        joined(question.tags),
        question.series,
        question.period,
        *_deadline(question.deadline),
        question.closes_at,
        question.review_on,
        question.recorded_at,
        question.recorded_by,
        len(question.predictions),
        sum(len(prediction.forecasts) for prediction in question.predictions),
        *((last.verdict, last.outcome, last.known_on) if last else (None, None, None)),
        *_frame(question),
        *_relations(question),
        entry,
    )


def _frame(question: Question) -> tuple[Scalar, ...]:
    options = bool(question.options)
    return (
        join_options(question.options) or None,
        question.exclusive if options else None,
        question.ordered if options else None,
        question.unit,
        question.lower,
        question.upper,
        question.open_lower if question.lower is not None else None,
        question.open_upper if question.upper is not None else None,
    )


def _relations(question: Question) -> tuple[str | None, ...]:
    condition, rule = question.condition, question.rule
    return (
        f"{condition.question}={condition.outcome}" if condition else None,
        question.composite,
        ",".join(question.parts) or None,
        question.restates,
        f"{rule.metric} {rule.said}" if rule else None,
    )


def _deadline(deadline: StatedDeadline | None) -> tuple[str | None, ...]:
    if deadline is None:
        return (None,) * 8
    return (
        deadline.date,
        deadline.at,
        deadline.window_start,
        deadline.text,
        deadline.edtf,
        deadline.precision,
        deadline.rule,
        joined([f"{reading.name}:{reading.date}" for reading in deadline.readings]),
    )
