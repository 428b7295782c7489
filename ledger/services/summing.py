"""Summing: mean scores of groups, never over more than one type or unit."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.core.numbers import from_ppm
from ledger.question_types import TYPES
from ledger.scoring import DISTRIBUTION_RULES, RULES, SHARE_RULES, rule_named
from ledger.scoring.dialects import DIALECTS
from ledger.services.baselines import Baseline, Skill, skill_of
from ledger.services.clustering import Kinships
from ledger.services.excluded import in_order
from ledger.services.grouping import GroupsOf
from ledger.services.judging import Judged
from ledger.services.means import Mean
from ledger.services.spread import Spread
from ledger.store.standing import COUNTS


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
    kinships = Kinships()
    groups: defaultdict[str, _Group] = defaultdict(lambda: _Group(kinships))
    for one in judged:
        kinship = kinships.number(one.row, one.row.question)
        for name in groups_of(one.row):
            groups[name].add(one, kinship, keep=summing.baseline is not None)
    return [row for name, group in groups.items() for row in group.scores(name, summing)]


class _Group:
    """The predictions of a group: why they count or do not, and what counts by type and unit."""

    def __init__(self, kinships: Kinships) -> None:
        self._kinships = kinships
        self._reasons: Counter[str] = Counter()
        self._members: dict[tuple[str, str | None], _Members] = {}

    def add(self, one: Judged, kinship: int, *, keep: bool) -> None:
        self._reasons[one.reason] += 1
        if one.reason != COUNTS:
            return
        kind = (one.row.type, one.unit)
        if kind not in self._members:
            self._members[kind] = _Members(self._kinships, one)
        self._members[kind].add(one, kinship)
        if keep:
            self._members[kind].judged.append(one)

    def scores(self, name: str, summing: Summing) -> list[GroupScore]:
        excluded = in_order(self._reasons)
        return [members.score(name, excluded, summing) for members in self._members.values()]


class _Members:
    """What counts of one group, type and unit, in columns; `judged` is kept where a baseline must look at each."""

    def __init__(self, kinships: Kinships, first: Judged) -> None:
        self.judged: list[Judged] = []
        self._kinships = kinships
        self._first = first
        self._all = array("q")
        self._scored: defaultdict[str, tuple[array[float], array[int]]] = defaultdict(lambda: (array("d"), array("q")))
        self._happened = 0
        self._expected: float = 0
        self._covered: list[float] = []

    def add(self, one: Judged, kinship: int) -> None:
        self._all.append(kinship)
        self._happened += one.row.y_ppm or 0
        self._expected += one.expected
        if one.coverage is not None:
            self._covered.append(one.coverage)
        for rule, value in one.values.items():
            values, kinships = self._scored[rule]
            values.append(value)
            kinships.append(kinship)

    def score(self, name: str, excluded: Mapping[str, int], summing: Summing) -> GroupScore:
        plain, rules = self._first.row.kind is None, self._rules(summing)
        whole = _part(self._kinships, self._all)
        parts = {rule: self._under(rule, whole) for rule in rules}
        return GroupScore(
            group=name,
            n=whole.count.n,
            questions=whole.count.questions,
            clusters=whole.count.clusters,
            happened=from_ppm(self._happened) if plain else None,
            expected=from_ppm(round(self._expected)) if plain else None,
            means={rule: self._mean(rule, part, summing.spread) for rule, part in parts.items()},
            counts={rule: part.count for rule, part in parts.items()},
            excluded=excluded,
            coverage=sum(self._covered) / len(self._covered) if self._covered else None,
            skill=skill_of(summing.baseline, self.judged, rules, summing.spread) if summing.baseline and plain else {},
            type=self._first.row.type,
            unit=self._first.unit,
        )

    def _rules(self, summing: Summing) -> list[str]:
        """Those of the rules asked for, or of all in the order of their tables, that say something."""
        asked = summing.rules or dict.fromkeys([*RULES, *SHARE_RULES, *DISTRIBUTION_RULES])
        return [rule for rule in asked if rule in self._scored]

    def _under(self, rule: str, whole: "_Part") -> "_Part":
        """Those of which a rule says something."""
        kinships = self._scored[rule][1]
        return whole if len(kinships) == whole.count.n else _part(self._kinships, kinships)

    def _mean(self, rule: str, part: "_Part", spread: Spread) -> Mean:
        values, kinships = self._scored[rule]
        return spread(values, clusters=part.clusters, ids=self._kinships.ids(kinships), bounds=bounds_of(rule))


def _part(kinships: Kinships, numbers: Sequence[int]) -> "_Part":
    clusters = kinships.clusters(numbers)
    count = Counted(n=len(numbers), questions=kinships.questions(numbers), clusters=len(set(clusters)))
    return _Part(clusters=clusters, count=count)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The cluster of each of some predictions, and how many they are."""

    clusters: Sequence[int]
    count: Counted
