"""Score: what the rules make of the predictions that count, one by one and in groups."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

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


def scores(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    *,
    rules: Sequence[str] = STORED,
    dialect: str | None = None,
    by: str = "none",
    min_n: int = 1,
    last: int | None = None,
    view: View = USUAL,
    level: Decimal = DEFAULT_LEVEL,
    interval: str = "clustered",
    seed: int = 1,
    baseline: str | None = None,
) -> Scores:
    """Mean scores of the predictions that match the terms, by a grouping of `ledger.services.grouping`.

    Unlike in calibration, what resolved before its deadline or has none is in: each score is of its pair alone. A
    `dialect` scores as a platform does, in place of the rules. `last` keeps the newest outcomes only. `interval` is
    `clustered` or `bootstrap` (with its `seed`); `baseline` names what skill is measured against. Groups come largest
    first, months and horizons in the order of time. An `InputError` for unknown names and levels.
    """
    grouping = grouping_named(by)
    judged = _newest(_all_judged(snapshot, terms, rules, dialect, view), last)
    names = (dialect,) if dialect else tuple(rules)
    spread = spread_named(interval, level=level, seed=seed)
    groups = _groups(snapshot, judged, grouping)
    against = None if baseline is None else baseline_named(baseline, judged, dialect=dialect)
    summed = [
        _summed(name, members, names, spread, skill_of(against, members, names, spread) if against else {})
        for name, members in groups.items()
    ]
    shown = sorted((one for one in summed if one.n >= max(min_n, 1)), key=lambda one: place_of(by, one.group, one.n))
    counts = Counter(one.reason for one in judged)
    return Scores(
        groups=tuple(shown),
        by=by,
        rules=names,
        n=counts[COUNTS],
        excluded=in_order(counts),
        hidden=sum(1 for one in summed if one.n) - len(shown),
        min_n=min_n,
        level=level,
        as_of=snapshot.entry,
        timing=DIALECTS[dialect].TIMING if dialect else view.timing,
        dialect=dialect or LEDGER,
        interval=interval,
        reading=view.reading,
        scale=view.scale,
        baseline=baseline,
        seed=seed if interval == "bootstrap" else None,
    )


def score_rows(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    *,
    rules: Sequence[str] = STORED,
    dialect: str | None = None,
    view: View = USUAL,
) -> list[ScoreRow]:
    """The score of each prediction that counts under each rule, by question, forecaster and rule."""
    timing = DIALECTS[dialect].TIMING if dialect else view.timing
    return [
        _score_row(one, rule, value, dialect or LEDGER, timing)
        for one in _all_judged(snapshot, terms, rules, dialect, view)
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


def _all_judged(
    snapshot: Snapshot, terms: Sequence[Term], rules: Sequence[str], dialect: str | None, view: View
) -> list[Judged]:
    return judge_by(snapshot, terms, dialect, view) if dialect else judge(snapshot, terms, rules, view)


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
    clusters = clusters_of(counted)
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
