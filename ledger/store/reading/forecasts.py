"""What forecasters said on questions: their standing forecasts, in the order in which they were made."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import Result, Row, select

from ledger.core.frame import Frame
from ledger.core.question import Forecast, Prediction
from ledger.core.stated import Stated, as_json
from ledger.question_types import TYPES
from ledger.sources.links import quote_link
from ledger.store import counting, standing
from ledger.store.aliases import People
from ledger.store.batches import one_of
from ledger.store.columns import BLANK
from ledger.store.evidence import read_evidence
from ledger.store.frames import frame_of, read_stated
from ledger.store.keys import place_of
from ledger.store.reading.sources import read_sources
from ledger.store.reading.texts import sha256_of, to_seconds
from ledger.store.reading.wordings import Versions
from ledger.store.snapshot import Snapshot
from ledger.store.tables import current_questions, forecasters, forecasts, quotes, reaffirmations, withdrawals

if TYPE_CHECKING:
    from ledger.core.quote import Quote, Source

COLUMNS: Final = tuple(name for name in forecasts.c.keys() if name not in {"p_ppm", "foreign_key", "zone"})  # noqa: SIM118


class Said(NamedTuple):
    """The standing forecasts on some questions, with what they refer to."""

    rows: Mapping[int, Sequence[Row[Any]]]
    sources: Mapping[int, Source]
    withdrawals: Mapping[tuple[int, int], str]
    stated: Mapping[int, Stated]
    repeats: Collection[int]
    evidence: Mapping[int, str]
    people: People
    today: str

    def predictions(self, versions: Versions, frames: Mapping[int, Frame]) -> tuple[Prediction, ...]:
        """The predictions on a question, one for each forecaster, in the order of their first forecasts."""
        by_forecaster: dict[int, list[Row[Any]]] = {}
        for row in self.rows.get(versions.now.question_id, ()):
            by_forecaster.setdefault(row.forecaster_id, []).append(row)
        return tuple(self._prediction(rows, versions, frames) for rows in by_forecaster.values())

    def _prediction(self, rows: Sequence[Row[Any]], versions: Versions, frames: Mapping[int, Frame]) -> Prediction:
        stands = max(rows, key=lambda row: (row.before_close and row.before_known, *made_order(row)))
        withdrawn = self.withdrawals.get((stands.question_id, stands.forecaster_id)) if stands.withdrawn else None
        expired = stands.expires_on if self._has_expired(stands) else None
        made = tuple(self._forecast(n, row, versions, frames) for n, row in enumerate(rows, 1))
        now = None if withdrawn or expired else made[rows.index(stands)]
        return Prediction(
            forecaster=stands.forecaster,
            forecaster_id=stands.forecaster_public_id,
            p=now.p if now else None,
            prediction=now.prediction if now else None,
            withdrawn=withdrawn,
            expired=expired,
            forecasts=made,
        )

    def _has_expired(self, row: Row[Any]) -> bool:
        """Ran out before the outcome was known, or by today while it is not."""
        ran_out = row.expires_on is not None and row.expires_on < self.today
        return bool(row.expired or (row.resolution_id is None and ran_out))

    def _forecast(self, n: int, row: Row[Any], versions: Versions, frames: Mapping[int, Frame]) -> Forecast:
        source = row.source_id or row.quote_source_id
        said_in = self.sources.get(source) if source else None
        stated = self.stated.get(row.id)
        return Forecast(
            n=n,
            p=row.probability,
            prediction=as_json(stated) if stated else None,
            told=TYPES[versions.now.type].tell(stated, frame_of(frames, row.wording_id)) if stated else None,
            unchanged=row.id in self.repeats,
            expires=to_seconds(row.expires_at) if row.expires_at else row.expires_on,
            said=row.said,
            basis=row.basis,
            phrase=row.phrase,
            scale=row.scale,
            low=row.low,
            high=row.high,
            made=row.made_on,
            made_text=row.made_text,
            made_basis=row.made_basis,
            recorded_at=to_seconds(row.recorded_at),
            recorded_by=row.recorded_by,
            entry=row.entry_id,
            wording=versions.number(row.wording_id),
            retrospective=bool(row.retrospective),
            counts=bool(row.before_close and row.before_known),
            evidence=self.evidence[row.id],
            reporter=row.reporter,
            quote=quote_of(row, said_in.url if said_in else None) if row.quote_id else None,
            source=said_in,
            replaces=place_of(row.replaces)[0] if row.replaces else None,
            note=row.note,
            name=self.people.names.get(row.said_by),
        )


def quote_of(row: Row[Any], url: str | None = None) -> Quote:
    """A row with the columns of a quote, as a quote from the page at that address."""
    from ledger.core.quote import Quote

    blank = row.exact == BLANK
    return Quote(
        text=row.exact,
        sha256=sha256_of(row.exact),
        start=row.start_offset,
        end=row.end_offset,
        prefix=row.prefix,
        suffix=row.suffix,
        text_sha256=row.text_sha256,
        place=row.place,
        attribution=row.attribution,
        link=None if blank else quote_link(url, row.exact, row.prefix or "", row.suffix or ""),
    )


def made_order(row: Row[Any]) -> tuple[str, str, int]:
    """Forecasts in the order made: a bare day after the instants of that day."""
    return (row.made_on, row.made_at or "~", row.id)


def read_said(snapshot: Snapshot, keys: Sequence[int]) -> Said:
    """Everything that stands of what was said on these questions."""
    rows = sorted(_named(_read_rows(snapshot, keys)), key=made_order)
    by_question: dict[int, list[Row[Any]]] = {}
    for row in rows:
        by_question.setdefault(row.question_id, []).append(row)
    cited = {row.source_id or row.quote_source_id for row in rows} - {None}
    taken_back = {row.question_id for row in rows if row.withdrawn}
    several = [row.id for row in rows if row.kind]
    return Said(
        rows=by_question,
        sources=read_sources(snapshot, sorted(cited)),
        withdrawals=_read_withdrawals(snapshot, sorted(taken_back)),
        stated=read_stated(snapshot.connection, several) if several else {},
        repeats=read_repeats(snapshot, keys) if len(rows) > len(by_question) else frozenset(),
        evidence=read_evidence(snapshot, keys),
        people=snapshot.scope.people,
        today=snapshot.today.isoformat(),
    )


def _named(found: Result[Any]) -> Iterator[Any]:
    """The rows as named tuples, whose columns are found many times faster than those of SQLAlchemy's rows."""
    return map(_kind_of(tuple(found.keys()))._make, found.all())


