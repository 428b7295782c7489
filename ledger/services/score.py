"""Score: what the rules make of the predictions that count, one by one and in groups."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.core.numbers import from_ppm
from ledger.core.query import Term
from ledger.errors import InputError
from ledger.scoring import RULES
from ledger.scoring.dialects import DIALECTS
from ledger.services.baselines import Skill, baseline_named, skill_of
from ledger.services.calibrate import in_order
from ledger.services.clustering import clusters_of
from ledger.services.grouping import Grouping, grouping_named, place_of
from ledger.services.judging import LEDGER, STORED, Judged, judge, judge_by
from ledger.services.means import Mean
from ledger.services.spread import Spread, spread_named
from ledger.services.view import USUAL, View
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """The score of one forecast. `n` is 1, and one forecast has no interval."""

    forecaster: str
    question: str
    rule: str
    dialect: str
    timing: str
    value: float
    n: int
    interval_low: float | None
    interval_high: float | None
    rule_version: str
    p: str
    outcome: str
    made: str
    known_on: str
    retrospective: bool
    coverage: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """The mean scores of a group: `n` predictions on `questions` questions, `happened` of them against `expected`.

    `clusters` counts what is independent: questions of one series, or said in one text, are one cluster. `coverage` is
    the mean share of a question's scheduled life that was covered, where the timing reckons one. `skill` is by rule.
    """

    group: str
    n: int
    questions: int
    clusters: int
    happened: Decimal
    expected: Decimal
    means: Mapping[str, Mean]
    excluded: Mapping[str, int]
    coverage: float | None = None
    skill: Mapping[str, Skill] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Mean scores by group, with what was left out of the whole table and why.

    `hidden` groups have fewer than the `min_n` predictions asked for.
    """

    groups: tuple[GroupScore, ...]
    by: str
    rules: tuple[str, ...]
    n: int
    excluded: Mapping[str, int]
    hidden: int
    min_n: int
    level: Decimal
    as_of: int
    timing: str = "last"
    dialect: str = LEDGER
    interval: str = "clustered"
    reading: str = "scored"
    scale: str | None = None
    baseline: str | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What people can choose about mean scores.

    A `dialect` scores as a platform does, in place of the `rules`; `by` is a grouping of `ledger.services.grouping`;
    groups of fewer than `min_n` are hidden; `last` keeps the newest outcomes only; `interval` is `clustered` or
    `bootstrap` (with its `seed`); `baseline` names what skill is measured against.
    """

    rules: tuple[str, ...] = STORED
    dialect: str | None = None
    by: str = "none"
    min_n: int = 1
    last: int | None = None
    view: View = USUAL
    level: Decimal = DEFAULT_LEVEL
    interval: str = "clustered"
    seed: int = 1
    baseline: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The rules, or the dialect in their place."""
        return (self.dialect,) if self.dialect else self.rules

    @property
    def timing(self) -> str:
        """Which forecasts are read: a dialect has a timing of its own."""
        return DIALECTS[self.dialect].TIMING if self.dialect else self.view.timing


USUALLY: Final = Asked()


def scores(snapshot: Snapshot, terms: Sequence[Term] = (), asked: Asked = USUALLY) -> Scores:
    """Mean scores of the predictions that match the terms, in groups.

    Unlike in calibration, what resolved before its deadline or has none is in: each score is of its pair alone. Groups
    come largest first, months and horizons in the order of time. An `InputError` for unknown names and levels.
    """
    grouping = grouping_named(asked.by)
    judged = _newest(_all_judged(snapshot, terms, asked), asked.last)
    spread = spread_named(asked.interval, level=asked.level, seed=asked.seed)
    baseline = asked.baseline and baseline_named(asked.baseline, judged, dialect=asked.dialect)
    summed = [
        _summed(
            name, members, asked.names, spread, skill_of(baseline, members, asked.names, spread) if baseline else {}
        )
        for name, members in _groups(snapshot, judged, grouping).items()
    ]
    shown = [one for one in summed if one.n >= max(asked.min_n, 1)]
    counts = Counter(one.reason for one in judged)
    return Scores(
        groups=tuple(sorted(shown, key=lambda one: place_of(asked.by, one.group, one.n))),
        by=asked.by,
        rules=asked.names,
        n=counts[COUNTS],
        excluded=in_order(counts),
        hidden=sum(1 for one in summed if one.n) - len(shown),
        min_n=asked.min_n,
        level=asked.level,
        as_of=snapshot.entry,
        timing=asked.timing,
        dialect=asked.dialect or LEDGER,
        interval=asked.interval,
        reading=asked.view.reading,
        scale=asked.view.scale,
        baseline=asked.baseline,
        seed=asked.seed if asked.interval == "bootstrap" else None,
    )


