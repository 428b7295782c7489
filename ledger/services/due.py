"""Due: the open questions whose deadline, or review date where they have none, has come or comes soon."""

from collections.abc import Sequence

from ledger.core.query import Term
from ledger.core.question import Question
from ledger.store.reading import due_count, due_keys, read_questions
from ledger.store.snapshot import Snapshot


def due(snapshot: Snapshot, terms: Sequence[Term] = (), within_days: int = 0, *, limit: int = 0) -> list[Question]:
    """The questions to look at today, overdue ones too, and in the days that follow; the earliest first.

    `limit` 0 is all of them.
    """
    return read_questions(snapshot, due_keys(snapshot, terms, within_days, limit=limit))


def count(snapshot: Snapshot, terms: Sequence[Term] = (), within_days: int = 0) -> int:
    """How many questions `due` would give without a limit."""
    return due_count(snapshot, terms, within_days)
