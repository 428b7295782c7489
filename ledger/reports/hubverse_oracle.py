"""Oracle output as hubs of the hubverse keep it: what each question came out as, for each output type it can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.query import Term
from ledger.core.question import Question
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.reports.questions import read_all
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "target": "text",
    "question": "text",
    "target_end_date": "text",
    "output_type": "text",
    "output_type_id": "text",
    "oracle_value": "text",
    "as_of": "integer",
}
YES_OR_NO: Final = ("yes", "no")
NUMERIC: Final = "numeric"
RESOLVED: Final = "resolved"


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """What the questions that match the terms came out as, in rows that go with those of the table `hubverse`.

    A number has one row of the output type `quantile`; yes and no, and options, have one each, 1 where it came true.
    Left out is what a hub has no row for: fractions, what came out beyond an open bound, days and independent options.
    """
    del choices
    asked = ((question, _came_out(question)) for question in read_all(snapshot, terms))
    rows = ((*_task(question), *row, snapshot.entry) for question, rows in asked for row in rows)
    return frame_of(COLUMNS, rows)


def _task(question: Question) -> tuple[Scalar, ...]:
    return question.claim, question.id, question.deadline.date if question.deadline else None


def _came_out(question: Question) -> Iterator[tuple[Scalar, ...]]:
    last = question.decision
    if last is None or last.verdict != RESOLVED or not question.exclusive:
        return
    if question.type == NUMERIC and last.value is not None:
        yield "quantile", None, last.value
    names = question.options or (YES_OR_NO if question.type == "binary" else ())
    if last.outcome in names:
        yield from (("pmf", name, str(int(name == last.outcome))) for name in names)
