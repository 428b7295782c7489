"""Sealed: of a private prediction nothing more can be said before it is revealed."""

from typing import Any

from ledger.errors import RefusedError
from ledger.store import find
from ledger.store.ids import SHOWN
from ledger.store.relations import ids_of
from ledger.store.sealed import standing_commitment, unrevealed_keys
from ledger.store.snapshot import Snapshot


def refuse_sealed(connection: Any, question: find.Found) -> None:
    """Raise RefusedError where what a question says was committed and not yet revealed."""
    commitment = standing_commitment(connection, question.key)
    if commitment is not None and not commitment.revealed:
        message = f"{question.id[:SHOWN]} is a private prediction that was not revealed yet"
        raise RefusedError(message, hint=f"fcl reveal {question.id[:SHOWN]} first", code="sealed")


def sealed_ids(snapshot: Snapshot) -> frozenset[str]:
    """The ids of the private predictions that nobody has revealed."""
    return frozenset(ids_of(snapshot.connection, unrevealed_keys(snapshot.connection, snapshot.scope)).values())
