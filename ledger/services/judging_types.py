"""Judging predictions of every type: each by the rules that say something of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from ledger.core.query import Term
from ledger.question_types import TYPES
from ledger.scoring import DISTRIBUTION_RULES, RULES, SHARE_RULES, rule_named
from ledger.services.judging import STORED, Judged, check_versions, judge, judge_picked, weighted
from ledger.services.selection import LATE, select_forecasts
from ledger.services.view import View
from ledger.store.frames import Framed, read_framed
from ledger.store.rows import scored_forecasts
from ledger.store.scorable import Row
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS, OTHER_TYPE
from ledger.store.stated_scores import framed, score_stated, usual_rules

OTHER_RULE: Final = "other_rule"

BLOCK: Final = 20_000
"""Of so many predictions what is no probability is read together."""

Weights = Mapping[int, float]
"""The forecasts of a prediction that count, by key, each with its weight; none of a probability."""


def judge_types(snapshot: Snapshot, terms: Sequence[Term], rules: Sequence[str], view: View) -> Iterator[Judged]:
    """Every prediction that matches, by question and forecaster; without `rules` each by those of its type.

    Left out as `other_type` is what is no probability where all rules are for yes and no, as `other_rule` what no rule
    says anything of. An `InputError` for a rule that is none, or a rule version that there is not.
    """
    asked = rules or STORED
    plain = [rule for rule in asked if rule in RULES]
    if len(plain) == len(asked) and not framed(snapshot.connection):
        return judge(snapshot, terms, plain, view)
    check_versions({rule: rule_named(rule).RULE_VERSION for rule in asked}, view.rule_version)
    return _each(snapshot, terms, rules, weighed(snapshot, terms, plain, view), view)


def _each(
    snapshot: Snapshot, terms: Sequence[Term], rules: Sequence[str], found: Iterator[tuple[Judged, Weights]], view: View
) -> Iterator[Judged]:
    while some := list(islice(found, BLOCK)):
        said = read_framed(snapshot.connection, [key for _, weights in some for key in weights])
        stored = _stored(snapshot, terms, said) if view.usual and said else {}
        for one, weights in some:
            yield _by_type(one, weights, rules, said, stored) if weights else _by_rules(one)


def weighed(
    snapshot: Snapshot, terms: Sequence[Term], plain: Sequence[str], view: View
) -> Iterator[tuple[Judged, Weights]]:
    """Every prediction that matches: a probability judged by rules for yes and no, any other with what counts of it."""
    return (_standing if view.usual else _chosen)(snapshot, terms, plain, view)


def _standing(
    snapshot: Snapshot, terms: Sequence[Term], plain: Sequence[str], view: View
) -> Iterator[tuple[Judged, Weights]]:
    for one in judge(snapshot, terms, plain, view):
        if one.reason != OTHER_TYPE:
            yield one, {}
        elif one.row.retrospective and not view.retrospective:
            yield one._replace(reason=LATE), {}
        else:
            yield one, {one.row.forecast_key: 1}


def _chosen(
    snapshot: Snapshot, terms: Sequence[Term], plain: Sequence[str], view: View
) -> Iterator[tuple[Judged, Weights]]:
    for one in select_forecasts(snapshot, terms, view, every_type=True):
        if one.counts and one.row.kind is not None:
            weights = {share.row.forecast_key: share.weight for share in one.shares}
            yield Judged(row=one.row, reason=OTHER_TYPE, coverage=one.coverage), weights
        else:
            yield judge_picked(one, plain), {}


def _stored(snapshot: Snapshot, terms: Sequence[Term], said: Mapping[int, Framed]) -> dict[int, dict[str, float]]:
    rules = {rule for forecast in said.values() for rule in usual_rules(forecast)}
    found: dict[int, dict[str, float]] = {}
    for one in scored_forecasts(snapshot, {(rule, rule_named(rule).RULE_VERSION) for rule in rules}, terms, said):
        found.setdefault(one.forecast_key, {})[one.rule] = one.value
    return found


def _by_rules(one: Judged) -> Judged:
    """A probability, or what does not count anyway."""
    return one._replace(reason=OTHER_RULE) if one.counts and not one.values else one


def _by_type(
    one: Judged,
    weights: Weights,
    rules: Sequence[str],
    said: Mapping[int, Framed],
    stored: Mapping[int, Mapping[str, float]],
) -> Judged:
    """What is no probability, under each rule that says something of every forecast that counts."""
    last = said[[*weights][-1]]
    values: dict[str, float] = {}
    for rule in rules or usual_rules(last):
        scores = [_score(rule, one.row, said[key], stored.get(key, {})) for key in weights]
        known = [score for score in scores if score is not None]
        if len(known) == len(scores):
            values[rule] = weighted(known, list(weights.values()))
    if not values:
        return one._replace(reason=_why(rules))
    kind = TYPES[last.frame.type]
    unit, told = kind.unit(last.frame), kind.tell(last.stated, last.frame)
    return one._replace(reason=COUNTS, values=values, unit=unit, told=told)


def _score(rule: str, row: Row, forecast: Framed, stored: Mapping[str, float]) -> float | None:
    """As it is kept, else worked out."""
    return stored[rule] if rule in stored else score_stated(rule, forecast, str(row.outcome), row.value)


def _why(rules: Sequence[str]) -> str:
    yes_or_no = rules and not any(rule in SHARE_RULES or rule in DISTRIBUTION_RULES for rule in rules)
    return OTHER_TYPE if yes_or_no else OTHER_RULE
