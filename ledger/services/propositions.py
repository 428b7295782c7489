"""Propositions of questions: which speak of the same event, and which events follow from which.

Two questions speak of one event where their claims are the same without words of time (`ledger.core.coherence.claims`)
and their windows are the same. One that is to happen by a day implies the same by a later day. That holds for open
questions whenever they were asked, unless the one was over before the other was asked; of decided ones it holds only
where the later window is not the younger one: what recurs may have happened before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, permutations
from typing import Final

from ledger.core.coherence import Clause, Literal, bundle, implies, one_of
from ledger.core.coherence.claims import is_by, read_claim
from ledger.core.particulars import Condition
from ledger.core.question import Question

OPEN: Final = frozenset({"open", "due", "overdue"})
LAST: Final = "~"
"""Behind a bare day: its end comes after every instant of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a question is about: its claim, and the window in which it may happen; `by` a day, or within a `period`.

    `start` and `end` are ISO text that sorts as time, the end empty without a deadline, the start of a period where it
    is not known; `open` while nothing is decided.
    """

    claim: str
    denied: bool
    by: bool
    period: str
    start: str
    end: str
    open: bool
    options: tuple[str, ...]

    def name(self, option: str = "") -> str:
        """A name that only the same event has."""
        state = "" if self.open or not self.by else "decided"
        window = ("by" if self.by else "in", self.period, self.start, self.end, state)
        denied = "not" if self.denied and self.options else ""
        return "\n".join([self.claim, *window, denied, *sorted(self.options), option])

    @property
    def literal(self) -> Literal:
        """The event as a proposition."""
        return Literal(self.name(), not self.denied)

    def implies(self, other: "Event") -> bool:
        """Whether the same claim by this day implies that by the other's."""
        if not (self.end <= other.end and other.start <= self.end):
            return False
        return (self.open and other.open) or other.start <= self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Propositions:
    """The claims and events of some questions by id, and the clauses that tie them: deadlines, bundle, shares."""

    claims: Mapping[str, str]
    events: Mapping[str, Event]
    clauses: Mapping[str, Sequence[Clause]]

    def literal(self, question: str, outcome: str = "yes") -> Literal:
        """What it means that a question comes out so; a proposition of its own where it was not read."""
        said, event = outcome.casefold(), self.events.get(question)
        if event is not None and said in event.options:
            return Literal(event.name(said))
        if event is None or event.options or said not in {"yes", "no"}:
            return Literal(f"{question}\n{said}")
        return event.literal if said == "yes" else event.literal.negated

    def given(self, condition: Condition | None) -> Literal | None:
        """The condition of a question as a literal."""
        return self.literal(condition.question, condition.outcome) if condition else None


def propositions(questions: Sequence[Question], events: Mapping[str, Event] | None = None) -> Propositions:
    """What these questions speak of, and how; `events` are those already read."""
    events = {one.id: events[one.id] if events else event_of(one) for one in questions}
    known = Propositions(claims={one.id: one.claim for one in questions}, events=events, clauses={})
    clauses = {
        "deadlines": list(dict.fromkeys(_deadlines(events.values()))),
        "bundle": [clause for question in questions for clause in _bundle(question, known)],
        "shares": [clause for question in questions for clause in _options(question, known)],
    }
    return replace(known, clauses=clauses)


def event_of(question: Question) -> Event:
    """What a question is about; `by` only where neither its claim nor its deadline names a period or a first day."""
    deadline = question.deadline
    made = min((each.made for one in question.predictions for each in one.forecasts), default=question.recorded_at)
    claim = read_claim(question.claim, _days(question), date.fromisoformat(made[:10]))
    said = (deadline.text if deadline else None) or ""
    later = deadline is not None and made[:10] < deadline.window_start[:10] != deadline.date
    by = deadline is not None and not later and is_by(said, bare=True) and is_by(claim.phrase or "by")
    return Event(
        claim=" ".join(claim.words) or question.claim,
        denied=claim.denied,
        by=by,
        period="" if by else " ".join((claim.phrase or said).casefold().split()),
        start=made if by else deadline.window_start if deadline and later else "",
        end="" if deadline is None else f"{deadline.date}T{deadline.at}" if deadline.at else deadline.date + LAST,
        open=question.status in OPEN,
        options=tuple(option.casefold() for option in question.options),
    )


def _days(question: Question) -> list[date]:
    """The days that words of time may name: the deadline and its other readings, and the eve of one at midnight."""
    deadline = question.deadline
    if deadline is None:
        return []
    days = [date.fromisoformat(day) for day in (deadline.date, *(reading.date for reading in deadline.readings))]
    return [*days, days[0] - timedelta(days=1)]


def _deadlines(events: Iterable[Event]) -> Iterator[Clause]:
    dated = sorted((event for event in events if event.by and not event.options), key=lambda event: event.claim)
    for _, same in groupby(dated, key=lambda event: event.claim):
        for one, other in permutations({event.name(): event for event in same}.values(), 2):
            if one.implies(other):
                yield from implies(Literal(one.name()), Literal(other.name()))


def _bundle(question: Question, known: Propositions) -> list[Clause]:
    if question.composite is None or not question.parts:
        return []
    return bundle(known.literal(question.id), question.composite, [known.literal(part) for part in question.parts])


def _options(question: Question, known: Propositions) -> list[Clause]:
    if not question.options or not question.exclusive:
        return []
    return one_of([known.literal(question.id, option) for option in question.options])
