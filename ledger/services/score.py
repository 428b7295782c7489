"""Score: what the rules make of the predictions that count, one by one and in groups."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.core.numbers import from_ppm
from ledger.core.query import Term
from ledger.scoring import RULES
from ledger.services.calibrate import in_order
from ledger.services.grouping import Grouping, grouping_named, place_of
from ledger.services.means import Mean, mean_of
from ledger.store.rows import PredictionRow, ScoredForecast, prediction_rows, scored_forecasts
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS

KEPT: Final = ("brier", "log")
LATE: Final = "retrospective"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """The score of one forecast: lower is better. `n` is 1, and one forecast has no interval."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """The mean scores of a group: `n` predictions on `questions` questions, `happened` of them against `expected`."""

    group: str
    n: int
    questions: int
    happened: Decimal
    expected: Decimal
    means: Mapping[str, Mean]
    excluded: Mapping[str, int]


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
    dialect: str = "ledger"
    interval: str = "clustered"


def scores(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    *,
    rules: Sequence[str] = KEPT,
    by: str = "none",
    min_n: int = 1,
    retrospective: bool = True,
    level: Decimal = DEFAULT_LEVEL,
) -> Scores:
    """Mean scores of the predictions that match the terms, by a grouping of `ledger.services.grouping`.

    Unlike in calibration, what resolved before its deadline or has none is in: each score is of its pair alone.
    `retrospective=False` leaves out what was recorded after the outcome was known. Groups come largest first, months
    and horizons in the order of time. An `InputError` for unknown rules, groupings and levels.
    """
    grouping = grouping_named(by)
    values = _values(scored_forecasts(snapshot, _versions(rules), terms))
    judged = [(row, _reason(row, retrospective=retrospective)) for row in prediction_rows(snapshot, terms)]
    groups = _groups(snapshot, judged, grouping)
    summed = [_summed(name, members, values, rules, level) for name, members in groups.items()]
    shown = sorted((one for one in summed if one.n >= max(min_n, 1)), key=lambda one: place_of(by, one.group, one.n))
    counts = Counter(reason for _, reason in judged)
    return Scores(
        groups=tuple(shown),
        by=by,
        rules=tuple(rules),
        n=counts[COUNTS],
        excluded=in_order(counts),
        hidden=sum(1 for one in summed if one.n) - len(shown),
        min_n=min_n,
        level=level,
        as_of=snapshot.entry,
    )


def score_rows(
    snapshot: Snapshot, terms: Sequence[Term] = (), *, rules: Sequence[str] = KEPT, retrospective: bool = True
) -> list[ScoreRow]:
    """The score of each prediction that counts under each rule, by question, forecaster and rule."""
    values = _values(scored_forecasts(snapshot, _versions(rules), terms))
    return [
        _score_row(row, scored)
        for row in prediction_rows(snapshot, terms)
        if _reason(row, retrospective=retrospective) == COUNTS
        for _, scored in sorted(values.get(row.forecast_key, {}).items())
    ]


Values = Mapping[int, Mapping[str, ScoredForecast]]
Judged = tuple[PredictionRow, str]


def _versions(rules: Sequence[str]) -> list[tuple[str, str]]:
    return [(rule, RULES[rule].RULE_VERSION) for rule in rules]


def _values(scored: Iterable[ScoredForecast]) -> Values:
    values: defaultdict[int, dict[str, ScoredForecast]] = defaultdict(dict)
    for one in scored:
        values[one.forecast_key][one.rule] = one
    return values


def _reason(row: PredictionRow, *, retrospective: bool) -> str:
    return LATE if row.reason == COUNTS and row.retrospective and not retrospective else row.reason


def _groups(snapshot: Snapshot, judged: Iterable[Judged], grouping: Grouping) -> dict[str, list[Judged]]:
    groups_of = grouping(snapshot)
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for row, reason in judged:
        for name in groups_of(row):
            groups[name].append((row, reason))
    return groups


def _summed(name: str, members: Sequence[Judged], values: Values, rules: Sequence[str], level: Decimal) -> GroupScore:
    counted = [row for row, reason in members if reason == COUNTS]
    clusters = [row.question_key for row in counted]
    return GroupScore(
        group=name,
        n=len(counted),
        questions=len(set(clusters)),
        happened=from_ppm(sum(row.y_ppm or 0 for row in counted)),
        expected=from_ppm(sum(row.p_ppm or 0 for row in counted)),
        means={
            rule: mean_of(
                [values[row.forecast_key][rule].value for row in counted],
                clusters=clusters,
                level=level,
                bounds=RULES[rule].BOUNDS,
            )
            for rule in rules
            if counted
        },
        excluded=in_order(Counter(reason for _, reason in members)),
    )


def _score_row(row: PredictionRow, scored: ScoredForecast) -> ScoreRow:
    return ScoreRow(
        forecaster=row.forecaster,
        question=row.question,
        rule=scored.rule,
        dialect="ledger",
        timing="last",
        value=scored.value,
        n=1,
        interval_low=None,
        interval_high=None,
        rule_version=scored.rule_version,
        p=str(row.p),
        outcome=str(row.outcome),
        made=row.made,
        known_on=str(row.known_on),
        retrospective=row.retrospective,
    )
