"""Commitments in the store: what was committed and not yet revealed, and whether what was revealed is the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, exists, select

from ledger.core.commitment import Sealed
from ledger.store import standing
from ledger.store.batches import one_of
from ledger.store.keys import place_of
from ledger.store.standing import Scope
from ledger.store.tables import commitments, forecasters, forecasts, reveals, wordings

STATED: Final = ("probability", "shares", "quantiles", "interval", "distribution", "cdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A commitment that was revealed: its key, that of the forecast that it turned out to be, and what opens it."""

    commitment: int
    forecast: int
    sealed: Sealed


def opened(connection: Connection, forecast_keys: Sequence[int]) -> list[Opened]:
    """Which of these forecasts were committed before they were said, in order of the commitments."""
    query = (
        select(reveals.c.commitment_id, reveals.c.forecast_id, reveals.c.salt, reveals.c.body)
        .where(one_of(reveals.c.forecast_id, forecast_keys), standing.stands(reveals, standing.scope_of(connection)))
        .order_by(reveals.c.commitment_id)
    )
    return [
        Opened(commitment=commitment, forecast=forecast, sealed=Sealed(salt=salt, body=body))
        for commitment, forecast, salt, body in connection.execute(query)
    ]


def standing_commitment(connection: Connection, question: int) -> Row[Any] | None:
    """The commitment of a question, with its forecaster's name and whether it was revealed; None for none."""
    scope = standing.scope_of(connection)
    revealed = exists().where(reveals.c.commitment_id == commitments.c.id, standing.stands(reveals, scope))
    query = (
        select(commitments, forecasters.c.foreign_key.label("forecaster"), revealed.label("revealed"))
        .join(forecasters, forecasters.c.id == commitments.c.forecaster_id)
        .where(commitments.c.question_id == question, standing.stands(commitments, scope))
    )
    return connection.execute(query.order_by(commitments.c.id.desc()).limit(1)).one_or_none()


def unrevealed_keys(connection: Connection, scope: Scope) -> set[int]:
    """The keys of the questions with a commitment that nobody revealed."""
    revealed = exists().where(reveals.c.commitment_id == commitments.c.id, standing.stands(reveals, scope))
    query = select(commitments.c.question_id).where(standing.stands(commitments, scope), ~revealed)
    return set(connection.scalars(query))


def reveal_findings(connection: Connection) -> Iterator[str]:
    """Reveals that are not what was committed, each with its entry."""
    query = (
        select(
            reveals.c.id, reveals.c.salt, reveals.c.body, commitments.c.digest, commitments.c.question_id,
            commitments.c.forecaster_id, forecasts.c.question_id.label("said_of"),
            forecasts.c.forecaster_id.label("said_by"), forecasts.c.said, wordings.c.claim,
        )
        .join(commitments, commitments.c.id == reveals.c.commitment_id)
        .join(forecasts, forecasts.c.id == reveals.c.forecast_id)
        .join(wordings, wordings.c.id == forecasts.c.wording_id)
        .order_by(reveals.c.id)
    )  # fmt: skip
    for row in connection.execute(query):
        for fault in _faults(row):
            yield f"entry {place_of(row.id)[0]}: {fault}"


def _faults(row: Any) -> Iterator[str]:
    sealed = Sealed(salt=row.salt, body=row.body)
    if sealed.digest != row.digest:
        yield "what was revealed is not what was committed"
        return
    if (row.question_id, row.forecaster_id) != (row.said_of, row.said_by):
        yield "a commitment was revealed as a forecast of another question or forecaster"
    said = sealed.said
    if " ".join(str(said["claim"]).split()) != row.claim:
        yield "the claim that was revealed is not the one that was committed"
    stated = next((said[name] for name in STATED if name in said), None)
    if stated is not None and " ".join(stated.split()) != " ".join(str(row.said).split()):
        yield "the forecast that was revealed is not the one that was committed"
