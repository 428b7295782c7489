"""Compare: two forecasters on the questions that both answered, and every pair of them."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.paired import Pair, paired
from ledger.calibration.pairs import MINIMUM, PERMUTATION, every_pair, mean_scores
from ledger.core.query import Term, Words
from ledger.errors import InputError, NotFoundError
from ledger.scoring.dialects import DIALECTS
from ledger.services.calibrate import in_order
from ledger.services.judging import LEDGER, STORED, Judged
from ledger.services.matched import Matched, Matching, judged_all, lower_is_better, matched
from ledger.services.people import forecasters
from ledger.services.score import version_of
from ledger.services.view import USUAL, View
from ledger.store.find import Found, find_forecaster
from ledger.store.snapshot import Snapshot

FEW: Final = MINIMUM
"""With fewer questions in common nothing is claimed, and nothing tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One forecaster against another under one rule, on `n_common` questions in `clusters` clusters.

    `mean_difference` is first minus second; t, interval and p-value are None where there is too little to test.
    `p_method` is `permutation` or `t`. `conclusion` is one of `too_few` (questions), `one_cluster`, `infinite`
    (scores), `alike`, `chance` or `better`, and then `winner` says who. `only_a` and `only_b` count the questions of
    one alone, `infinite_a` and `infinite_b` infinite scores in common.
    """

    forecaster_a: str
    forecaster_b: str
    rule: str
    rule_version: str
    dialect: str
    n_common: int
    clusters: int
    mean_a: float | None
    mean_b: float | None
    mean_difference: float | None
    error: float | None
    t: float | None
    p_value: float | None
    p_method: str | None
    interval_low: float | None
    interval_high: float | None
    level: Decimal
    wins: int
    losses: int
    ties: int
    only_a: int
    only_b: int
    infinite_a: int
    infinite_b: int
    better: str
    conclusion: str
    winner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two forecasters under every rule asked for, and what of theirs was left out, by reason."""

    forecaster_a: str
    forecaster_b: str
    rows: tuple[Compared, ...]
    excluded: Mapping[str, int]
    level: Decimal
    seed: int
    view: View
    timing: str
    as_of: int


def compare(
    snapshot: Snapshot,
    a: str,
    b: str,
    terms: Sequence[Term] = (),
    *,
    rules: Sequence[str] = STORED,
    dialect: str | None = None,
    view: View = USUAL,
    level: Decimal = DEFAULT_LEVEL,
    seed: int = 1,
) -> Comparison:
    """The first forecaster against the second, by names as they are typed, on the questions of the query.

    Standard errors, t and sign flips know which questions share a series or a text. NotFoundError with names that look
    like it for an unknown forecaster; an `InputError` where both are the same.
    """
    one, other = (_found(snapshot, typed) for typed in (a, b))
    if one.key == other.key:
        raise InputError(f"{one.name} cannot be compared with themselves", hint="name two forecasters")
    both = Term(field="forecaster", negated=False, alternatives=(Words(text=one.id), Words(text=other.id)))
    found = judged_all(snapshot, (*terms, both), rules, dialect, view)
    judged = [each for each in found if each.row.forecaster in {one.name, other.name}]
    return Comparison(
        forecaster_a=one.name,
        forecaster_b=other.name,
        rows=tuple(
            _compared(one.name, other.name, judged, rule, dialect, level, seed) for rule in _names(rules, dialect)
        ),
        excluded=in_order(Counter(each.reason for each in judged)),
        level=level,
        seed=seed,
        view=view,
        timing=timing_of(view, dialect),
        as_of=snapshot.entry,
    )


def pairs(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    *,
    rules: Sequence[str] = STORED,
    dialect: str | None = None,
    view: View = USUAL,
    level: Decimal = DEFAULT_LEVEL,
    seed: int = 1,
    minimum: int = MINIMUM,
) -> Iterator[Compared]:
    """Every pair of forecasters with at least `minimum` questions in common, by rule and names.

    Who has an infinite score under a rule is in no pair under it. Clusters are those of the whole table.
    """
    names = _names(rules, dialect)
    matching = Matching(judged_all(snapshot, terms, rules, dialect, view), names)
    for rule in dict.fromkeys(names):
        found = matching.under(rule)
        finite = found.finite
        for one in every_pair(
            finite, clusters=found.clusters, minimum=minimum, level=level, seed=seed,
            lower_is_better=lower_is_better(rule),
        ):  # fmt: skip
            sizes = len(finite[one.first]), len(finite[one.second])
            yield _row(
                (one.first, one.second), sizes, (one.mean_first, one.mean_second), one.pair, rule, dialect,
                p_method=one.p_method,
            )  # fmt: skip


def timing_of(view: View, dialect: str | None) -> str:
    """The timing of a view, or that of the dialect."""
    return DIALECTS[dialect].TIMING if dialect else view.timing


def _names(rules: Sequence[str], dialect: str | None) -> tuple[str, ...]:
    return (dialect,) if dialect else tuple(rules)


