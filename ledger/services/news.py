"""News: what was added, settled, and came due, the newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, Literal
from zoneinfo import ZoneInfo

from ledger.core.dates import utc_text
from ledger.core.query import Term
from ledger.core.question import Question
from ledger.services.agenda import Shows, every_question, is_settled
from ledger.store.reading import read_questions
from ledger.store.reading.keys import newest_keys
from ledger.store.snapshot import Snapshot

DUE: Final = frozenset({"due", "overdue"})
ORDER: Final = {"added": 0, "due": 1, "settled": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that happened to a question, at an instant (UTC); `name` tells it from the question's other news."""

    question: Question
    kind: Literal["added", "settled", "due"]
    name: str
    at: str


def news(
    snapshot: Snapshot, terms: Sequence[Term] = (), *, limit: int = 100, shows: Shows = every_question
) -> list[News]:
    """The newest so many, `limit` 0 all of them.

    A question is new once more when it is worded anew; it came due when its day began, but not before it was recorded.
    `shows` says which of the questions may be told of.
    """
    questions = read_questions(snapshot, newest_keys(snapshot, terms, limit))
    found = [one for question in questions if shows(question) for one in _news(question, ZoneInfo(snapshot.zone))]
    found.sort(key=lambda one: (one.question.id, one.name))
    # In one second: what is settled was added before.
    found.sort(key=lambda one: (one.at, ORDER[one.kind]), reverse=True)
    return found[: limit or None]


def _news(question: Question, zone: ZoneInfo) -> Iterator[News]:
    worded = question.rewordings[-1].recorded_at if question.rewordings else question.recorded_at
    yield News(question=question, kind="added", name="added", at=worded)
    if is_settled(question) and (decision := question.decision):
        yield News(question=question, kind="settled", name=f"settled/{decision.n}", at=decision.recorded_at)
    day = question.deadline.date if question.deadline else question.review_on
    if day and question.status in DUE:
        began = utc_text(datetime.combine(datetime.fromisoformat(day), time(), zone))
        yield News(question=question, kind="due", name=f"due/{day}", at=max(began, question.recorded_at))
