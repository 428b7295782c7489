"""Hindsight: what was found about some questions, how often it could have been, and the scores if it all went wrong."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from ledger.core.hindsight import FINDINGS, LEFT_OPEN_DAYS, Finding, days_between, findings, past_of, same_name
from ledger.core.particulars import Commitment
from ledger.core.query import Term, Words
from ledger.core.question import Question
from ledger.errors import InputError
from ledger.registry import unknown_name
from ledger.services.worst_case import Looked, WorstCase, worst_cases
from ledger.store.aliases import People
from ledger.store.reading import question_keys, read_questions
from ledger.store.restating import matching_predictions
from ledger.store.sealed import unrevealed_keys
from ledger.store.snapshot import Snapshot

PREDICTIONS: Final = "predictions"
DECIDED: Final = "decided questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One finding with the question that it is about."""

    question: str
    prefix: str
    claim: str
    found: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many `cases` of a finding there are in the `of` in which it could have been; `among` says what these are."""

    finding: str
    cases: int
    of: int
    among: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindsight:
    """The count of each finding, the cases by finding and question, and the worst case of each forecaster.

    `questions` were looked at; `grace` days after its deadline a question may be open.
    """

    counts: tuple[Count, ...]
    cases: tuple[Case, ...]
    worst_case: tuple[WorstCase, ...]
    questions: int
    grace: int


def hindsight(
    snapshot: Snapshot, terms: Sequence[Term] = (), *, only: Collection[str] = (), grace: int = LEFT_OPEN_DAYS
) -> Hindsight:
    """What is found about the questions that match the terms: everything, or `only` these findings.

    Where terms speak of predictions, findings and scores are of the predictions that match. Raises InputError for a
    finding that is none, and for a negative `grace`.
    """
    if grace < 0:
        raise InputError(f"{grace} days after a deadline are before it", hint="give --grace a number from 0")
    names, today = checked_findings(only), snapshot.today.isoformat()
    looked = [
        Looked(question=one, found=tuple(findings(past_of(one, today), grace=grace)))
        for one in _matching(snapshot, terms)
    ]
    cases = tuple(case for name in names for one in looked for case in _cases(one, name))
    return Hindsight(
        counts=tuple(_counts(looked, cases, names, _populations(today, grace))),
        cases=cases,
        worst_case=worst_cases(looked),
        questions=len(looked),
        grace=grace,
    )


def checked_findings(only: Collection[str]) -> tuple[str, ...]:
    """The findings asked for in the order of tables, all without any; InputError for a name that is none.

    >>> checked_findings(["unrevealed", "annulled"])
    ('annulled', 'unrevealed')
    """
    for name in only:
        if name not in FINDINGS:
            raise unknown_name("finding", name, known=FINDINGS)
    return tuple(name for name in FINDINGS if not only or name in only)


def _matching(snapshot: Snapshot, terms: Sequence[Term]) -> list[Question]:
    """The questions that match, oldest first, each with what matches of what was said on it."""
    keys = set(question_keys(snapshot, terms))
    if not terms:
        return read_questions(snapshot, sorted(keys))
    # A private prediction is none that a filter knows: whose it is stands with the commitment.
    whose = [term for term in terms if term.field == "forecaster"]
    kept = set(question_keys(snapshot, [term for term in terms if term not in whose])) if whose else set()
    kept &= unrevealed_keys(snapshot.connection, snapshot.scope) if kept else set()
    matching = matching_predictions(snapshot, terms)
    narrowed = (
        _narrowed(one, matching, whose, snapshot.scope.people) for one in read_questions(snapshot, sorted(keys | kept))
    )
    return [one for one in narrowed if one.predictions or one.commitments or not whose]


def _narrowed(
    question: Question, matching: Collection[tuple[str, str]], whose: Sequence[Term], people: People
) -> Question:
    return replace(
        question,
        predictions=tuple(one for one in question.predictions if (question.id, one.forecaster) in matching),
        commitments=tuple(one for one in question.commitments if all(_is_of(one, term, people) for term in whose)),
    )


def _is_of(commitment: Commitment, term: Term, people: People) -> bool:
    names = (one.text for one in term.alternatives if isinstance(one, Words))
    return any(same_name(people.name_of(name), commitment.forecaster) for name in names) != term.negated


def _cases(looked: Looked, name: str) -> Iterator[Case]:
    one = looked.question
    for found in looked.found:
        if found.finding == name:
            yield Case(question=one.id, prefix=one.prefix, claim=one.claim, found=found)


Population = tuple[str, Callable[[Question], int]]


def _populations(today: str, grace: int) -> Mapping[str, Population]:
    """Of each finding what it could be found of, and how many of these a question brings."""

    def past(question: Question, days: int) -> bool:
        return question.deadline is not None and days_between(today, question.deadline.date) > days

    predictions = (PREDICTIONS, lambda one: len(one.predictions))
    decided = (DECIDED, lambda one: int(one.decision is not None))
    judged = ("predictions on decided questions", lambda one: len(one.predictions) if one.decision else 0)
    return MappingProxyType({
        "retrospective": judged,
        "reworded_after_forecast": predictions,
        "goalposts_moved": ("questions ever decided", lambda one: int(bool(one.resolutions))),
        "re_resolved": ("questions ever decided", lambda one: int(bool(one.resolutions))),
        "left_open": (f"questions {grace} days past their deadline", lambda one: int(past(one, grace))),
        "annulled": decided,
        "ambiguous": decided,
        "own_verdict": judged,
        "unrevealed": ("commitments past their deadline", lambda one: len(one.commitments) if past(one, 0) else 0),
        "backdated": predictions,
    })  # fmt: skip


def _counts(
    looked: Sequence[Looked], cases: Sequence[Case], names: Sequence[str], populations: Mapping[str, Population]
) -> Iterator[Count]:
    found = Counter(case.found.finding for case in cases)
    for name in names:
        among, size = populations[name]
        yield Count(finding=name, cases=found[name], of=sum(size(one.question) for one in looked), among=among)
