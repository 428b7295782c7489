"""Judging: what the rules, or one dialect, make of every prediction that matches."""

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from ledger.core.numbers import MILLION
from ledger.core.query import Term
from ledger.errors import InputError
from ledger.scoring import RULES
from ledger.scoring.dialects import DIALECTS, DialectScore
from ledger.services.selection import LATE, UNSCORED, Picked, histories, select_forecasts
from ledger.services.view import View
from ledger.store.scorable import Row, ScorableRow, scorable_rows
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS

STORED: Final = ("brier", "log")
LEDGER: Final = "ledger"
NOTHING: Final[Mapping[str, float]] = MappingProxyType({})


class Judged(NamedTuple):
    """A prediction that counts with its values by rule, or one that does not with the reason.

    A tuple, because one is made of each of millions. `expected` is what was said, in parts per million (over time where
    the timing weighs); `coverage` the share of the question's scheduled life that was covered, where the timing or the
    dialect reckons one. Of what is no probability `unit` is what its values are in, and `told` what was said, in one
    line.
    """

    row: Row
    reason: str
    values: Mapping[str, float] = NOTHING
    expected: float = 0
    coverage: float | None = None
    unit: str | None = None
    told: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it has values."""
        return self.reason == COUNTS


def judge(snapshot: Snapshot, terms: Sequence[Term], rules: Sequence[str], view: View) -> Iterator[Judged]:
    """Every prediction that matches, by question and forecaster, under the ledger's own rules for yes and no.

    They are read one after another, so that a table may hold no more of each than it needs. What is no probability is
    left out as `other_type`: `ledger.services.judging_types` scores it. An `InputError` for a rule that is none, or a
    rule version that there is not.
    """
    versions = [(rule, RULES[rule].RULE_VERSION) for rule in rules]
    check_versions(dict(versions), view.rule_version)
    if not view.usual:
        return (judge_picked(one, rules) for one in select_forecasts(snapshot, terms, view))
    found = scorable_rows(snapshot, terms, versions)
    return (_standing(row, rules, kept, retrospective=view.retrospective) for row, kept in found)


def judge_by(snapshot: Snapshot, terms: Sequence[Term], dialect: str, view: View) -> list[Judged]:
    """Every prediction that matches under a platform's dialect; `values` has one entry, by the dialect's name.

    An `InputError` for a dialect that is none, and for a timing beside one: each has its own.
    """
    rules = DIALECTS[dialect]
    if view.timing != "last":
        raise InputError(f"the dialect {dialect} has a timing of its own", hint="leave out --timing, or --dialect")
    check_versions({dialect: rules.RULE_VERSION}, view.rule_version)
    found, matching, left_out = histories(snapshot, terms, view)
    scored = {(one.question, one.forecaster): one for one in rules.scores(found)}
    judged = [_by_dialect(dialect, one, scored.get(key)) for key, one in matching.items()]
    return [*judged, *(Judged(row=one.row, reason=one.reason) for one in left_out)]


def check_versions(versions: Mapping[str, str], wanted: str | None) -> None:
    """Refuse a version that a rule does not have.

    >>> check_versions({"brier": "1"}, "2")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: brier has no version '2'
    """
    for rule, version in versions.items():
        if wanted not in {None, version}:
            raise InputError(f"{rule} has no version {str(wanted)[:20]!r}", hint=f"this program has version {version}")


def _standing(row: ScorableRow, rules: Sequence[str], kept: Sequence[float | None], *, retrospective: bool) -> Judged:
    if row.reason != COUNTS:
        return Judged(row, row.reason)
    if row.retrospective and not retrospective:
        return Judged(row, LATE)
    values = {
        rule: score_of(rule, str(row.p), str(row.value)) if value is None else value
        for rule, value in zip(rules, kept, strict=True)
    }
    return Judged(row, COUNTS, values, row.p_ppm or 0)


def judge_picked(one: Picked, rules: Sequence[str]) -> Judged:
    """A prediction by its probabilities, weighted where there are several."""
    if not one.counts:
        return Judged(row=one.row, reason=one.reason)
    outcome = str(one.row.value)
    weights = [share.weight for share in one.shares]
    values = {
        rule: weighted([score_of(rule, str(share.probability), outcome) for share in one.shares], weights)
        for rule in rules
    }
    expected = weighted([float(share.probability) * MILLION for share in one.shares], weights)
    return Judged(row=one.row, reason=COUNTS, values=values, expected=expected, coverage=one.coverage)


def weighted(values: Sequence[float], weights: Sequence[float]) -> float:
    """The weighted mean; of one value that value itself.

    >>> weighted([1, 4], [2, 1])
    2.0
    """
    if len(values) == 1:
        return values[0]
    return math.fsum(value * weight for value, weight in zip(values, weights, strict=True)) / math.fsum(weights)


def _by_dialect(dialect: str, one: Picked, scored: DialectScore | None) -> Judged:
    if scored is None:
        return Judged(row=one.row, reason=UNSCORED if one.counts else one.reason)
    return Judged(
        row=one.row,
        reason=COUNTS,
        values={dialect: scored.value},
        expected=one.row.p_ppm or 0,
        coverage=scored.coverage,
    )


@lru_cache(maxsize=65_536)
def score_of(rule: str, probability: str, outcome: str) -> float:
    """The score of a stated probability under an outcome.

    >>> score_of("brier", "0.8", "1")
    0.04
    """
    return RULES[rule].score(probability=Decimal(probability), outcome=Decimal(outcome))
