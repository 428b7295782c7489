"""The forecasts that a calibration table counts, row by row and never all of them in memory."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import FromClause, Select, func, select

from ledger.core.query import Term
from ledger.store.batches import streamed
from ledger.store.query import shelf_of
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS
from ledger.store.tables import forecasters, forecasts, questions, resolutions
from ledger.store.tallies import let_in, matching_rows

BLOCK: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRow:
    """A last forecast that counts: `p` exact, parts per million beside it; `resolved_year` is that of `known_on`."""

    question: str
    forecaster: str
    made: str
    deadline: str | None
    known_on: str
    resolved_year: int
    p: str
    p_ppm: int
    y_ppm: int
    retrospective: bool


def counted_rows(
    snapshot: Snapshot, terms: Sequence[Term] = (), *, include: Collection[str] = (), retrospective: bool = True
) -> Iterator[CountedRow]:
    """Those that match the terms and enter by the rules of a calibration table, by question and forecaster."""
    rows = matching_rows(shelf_of(snapshot), terms)
    query = _query(rows).where(*let_in(rows, snapshot, include=include, retrospective=retrospective))
    found = streamed(snapshot.connection, query, block=BLOCK)
    while some := found.fetchmany(BLOCK):
        for reason, question, forecaster, made, deadline, known_on, p, p_ppm, y_ppm, late in some:
            # Asked for in SQL, SQLite would go by the index of reasons and sort all of them in memory.
            if reason == COUNTS:
                yield CountedRow(
                    question=question, forecaster=forecaster, made=made, deadline=deadline, known_on=known_on,
                    resolved_year=int(known_on[:4]), p=p, p_ppm=p_ppm, y_ppm=y_ppm, retrospective=bool(late),
                )  # fmt: skip


def _query(rows: FromClause) -> Select[Any]:
    return (
        select(
            rows.c.reason,
            questions.c.public_id,
            func.coalesce(forecasters.c.foreign_key, forecasters.c.public_id),
            func.coalesce(forecasts.c.made_at, forecasts.c.made_on),
            rows.c.deadline,
            resolutions.c.known_on,
            forecasts.c.probability,
            rows.c.p_ppm,
            rows.c.y_ppm,
            rows.c.retrospective,
        )
        .select_from(rows)
        .join(questions, questions.c.id == rows.c.question_id)
        .join(forecasters, forecasters.c.id == rows.c.forecaster_id)
        .join(forecasts, forecasts.c.id == rows.c.forecast_id)
        .join(resolutions, resolutions.c.id == rows.c.resolution_id)
        .order_by(rows.c.question_id, rows.c.forecaster_id)
    )