def score_rows(snapshot: Snapshot, terms: Sequence[Term] = (), asked: Asked = USUALLY) -> list[ScoreRow]:
    """The score of each prediction that counts under each rule, by question, forecaster and rule."""
    return [
        _score_row(one, rule, value, asked.dialect or LEDGER, asked.timing)
        for one in _all_judged(snapshot, terms, asked)
        for rule, value in sorted(one.values.items())
    ]


def version_of(rule: str, dialect: str) -> str:
    """The version of a rule, or of the dialect that takes its place.

    >>> version_of("brier", "ledger")
    '1'
    """
    return RULES[rule].RULE_VERSION if dialect == LEDGER else DIALECTS[dialect].RULE_VERSION


def bounds_of(rule: str) -> tuple[float, float]:
    """The least and the greatest score under a rule or a dialect."""
    return RULES[rule].BOUNDS if rule in RULES else DIALECTS[rule].BOUNDS


def _all_judged(snapshot: Snapshot, terms: Sequence[Term], asked: Asked) -> list[Judged]:
    if asked.dialect:
        return judge_by(snapshot, terms, asked.dialect, asked.view)
    return judge(snapshot, terms, asked.rules, asked.view)


def _newest(judged: list[Judged], last: int | None) -> list[Judged]:
    """What does not count stays, to be told of; of what does, the `last` whose outcomes were known last."""
    if last is None:
        return judged
    if last < 1:
        raise InputError(f"the last {last} predictions are none", hint="give --last a number from 1")
    counted = sorted(
        (one for one in judged if one.counts), key=lambda one: (one.row.known_on or "", one.row.question_key)
    )
    return [*counted[-last:], *(one for one in judged if not one.counts)]


def _groups(snapshot: Snapshot, judged: Iterable[Judged], grouping: Grouping) -> dict[str, list[Judged]]:
    groups_of = grouping(snapshot)
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        for name in groups_of(one.row):
            groups[name].append(one)
    return groups


def _summed(
    name: str, members: Sequence[Judged], rules: Sequence[str], spread: Spread, skill: Mapping[str, Skill]
) -> GroupScore:
    counted = [one for one in members if one.counts]
    rows = [one.row for one in counted]
    clusters = clusters_of(rows)
    covered = [one.coverage for one in counted if one.coverage is not None]
    return GroupScore(
        group=name,
        n=len(counted),
        questions=len({row.question_key for row in rows}),
        clusters=len(set(clusters)),
        happened=from_ppm(sum(row.y_ppm or 0 for row in rows)),
        expected=from_ppm(round(sum(one.expected for one in counted))),
        means={
            rule: spread([one.values[rule] for one in counted], clusters=clusters, ids=[row.question for row in rows],
                         bounds=bounds_of(rule))
            for rule in rules
            if counted
        },
        excluded=in_order(Counter(one.reason for one in members)),
        coverage=sum(covered) / len(covered) if covered else None,
        skill=skill,
    )  # fmt: skip


def _score_row(one: Judged, rule: str, value: float, dialect: str, timing: str) -> ScoreRow:
    row = one.row
    return ScoreRow(
        forecaster=row.forecaster,
        question=row.question,
        rule=rule,
        dialect=dialect,
        timing=timing,
        value=value,
        n=1,
        interval_low=None,
        interval_high=None,
        rule_version=version_of(rule, dialect),
        p=str(row.p),
        outcome=str(row.outcome),
        made=row.made,
        known_on=str(row.known_on),
        retrospective=row.retrospective,
        coverage=one.coverage,
    )
