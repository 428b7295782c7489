"""Resolve: decide what a question came out as, decide again, reopen, annul."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ledger.core.numbers import decimal_text
from ledger.errors import BadRowsError, InputError, LedgerError, RefusedError
from ledger.question_types import TYPES, Outcome
from ledger.services.clock import Clock, clock_of, moment_columns
from ledger.store import find, relations, standing
from ledger.store.asked import Asked, read_asked, read_whole
from ledger.store.ids import SHOWN
from ledger.store.journal import Draft
from ledger.store.tables import evidence, resolutions
from ledger.store.telling import Told, unheard

BLOCK: Final = 500
"""Decisions of a table whose questions are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was typed about an outcome; every field as the user wrote it."""

    outcome: str
    known_on: str | None = None
    happened_on: str | None = None
    evidence: tuple[str, ...] = ()
    note: str | None = None
    judge: str | None = None


def resolve(
    draft: Draft,
    question: find.Found,
    decision: Decision,
    *,
    amend: bool = False,
    date_format: str | None = None,
    asked: Asked | None = None,
) -> None:
    """Record what a question came out as; `asked` is how it stands, where that was read already.

    Another judge's verdict stands beside the earlier ones, and over them. Raises RefusedError where the same judge
    has settled it already (unless `amend`), where it follows from other questions, or where the days contradict
    each other; InputError for an outcome that the question cannot have and for a judge without a name.
    """
    if decision.judge is not None:
        decision = replace(decision, judge=_named(draft, question, decision.judge))
    asked = asked or read_asked(draft.connection, [question])[0]
    outcome = TYPES[asked.wording.type].read_outcome(decision.outcome, asked.frame)
    settled = asked.own
    _refuse_following(draft, question, outcome, asked)
    if settled and not amend and not _is_another(draft, question, decision.judge):
        was = f": {settled.outcome}" if settled.outcome else ""
        message = f"{question.id[:4]} is already {settled.verdict}{was} since {settled.known_on}"
        hint = "add --amend to decide again, or --judge NAME for another judge's verdict"
        raise RefusedError(message, hint=hint, code="already_resolved")
    came_on = _came_on(asked, outcome)
    _add(draft, question, asked.wording.id, outcome, decision, clock_of(draft, date_format), came_on=came_on)


def _refuse_following(draft: Draft, question: find.Found, outcome: Outcome, asked: Asked) -> None:
    """A bundle comes out as its parts do, and a branch whose condition failed is annulled; nobody decides it."""
    if asked.node.parts and outcome.verdict == "resolved":
        parts = relations.ids_of(draft.connection, asked.node.parts)
        ids = ", ".join(parts[key][:SHOWN] for key in asked.node.parts)
        message = f"{question.id[:SHOWN]} comes out as its parts do"
        raise RefusedError(message, hint=f"resolve the parts: {ids}", code="follows")
    if asked.standing and asked.standing.made_by == "condition":
        message = f"{question.id[:SHOWN]} is annulled: its condition failed on {asked.standing.known_on}"
        raise RefusedError(message, hint="reopen the condition, if it is not settled after all", code="follows")


def _named(draft: Draft, question: find.Found, judge: str) -> str:
    """A judge's name as it is known of this question; letter case does not make another judge."""
    clean = " ".join(judge.split())
    if not clean:
        raise InputError("the judge has no name", hint="give a name with --judge, or leave --judge out")
    known = {draft.actor, *find.judges_of(draft.connection, question.key)}
    alike = sorted(name for name in known if name.casefold() == clean.casefold())
    return clean if clean in alike or not alike else alike[0]


def _is_another(draft: Draft, question: find.Found, judge: str | None) -> bool:
    people = standing.scope_of(draft.connection).people
    return judge is not None and people.name_of(judge) not in find.judges_of(draft.connection, question.key)


def _add(
    draft: Draft,
    question: find.Found,
    wording: int,
    outcome: Outcome,
    decision: Decision,
    clock: Clock,
    *,
    came_on: str | None = None,
) -> None:
    known = clock.past(decision.known_on, what="the day it was known")
    happening = decision.happened_on or came_on
    happened = clock.past(happening, what="the day it happened") if happening else None
    if happened and came_on and happened.on.isoformat() != came_on:
        message = f"it cannot come out as {came_on} and have happened on {happened.on}"
        raise RefusedError(message, hint="leave --happened out: the outcome says it")
    if happened and happened.on > known.on:
        message = f"it cannot be known on {known.on} before it happened on {happened.on}"
        raise RefusedError(message, hint="check --known-on and --happened")
    resolution = draft.add(
        resolutions,
        question_id=question.key,
        wording_id=wording,
        verdict=outcome.verdict,
        outcome=outcome.outcome,
        value=None if outcome.value is None else decimal_text(outcome.value),
        y_ppm=outcome.ppm,
        happened_on=happened.on.isoformat() if happened else None,
        zone=clock.zone_name,
        note=decision.note,
        judge=decision.judge,
        **moment_columns("known", known),
    )
    for text in decision.evidence:
        if text.strip():
            draft.add(evidence, resolution_id=resolution, text=text.strip())


