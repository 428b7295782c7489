"""Audit: what several judges made of the same questions, side by side, and how far they agree beyond chance."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final, Literal

from ledger.calibration.agreement import Agreement, cohen_kappa, fleiss_kappa
from ledger.calibration.intervals.levels import DEFAULT_LEVEL
from ledger.core.query import Term
from ledger.core.question import Question
from ledger.core.resolution import Resolution
from ledger.core.verdicts import last_words, verdict_of
from ledger.store.judging import judged_by_several
from ledger.store.reading import question_keys, read_questions
from ledger.store.snapshot import Snapshot

NOMINAL: Final = ("binary", "categorical")
"""Types whose verdicts are names; two numbers or days are rarely the same, and kappa knows no near miss."""

Verdicts = Mapping[str, tuple[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """A question on which judges differ, with the last word of each; the judge who spoke last comes last."""

    question: str
    prefix: str
    type: str
    status: str
    claim: str
    verdicts: tuple[Resolution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreeing:
    """How far two judges agree (Cohen's kappa), or all of three and more (Fleiss' kappa)."""

    judges: tuple[str, ...]
    method: Literal["cohen", "fleiss"]
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The contested questions in the order asked, and the agreement of judges by name.

    `judged` questions have the word of more than one judge; `unnamed` of them, about numbers and days, take no part in
    the agreement. `level` is that of the intervals.
    """

    contested: tuple[Contested, ...]
    agreement: tuple[Agreeing, ...]
    judged: int
    unnamed: int
    level: Decimal
    as_of: int


def audit(snapshot: Snapshot, terms: Sequence[Term] = (), *, level: Decimal = DEFAULT_LEVEL) -> Judged:
    """The questions that match all the terms, audited."""
    judged = read_questions(snapshot, _keys(snapshot, terms))
    named = [_verdicts(question) for question in judged if question.type in NOMINAL]
    return Judged(
        contested=tuple(_contested(question) for question in judged if "contested" in question.flags),
        agreement=(*_pairwise(named, level), *_together(named)),
        judged=len(judged),
        unnamed=len(judged) - len(named),
        level=level,
        as_of=snapshot.entry,
    )


def _keys(snapshot: Snapshot, terms: Sequence[Term]) -> list[int]:
    keys = judged_by_several(snapshot.connection, snapshot.scope)
    if not terms:
        return keys
    matching = set(question_keys(snapshot, terms))
    return [key for key in keys if key in matching]


def _contested(question: Question) -> Contested:
    return Contested(
        question=question.id,
        prefix=question.prefix,
        type=question.type,
        status=question.status,
        claim=question.claim,
        verdicts=tuple(last_words(question.resolutions).values()),
    )


def _verdicts(question: Question) -> Verdicts:
    return {judge: verdict_of(word) for judge, word in last_words(question.resolutions).items()}


def _pairwise(named: Sequence[Verdicts], level: Decimal) -> Iterator[Agreeing]:
    common: dict[tuple[str, str], list[tuple[tuple[str, str | None], tuple[str, str | None]]]] = {}
    for verdicts in named:
        for one, other in combinations(sorted(verdicts), 2):
            common.setdefault((one, other), []).append((verdicts[one], verdicts[other]))
    for judges, pairs in sorted(common.items()):
        yield Agreeing(judges=judges, method="cohen", agreement=cohen_kappa(pairs, level=level))


def _together(named: Sequence[Verdicts]) -> Iterator[Agreeing]:
    """All judges at once, where there are more than two and they have questions in common."""
    judges = tuple(sorted({judge for verdicts in named for judge in verdicts}))
    common = [[verdicts[judge] for judge in judges] for verdicts in named if len(verdicts) == len(judges)]
    if len(judges) > 2 and common:
        yield Agreeing(judges=judges, method="fleiss", agreement=fleiss_kappa(common))
