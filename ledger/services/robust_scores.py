"""Robust scores: mean scores under every reading of the deadlines and every scale of the words, and what survives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from ledger.core.query import Term
from ledger.core.reading import SCORED
from ledger.core.words import SCALES
from ledger.scoring import RULES, rule_named
from ledger.scoring.dialects import DIALECTS
from ledger.services.baselines import HALF
from ledger.services.readings import ENDS, WORDS
from ledger.services.robustness import AS_RECORDED, Survival, of_as_many, survival_of
from ledger.services.score import USUALLY, Asked, Scores, scores
from ledger.services.selection import select_forecasts
from ledger.services.summing import GroupScore
from ledger.services.view import View
from ledger.store.forecast_rows import other_readings
from ledger.store.snapshot import Snapshot

MOST_GROUPS: Final = 12
"""Pairs are compared among the largest groups only: a hundred forecasters make five thousand pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFinding:
    """The mean scores under one variant: by group the value of the first rule, and its skill where there is one."""

    variant: str
    n: int
    values: Mapping[str, float]
    skill: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustScores:
    """The first rule's mean scores under every variant, as recorded first, and what survives all of them."""

    rule: str
    findings: tuple[ScoreFinding, ...]
    survivals: tuple[Survival, ...]


def robust_scores(snapshot: Snapshot, terms: Sequence[Term] = (), asked: Asked = USUALLY) -> RobustScores:
    """The table of `scores` as it was chosen, then under each reading of its deadlines and each end of each scale.

    Readings and scales are taken one at a time, and only where they concern a forecast that counts. Skill is against
    the baseline that was chosen, else against always saying 50 %; dialects have none.
    """
    plain = not asked.rules or any(rule in RULES for rule in asked.rules)
    asked = replace(asked, baseline=asked.baseline or (HALF if plain and not asked.dialect else None))
    tables = [
        (name, scores(snapshot, terms, replace(asked, view=view)))
        for name, view in variants(snapshot, terms, asked.view)
    ]
    rule = tables[0][1].rules[0]
    findings = tuple(_finding(name, table, rule) for name, table in tables)
    return RobustScores(rule=rule, findings=findings, survivals=survivals_of(findings, tables[0][1]))


def variants(snapshot: Snapshot, terms: Sequence[Term], view: View) -> Iterator[tuple[str, View]]:
    """The view as it is, then with each other reading and each end of each scale that would change a number."""
    yield AS_RECORDED, view
    counted = [one.row for one in select_forecasts(snapshot, terms, view) if one.counts]
    told = other_readings(snapshot)
    names = sorted({name for row in counted for name in told.get(row.wording_key, {})})
    for name in (SCORED, *names) if names else ():
        if name != view.reading:
            yield f"reading {name}", replace(view, reading=name)
    if any(row.basis == WORDS and row.phrase for row in counted):
        for scale in (f"{scale}:{end}" for scale in SCALES for end in ENDS):
            if scale != view.scale:
                yield f"scale {scale}", replace(view, scale=scale)


def _finding(name: str, table: Scores, rule: str) -> ScoreFinding:
    groups = _alike(table, rule)
    return ScoreFinding(
        variant=name,
        n=table.n,
        values={group.group: group.means[rule].value for group in groups},
        skill={group.group: group.skill[rule].value for group in groups if rule in group.skill},
    )


def _alike(table: Scores, rule: str) -> list[GroupScore]:
    """The groups of the first type that the rule scores: readings and scales are of yes/no questions."""
    scored = [group for group in table.groups if rule in group.means]
    return [group for group in scored if group.place == scored[0].place]


Concluding = Callable[[ScoreFinding], str | None]


def survivals_of(findings: Sequence[ScoreFinding], table: Scores) -> tuple[Survival, ...]:
    """What the first finding concludes, each with whether all others agree; nothing where nothing is scored."""
    rule = table.rules[0]
    lower = (DIALECTS[rule] if rule in DIALECTS else rule_named(rule)).BETTER == "lower"
    largest = [group.group for group in _alike(table, rule)][:MOST_GROUPS]
    questions: list[Concluding] = [_skilled(name, table.baseline) for name in largest]
    questions += [_order(one, other, lower=lower) for one, other in combinations(largest, 2)]
    first, *_ = compared = of_as_many(findings)
    return tuple(survival_of(conclude, compared) for conclude in questions if conclude(first))


def _skilled(name: str, baseline: str | None) -> Concluding:
    whose = "always saying 50%" if baseline == HALF else str(baseline)

    def said(finding: ScoreFinding) -> str | None:
        skill = finding.skill.get(name)
        if skill is None:
            return None
        how = "better than" if skill > 0 else "worse than" if skill < 0 else "as good as"
        return f"{name}: {how} {whose}"

    return said


def _order(one: str, other: str, *, lower: bool) -> Concluding:
    def said(finding: ScoreFinding) -> str | None:
        if not {one, other} <= finding.values.keys():
            return None
        first, second = finding.values[one], finding.values[other]
        if first == second:
            return f"{one} and {other} score alike, each on its own questions"
        better, worse = (one, other) if (first < second) == lower else (other, one)
        return f"{better} scores better than {worse}, each on its own questions"

    return said