@cache
def _kind_of(columns: tuple[str, ...]) -> Any:
    return namedtuple("SaidRow", columns)  # noqa: PYI024 - its columns are known when it runs


def read_repeats(snapshot: Snapshot, keys: Sequence[int]) -> frozenset[int]:
    """The forecasts that say only that the one before is unchanged."""
    query = (
        select(reaffirmations.c.forecast_id)
        .join(forecasts, forecasts.c.id == reaffirmations.c.forecast_id)
        .where(one_of(forecasts.c.question_id, keys))
    )
    return frozenset(snapshot.connection.scalars(query))


def _read_rows(snapshot: Snapshot, keys: Sequence[int]) -> Result[Any]:
    query = (
        counting.standing_forecasts(snapshot.scope, keys, COLUMNS, current_questions if snapshot.latest else None)
        .join(forecasters, forecasters.c.id == counting.forecaster_of(forecasts, snapshot.scope))
        .outerjoin(quotes, quotes.c.id == forecasts.c.quote_id)
        .add_columns(
            forecasters.c.foreign_key.label("forecaster"),
            forecasters.c.public_id.label("forecaster_public_id"),
            quotes.c.exact,
            quotes.c.prefix,
            quotes.c.suffix,
            quotes.c.text_sha256,
            quotes.c.place,
            quotes.c.attribution,
            quotes.c.start_offset,
            quotes.c.end_offset,
            quotes.c.source_id.label("quote_source_id"),
            forecasts.c.forecaster_id.label("said_by"),
        )
    )
    return snapshot.connection.execute(query)


def _read_withdrawals(snapshot: Snapshot, keys: Sequence[int]) -> dict[tuple[int, int], str]:
    """The last day on which each forecaster took back what was said."""
    if not keys:
        return {}
    whose = counting.forecaster_of(withdrawals, snapshot.scope).label("forecaster_id")
    query = select(withdrawals.c.question_id, whose, withdrawals.c.made_on).where(
        one_of(withdrawals.c.question_id, keys), standing.stands(withdrawals, snapshot.scope)
    )
    rows = snapshot.connection.execute(query.order_by(withdrawals.c.id))
    return {(row.question_id, row.forecaster_id): row.made_on for row in rows}
