"""Coherence: which statements of a forecaster cannot all hold, and what they would lose by betting on them.

Only forecasts that stand count, of a claim that was stated again only the newest. Shares give a statement for each
option. What is found, and what is not, is told in `docs/coherence.md`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Final

from ledger.core.coherence import DutchBook, Statement, contradictions
from ledger.core.coherence.prices import fraction_text
from ledger.core.query import MOST_ALTERNATIVES, Term, Words
from ledger.core.question import Forecast, Prediction, Question
from ledger.services.contradicting import Said, kind_of, sentence
from ledger.services.propositions import OPEN, Propositions, event_of, propositions
from ledger.store.find import find_forecaster
from ledger.store.reading import question_keys, read_questions
from ledger.store.snapshot import Snapshot

Spoken = tuple[Question, Prediction]

ANALYSTS: Final = frozenset({"words", "imputed"})
"""Bases of numbers that somebody else read out of what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A statement in a contradiction: what stands of one forecaster on one question, or on one of its options.

    `condition` is the id of a question and its outcome. `stake` in [-1, 1] is what the forecaster buys at `p` (above 0)
    or sells: exact text, a decimal or a ratio.
    """

    question: str
    prefix: str
    forecaster: str
    claim: str
    option: str | None
    condition: str | None
    deadline: str | None
    p: str
    basis: str
    made: str
    stake: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A smallest set of statements of one forecaster that cannot all hold.

    `kind` is deadlines, bundle, negation, shares, condition, same or mixed. With the `stakes`, one for each statement,
    the forecaster loses at least `sure_loss`, exact text above 0, in every world in which one of the bets holds; with
    `always` that is every world. `imputed`: some number is an analyst's reading. Where the search was not `complete`
    there may be other sets, or a smaller one.
    """

    forecaster: str
    kind: str
    sentence: str
    statements: tuple[Position, ...]
    stakes: tuple[str, ...]
    sure_loss: str
    always: bool
    imputed: bool
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLarge:
    """Statements of a forecaster, so many and so tied together that they were not searched to the end."""

    forecaster: str
    questions: tuple[str, ...]
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The contradictions by forecaster, the smallest first, then by loss; what was not searched; how much was read."""

    contradictions: tuple[Contradiction, ...]
    too_large: tuple[TooLarge, ...]
    forecasters: int
    statements: int
    as_of: int | None = None


def audit(snapshot: Snapshot, who: str | None = None, *, stated: bool = False, decided: bool = False) -> Audit:
    """What of a forecaster's statements, or of everybody's, cannot all hold.

    `stated` leaves out numbers that an analyst read, `decided` takes in questions that are no longer open. Raises
    NotFoundError for an unknown forecaster.
    """
    only = None if who is None else find_forecaster(snapshot.connection, who, scope=snapshot.scope)
    questions = _read(snapshot, only.id if only else None, decided=decided)
    every = {one.id: one for one in with_others(questions, lambda ids: _with_ids(snapshot, ids))}
    events = {id_: event_of(question) for id_, question in every.items()}
    found = []
    for name, spoken in _by_forecaster(questions):
        if only is None or name == only.name:
            mine = [question for question, _ in spoken]
            known = propositions(with_others(mine, lambda ids: [every[id_] for id_ in ids if id_ in every]), events)
            found.append(_audited(name, statements_of(spoken, known, stated=stated), known))
    return Audit(
        contradictions=tuple(chain.from_iterable(each.contradictions for each in found)),
        too_large=tuple(chain.from_iterable(each.too_large for each in found)),
        forecasters=sum(each.forecasters for each in found),
        statements=sum(each.statements for each in found),
        as_of=snapshot.entry,
    )


def _by_forecaster(questions: Sequence[Question]) -> list[tuple[str, list[Spoken]]]:
    said: dict[str, list[Spoken]] = {}
    for question in questions:
        for prediction in question.predictions:
            said.setdefault(prediction.forecaster, []).append((question, prediction))
    return sorted(said.items())


def _read(snapshot: Snapshot, forecaster: str | None, *, decided: bool) -> list[Question]:
    terms = [] if forecaster is None else [_term("forecaster", [forecaster])]
    if not decided:
        terms.append(_term("status", sorted(OPEN)))
    return read_questions(snapshot, question_keys(snapshot, terms))


def _with_ids(snapshot: Snapshot, ids: Sequence[str]) -> list[Question]:
    pieces = (ids[start : start + MOST_ALTERNATIVES] for start in range(0, len(ids), MOST_ALTERNATIVES))
    return read_questions(snapshot, [key for piece in pieces for key in question_keys(snapshot, [_term("id", piece)])])


def with_others(questions: Sequence[Question], read: Callable[[Sequence[str]], Sequence[Question]]) -> list[Question]:
    """These questions, and those that they are bundles of or stand under, and so on; `read` gives some by their ids."""
    found = {question.id: question for question in questions}
    more: Sequence[Question] = questions
    while more:
        needed = dict.fromkeys(id_ for one in more for id_ in _needs(one) if id_ not in found)
        more = read(list(needed)) if needed else ()
        found.update({question.id: question for question in more})
    return list(found.values())


def _needs(question: Question) -> tuple[str, ...]:
    return question.parts if question.condition is None else (*question.parts, question.condition.question)


def _term(field: str, values: Sequence[str]) -> Term:
    return Term(field=field, negated=False, alternatives=tuple(Words(text=value) for value in values))


def statements_of(spoken: Sequence[Spoken], known: Propositions, *, stated: bool = False) -> dict[Statement, Said]:
    """A forecaster's statements that stand, with where each was said; by deadline, then as they were said."""
    earlier = {question.restates for question, _ in spoken}
    found: dict[Statement, Said] = {}
    for question, prediction in sorted(spoken, key=lambda each: _order(each, known)):
        forecast = _standing(prediction)
        if question.id in earlier or forecast is None or (stated and forecast.basis in ANALYSTS):
            continue
        for option, p in _numbers(prediction):
            said = Said(question=question, forecast=forecast, option=option, p=p, known=known)
            found[said.statement] = said
    return found


