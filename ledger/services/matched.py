"""Matched: the scores of each forecaster by question, and which questions share their fate."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ledger.calibration.clusters import leaders
from ledger.core.query import Term
from ledger.scoring import RULES
from ledger.scoring.dialects import DIALECTS
from ledger.services.clustering import Kinships
from ledger.services.judging import Judged, judge, judge_by
from ledger.services.view import View
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS

ByForecaster = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Scores under one rule, by forecaster and public id of the question, both in order.

    `infinite` counts the infinite scores of those who have some. `clusters` names the cluster of each question.
    """

    rule: str
    scores: ByForecaster
    infinite: Mapping[str, int]
    clusters: Mapping[str, str]

    @property
    def finite(self) -> ByForecaster:
        """The scores of those who have no infinite one."""
        return {who: own for who, own in self.scores.items() if who not in self.infinite}


def judged_all(
    snapshot: Snapshot, terms: Sequence[Term], rules: Sequence[str], dialect: str | None, view: View
) -> Iterable[Judged]:
    """Every prediction that matches under the rules, or under the dialect in their place."""
    return judge_by(snapshot, terms, dialect, view) if dialect else judge(snapshot, terms, rules, view)


def matched(judged: Iterable[Judged], rule: str) -> Matched:
    """The scores of what counts under a rule; several on one question (under timing `each`) are their mean."""
    return Matching(judged, (rule,)).under(rule)


class Matching:
    """The scores of what counts under some rules, of predictions that pass by; `reasons` counts why, or why not."""

    def __init__(self, judged: Iterable[Judged], rules: Sequence[str]) -> None:
        self.reasons: Counter[str] = Counter()
        self._kinships = Kinships()
        self._scores = {rule: _Collected() for rule in rules}
        for one in judged:
            self.reasons[one.reason] += 1
            if one.reason == COUNTS:
                self._add(one)

    def _add(self, one: Judged) -> None:
        # One text for all forecasts on a question: each that comes from the database is a copy of its own.
        question = self._kinships.id(self._kinships.number(one.row, one.row.question))
        for rule, scores in self._scores.items():
            scores.add(one.row.forecaster, question, one.values[rule])

    def under(self, rule: str) -> Matched:
        """What there is under one of the rules, once."""
        scores = self._scores.pop(rule).means()
        counts = {who: sum(map(math.isinf, own.values())) for who, own in scores.items()}
        numbers = range(len(self._kinships))
        ids = self._kinships.ids(numbers)
        return Matched(
            rule=rule,
            scores=scores,
            infinite={who: n for who, n in counts.items() if n},
            clusters=dict(zip(ids, leaders(ids, self._kinships.clusters(numbers)), strict=True)),
        )


class _Collected:
    """Scores by forecaster and question; the few that are several on one question are kept beside them."""

    def __init__(self) -> None:
        self._scores: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._several: dict[tuple[str, str], list[float]] = {}

    def add(self, who: str, question: str, value: float) -> None:
        own = self._scores[who]
        if question in own:
            self._several.setdefault((who, question), [own[question]]).append(value)
        else:
            own[question] = value

    def means(self) -> ByForecaster:
        for (who, question), values in self._several.items():
            self._scores[who][question] = math.fsum(values) / len(values)
        return {who: _in_order(self._scores.pop(who)) for who in sorted(self._scores)}


def _in_order(own: Mapping[str, float]) -> Mapping[str, float]:
    return {question: own[question] for question in sorted(own)}


@lru_cache
def lower_is_better(rule: str) -> bool:
    """Whether lower is better under a rule or a dialect.

    >>> lower_is_better("brier"), lower_is_better("spherical")
    (True, False)
    """
    return (RULES[rule].BETTER if rule in RULES else DIALECTS[rule].BETTER) == "lower"
