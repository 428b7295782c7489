"""Kinship in SQL: which of the forecasts that count share a question, a series or a source text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import FromClause, Select, func, select

from ledger.core.query import Term
from ledger.store.query import Shelf, shelf_of
from ledger.store.rows import source_labels
from ledger.store.snapshot import Snapshot
from ledger.store.tables import counted, forecasters, forecasts, questions, series, sources, wordings
from ledger.store.tallies import entering, matching_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A forecast that counts, with what joins it to others; `question` is a public id, parts are per million.

    `forecaster` and `made` tell it from others on the question, in whatever order they were recorded.
    """

    question: str
    question_key: int
    forecaster: str
    made: str
    series: str | None
    source: str | None
    p_ppm: int
    y_ppm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrants:
    """Which forecasts are in the table: those that match the terms and enter by the rules of `entering`."""

    snapshot: Snapshot
    terms: Sequence[Term] = ()
    include: Collection[str] = ()
    retrospective: bool = True

    def rows(self, shelf: Shelf) -> FromClause:
        """Them, with the columns of `counted`."""
        rows = matching_rows(shelf, self.terms)
        conditions = entering(rows, self.snapshot, include=self.include, retrospective=self.retrospective)
        return select(rows).where(*conditions).subquery("entrants")


def alone(entrants: Entrants, n: int) -> bool:
    """Whether each of these `n` forecasts is the only one on its question, and no series or source can join them."""
    snapshot = entrants.snapshot
    joining = (select(table.c.id).limit(1) for table in (series, sources))
    if any(snapshot.connection.scalar(one) is not None for one in joining):
        return False
    return (snapshot.latest and _nobody_shares(snapshot)) or _questions(entrants) == n


def _nobody_shares(snapshot: Snapshot) -> bool:
    # In the order of its key the table gives its questions without sorting, far quicker than those of one reason.
    each = select(counted.c.question_id).group_by(counted.c.question_id).subquery()
    predictions, questions_ = (select(func.count()).select_from(rows) for rows in (counted, each))
    return snapshot.connection.scalar(predictions) == snapshot.connection.scalar(questions_)


def _questions(entrants: Entrants) -> int:
    rows = entrants.rows(shelf_of(entrants.snapshot))
    each = select(rows.c.question_id).distinct().subquery()
    return int(entrants.snapshot.connection.scalar(select(func.count()).select_from(each)) or 0)


def kin_of(entrants: Entrants) -> list[Kin]:
    """Each of them, by question and forecaster."""
    found = entrants.snapshot.connection.execute(_query(entrants)).mappings()
    return [Kin(**row) for row in found]


def _query(entrants: Entrants) -> Select[tuple[object, ...]]:
    shelf = shelf_of(entrants.snapshot)
    rows, labels = entrants.rows(shelf), source_labels(entrants.snapshot)
    return (
        select(
            questions.c.public_id.label("question"),
            rows.c.question_id.label("question_key"),
            func.coalesce(forecasters.c.foreign_key, forecasters.c.public_id).label("forecaster"),
            func.coalesce(forecasts.c.made_at, forecasts.c.made_on).label("made"),
            series.c.public_id.label("series"),
            labels.c.label.label("source"),
            rows.c.p_ppm,
            rows.c.y_ppm,
        )
        .select_from(
            rows.join(questions, questions.c.id == rows.c.question_id)
            .join(forecasters, forecasters.c.id == rows.c.forecaster_id)
            .join(forecasts, forecasts.c.id == rows.c.forecast_id)
            .join(shelf.current, shelf.current.c.question_id == rows.c.question_id)
            .join(wordings, wordings.c.id == shelf.current.c.wording_id)
            .outerjoin(series, series.c.id == wordings.c.series_id)
            .outerjoin(labels, labels.c.id == forecasts.c.source_id)
        )
        .order_by(rows.c.question_id, rows.c.forecaster_id)
    )
