"""The rows that scores are made of, one after another: what stands of each prediction, and its kept scores."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, null

from ledger.core.query import Term
from ledger.store.batches import streamed
from ledger.store.query import shelf_of
from ledger.store.rows import PredictionRow, predictions_of, source_labels
from ledger.store.scores import KEPT
from ledger.store.snapshot import Snapshot
from ledger.store.tables import scores
from ledger.store.tallies import matching_rows

BLOCK: Final = 1_000


class ScorableRow(NamedTuple):
    """A prediction as a `PredictionRow` has it, without what no score asks for; `retrospective` is 0 or 1.

    A tuple, which is made in a tenth of the time: a ledger may have ten million.
    """

    question_key: int
    forecast_key: int
    question: str
    forecaster: str
    reason: str
    p: str | None
    p_ppm: int | None
    y_ppm: int | None
    deadline: str | None
    retrospective: int
    made: str
    basis: str
    phrase: str | None
    source: str | None
    kind: str | None
    type: str
    series: str | None
    outcome: str | None
    value: str | None
    known_on: str | None


Row = PredictionRow | ScorableRow
"""What is read of a prediction: all of it where forecasts are chosen one by one, else what scores ask for."""


def sharing(row: Row, texts: dict[str, str]) -> Row:
    """The row with each text from `texts`, where it is held once: for those who keep rows, most texts come often.

    Each that comes from the database is a copy of its own. A `PredictionRow` stays as it is.
    """
    if not isinstance(row, ScorableRow):
        return row
    return ScorableRow._make(texts.setdefault(value, value) if isinstance(value, str) else value for value in row)


def scorable_rows(
    snapshot: Snapshot, terms: Sequence[Term] = (), versions: Sequence[tuple[str, str]] = ()
) -> Iterator[tuple[ScorableRow, Sequence[float | None]]]:
    """Every prediction that matches, oldest questions first, with its kept score by each rule and version, if any."""
    found = streamed(snapshot.connection, _query(snapshot, terms, versions), block=BLOCK)
    width = len(ScorableRow._fields)
    while some := found.fetchmany(BLOCK):
        for row in some:
            yield ScorableRow(*row[:width]), row[width:]


def _query(snapshot: Snapshot, terms: Sequence[Term], versions: Sequence[tuple[str, str]]) -> Select[Any]:
    shelf = shelf_of(snapshot)
    rows = matching_rows(shelf, terms)
    whole = predictions_of(rows, shelf.current, source_labels(snapshot))
    columns = [whole.selected_columns[name] for name in ScorableRow._fields]
    query: Select[Any] = whole.with_only_columns(*columns, maintain_column_froms=True)
    for rule, version in versions:
        if rule not in KEPT:
            query = query.add_columns(null())
            continue
        kept = scores.alias()
        same = and_(kept.c.forecast_id == rows.c.forecast_id, kept.c.resolution_id == rows.c.resolution_id)
        joined = and_(same, kept.c.rule == rule, kept.c.rule_version == version)
        query = query.add_columns(kept.c.value).outerjoin(kept, joined)
    return query.order_by(rows.c.question_id, rows.c.forecaster_id)
