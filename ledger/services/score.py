"""Score: what the rules make of the predictions that count, one by one and in groups."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.core.query import Term
from ledger.errors import InputError
from ledger.scoring import RULES, rule_named
from ledger.scoring.dialects import DIALECTS
from ledger.services.baselines import Baseline, baseline_named
from ledger.services.calibrate import in_order
from ledger.services.evidence import other_grades
from ledger.services.excluded import not_in_scale
from ledger.services.grouping import grouping_named, place_of
from ledger.services.judging import LEDGER, STORED, Judged, judge_by
from ledger.services.judging_types import judge_types
from ledger.services.readings import NOT_IN_SCALE
from ledger.services.spread import spread_named
from ledger.services.summing import GroupScore, Summing, sum_groups
from ledger.services.view import USUAL, View
from ledger.store.aliases import People
from ledger.store.evidence import Grading
from ledger.store.scorable import Row, sharing
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """The score of one forecast. `n` is 1, and one forecast has no interval.

    What is no probability has no `p`; `told` says it in one line, and `unit` what its value is in.
    """

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
    p: str | None
    outcome: str
    made: str
    known_on: str
    retrospective: bool
    coverage: float | None
    type: str
    unit: str | None
    told: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Mean scores by group, with what was left out of the whole table and why.

    `hidden` groups have fewer than the `min_n` predictions asked for. `evidence` counts the grades among what counts;
    where the terms restrict those, `rest` are the scores of the others. `not_in_scale` counts the phrases that
    were left out because the scale does not have them.
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
    not_in_scale: Mapping[str, int] = field(default_factory=dict)
    baseline: str | None = None
    seed: int | None = None
    evidence: Mapping[str, int] = field(default_factory=dict)
    rest: "Scores | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What people can choose about mean scores.

    Without `rules` each type is scored by its own; a `dialect` scores as a platform does, in their place. `by` is a
    grouping of `ledger.services.grouping`; groups of fewer than `min_n` are hidden; `last` keeps the newest outcomes
    only; `interval` is `clustered` or `bootstrap` (with its `seed`); `baseline` names what skill is measured against.
    """

    rules: tuple[str, ...] = ()
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

    A mean never mixes types or units: a group has a row for each, in the order of the types; within one groups come
    largest first, months and horizons in the order of time. Unlike in calibration, what resolved before its deadline or
    has none is in: each score is of its pair alone. An `InputError` for unknown names and levels.
    """
    found, others = _scores(snapshot, terms, asked), other_grades(terms)
    if others is None:
        return found
    return replace(found, rest=_scores(snapshot, others, replace(asked, by="none", min_n=1)))


def _scores(snapshot: Snapshot, terms: Sequence[Term], asked: Asked) -> Scores:
    grouping, seen = grouping_named(asked.by), _Seen(snapshot)
    spread = spread_named(asked.interval, level=asked.level, seed=asked.seed)
    judged = _all_judged(snapshot, terms, asked)
    if asked.last is not None or asked.baseline is not None:
        judged = _newest(_held(judged), asked.last)
    summing = Summing(rules=asked.names, spread=spread, baseline=_baseline(asked, judged, snapshot.scope.people))
    summed = sum_groups(seen.each(judged), grouping(snapshot), summing)
    ordered = sorted(summed, key=lambda one: (one.place, place_of(asked.by, one.group, one.n)))
    shown = tuple(one for one in ordered if one.n >= asked.min_n)
    return Scores(
        groups=shown,
        by=asked.by,
        rules=asked.names or _rules_of(ordered) or STORED,
        n=seen.reasons[COUNTS],
        excluded=in_order(seen.reasons),
        hidden=len(summed) - len(shown),
        min_n=asked.min_n,
        level=asked.level,
        as_of=snapshot.entry,
        timing=asked.timing,
        dialect=asked.dialect or LEDGER,
        interval=asked.interval,
        reading=asked.view.reading,
        scale=asked.view.scale,
        not_in_scale=not_in_scale(seen.unread),
        baseline=asked.baseline,
        seed=asked.seed if asked.interval == "bootstrap" else None,
        evidence=seen.grading.counts(),
    )


class _Seen:
    """What is told of a whole table while its predictions pass by."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.reasons: Counter[str] = Counter()
        self.unread: list[Row] = []
        self.grading = Grading(snapshot)

    def each(self, judged: Iterable[Judged]) -> Iterator[Judged]:
        for one in judged:
            self.reasons[one.reason] += 1
            if one.reason == COUNTS:
                self.grading.add(one.row.question_key, one.row.forecast_key)
            elif one.reason == NOT_IN_SCALE:
                self.unread.append(one.row)
            yield one


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
    return rule_named(rule).RULE_VERSION if dialect == LEDGER else DIALECTS[dialect].RULE_VERSION


def _all_judged(snapshot: Snapshot, terms: Sequence[Term], asked: Asked) -> Iterable[Judged]:
    if asked.dialect:
        return judge_by(snapshot, terms, asked.dialect, asked.view)
    return judge_types(snapshot, terms, asked.rules, asked.view)


def _baseline(asked: Asked, judged: Iterable[Judged], people: People) -> Baseline | None:
    if asked.baseline is None:
        return None
    if asked.rules and not any(rule in RULES for rule in asked.rules):
        message = f"a baseline is for yes/no questions, and {asked.rules[0]} is not"
        raise InputError(message, hint="leave out --baseline")
    plain = [one for one in judged if one.row.kind is None]
    return baseline_named(asked.baseline, plain, dialect=asked.dialect, people=people)


def _rules_of(groups: Sequence[GroupScore]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule for group in groups for rule in group.means))


def _held(judged: Iterable[Judged]) -> list[Judged]:
    texts: dict[str, str] = {}
    return [one._replace(row=sharing(one.row, texts)) for one in judged]


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
        p=row.p and str(row.p),
        outcome=str(row.outcome),
        made=row.made,
        known_on=str(row.known_on),
        retrospective=bool(row.retrospective),
        coverage=one.coverage,
        type=row.type,
        unit=one.unit,
        told=one.told,
    )
