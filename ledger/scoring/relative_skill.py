"""Pairwise relative skill: ratios of mean scores on the questions that both answered, averaged geometrically."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.registry import unknown_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Scores = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeSkill:
    """How a player's mean score compares with everybody's: below 1 is better where lower scores are.

    `scaled` is the same over the baseline's. `questions` counts the player's own, `rivals` the others with whom a
    ratio could be formed. Where `value` is None, `reason` says why.
    """

    value: float | None
    scaled: float | None
    questions: int
    rivals: int
    reason: str | None = None


def relative_skill(scores: Scores, *, baseline: str | None = None) -> dict[str, RelativeSkill]:
    """The geometric mean over all players, oneself included, of own mean over theirs on the questions in common.

    `scores` maps players to their scores by question, all of one rule for which lower is better and 0 is perfect.
    From 0 to infinity, 1 in the middle. Only pairs with a question in common and means above 0 give a ratio. An
    `InputError` for no players, an unknown baseline, or a score that is negative or NaN, by name. Cramer et al.
    (2022), doi 10.1073/pnas.2113561119; as the R packages scoringutils and hubEvals compute it.

    >>> skill = relative_skill({"base": {"q": 0.2, "r": 0.4}, "new": {"q": 0.1, "r": 0.2, "s": 0.9}}, baseline="base")
    >>> round(skill["new"].value, 6), round(skill["new"].scaled, 6)
    (0.707107, 0.5)
    """
    _check(scores, baseline)
    certain = {player: why for player, own in scores.items() if (why := _infinite(own)) is not None}
    finite = {player: own for player, own in scores.items() if player not in certain}
    found = _skills(finite) | {
        player: RelativeSkill(value=None, scaled=None, questions=len(scores[player]), rivals=0, reason=why)
        for player, why in certain.items()
    }
    level = None if baseline is None else found[baseline].value
    return {player: _scale(found[player], level) for player in scores}


def _check(scores: Scores, baseline: str | None) -> None:
    if not scores:
        raise InputError("there is nobody to compare")
    if baseline is not None and baseline not in scores:
        raise unknown_name("forecaster", baseline, known=scores)
    for player, own in scores.items():
        for question, score in own.items():
            if not score >= 0:
                raise InputError(
                    f"the score of {player} on {question} is {score}", hint="ratios need scores of 0 or more"
                )


def _infinite(own: Mapping[str, float]) -> str | None:
    wrong = [question for question, score in own.items() if math.isinf(score)]
    return f"certain and wrong on {wrong[0]}: the mean is infinite" if wrong else None


def _skills(scores: Scores) -> dict[str, RelativeSkill]:
    import numpy as np

    sums = _sums_in_common(scores)
    usable = (sums > 0) & (sums.T > 0)
    np.fill_diagonal(usable, val=False)
    logs = np.log(sums, where=usable, out=np.zeros_like(sums))
    rivals = usable.sum(axis=1).tolist()
    totals = (logs - logs.T).sum(axis=1).tolist()
    return {
        player: _skill(own, total=total, rivals=count)
        for (player, own), total, count in zip(scores.items(), totals, rivals, strict=True)
    }


def _skill(own: Mapping[str, float], *, total: float, rivals: int) -> RelativeSkill:
    if rivals:
        return RelativeSkill(value=math.exp(total / (rivals + 1)), scaled=None, questions=len(own), rivals=rivals)
    reason = "no question in common with anybody whose mean there is above 0, or a mean of 0 oneself"
    return RelativeSkill(value=None, scaled=None, questions=len(own), rivals=0, reason=reason)


def _sums_in_common(scores: Scores) -> NDArray[np.float64]:
    """At (i, j) the sum of i's scores on the questions that j answered too."""
    import numpy as np

    columns = {
        question: number for number, question in enumerate(dict.fromkeys(q for own in scores.values() for q in own))
    }
    given = np.zeros((len(scores), len(columns)))
    there = np.zeros_like(given)
    for row, own in enumerate(scores.values()):
        places = [columns[question] for question in own]
        given[row, places] = list(own.values())
        there[row, places] = 1
    sums: NDArray[np.float64] = given @ there.T
    return sums


def _scale(skill: RelativeSkill, level: float | None) -> RelativeSkill:
    from dataclasses import replace

    return skill if level is None or skill.value is None else replace(skill, scaled=skill.value / level)
