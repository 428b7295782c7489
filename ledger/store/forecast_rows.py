"""Every standing forecast on some questions, with the days and instants by which a timing chooses among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import FromClause, RowMapping, Select, select

from ledger.core.query import Term
from ledger.store import counting, standing
from ledger.store.query import Shelf, shelf_of
from ledger.store.rows import PredictionRow, predictions_of, source_labels
from ledger.store.snapshot import Snapshot
from ledger.store.tables import forecasts, readings, resolutions, withdrawals, wordings
from ledger.store.tallies import matching_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRow(PredictionRow):
    """One forecast with the clocks of its question: ISO days, and instants in UTC where one was given.

    `matches` says whether its prediction matches the terms: the others on the same question are read for the dialects
    that compare forecasters. `withdrawn` is true if it was taken back before the outcome was known.
    """

    forecaster_key: int
    wording_key: int
    made_on: str
    made_at: str | None
    window_start: str | None
    deadline_at: str | None
    closes_on: str | None
    closes_at: str | None
    known_at: str | None
    before_close: bool
    before_known: bool
    withdrawn: bool
    expired: bool
    expires_on: str | None
    expires_at: str | None
    matches: bool


Withdrawals = Mapping[tuple[int, int], Sequence[tuple[str, str | None]]]
Readings = Mapping[int, Mapping[str, tuple[str | None, str]]]


def forecast_rows(snapshot: Snapshot, terms: Sequence[Term] = (), *, together: bool = False) -> list[ForecastRow]:
    """The standing forecasts of the predictions that match the terms, in the order in which they were made.

    `together` reads everybody's forecasts on the questions of these predictions, not only theirs. The order is that of
    `standing`: by question, forecaster, day, instant (a bare day last), place in the journal.
    """
    shelf = shelf_of(snapshot)
    matching = _matching(snapshot, shelf, terms)
    query = _query(snapshot, shelf, terms)
    found = (_row(row, matching) for row in snapshot.connection.execute(query).mappings())
    kept = [row for row in found if row.matches or together]
    return sorted(kept, key=_place)


def _place(row: ForecastRow) -> tuple[int, int, str, str, int]:
    return row.question_key, row.forecaster_key, row.made_on, row.made_at or "~", row.forecast_key


def _matching(snapshot: Snapshot, shelf: Shelf, terms: Sequence[Term]) -> frozenset[tuple[int, int]] | None:
    if not terms:
        return None
    rows = matching_rows(shelf, terms)
    pairs = snapshot.connection.execute(select(rows.c.question_id, rows.c.forecaster_id))
    return frozenset((question, forecaster) for question, forecaster in pairs)


def _row(row: RowMapping, matching: frozenset[tuple[int, int]] | None) -> ForecastRow:
    bits = {name: bool(row[name]) for name in ("retrospective", "before_close", "before_known", "withdrawn", "expired")}
    matches = matching is None or (row["question_key"], row["forecaster_key"]) in matching
    return ForecastRow(**{**row, **bits, "matches": matches})


def _query(snapshot: Snapshot, shelf: Shelf, terms: Sequence[Term]) -> Select[Any]:
    rows = _standing(snapshot, shelf)
    query = predictions_of(rows, shelf.current, source_labels(snapshot)).add_columns(
        rows.c.forecaster_id.label("forecaster_key"),
        wordings.c.id.label("wording_key"),
        forecasts.c.made_on,
        forecasts.c.made_at,
        wordings.c.window_start,
        wordings.c.deadline_at,
        wordings.c.closes_on,
        wordings.c.closes_at,
        resolutions.c.known_at,
        rows.c.before_close,
        rows.c.before_known,
        rows.c.withdrawn,
        rows.c.expired,
        forecasts.c.expires_on,
        forecasts.c.expires_at,
    )
    if not terms:
        return query
    matching = matching_rows(shelf, terms)
    return query.where(rows.c.question_id.in_(select(matching.c.question_id)))


def _standing(snapshot: Snapshot, shelf: Shelf) -> FromClause:
    made = counting.standing_forecasts(snapshot.scope, head=shelf.current).subquery("made")
    return select(made, made.c.id.label("forecast_id"), counting.reason(made).label("reason")).subquery("standing")


def standing_withdrawals(snapshot: Snapshot) -> Withdrawals:
    """Day and instant of each standing withdrawal, by the keys of question and forecaster."""
    act = withdrawals.c
    query = select(act.question_id, counting.forecaster_of(withdrawals, snapshot.scope), act.made_on, act.made_at)
    found: dict[tuple[int, int], list[tuple[str, str | None]]] = {}
    rows = snapshot.connection.execute(query.where(standing.stands(withdrawals, snapshot.scope)).order_by(act.id))
    for question, forecaster, on, at in rows:
        found.setdefault((question, forecaster), []).append((on, at))
    return found


def other_readings(snapshot: Snapshot) -> Readings:
    """The other readings of deadlines, by the key of the wording: name -> (start of the window, deadline)."""
    told = readings.c
    query = select(told.wording_id, told.name, told.window_start, told.deadline).order_by(told.id)
    found: dict[int, dict[str, tuple[str | None, str]]] = {}
    for wording, name, start, deadline in snapshot.connection.execute(query):
        found.setdefault(wording, {})[name] = (start, deadline)
    return found