def _order(spoken: Spoken, known: Propositions) -> tuple[str, int, str]:
    question, prediction = spoken
    return known.events[question.id].end, prediction.forecasts[0].entry, question.id


def _standing(prediction: Prediction) -> Forecast | None:
    """The forecast that stands, None where it was taken back or has no number."""
    stands = (prediction.p, prediction.prediction)
    if prediction.withdrawn or stands == (None, None):
        return None
    return next((each for each in reversed(prediction.forecasts) if (each.p, each.prediction) == stands), None)


def _numbers(prediction: Prediction) -> Iterator[tuple[str | None, str]]:
    shares = (prediction.prediction or {}).get("shares", {})
    yield from shares.items()
    if prediction.p is not None and not shares:
        yield None, prediction.p


def _audited(forecaster: str, said: Mapping[Statement, Said], known: Propositions) -> Audit:
    """The audit of one forecaster."""
    found: list[Contradiction] = []
    large: list[TooLarge] = []
    for group in contradictions(list(said), list(chain.from_iterable(known.clauses.values()))):
        found += [_contradiction(forecaster, book, said, known, complete=group.complete) for book in group.books]
        if not group.complete:
            ids = tuple(dict.fromkeys(said[each].question.id for each in group.statements))
            large.append(TooLarge(forecaster=forecaster, questions=ids, statements=len(group.statements)))
    found.sort(key=lambda each: (len(each.statements), -Fraction(each.sure_loss)))
    return Audit(
        contradictions=tuple(found), too_large=tuple(large), forecasters=1 if said else 0, statements=len(said)
    )


def _contradiction(
    forecaster: str, book: DutchBook, said: Mapping[Statement, Said], known: Propositions, *, complete: bool
) -> Contradiction:
    sides = [said[each] for each in book.statements]
    stakes = tuple(map(fraction_text, book.stakes))
    kind = kind_of(book, sides, known)
    return Contradiction(
        forecaster=forecaster,
        kind=kind,
        sentence=f"{forecaster}: {sentence(kind, book, sides)}",
        statements=tuple(_position(forecaster, one, stake) for one, stake in zip(sides, stakes, strict=True)),
        stakes=stakes,
        sure_loss=fraction_text(book.loss),
        always=book.always,
        imputed=any(one.forecast.basis in ANALYSTS for one in sides),
        complete=complete,
    )


def _position(forecaster: str, said: Said, stake: str) -> Position:
    question, condition = said.question, said.question.condition
    return Position(
        question=question.id,
        prefix=question.prefix,
        forecaster=forecaster,
        claim=question.claim,
        option=said.option,
        condition=f"{condition.question}={condition.outcome}" if condition else None,
        deadline=question.deadline.date if question.deadline else None,
        p=said.p,
        basis=said.forecast.basis,
        made=said.forecast.made,
        stake=stake,
    )
