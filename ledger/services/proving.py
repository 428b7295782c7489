"""Proving one prediction to a stranger: its facts, and the hashes that lead from them up to an anchor."""

from collections.abc import Sequence
from typing import Any

from ledger.core.anchor import Anchor
from ledger.errors import DamageError, NotFoundError, RefusedError
from ledger.services.sealed import refuse_sealed
from ledger.store import find
from ledger.store.anchored import anchor_at, compare, recorded_anchor
from ledger.store.keys import place_of
from ledger.store.proofs import blanked, facts_of_forecasts, proof_of
from ledger.store.sealed import Opened, opened
from ledger.store.snapshot import Snapshot
from ledger.store.tables import commitments


def prove(
    snapshot: Snapshot,
    id_: str,
    who: str | None,
    *,
    forecast: int | None = None,
    anchor: Anchor | None = None,
    earlier: Sequence[Anchor] = (),
) -> dict[str, Any]:
    """The proof of a forecaster's forecasts on a question, or of the one with that number.

    What was committed and revealed is proved by its commitment as well, up to the first of the anchors that holds it:
    of `earlier` and `anchor`, or where that is not given, of those that the ledger recorded. Raises NotFoundError for
    what is not there or is of several forecasters, RefusedError for a forecast recorded after the anchor, redacted
    since or still sealed, DamageError where the ledger does not extend an anchor.
    """
    connection = snapshot.connection
    keys = _forecasts(snapshot, id_, who, forecast)
    leading_to = anchor or anchor_at(connection)
    published = [*earlier, leading_to] if anchor else []
    if wrong := compare(connection, published).messages:
        raise DamageError(wrong[0], hint="fcl verify --anchor FILE says more")
    sealed = _committed(connection, opened(connection, keys), published)
    _refuse_later([key for key in keys if key not in sealed], leading_to)
    within = [key for key in keys if place_of(key)[0] <= leading_to.entries]
    facts = facts_of_forecasts(connection, within, leading_to)
    if gone := blanked(connection, facts):
        message = f"a text of {gone[0]} was redacted: what it said cannot be proved any more"
        raise RefusedError(message, hint="prove another forecast with --forecast N", code="redacted")
    proof = proof_of(connection, facts, leading_to)
    return {**proof, "committed": [*sealed.values()]} if sealed else proof


def _committed(connection: Any, found: Sequence[Opened], published: Sequence[Anchor]) -> dict[int, dict[str, Any]]:
    """What opens each commitment, with its proof up to the first anchor that holds it, by the forecast revealed."""
    committed = {}
    for one in found:
        if first := _first(connection, place_of(one.commitment)[0], published):
            proof = proof_of(connection, [(commitments, one.commitment)], first)
            opening = {"salt": one.sealed.salt, "body": one.sealed.body}
            committed[one.forecast] = {"anchor": proof["anchor"], "fact": proof["facts"][0], **opening}
    return committed


def _first(connection: Any, entry: int, published: Sequence[Anchor]) -> Anchor | None:
    """The first anchor that holds an entry: of those given, else of those that the ledger recorded, else of now."""
    if not published:
        return recorded_anchor(connection, entry) or anchor_at(connection)
    holding = [anchor for anchor in published if anchor.entries >= entry]
    return min(holding, key=lambda anchor: anchor.entries, default=None)


def _forecasts(snapshot: Snapshot, id_: str, who: str | None, number: int | None) -> list[int]:
    question = find.find_question(snapshot.connection, id_)
    refuse_sealed(snapshot.connection, question)
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
