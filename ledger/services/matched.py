"""Matched: the scores of each forecaster by question, and which questions share their fate."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ledger.calibration.clusters import leaders
from ledger.core.query import Term
from ledger.scoring import RULES
from ledger.scoring.dialects import DIALECTS
from ledger.services.clustering import clusters_of
from ledger.services.judging import Judged, judge, judge_by
from ledger.services.view import View
from ledger.store.snapshot import Snapshot

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
) -> list[Judged]:
    """Every prediction that matches under the rules, or under the dialect in their place."""
    return judge_by(snapshot, terms, dialect, view) if dialect else judge(snapshot, terms, rules, view)


def matched(judged: Iterable[Judged], rule: str) -> Matched:
    """The scores of what counts under a rule; several on one question (under timing `each`) are their mean."""
    counted = [one for one in judged if one.counts]
    values: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in counted:
        values[one.row.forecaster][one.row.question].append(one.values[rule])
    scores = {
        who: {question: math.fsum(some) / len(some) for question, some in sorted(own.items())}
        for who, own in sorted(values.items())
    }
    counts = {who: sum(1 for value in own.values() if math.isinf(value)) for who, own in scores.items()}
    ids = [one.row.question for one in counted]
    return Matched(
        rule=rule,
        scores=scores,
        infinite={who: n for who, n in counts.items() if n},
        clusters=dict(zip(ids, leaders(ids, clusters_of([one.row for one in counted])), strict=True)),
    )


@lru_cache
def lower_is_better(rule: str) -> bool:
    """Whether lower is better under a rule or a dialect.

    >>> lower_is_better("brier"), lower_is_better("spherical")
    (True, False)
    """
    return (RULES[rule].BETTER if rule in RULES else DIALECTS[rule].BETTER) == "lower"
