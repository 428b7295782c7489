"""Evidence grades in SQL: which signs hold of a forecast, as `ledger.core.evidence` orders them.

A forecast is there from the entry that recorded it, one that was private from the entry of its commitment. Anchors
are made of the entry before their own, so the first one by the entry that it reaches was recorded first.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, exists, false, func, or_, select

from ledger.core.evidence import GRADES, IMPORTS, PRECEDENCE, RECORDED
from ledger.store.batches import one_of, streamed
from ledger.store.counting import before_close, before_known, recorded_late
from ledger.store.keys import FACT_BITS
from ledger.store.shelf import shelf_of
from ledger.store.snapshot import Snapshot
from ledger.store.standing import Condition, Scope, current, narrowed, stands
from ledger.store.tables import (
    anchors,
    commitments,
    current_questions,
    entries,
    forecasts,
    resolutions,
    reveals,
    wordings,
)


def graded(scope: Scope, head: FromClause, questions: Sequence[int] | None = None) -> Select[Any]:
    """One row for each forecast on the questions of `head` (like `current_questions`): its question, key and grade."""
    made, question, wording, resolution = forecasts.alias(), head.alias(), wordings.alias(), resolutions.alias()
    recorded, first = _moments(), _first_entry(scope, made)
    signs: Mapping[str, Condition] = {
        "witnessed": _anchored(scope, first, wording, resolution, outside=True),
        "imported": and_(recorded.c.action.in_(IMPORTS)),
        "retrospective": recorded_late(recorded, resolution),
        "late": ~before_close(recorded, wording),
        "anchored": _anchored(scope, first, wording, resolution, outside=False),
    }
    grade = case(*((signs[name], name) for name in PRECEDENCE), else_=RECORDED)
    query = select(made.c.question_id, made.c.id.label("forecast_id"), grade.label("evidence")).select_from(
        made.join(question, question.c.question_id == made.c.question_id)
        .join(wording, wording.c.id == question.c.wording_id)
        .join(recorded, recorded.c.id == first)
        .outerjoin(resolution, resolution.c.id == question.c.resolution_id)
    )
    return narrowed(query, made.c.question_id, questions)


def _moments() -> FromClause:
    """When each entry was recorded, in the words of when something was made as well."""
    day, instant = entries.c.recorded_on, entries.c.recorded_at
    said = (day, instant, day.label("made_on"), instant.label("made_at"))
    return select(entries.c.id, entries.c.action, *said).subquery()


def _first_entry(scope: Scope, made: Any) -> ColumnElement[int]:
    """The entry from which a forecast was there: its commitment's, where it was revealed from one."""
    own: ColumnElement[int] = made.c.entry_id
    if not scope.revealed:
        return own
    reveal, commitment = reveals.alias(), commitments.alias()
    committed = (
        select(func.min(commitment.c.entry_id))
        .where(reveal.c.forecast_id == made.c.id, commitment.c.id == reveal.c.commitment_id, stands(reveal, scope))
        .correlate(made)
        .scalar_subquery()
    )
    return func.coalesce(committed, own)


def _anchored(scope: Scope, first: ColumnElement[int], wording: Any, resolution: Any, *, outside: bool) -> Condition:
    """An anchor at or after that entry was recorded before the close and before the outcome was known."""
    if not scope.anchored:
        return false()
    anchor, recorded = anchors.alias(), _moments()
    held = or_(anchor.c.held.is_not(None), anchor.c.signature.is_not(None))
    earliest = (
        select(anchor.c.entry_id)
        .where(anchor.c.at_entry_id >= first, stands(anchor, scope), *([held] if outside else []))
        .order_by(anchor.c.at_entry_id, anchor.c.id)
        .limit(1)
        .correlate_except(anchor)
        .scalar_subquery()
    )
    known = or_(resolution.c.id.is_(None), before_known(recorded, resolution))
    return exists().where(recorded.c.id == earliest, before_close(recorded, wording), known)


def read_evidence(
    snapshot: Snapshot, questions: Sequence[int] | None = None, among: Sequence[int] | None = None
) -> dict[int, str]:
    """The grade of each forecast on these questions, or on all, or of these forecasts, by its key."""
    scope = snapshot.scope
    head = current_questions if snapshot.latest else current(scope, questions).subquery("head")
    found = graded(scope, head, questions).subquery()
    query = select(found.c.forecast_id, found.c.evidence)
    if among is not None:
        query = query.where(one_of(found.c.forecast_id, among))
    return dict(iter(streamed(snapshot.connection, query)))


class Grading:
    """How many of some forecasts are of each grade.

    What one entry brought on one question is of one grade, so of such forecasts that follow one another only the first
    is looked up. What was private is there from an entry of its own.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._alone = snapshot.scope.revealed
        self._last: tuple[int, int] | None = None
        self._keys, self._numbers = array("q"), array("q")

    def add(self, question: int, forecast: int) -> None:
        """One more, by the keys of its question and its own."""
        kin = question, forecast >> FACT_BITS
        if kin == self._last and not self._alone:
            self._numbers[-1] += 1
            return
        self._last = kin
        self._keys.append(forecast)
        self._numbers.append(1)

    def counts(self) -> dict[str, int]:
        """By grade, strongest first; grades that none has are left out."""
        grades = read_evidence(self._snapshot, among=self._keys)
        counts: Counter[str] = Counter()
        for key, number in zip(self._keys, self._numbers, strict=True):
            counts[grades[key]] += number
        return _strongest_first(counts)


def count_evidence(snapshot: Snapshot, told: Iterable[tuple[int, int]]) -> dict[str, int]:
    """How many of these forecasts, each told by the keys of its question and its own, are of each grade."""
    grading = Grading(snapshot)
    for question, forecast in told:
        grading.add(question, forecast)
    return grading.counts()


def count_grades(snapshot: Snapshot, which: Callable[[ColumnElement[int]], Condition]) -> dict[str, int]:
    """How many forecasts whose keys are such are of each grade, strongest first."""
    found = graded(snapshot.scope, shelf_of(snapshot).current).subquery()
    query = (
        select(found.c.evidence, func.count().label("n")).where(which(found.c.forecast_id)).group_by(found.c.evidence)
    )
    return _strongest_first({row.evidence: int(row.n) for row in snapshot.connection.execute(query)})


def _strongest_first(counts: Mapping[str, int]) -> dict[str, int]:
    return {grade: counts[grade] for grade in reversed(GRADES) if grade in counts}
