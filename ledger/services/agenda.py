"""The agenda: the days on which to look at predictions, as a calendar holds them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ledger.core.query import Term
from ledger.core.question import Question
from ledger.store.changes import Change, Changes
from ledger.store.reading import read_questions
from ledger.store.reading.keys import agenda_keys
from ledger.store.snapshot import Snapshot

BATCH: Final = 200
SETTLED: Final = frozenset({"resolved", "ambiguous", "annulled"})
Shows = Callable[[Question], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A day on which to look at a question: its deadline, or a review; `cancelled` where it is settled before.

    `sequence` rises whenever the question is worded anew, settled, or either is taken back; `changed_at` (UTC) is when
    anything was last said of it.
    """

    question: Question
    kind: Literal["deadline", "review"]
    day: str
    cancelled: bool
    sequence: int
    changed_at: str


def is_settled(question: Question) -> bool:
    """Whether a decision stands that closes the question."""
    return question.status in SETTLED


def every_question(_question: Question) -> bool:
    """All of them are shown."""
    return True


def agenda(snapshot: Snapshot, terms: Sequence[Term] = (), *, shows: Shows = every_question) -> Iterator[Appointment]:
    """The days of open predictions, and, cancelled, those that lie ahead of settled ones; the earliest first.

    `shows` says which of the questions may be told of.
    """
    keys, changes = agenda_keys(snapshot, terms), Changes(snapshot)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        last = changes.of(batch)
        for key, question in zip(batch, read_questions(snapshot, batch), strict=True):
            if shows(question):
                yield from _appointments(question, last[key], snapshot.today.isoformat())


def _appointments(question: Question, change: Change, today: str) -> Iterator[Appointment]:
    settled = is_settled(question)
    deadline = question.deadline.date if question.deadline else None
    for kind, day in (("deadline", deadline), ("review", question.review_on)):
        if day and (not settled or day >= today):
            yield Appointment(
                question=question, kind=kind, day=day, cancelled=settled,  # type: ignore[arg-type] # one of the two
                sequence=change.settled, changed_at=change.recorded_at,
            )  # fmt: skip
