"""Leaderboards that never rank forecasters by raw means over different questions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from ledger.calibration.bootstrap import REPLICATES, SEED, Spread, spread, weights
from ledger.calibration.head_to_head import skills_of_scores
from ledger.calibration.intervals import DEFAULT_LEVEL, tail_of
from ledger.calibration.pairs import check_finite
from ledger.calibration.ranks import ranks, steady
from ledger.calibration.replicates import BATCHED, Field
from ledger.calibration.shrinkage import shrunk
from ledger.errors import InputError
from ledger.registry import Registry
from ledger.scoring.fixed_effects import Answers, effects_of
from ledger.scoring.relative_skill import relative_skill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    import numpy as np
    from numpy.typing import NDArray

MINIMUM: Final = 10
"""With fewer questions in common with others nobody is ranked."""

PENALTY: Final = 1.0
"""The alpha of head-to-head skill: beside ten questions or more it hardly draws anybody in."""

Scores = Mapping[str, Mapping[str, float]]
Values = Mapping[str, float | None]

_Place = tuple[int | None, int | None, int | None]

_NOTHING = Spread(None, None, None)
_UNRANKED: _Place = (None, None, None)
# So many weights of questions are drawn before they are used: 32 MB.
_ROOM = 4_000_000


class Method(Protocol):
    """One number for each forecaster, in which the direction of the scores is kept."""

    def __call__(self, scores: Scores, weights: Mapping[str, int]) -> Values:
        """From scores by forecaster and question, each question counting as often as `weights` says.

        None for who cannot be compared with the rest.
        """


METHODS: Registry[Method] = Registry(
    "method",
    {
        "common": "ledger.calibration.leaderboard:common",
        "relative-skill": "ledger.calibration.leaderboard:relative",
        "fixed-effects": "ledger.calibration.leaderboard:effects",
        "head-to-head": "ledger.calibration.leaderboard:head_to_head",
    },
)
"""Every way to compare by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a forecaster stands: `value` by the method, from `n` questions.

    Interval and rank_low..rank_high come from replicates of the questions; rank 1 is best, and equals share one.
    `shrunk` is the value drawn towards the average of all by how uncertain it is (`shrunk`). What is not defined, and
    every rank below the minimum, is None.
    """

    forecaster: str
    value: float | None
    interval_low: float | None
    interval_high: float | None
    n: int
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    shrunk: float | None


def leaderboard(
    scores: Scores, *, method: str = "common", lower_is_better: bool = True,
    clusters: Mapping[str, str] | None = None, minimum: int = MINIMUM, level: Decimal = DEFAULT_LEVEL,
    replicates: int = REPLICATES, seed: int = SEED,
) -> tuple[Standing, ...]:  # fmt: skip
    """Everybody's standing by one of the METHODS, the ranked first, from finite scores by forecaster and question.

    Who has fewer than `minimum` questions in common with the others is listed without a value and takes no part;
    `common` moreover ranks nobody unless all of the rest share that many. The bootstrap draws whole clusters of
    questions (`clusters` by question, itself unless named there) by hashed Poisson weights; a replicate in which
    somebody has no value is left out. An `InputError` for an unknown method, a minimum below 1, or a score that is not
    finite, by name.

    >>> scores = {"A": {f"q{n}": n / 100 for n in range(12)}, "B": {f"q{n}": n / 50 for n in range(15)}, "C": {}}
    >>> [(each.forecaster, each.rank, each.n, each.value) for each in leaderboard(scores, replicates=50)]
    [('A', 1, 12, 0.055), ('B', 2, 12, 0.11), ('C', None, 0, None)]
    """
    compare = METHODS[method]
    _check(scores, minimum)
    field = _field(scores, minimum)
    counts = _counts(scores, field, everybody=method == "common")
    questions = sorted({question for own in field.values() for question in own})
    values = _steadied(compare(field, dict.fromkeys(questions, 1))) if field else {}
    ranked = [who for who in field if values[who] is not None and counts[who] >= minimum]
    owners = [(clusters or {}).get(question, question) for question in questions]
    part = {who: field[who] for who in ranked} or field  # who cannot be compared has no part in anybody's value
    columns = dict(zip(part, _replicates(method, part, questions, owners, replicates, seed).T, strict=True))
    spreads = {who: spread(column.tolist(), level=level) for who, column in columns.items()}
    places = _places(values, {who: columns[who] for who in ranked}, level, lower_is_better=lower_is_better)
    pulled = dict(zip(ranked, shrunk([(values[who], spreads[who].error) for who in ranked]), strict=True))
    standings = [
        _standing(who, values, counts[who], spreads.get(who, _NOTHING), places.get(who, _UNRANKED), pulled.get(who))
        for who in scores
    ]
    return tuple(sorted(standings, key=lambda each: (each.rank is None, each.rank, each.forecaster)))


def _standing(who: str, values: Values, n: int, spread_: Spread, place: _Place, shrunk_: float | None) -> Standing:
    low, high, _ = spread_
    rank, rank_low, rank_high = place
    return Standing(
        forecaster=who,
        value=values.get(who),
        interval_low=low,
        interval_high=high,
        n=n,
        rank=rank,
        rank_low=rank_low,
        rank_high=rank_high,
        shrunk=shrunk_,
    )


def _check(scores: Scores, minimum: int) -> None:
    if minimum < 1:
        raise InputError(f"a minimum of {minimum} questions ranks nobody honestly", hint="at least 1; 10 is usual")
    check_finite(scores)


def _field(scores: Scores, minimum: int) -> dict[str, Mapping[str, float]]:
    """Those who have the minimum in common with the rest of those; whoever leaves may make others leave."""
    field, before = dict(scores), len(scores) + 1
    while len(field) < before:
        before = len(field)
        counts = _counts(field, field, everybody=False)
        field = {who: own for who, own in field.items() if counts[who] >= minimum}
    return field


def _counts(scores: Scores, field: Scores, *, everybody: bool) -> dict[str, int]:
    """On how many questions each can be compared with another of the field, or with everybody of the field."""
    answered = Counter(question for own in field.values() for question in own)
    return {
        who: sum(
            answered[question] >= (len(field) if everybody and who in field else 1 + (who in field)) for question in own
        )
        for who, own in scores.items()
    }


def _replicates(
    method: str, field: Scores, questions: Sequence[str], owners: Sequence[str], replicates: int, seed: int
) -> NDArray[np.float64]:
    """The values of the field, a column for each, on every replicate in which everybody has one."""
    import numpy as np

    places = {name: place for place, name in enumerate(sorted(set(owners)))}
    where = [places[owner] for owner in owners]
    draws = weights([*places], replicates=replicates, seed=seed)
    matrix = Field.of(field, {question: column for column, question in enumerate(questions)})
    found = [np.empty((0, len(field)))]
    while questions and (block := [each[where] for each in islice(draws, max(1, _ROOM // len(questions)))]):
        found.append(BATCHED[method](matrix, np.array(block, dtype=np.float64)))
    values = np.concatenate(found)
    return steady(values[~np.isnan(values).any(axis=1)])


def _steadied(values: Values) -> dict[str, float | None]:
    import numpy as np

    known = {who: value for who, value in values.items() if value is not None}
    found = dict(zip(known, steady(np.array([*known.values()])).tolist(), strict=True))
    return {who: found.get(who) for who in values}


def _places(
    values: Values, columns: Mapping[str, NDArray[np.float64]], level: Decimal, *, lower_is_better: bool
) -> dict[str, tuple[int, int, int]]:
    """The rank by the values, and the range of the ranks by the replicates, its ends rounded outwards."""
    import numpy as np

    if not columns:
        return {}
    sign, tail = 1 if lower_is_better else -1, tail_of(level)
    first = ranks(sign * np.array([[values[who] for who in columns]], dtype=np.float64))[0].tolist()
    others = np.sort(ranks(sign * np.stack([*columns.values()], axis=1)), axis=0).T.tolist()
    return {
        who: (rank, *_range(drawn or [rank], tail)) for who, rank, drawn in zip(columns, first, others, strict=True)
    }


def _range(ordered: Sequence[int], tail: float) -> tuple[int, int]:
    last = len(ordered) - 1
    return ordered[math.floor(tail * last)], ordered[last - math.floor(tail * last)]


def common(scores: Scores, weights: Mapping[str, int]) -> dict[str, float | None]:
    """The mean score over the questions that all answered; None for everybody where there is none.

    >>> common({"A": {"q": 0.1, "r": 0.4}, "B": {"q": 0.2}}, {"q": 1, "r": 1})
    {'A': 0.1, 'B': 0.2}
    """
    shared = sorted(set.intersection(*(set(own) for own in scores.values())))
    n = sum(weights[question] for question in shared)
    return {
        who: math.fsum(weights[question] * own[question] for question in shared) / n if n else None
        for who, own in scores.items()
    }


def relative(scores: Scores, weights: Mapping[str, int]) -> dict[str, float | None]:
    """Pairwise relative skill (`relative_skill`): 1 is average, and below 1 are the lower scores.

    >>> found = relative({"A": {"q": 0.1, "r": 0.4}, "B": {"q": 0.4}}, {"q": 1, "r": 1})
    >>> {who: round(value, 9) for who, value in found.items()}
    {'A': 0.5, 'B': 2.0}
    """
    # A question that counts twice gives twice its score to every sum of which the ratios are made.
    weighted = {
        who: {question: weights[question] * score for question, score in own.items() if weights[question]}
        for who, own in scores.items()
    }
    return {who: skill.value for who, skill in relative_skill(weighted).items()}


def effects(scores: Scores, weights: Mapping[str, int]) -> dict[str, float | None]:
    """Two-way fixed effects (`fixed_effects`): the difference from the average forecaster on equal questions.

    Only the largest set of forecasters that questions in common link has values.

    >>> found = effects({"A": {"q": 0.1, "r": 0.4}, "B": {"q": 0.3}}, {"q": 1, "r": 1})
    >>> {who: round(value, 9) for who, value in found.items()}
    {'A': -0.1, 'B': 0.1}
    """
    answers = Answers.of(scores)
    if not any(weights[question] for question in answers.questions):
        return dict.fromkeys(scores)
    fit = effects_of(answers, weights=weights)
    return {who: fit.players[who] if who in fit.components[0] else None for who in scores}


def head_to_head(scores: Scores, weights: Mapping[str, int]) -> dict[str, float | None]:
    """Head-to-head skill (`skills_of_scores`) with a penalty of 1, in the unit and direction of the scores.

    >>> found = head_to_head({"A": {"q": 20.0}, "B": {"q": 0.0}}, {"q": 2})
    >>> {who: round(value, 9) for who, value in found.items()}
    {'A': 8.0, 'B': -8.0}
    """
    return {**skills_of_scores(scores, alpha=PENALTY, weights=weights)}
