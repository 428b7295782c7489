"""Every pair of forecasters on the questions that both answered, however many forecasters there are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from ledger.calibration.distributions import student_quantile, student_tails
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.calibration.paired import Pair, paired
from ledger.calibration.replicates import Field
from ledger.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Scores = Mapping[str, Mapping[str, float]]

MINIMUM: Final = 5
"""Pairs with fewer questions in common say nothing, and are left out."""

FLIPPED: Final = 200
"""Up to so many pairs get the p-value of sign flips, which takes some milliseconds for each."""

PERMUTATION: Final = "permutation"
STUDENT: Final = "t"

# An error this small beside the differences is what rounding leaves, as in `mean_clustered`.
_ROUNDING = 1e-14


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two forecasters with their mean scores on the questions in common, and `pair`, the first against the second.

    `p_method` says where its p-value comes from: `permutation`, or `t`.
    """

    first: str
    second: str
    mean_first: float
    mean_second: float
    pair: Pair
    p_method: str


def every_pair(
    scores: Scores,
    *,
    clusters: Mapping[str, str] | None = None,
    minimum: int = MINIMUM,
    level: Decimal = DEFAULT_LEVEL,
    seed: int = 1,
    lower_is_better: bool = True,
    flipped: int = FLIPPED,
) -> Iterator[Meeting]:
    """Each pair with at least `minimum` questions in common, in the order of `scores`, from finite scores.

    Up to `flipped` pairs are `paired` one by one; more are worked out together, to the same figures within 1e-12, with
    the two-sided p-value of t in place of sign flips. An `InputError` for a minimum below 1 or a score that is not
    finite.

    >>> scores = {"A": {"q": 0.01, "r": 0.04, "s": 0.5}, "B": {"q": 0.16, "r": 0.25, "t": 0.3}, "C": {"t": 0.1}}
    >>> [(one.first, one.second, one.pair.n_common, one.p_method) for one in every_pair(scores, minimum=2)]
    [('A', 'B', 2, 'permutation')]
    """
    _check(scores, minimum)
    names = list(scores)
    questions = {question: None for own in scores.values() for question in own}
    field = Field.of(scores, {question: column for column, question in enumerate(questions)})
    met = field.there @ field.there.T
    chosen = [(one, two) for one, two in combinations(range(len(names)), 2) if met[one, two] >= minimum]
    if len(chosen) > flipped:
        owners = [question if clusters is None else clusters.get(question, question) for question in questions]
        yield from _together(names, field, _membership(owners), met >= minimum, level, lower_is_better=lower_is_better)
        return
    for one, two in chosen:
        a, b = scores[names[one]], scores[names[two]]
        pair = paired(a, b, clusters=clusters, level=level, seed=seed, lower_is_better=lower_is_better)
        first, second = mean_scores(a, b)
        yield Meeting(
            first=names[one], second=names[two], mean_first=first, mean_second=second, pair=pair, p_method=PERMUTATION
        )


def mean_scores(a: Mapping[str, float], b: Mapping[str, float]) -> tuple[float, float]:
    """The mean of each on the questions of both, of which there is at least one.

    >>> mean_scores({"q": 0.25, "r": 0.75}, {"q": 0.5, "s": 1.0})
    (0.25, 0.5)
    """
    common = a.keys() & b.keys()
    first, second = (math.fsum(own[question] for question in common) / len(common) for own in (a, b))
    return first, second


def _check(scores: Scores, minimum: int) -> None:
    if minimum < 1:
        raise InputError(f"a minimum of {minimum} questions compares nobody", hint="at least 1; 5 is usual")
    check_finite(scores)


def check_finite(scores: Mapping[str, Mapping[str, float]]) -> None:
    """Refuse a score, by forecaster and question, that is not finite.

    >>> check_finite({"A": {"q": 0.25}})
    """
    for who, own in scores.items():
        for question, score in own.items():
            if not math.isfinite(score):
                raise InputError(
                    f"the score of {who} on {question} is {score}: only finite scores can be compared",
                    hint="compare by a score that stays finite, such as brier",
                )


def _membership(owners: Sequence[str]) -> Array:
    """Questions by clusters, 1 where a question belongs to a cluster."""
    import numpy as np

    places = {name: place for place, name in enumerate(dict.fromkeys(owners))}
    found = np.zeros((len(owners), len(places)))
    found[np.arange(len(owners)), [places[owner] for owner in owners]] = 1
    return found


def _together(
    names: Sequence[str],
    field: Field,
    member: Array,
    enough: NDArray[np.bool_],
    level: Decimal,
    *,
    lower_is_better: bool,
) -> Iterator[Meeting]:
    import numpy as np

    for one in range(len(names)):
        others = one + 1 + np.flatnonzero(enough[one, one + 1 :])
        both = field.there[others] * field.there[one]
        own, theirs = both * field.score[one], both * field.score[others]
        for other, row in zip(others.tolist(), _rows(own, theirs, both, member), strict=True):
            first, second, *rest = row
            yield Meeting(
                first=names[one],
                second=names[other],
                mean_first=first,
                mean_second=second,
                pair=_pair(rest, level, lower_is_better=lower_is_better),
                p_method=STUDENT,
            )


def _rows(own: Array, theirs: Array, both: Array, member: Array) -> Iterator[tuple[float, ...]]:
    """For each pair: both means, the mean difference, its error, n, clusters, how often less and how often more."""
    import numpy as np

    differences, n = own - theirs, both.sum(axis=1)
    mean = differences.sum(axis=1) / n
    # Where each question is a cluster of its own there is nothing to add up.
    alone = member.shape[0] == member.shape[1]
    off = differences - both * mean[:, None]
    clusters = n if alone else ((both @ member) > 0).sum(axis=1)
    off = np.square(off if alone else off @ member)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(np.divide(clusters, clusters - 1.0) * off.sum(axis=1)) / n
    error[error <= _ROUNDING * np.abs(differences).max(axis=1)] = 0
    columns = (
        own.sum(axis=1) / n, theirs.sum(axis=1) / n, mean, error, n, clusters, (differences < 0).sum(axis=1),
        (differences > 0).sum(axis=1),
    )  # fmt: skip
    return zip(*(column.tolist() for column in columns), strict=True)


def _pair(row: Sequence[float], level: Decimal, *, lower_is_better: bool) -> Pair:
    mean, error, *counts = row
    n, clusters, below, above = map(int, counts)
    alone = clusters == 1
    t, low, high, p_value = None, None, None, None
    if error and not alone:
        reach = student_quantile(level, df=clusters - 1) * error
        t, low, high = mean / error, mean - reach, mean + reach
        p_value = student_tails(t, df=clusters - 1)
    wins, losses = (below, above) if lower_is_better else (above, below)
    return Pair(
        n_common=n,
        clusters=clusters,
        mean_difference=mean,
        error=None if alone else error,
        t=t,
        p_value=p_value,
        interval_low=low,
        interval_high=high,
        wins=wins,
        losses=losses,
        ties=n - wins - losses,
        level=level,
    )
