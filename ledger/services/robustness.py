"""Robustness: which conclusions from a table survive every reading of its deadlines and every scale of its words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final, Protocol, TypeVar

from ledger.calibration.sentences import FEW
from ledger.core.query import Term
from ledger.core.reading import SCORED
from ledger.core.words import SCALES
from ledger.services.calibrate import PLAIN, Calibration, Choice, calibrate_by, calibrated
from ledger.services.conclude import concluded, entrants_of, with_kin
from ledger.services.readings import ENDS
from ledger.services.summary import QUICKLY, Inference
from ledger.store.otherwise import read_otherwise, said_in_words
from ledger.store.snapshot import Snapshot

AS_RECORDED: Final = "as recorded"
HALF: Final = 0.25
"""The Brier score of who always says 50 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a table says under one variant: a reading of the deadlines or a scale of the words.

    `brier` is the mean score (0 to 1), `base_rate` that of who always says how often it happened; `in_the_large` the
    frequency less the mean probability, -1 to 1. What cannot be is None. `groups` are mean Brier scores by group.
    """

    variant: str
    n: int
    brier: float | None
    base_rate: float | None
    in_the_large: float | None
    slope: float | None
    verdict: str | None
    groups: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """A conclusion as recorded, and whether it is the same under every variant; `differs` says where it is not.

    `asked` counts the variants that speak of as many forecasts.

    >>> one = Finding(variant="-", n=9, brier=0.2, base_rate=0.24, in_the_large=-0.1, slope=None, verdict=None)
    >>> [survival.survives for survival in survivals([one, replace(one, variant="reading strict", in_the_large=0.1)])]
    [False, True, True]
    """

    conclusion: str
    survives: bool
    differs: Mapping[str, str] = field(default_factory=dict)
    asked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """What the table says under every variant, as recorded first, and what survives all of them.

    `unchanged` names the variants under which every number is as recorded; they are not among the findings.
    """

    findings: tuple[Finding, ...]
    survivals: tuple[Survival, ...]
    unchanged: tuple[str, ...] = ()


def survivals(findings: Sequence[Finding]) -> tuple[Survival, ...]:
    """What the first finding concludes, each with whether all others agree; at least one finding.

    In the large, the verdict, better than 50 %, better than the base rate, and the order of each pair of groups. What
    the first finding cannot conclude is no conclusion, and from fewer than 5 forecasts there is none at all.
    """
    if findings[0].n < FEW:
        return ()
    first, *_ = compared = of_as_many(findings)
    return tuple(survival_of(conclude, compared) for conclude in _questions(first) if conclude(first))


Asked = Callable[[Finding], str | None]


def _questions(first: Finding) -> Iterator[Asked]:
    yield _in_the_large
    yield lambda finding: finding.verdict
    yield lambda finding: _beside(finding.brier, HALF, "always saying 50%")
    yield lambda finding: _beside(finding.brier, finding.base_rate, "always saying how often it happened")
    for one, other in combinations(first.groups, 2):
        yield _order(one, other)


class _Named(Protocol):
    @property
    def variant(self) -> str: ...

    @property
    def n(self) -> int: ...


F = TypeVar("F", bound=_Named)


def of_as_many(findings: Sequence[F]) -> list[F]:
    """The findings that are asked for a conclusion: a scale that lacks phrases has fewer, and is only shown."""
    first, *others = findings
    return [first, *(one for one in others if one.n == first.n or not one.variant.startswith("scale "))]


def survival_of(asked: Callable[[F], str | None], findings: Sequence[F]) -> Survival:
    """What `asked` concludes of the first finding, and what it says of others that differ."""
    conclusion = str(asked(findings[0]))
    others = {finding.variant: asked(finding) or "cannot be told" for finding in findings[1:]}
    differs = {variant: said for variant, said in others.items() if said != conclusion}
    return Survival(conclusion=conclusion, survives=not differs, differs=differs, asked=len(others))


def _in_the_large(finding: Finding) -> str | None:
    gap = finding.in_the_large
    if gap is None:
        return None
    return "as much happened as was said" if not gap else f"{'more' if gap > 0 else 'less'} happened than was said"


def _beside(score: float | None, other: float | None, whose: str) -> str | None:
    if score is None or other is None:
        return None
    return f"as good as {whose}" if score == other else f"{'better' if score < other else 'worse'} than {whose}"


def _order(one: str, other: str) -> Asked:
    def said(finding: Finding) -> str | None:
        if not {one, other} <= finding.groups.keys():
            return None
        first, second = finding.groups[one], finding.groups[other]
        if first == second:
            return f"{one} and {other} score alike, each on its own questions"
        better, worse = (one, other) if first < second else (other, one)
        return f"{better} scores better than {worse}, each on its own questions"

    return said


def robustness(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    choice: Choice = PLAIN,
    *,
    by: str = "none",
    inference: Inference = QUICKLY,
) -> Robustness:
    """The table as it was chosen, then under each reading that its deadlines have and each end of each scale of words.

    Readings and scales are taken one at a time, and only where they concern a forecast that counts.
    """
    chosen = (_named(choice), choice)
    variants = (chosen, *(one for one in _variants(snapshot, terms, choice) if one[1] != choice))
    first, *others = (_finding(name, snapshot, terms, one, by, inference) for name, one in variants)
    same = tuple(one.variant for one in others if replace(one, variant=first.variant) == first)
    findings = (first, *(one for one in others if one.variant not in same))
    return Robustness(findings=findings, survivals=survivals(findings), unchanged=same)


def _named(choice: Choice) -> str:
    reading, scale = choice.view.reading, choice.view.scale
    said = [*([f"reading {reading}"] if reading != SCORED else []), *([f"scale {scale}"] if scale else [])]
    return ", ".join(said) or AS_RECORDED


def _variants(snapshot: Snapshot, terms: Sequence[Term], choice: Choice) -> Iterator[tuple[str, Choice]]:
    entrants = entrants_of(snapshot, terms, choice)
    _, readings = read_otherwise(entrants)
    for reading in (SCORED, *readings) if readings else ():
        yield f"reading {reading}", replace(choice, view=replace(choice.view, reading=reading))
    for scale in SCALES if said_in_words(entrants) else ():
        for end in sorted(ENDS, key=("low", "mid", "high").index):
            name = f"{scale}:{end}"
            yield f"scale {name}", replace(choice, view=replace(choice.view, scale=name))


def _finding(
    name: str, snapshot: Snapshot, terms: Sequence[Term], choice: Choice, by: str, inference: Inference
) -> Finding:
    table = with_kin(calibrated(snapshot, terms, choice), entrants_of(snapshot, terms, choice))
    found = concluded(table, inference)
    told = {one.metric: one.value for one in found.summary.statistics}
    groups = () if by == "none" else calibrate_by(snapshot, terms, choice, by=by)
    return Finding(
        variant=name,
        n=table.n,
        brier=told.get("brier"),
        base_rate=told.get("brier_uncertainty"),
        in_the_large=told.get("in_the_large"),
        slope=told.get("cox_slope"),
        verdict=found.summary.verdict.word,
        groups={one.group: score for one in groups if (score := _brier(one, inference)) is not None},
    )


def _brier(table: Calibration, inference: Inference) -> float | None:
    told = {one.metric: one.value for one in (table.statistics or concluded(table, inference).summary.statistics)}
    return told.get("brier")
