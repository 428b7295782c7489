"""Leaderboard: forecasters of different questions, compared as if they had answered the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from ledger.calibration.bootstrap import SEED
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.leaderboard import METHODS, MINIMUM, Standing, leaderboard
from ledger.calibration.replicates import quick_replicates
from ledger.core.query import Term
from ledger.errors import InputError
from ledger.services.calibrate import in_order
from ledger.services.clustering import FEW_CLUSTERS
from ledger.services.compare import timing_of
from ledger.services.judging import LEDGER
from ledger.services.matched import Matched, Matching, judged_all, lower_is_better
from ledger.services.score import version_of
from ledger.services.summing import bounds_of
from ledger.services.view import USUAL, View
from ledger.store.snapshot import Snapshot

METHOD: Final = "fixed-effects"
"""The method unless another is asked for: it takes in every answer, and compares only answers to one question."""

RATIO: Final = "relative-skill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a forecaster stands, from `n` of `answered` questions; `why` says why there is no rank.

    `why` is `too_few` (questions in common with others), `infinite` (a certain forecast that was wrong), `unlinked`
    (no questions in common, directly or by way of others, with most) or None.
    """

    standing: Standing
    answered: int
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaderboard:
    """Everybody's place by one method and one rule, those with a rank first."""

    places: tuple[Placed, ...]
    method: str
    rule: str
    rule_version: str
    dialect: str
    better: str
    minimum: int
    questions: int
    clusters: int
    excluded: Mapping[str, int]
    level: Decimal
    resamples: int
    seed: int
    view: View
    timing: str
    as_of: int

    @property
    def ranked(self) -> int:
        """How many have a rank."""
        return sum(1 for one in self.places if one.standing.rank is not None)

    @property
    def few_clusters(self) -> bool:
        """Whether intervals and ranges of ranks rest on too few draws of the world to be wide enough."""
        return self.clusters < FEW_CLUSTERS


def boards(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    *,
    method: str = METHOD,
    rules: Sequence[str] = ("brier",),
    dialect: str | None = None,
    view: View = USUAL,
    minimum: int = MINIMUM,
    level: Decimal = DEFAULT_LEVEL,
    resamples: int | None = None,
    seed: int = SEED,
) -> list[Leaderboard]:
    """A leaderboard for each rule, or the one of the dialect.

    `method` is one of `METHODS` (`ledger.calibration.leaderboard`); `resamples` None takes as many as are quick. Who
    has an infinite score takes no part. An `InputError` for a method that does not fit the rule, and for names that
    are none.
    """
    names = (dialect,) if dialect else tuple(rules)
    METHODS[method]
    for rule in names:
        _check(rule, method)
    matching = Matching(judged_all(snapshot, terms, rules, dialect, view), names)
    chosen = {
        "method": method, "minimum": minimum, "level": level, "seed": seed, "dialect": dialect or LEDGER, "view": view,
        "timing": timing_of(view, dialect), "excluded": in_order(matching.reasons), "as_of": snapshot.entry,
    }  # fmt: skip
    return [_board(matching.under(rule), rule, resamples, chosen) for rule in dict.fromkeys(names)]


def _board(found: Matched, rule: str, resamples: int | None, chosen: Mapping[str, Any]) -> Leaderboard:
    method, minimum = chosen["method"], chosen["minimum"]
    draws = resamples or quick_replicates(len(found.finite), len(found.clusters), method)
    return Leaderboard(
        places=_places(found, method, minimum, chosen["level"], draws, chosen["seed"]),
        rule=rule,
        rule_version=version_of(rule, chosen["dialect"]),
        better="lower" if lower_is_better(rule) else "higher",
        questions=len(found.clusters),
        clusters=len(set(found.clusters.values())),
        resamples=draws,
        **chosen,
    )


def _check(rule: str, method: str) -> None:
    """Refuse ratios of scores that may be negative, or where more is better."""
    if method == RATIO and (bounds_of(rule)[0] < 0 or not lower_is_better(rule)):
        raise InputError(
            f"{RATIO} is a ratio of scores of which 0 is perfect, and {rule} has none", hint="--method fixed-effects"
        )


def _places(found: Matched, method: str, minimum: int, level: Decimal, resamples: int, seed: int) -> tuple[Placed, ...]:
    standings = leaderboard(
        found.finite, method=method, lower_is_better=lower_is_better(found.rule), clusters=found.clusters,
        minimum=minimum, level=level, replicates=resamples, seed=seed,
    )  # fmt: skip
    # Draws of one cluster are all alike: they would show a rank as certain.
    certain = len(set(found.clusters.values())) < 2
    placed = [
        Placed(
            standing=replace(one, rank_low=None, rank_high=None) if certain else one,
            answered=len(found.scores[one.forecaster]),
            why=None if one.rank is not None else "too_few" if one.n < minimum else "unlinked",
        )
        for one in standings
    ]
    return (*placed, *(_infinite(who, found) for who in found.infinite))


def _infinite(who: str, found: Matched) -> Placed:
    standing = Standing(
        forecaster=who, value=None, interval_low=None, interval_high=None, n=0, rank=None, rank_low=None,
        rank_high=None, shrunk=None,
    )  # fmt: skip
    return Placed(standing=standing, answered=len(found.scores[who]), why="infinite")