def _came_on(asked: Asked, outcome: Outcome) -> str | None:
    """The day that a question of a day came out as: it is the day on which that happened."""
    return outcome.outcome if asked.wording.type == "date" and outcome.outcome not in {"below", "above"} else None


def reopen(draft: Draft, question: find.Found, note: str | None) -> None:
    """Take the decision back: the question is open again."""
    settled = find.own_decision(draft.connection, question.key)
    if not settled:
        raise _open(draft, question)
    _add(
        draft,
        question,
        settled.wording_id,
        Outcome(verdict="reopened"),
        Decision(outcome="", note=note),
        clock_of(draft),
    )


def _open(draft: Draft, question: find.Found) -> RefusedError:
    follows = find.standing_resolution(draft.connection, question.key)
    if follows is None:
        return RefusedError(f"{question.id[:4]} is open already", hint="fcl show ID")
    message = f"{question.id[:4]} is {follows.verdict} because of other questions"
    return RefusedError(message, hint="reopen those: fcl show ID names them", code="follows")


def annul(draft: Draft, question: find.Found, note: str | None, *, judge: str | None = None) -> None:
    """Decide that the question cannot be judged at all: nothing about it is scored.

    Another judge's verdict stands beside the earlier ones, and over them. Raises RefusedError where it is annulled
    already, unless by a judge who has not decided it yet; InputError for a judge without a name.
    """
    named = None if judge is None else _named(draft, question, judge)
    settled = find.own_decision(draft.connection, question.key)
    if settled and settled.verdict == "annulled" and not _is_another(draft, question, named):
        hint = "fcl reopen ID, or --judge NAME for another judge's verdict"
        raise RefusedError(f"{question.id[:SHOWN]} is annulled already", hint=hint)
    wording = find.standing_wording(draft.connection, question.key)
    decision = Decision(outcome="", note=note, judge=named)
    _add(draft, question, wording.id, Outcome(verdict="annulled"), decision, clock_of(draft))


def resolve_many(
    draft: Draft,
    decisions: Sequence[tuple[str, Decision]],
    *,
    amend: bool = False,
    date_format: str | None = None,
    told: Told = unheard,
) -> list[int]:
    """Many decisions in one entry; the questions' keys. `told` hears how many are read.

    Raises BadRowsError naming every row that cannot be recorded, counted from 1; then nothing is.
    """
    decided: dict[int, list[str]] = {}
    problems = []
    for number, typed, decision, asked in _asked(draft, decisions, told):
        try:
            question = asked.question if asked else find.find_question(draft.connection, typed)
            _refuse_twice(typed, decision.judge, decided.get(question.key, ()))
            resolve(draft, question, decision, amend=amend, date_format=date_format, asked=asked)
            decided.setdefault(question.key, []).append(decision.judge or draft.actor)
        except LedgerError as error:
            problems.append(f"row {number}: {error.message}")
    if problems:
        many = "1 row" if len(problems) == 1 else f"{len(problems)} rows"
        raise BadRowsError(f"{many} cannot be recorded", problems=problems, hint="nothing was written")
    return list(decided)


def _asked(
    draft: Draft, decisions: Sequence[tuple[str, Decision]], told: Told
) -> Iterator[tuple[int, str, Decision, Asked | None]]:
    """Each decision with its number from 1 and, where a whole id was typed, its question; many are read at once."""
    for start in range(0, len(decisions), BLOCK):
        block = decisions[start : start + BLOCK]
        whole = read_whole(draft.connection, [typed for typed, _ in block])
        for number, (typed, decision) in enumerate(block, start + 1):
            yield number, typed, decision, whole.get(typed.strip().lower())
        told(start + len(block), len(decisions))


def _refuse_twice(typed: str, judge: str | None, judges: Sequence[str]) -> None:
    """Rows about one question are of different judges, and all but the first say whose they are."""
    known = {name.casefold() for name in judges}
    if known if judge is None else judge.casefold() in known:
        by = f" by {judge}" if judge else ""
        raise RefusedError(f"{typed} is decided twice{by}", hint="keep one row, or say whose each is: column judge")
