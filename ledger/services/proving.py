"""Proving one prediction to a stranger: its facts, and the hashes that lead from them up to an anchor."""

from typing import Any

from ledger.core.anchor import Anchor
from ledger.errors import DamageError, NotFoundError, RefusedError
from ledger.store import find
from ledger.store.anchored import anchor_at, compare
from ledger.store.keys import place_of
from ledger.store.proofs import blanked, facts_of_forecasts, proof_of
from ledger.store.snapshot import Snapshot


def prove(
    snapshot: Snapshot, id_: str, who: str | None, *, forecast: int | None = None, anchor: Anchor | None = None
) -> dict[str, Any]:
    """The proof of a forecaster's forecasts on a question, or of the one with that number.

    Raises NotFoundError for what is not there or is of several forecasters, RefusedError for a forecast recorded after
    the anchor or redacted since, DamageError where the ledger does not extend the anchor.
    """
    connection = snapshot.connection
    keys = _forecasts(snapshot, id_, who, forecast)
    leading_to = anchor or anchor_at(connection)
    if anchor and (wrong := compare(connection, [anchor]).messages):
        raise DamageError(wrong[0], hint="fcl verify --anchor FILE says more")
    _refuse_later(keys, leading_to)
    facts = facts_of_forecasts(connection, keys, leading_to)
    if gone := blanked(connection, facts):
        message = f"a text of {gone[0]} was redacted: what it said cannot be proved any more"
        raise RefusedError(message, hint="prove another forecast with --forecast N", code="redacted")
    return proof_of(connection, facts, leading_to)


def _forecasts(snapshot: Snapshot, id_: str, who: str | None, number: int | None) -> list[int]:
    question = find.find_question(snapshot.connection, id_)
    forecaster = _forecaster(snapshot, question, who)
    keys = [row.id for row in find.forecasts_of(snapshot.connection, question.key, forecaster.key)]
    return keys if number is None else [_numbered(keys, number, question.id)]


def _refuse_later(keys: list[int], anchor: Anchor) -> None:
    late = [place_of(key)[0] for key in keys if place_of(key)[0] > anchor.entries]
    if late:
        message = f"entry {late[0]} is not in the anchor, which ends at {anchor.entries}"
        raise RefusedError(message, hint="fcl anchor -o FILE makes a new one", code="after_anchor")


def _forecaster(snapshot: Snapshot, question: find.Found, who: str | None) -> find.Found:
    if who:
        return find.find_forecaster(snapshot.connection, who, question.key)
    rows = find.forecasters_of(snapshot.connection, snapshot.scope, question.key)
    if len(rows) == 1:
        return find.Found(key=rows[0].id, id=rows[0].public_id, name=rows[0].name)
    if not rows:
        raise NotFoundError(f"nobody has forecast {question.id}", hint=f"fcl show {question.id} shows it")
    raise NotFoundError(
        f"{question.id} has {len(rows)} forecasters",
        hint=f"name one: fcl prove {question.id}@NAME",
        code="ambiguous_forecaster",
        candidates=[f"{question.id}@{row.name}" for row in rows[: find.CANDIDATES]],
    )


def _numbered(keys: list[int], number: int, question: str) -> int:
    if not 1 <= number <= len(keys):
        message = f"there is no forecast {number} on {question}: there are {len(keys)}"
        raise NotFoundError(message, hint=f"fcl show {question} numbers them")
    return keys[number - 1]
