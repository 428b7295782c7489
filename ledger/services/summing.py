"""Summing: mean scores of groups, never over more than one type or unit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.core.numbers import from_ppm
from ledger.question_types import TYPES
from ledger.scoring import DISTRIBUTION_RULES, RULES, SHARE_RULES, rule_named
from ledger.scoring.dialects import DIALECTS
from ledger.services.baselines import Baseline, Skill, skill_of
from ledger.services.clustering import clusters_of
from ledger.services.excluded import in_order
from ledger.services.grouping import GroupsOf
from ledger.services.judging import Judged
from ledger.services.means import Mean
from ledger.services.spread import Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a mean is of: `n` predictions on `questions` questions, in `clusters` that are independent."""

    n: int
    questions: int
    clusters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """The mean scores of a group, of one type and unit: `n` predictions on `questions` questions.

    Of yes/no questions `happened` came true against `expected`. `clusters` counts what is independent: questions of one
    series, or said in one text, are one cluster. `counts` says what each mean is of: not every rule says something of
    every prediction. `excluded` is of the whole group. `coverage` is the mean share of a question's scheduled life that
    was covered, where the timing reckons one. `skill` is by rule.
    """

    group: str
    n: int
    questions: int
    clusters: int
    happened: Decimal | None
    expected: Decimal | None
    means: Mapping[str, Mean]
    counts: Mapping[str, Counted]
    excluded: Mapping[str, int]
    coverage: float | None = None
    skill: Mapping[str, Skill] = field(default_factory=dict)
    type: str = "binary"
    unit: str | None = None

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands in a table: by type and unit."""
        return [*TYPES].index(self.type), self.unit or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summing:
    """How to sum: by which rules (none: all that say something), with which spread, against which baseline."""

    rules: Sequence[str]
    spread: Spread
    baseline: Baseline | None


def bounds_of(rule: str) -> tuple[float, float]:
    """The least and the greatest score under a rule or a dialect.

    >>> bounds_of("brier"), bounds_of("interval-coverage")
    ((0.0, 1.0), (0.0, 1.0))
    """
    return DIALECTS[rule].BOUNDS if rule in DIALECTS else rule_named(rule).BOUNDS


def sum_groups(judged: Iterable[Judged], groups_of: GroupsOf, summing: Summing) -> list[GroupScore]:
    """The groups in which something counts, one for each type and unit."""
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        for name in groups_of(one.row):
            groups[name].append(one)
    return [row for name, members in groups.items() for row in _of_each_type(name, members, summing)]


def _of_each_type(name: str, members: Sequence[Judged], summing: Summing) -> list[GroupScore]:
    alike: defaultdict[tuple[str, str | None], list[Judged]] = defaultdict(list)
    for one in members:
        if one.counts:
            alike[one.row.type, one.unit].append(one)
    excluded = in_order(Counter(one.reason for one in members))
    return [_summed(name, counted, excluded, summing) for counted in alike.values()]


def _summed(name: str, counted: Sequence[Judged], excluded: Mapping[str, int], summing: Summing) -> GroupScore:
    whole = _part(counted)
    parts = {rule: part for rule in summing.rules or _rules_of(counted) if (part := whole.under(rule)).judged}
    plain = counted[0].row.kind is None
    covered = [one.coverage for one in counted if one.coverage is not None]
    return GroupScore(
        group=name,
        n=whole.count.n,
        questions=whole.count.questions,
        clusters=whole.count.clusters,
        happened=from_ppm(sum(one.row.y_ppm or 0 for one in counted)) if plain else None,
        expected=from_ppm(round(sum(one.expected for one in counted))) if plain else None,
        means={rule: part.mean(rule, summing.spread) for rule, part in parts.items()},
        counts={rule: part.count for rule, part in parts.items()},
        excluded=excluded,
        coverage=sum(covered) / len(covered) if covered else None,
        skill=skill_of(summing.baseline, counted, [*parts], summing.spread) if summing.baseline and plain else {},
        type=counted[0].row.type,
        unit=counted[0].unit,
    )


def _rules_of(counted: Sequence[Judged]) -> list[str]:
    """The rules that say something of them, in the order of the tables of rules."""
    said = {rule for one in counted for rule in one.values}
    return [rule for rule in dict.fromkeys([*RULES, *SHARE_RULES, *DISTRIBUTION_RULES]) if rule in said]


def _part(judged: Sequence[Judged]) -> "_Part":
    clusters = clusters_of([one.row for one in judged])
    questions = {one.row.question_key for one in judged}
    count = Counted(n=len(judged), questions=len(questions), clusters=len(set(clusters)))
    return _Part(judged=judged, clusters=clusters, count=count)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Predictions that count, with the cluster of each, and how many they are."""

    judged: Sequence[Judged]
    clusters: Sequence[int]
    count: Counted

    def under(self, rule: str) -> "_Part":
        """Those of which a rule says something."""
        some = [one for one in self.judged if rule in one.values]
        return self if len(some) == len(self.judged) else _part(some)

    def mean(self, rule: str, spread: Spread) -> Mean:
        """Their mean score under a rule."""
        return spread(
            [one.values[rule] for one in self.judged],
            clusters=self.clusters,
            ids=[one.row.question for one in self.judged],
            bounds=bounds_of(rule),
        )
