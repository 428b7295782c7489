"""Sealed: of a private prediction nothing more can be said before it is revealed."""

from typing import Any

from ledger.errors import RefusedError
from ledger.store import find
from ledger.store.ids import SHOWN
from ledger.store.sealed import standing_commitment


def refuse_sealed(connection: Any, question: find.Found) -> None:
    """Raise RefusedError where what a question says was committed and not yet revealed."""
    commitment = standing_commitment(connection, question.key)
    if commitment is not None and not commitment.revealed:
        message = f"{question.id[:SHOWN]} is a private prediction that was not revealed yet"
        raise RefusedError(message, hint=f"fcl reveal {question.id[:SHOWN]} first", code="sealed")
