"""Baselines: what somebody without skill would have said, and how much better the forecasts are."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ledger.core.numbers import from_ppm
from ledger.core.probability import read_probability
from ledger.errors import InputError, LedgerError
from ledger.scoring import RULES
from ledger.services.clustering import clusters_of
from ledger.services.judging import Judged, score_of
from ledger.services.spread import Spread
from ledger.store.aliases import NOBODY, People

HALF: Final = "half"
CLIMATOLOGY: Final = "climatology"
BASE_RATE: Final = "base-rate:"
FORECASTER: Final = "forecaster:"
HINT: Final = "there is half, base-rate:30%, climatology (the rate among the same predictions) and forecaster:NAME"

# What the baseline says on the question of a prediction; None where it says nothing.
Said = Callable[[Judged], str | None]
Baseline = Callable[[Sequence[Judged]], Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """1 - mean loss / mean loss of the baseline on the same `n` predictions: 1 is perfect, 0 no better, below worse.

    The loss is how far a score lies from the best that its rule can give. None where the baseline loses nothing, or
    somebody's loss is infinite. The interval is of the ratio, linearised; `reference` is the baseline's mean score.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    reference: float | None


def baseline_named(
    text: str, judged: Sequence[Judged], *, dialect: str | None = None, people: People = NOBODY
) -> Baseline:
    """The baseline that somebody typed: half, base-rate:P, climatology or forecaster:NAME; an `InputError` otherwise.

    `judged` is the whole table, in which a forecaster's own predictions are found. Dialects have none: their points are
    measured against a baseline already. `people` says who goes by several names.
    """
    name = text.strip()
    if dialect:
        raise InputError(f"the dialect {dialect} is not measured against a baseline", hint="leave out --baseline")
    if name.lower() == HALF:
        return lambda _members: lambda _one: "0.5"
    if name.lower() == CLIMATOLOGY:
        return _climatology
    if name.lower().startswith(BASE_RATE):
        rate = _rate(name[len(BASE_RATE) :])
        return lambda _members: lambda _one: rate
    if name.lower().startswith(FORECASTER):
        return _forecaster(people.name_of(name[len(FORECASTER) :].strip()), judged)
    raise InputError(f"no baseline is called {name[:40]!r}", hint=HINT)


def skill_of(
    baseline: Baseline, members: Sequence[Judged], rules: Sequence[str], spread: Spread
) -> Mapping[str, Skill]:
    """The skill of those members that count and on whose questions the baseline says something, by rule."""
    counted = [one for one in members if one.counts]
    said_of = baseline(counted)
    pairs = [(one, said) for one in counted if (said := said_of(one)) is not None]
    return {rule: _skill(rule, pairs, spread) for rule in rules}


def _skill(rule: str, pairs: Sequence[tuple[Judged, str]], spread: Spread) -> Skill:
    best = RULES[rule].BOUNDS[1 if RULES[rule].BETTER == "higher" else 0]
    own = [abs(best - one.values[rule]) for one, _ in pairs]
    scored = [score_of(rule, said, str(one.row.value)) for one, said in pairs]
    theirs = [abs(best - value) for value in scored]
    reference = math.fsum(scored) / len(scored) if scored else None
    total = math.fsum(theirs)
    if not total or not math.isfinite(total) or not math.isfinite(math.fsum(own)):
        return Skill(value=None, low=None, high=None, n=len(pairs), reference=reference)
    ratio = math.fsum(own) / total
    # The ratio's error is that of the mean of (own - ratio * theirs) / mean(theirs), which is 0: the delta method.
    parts = [(mine - ratio * other) * len(pairs) / total for mine, other in zip(own, theirs, strict=True)]
    judged = [one for one, _ in pairs]
    around = spread(
        parts,
        clusters=clusters_of([one.row for one in judged]),
        ids=[one.row.question for one in judged],
        bounds=(-math.inf, math.inf),
    )
    low = None if around.high is None else 1 - ratio - around.high
    high = None if around.low is None else 1 - ratio - around.low
    return Skill(value=1 - ratio, low=low, high=high, n=len(pairs), reference=reference)


def _climatology(members: Sequence[Judged]) -> Said:
    happened = sum(one.row.y_ppm or 0 for one in members)
    rate = str(from_ppm(happened) / len(members)) if members else None
    return lambda _one: rate


def _rate(text: str) -> str:
    try:
        return str(read_probability(text, certain=True).value)
    except LedgerError as error:
        raise InputError(f"{text[:40]!r} is no base rate", hint=HINT) from error


def _forecaster(name: str, judged: Sequence[Judged]) -> Baseline:
    wanted = name.strip().casefold()
    own: dict[int, str] = {
        one.row.question_key: str(Decimal(one.row.p or 0))
        for one in judged
        if one.counts and one.row.forecaster.casefold() == wanted
    }
    if not own:
        raise InputError(f"{name[:60]!r} has no prediction in this table that counts", hint=HINT)
    return lambda _members: lambda one: own.get(one.row.question_key)
