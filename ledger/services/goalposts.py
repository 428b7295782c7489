"""Goalposts: the claims that were said again, as chains, with their drift, first and latest statement scored apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from ledger.core.goalposts import Apart, Chain, Statement, apart, chain_of
from ledger.core.middle import Middle, middle_of
from ledger.core.query import Term
from ledger.core.question import Prediction, Question
from ledger.store.reading import read_questions
from ledger.store.relations import ids_of
from ledger.store.restating import matching_predictions, restated_by
from ledger.store.snapshot import Snapshot

Name = TypeVar("Name", int, str)

RULES: Final = ("brier", "log")
OF_DAYS: Final = ("date",)
"""Types in which what was said is itself a deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goalposts:
    """The chains by the day of their first statement, and the scores of first and latest statements by rule."""

    chains: tuple[Chain, ...]
    scores: tuple[Apart, ...]
    as_of: int


def goalposts(snapshot: Snapshot, terms: Sequence[Term] = ()) -> Goalposts:
    """The chains of which some statement matches all the terms.

    A question that nobody forecast is no statement; who said a claim once only has no chain.
    """
    links = restated_by(snapshot.connection, snapshot.scope)
    chains = _chains(read_questions(snapshot, sorted({*links, *links.values()})))
    if terms:
        matching = matching_predictions(snapshot, terms)
        chains = [one for one in chains if _said(one) & matching]
    return Goalposts(chains=tuple(chains), scores=tuple(apart(chains, rule) for rule in RULES), as_of=snapshot.entry)


def goalposts_of(snapshot: Snapshot, links: Mapping[int, int], ids: Iterable[str]) -> list[Chain]:
    """The chains that these questions, by their whole ids, are part of; `links` are those of `restated_by`."""
    wanted = set(ids)
    linked = ids_of(snapshot.connection, {*links, *links.values()})
    tops = {_top(key, links) for key, id_ in linked.items() if id_ in wanted}
    family = sorted(key for key in linked if _top(key, links) in tops)
    chains = _chains(read_questions(snapshot, family))
    return [one for one in chains if wanted & {each.question for each in one.statements}]


def _said(chain: Chain) -> set[tuple[str, str]]:
    return {(one.question, chain.forecaster) for one in chain.statements}


def _chains(questions: Sequence[Question]) -> list[Chain]:
    links = {one.id: one.restates for one in questions if one.restates}
    found: dict[tuple[str, str], list[tuple[Question, Prediction]]] = {}
    for question in questions:
        for prediction in question.predictions:
            found.setdefault((_top(question.id, links), prediction.forecaster), []).append((question, prediction))
    said = ((forecaster, sorted(some, key=_made)) for (_, forecaster), some in found.items() if len(some) > 1)
    ordered = sorted(said, key=lambda one: (_made(one[1][0]), one[0]))
    return [chain_of(forecaster, list(_statements(some, links))) for forecaster, some in ordered]


def _made(one: tuple[Question, Prediction]) -> tuple[str, int, str]:
    question, prediction = one
    first = prediction.forecasts[0]
    return first.made, first.entry, question.id


def _top(one: Name, links: Mapping[Name, Name]) -> Name:
    return next(reversed(list(_before(one, links))), one)


def _before(one: Name, links: Mapping[Name, Name]) -> Iterator[Name]:
    """What this one restates, directly or through others, the nearest first."""
    # Entries that are undone and redone can leave a circle, which nothing that is written makes.
    seen = {one}
    earlier = links.get(one)
    while earlier is not None and earlier not in seen:
        seen.add(earlier)
        yield earlier
        earlier = links.get(earlier)


def _statements(some: Sequence[tuple[Question, Prediction]], links: Mapping[str, str]) -> Iterator[Statement]:
    own = {question.id for question, _ in some}
    for question, prediction in some:
        yield _statement(question, prediction, next((id_ for id_ in _before(question.id, links) if id_ in own), None))


def _statement(question: Question, prediction: Prediction, restates: str | None) -> Statement:
    said, decision = _days(question, prediction), question.decision
    return Statement(
        question=question.id,
        prefix=question.prefix,
        claim=question.claim,
        restates=restates,
        made=prediction.forecasts[0].made,
        deadline=said.median,
        low=said.low,
        high=said.high,
        p=prediction.p,
        told=prediction.forecasts[-1].told if prediction.prediction else None,
        status=question.status,
        outcome=decision.outcome if decision else None,
        scores={one.rule: one.value for one in question.scores if one.forecaster == prediction.forecaster},
    )


def _days(question: Question, prediction: Prediction) -> Middle:
    if question.type in OF_DAYS and prediction.prediction:
        return middle_of(prediction.prediction)
    return Middle(median=question.deadline.date if question.deadline else None, low=None, high=None)