def _found(snapshot: Snapshot, typed: str) -> Found:
    try:
        return find_forecaster(snapshot.connection, typed, scope=snapshot.scope)
    except NotFoundError as error:
        if error.code != "not_found":
            raise
        raise _near(snapshot, typed, error) from None


def _near(snapshot: Snapshot, typed: str, error: NotFoundError) -> NotFoundError:
    from difflib import get_close_matches

    names = {one.name.casefold(): one.name for one in forecasters(snapshot)}
    close = [names[each] for each in get_close_matches(typed[:200].casefold(), names, n=8)]
    if not close:
        return error
    hint = f"did you mean {' or '.join(close[:3])}?"
    return NotFoundError(error.message, hint=hint, code=error.code, candidates=close)


def _compared(
    a: str, b: str, judged: Sequence[Judged], rule: str, dialect: str | None, level: Decimal, seed: int
) -> Compared:
    scores = matched(judged, rule).scores
    one, other = scores.get(a, {}), scores.get(b, {})
    common = one.keys() & other.keys()
    # What neither shares with the other says nothing about which of the common questions belong together.
    together: Matched = matched([each for each in judged if each.row.question in common], rule)
    means = mean_scores(one, other) if common else (None, None)
    infinite = tuple(sum(1 for question in common if math.isinf(own[question])) for own in (one, other))
    if any(infinite):
        clusters = len(set(together.clusters.values()))
        pair = _untested(one, other, means, clusters, level, lower=lower_is_better(rule))
    else:
        pair = paired(
            one, other, clusters=together.clusters, level=level, seed=seed, lower_is_better=lower_is_better(rule)
        )
    return _row((a, b), (len(one), len(other)), means, pair, rule, dialect, infinite=infinite)


def _untested(
    one: Mapping[str, float],
    other: Mapping[str, float],
    means: tuple[float | None, float | None],
    clusters: int,
    level: Decimal,
    *,
    lower: bool,
) -> Pair:
    """What can be said of scores of which some are infinite."""
    common = one.keys() & other.keys()
    below = sum(1 for question in common if one[question] < other[question])
    above = sum(1 for question in common if one[question] > other[question])
    wins, losses = (below, above) if lower else (above, below)
    return Pair(
        n_common=len(common), clusters=clusters, mean_difference=_difference(means), error=None, t=None, p_value=None,
        interval_low=None, interval_high=None, wins=wins, losses=losses, ties=len(common) - wins - losses, level=level,
    )  # fmt: skip


def _difference(means: tuple[float | None, float | None]) -> float | None:
    if means[0] is None or means[1] is None:
        return None
    difference = means[0] - means[1]
    return None if math.isnan(difference) else difference


def _row(
    names: tuple[str, str],
    sizes: tuple[int, int],
    means: tuple[float | None, float | None],
    pair: Pair,
    rule: str,
    dialect: str | None,
    *,
    infinite: Sequence[int] = (0, 0),
    p_method: str = PERMUTATION,
) -> Compared:
    conclusion = _conclusion(pair, infinite=any(infinite))
    tested = conclusion in {"alike", "chance", "better"}
    lower = lower_is_better(rule)
    first = ((pair.mean_difference or 0) < 0) == lower
    return Compared(
        forecaster_a=names[0],
        forecaster_b=names[1],
        rule=rule,
        rule_version=_version(rule, dialect or LEDGER),
        dialect=dialect or LEDGER,
        n_common=pair.n_common,
        clusters=pair.clusters,
        mean_a=means[0],
        mean_b=means[1],
        mean_difference=pair.mean_difference,
        **(_tests(pair, p_method) if tested else UNTESTED),
        level=pair.level,
        wins=pair.wins,
        losses=pair.losses,
        ties=pair.ties,
        only_a=sizes[0] - pair.n_common,
        only_b=sizes[1] - pair.n_common,
        infinite_a=infinite[0],
        infinite_b=infinite[1],
        better="lower" if lower else "higher",
        conclusion=conclusion,
        winner=names[0 if first else 1] if conclusion == "better" else None,
    )


def _tests(pair: Pair, p_method: str) -> dict[str, Any]:
    return {
        "error": pair.error,
        "t": pair.t,
        "p_value": pair.p_value,
        "p_method": None if pair.p_value is None else p_method,
        "interval_low": pair.interval_low,
        "interval_high": pair.interval_high,
    }


UNTESTED: Final = dict.fromkeys(("error", "t", "p_value", "p_method", "interval_low", "interval_high"))


@lru_cache
def _version(rule: str, dialect: str) -> str:
    return version_of(rule, dialect)


def _conclusion(pair: Pair, *, infinite: bool) -> str:
    if pair.n_common < FEW:
        return "too_few"
    if infinite:
        return "infinite"
    if pair.clusters < 2:
        return "one_cluster"
    if pair.ties == pair.n_common:
        return "alike"
    significant = pair.p_value is not None and pair.p_value < 1 - pair.level
    return "better" if significant and pair.mean_difference else "chance"
