"""Head-to-head skill: what every pair of forecasters scored against each other, as one number for each of them."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledger.errors import InputError
from ledger.registry import unknown_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

Skills = dict[str, float]

REMATCHES: Final = 100
"""A pair shows how far scores scatter from this many matches on."""

QUESTIONS: Final = 100
"""A player shows how far skills lie apart from this many questions on."""

DISCRIMINATION_PENALTY: Final = 0.25

_ROUNDS = 1000
_SETTLED = 1e-13


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two players on one question: `score` is the first's against the second, `weight` how much the match counts.

    On Metaculus the score is 100 ln(p1/p2) over the time in which both stood, and the weight that share of the horizon.
    """

    first: str
    second: str
    question: str
    score: float
    weight: float = 1.0


def average_scores(matches: Sequence[Match]) -> Skills:
    """The mean score of each player over their matches, by weight.

    An `InputError` for no matches, a player against themselves, or a score or weight that is not finite or not above 0.

    >>> average_scores([Match(first="A", second="B", question="q", score=20.0)])
    {'A': 20.0, 'B': -20.0}
    """
    _check(matches)
    parts: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for match in matches:
        parts[match.first].append((match.weight * match.score, match.weight))
        parts[match.second].append((-match.weight * match.score, match.weight))
    return {
        player: math.fsum(score for score, _ in own) / math.fsum(weight for _, weight in own)
        for player, own in parts.items()
    }


def _check(matches: Sequence[Match]) -> None:
    if not matches:
        raise InputError("there are no matches to judge by")
    for row, match in enumerate(matches, 1):
        if match.first == match.second:
            raise InputError(f"match {row}: {match.first} plays against themselves")
        if not (math.isfinite(match.score) and 0 < match.weight < math.inf):
            raise InputError(
                f"match {row} of {match.first} and {match.second} has score {match.score} and weight {match.weight}",
                hint="scores are finite, weights finite and above 0",
            )


def ridge_skills(
    matches: Sequence[Match], *, alpha: float, discriminations: Mapping[str, float] | None = None
) -> Skills:
    """The skills s that minimise sum w (y - D (s_first - s_second))^2 + alpha sum s^2, solved exactly.

    In the unit of the scores and in their direction; the skills of linked players add up to 0, so what counts are
    differences. `alpha` above 0 draws them together; `discriminations` D of questions are 1 unless given. Ridge
    regression: Hoerl and Kennard (1970), doi 10.1080/00401706.1970.10488634. As the bot leaderboard of Metaculus means
    it, whose iterative solver stops up to 0.007 short of this answer. Errors as in `average_scores`, and for an alpha
    that is not above 0.

    >>> skills = ridge_skills([Match(first="A", second="B", question="q", score=20.0)], alpha=2.0)
    >>> round(skills["A"], 9), round(skills["B"], 9)
    (5.0, -5.0)
    """
    import numpy as np

    _check(matches)
    _check_penalty(alpha)
    players = sorted({player for match in matches for player in (match.first, match.second)})
    matrix, right = _equations(matches, players, discriminations or {})
    found = np.linalg.solve(matrix + alpha * np.eye(len(players)), right)
    return dict(zip(players, found.tolist(), strict=True))


def _check_penalty(alpha: float) -> None:
    if not 0 < alpha < math.inf:
        raise InputError(f"alpha is {alpha}", hint="the penalty is a number above 0")


def _equations(
    matches: Sequence[Match], players: Sequence[str], discriminations: Mapping[str, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    import numpy as np

    places = {player: place for place, player in enumerate(players)}
    matrix, right = np.zeros((len(players), len(players))), np.zeros(len(players))
    for match in matches:
        one, other, slope = places[match.first], places[match.second], discriminations.get(match.question, 1.0)
        pull, push = match.weight * slope**2, match.weight * slope * match.score
        matrix[one, one] += pull
        matrix[other, other] += pull
        matrix[one, other] -= pull
        matrix[other, one] -= pull
        right[one] += push
        right[other] -= push
    return matrix, right


def skills_of_scores(
    scores: Mapping[str, Mapping[str, float]], *, alpha: float, weights: Mapping[str, float] | None = None
) -> Skills:
    """`ridge_skills` where on each question everybody meets everybody else who answered, without listing the matches.

    `scores` maps players to their finite scores by question; a match's score is the first's less the second's, its
    weight the question's: 1, or what `weights` says, 0 where it says nothing. A player whom no match links to others
    has skill 0.

    >>> skills = skills_of_scores({"A": {"q": 20.0}, "B": {"q": 0.0, "r": 5.0}}, alpha=2.0)
    >>> round(skills["A"], 9), round(skills["B"], 9)
    (5.0, -5.0)
    """
    import numpy as np

    _check_penalty(alpha)
    columns = {
        question: column for column, question in enumerate(dict.fromkeys(q for own in scores.values() for q in own))
    }
    heavy = np.array([1.0 if weights is None else weights.get(question, 0.0) for question in columns])
    given = np.zeros((len(scores), len(columns)))
    there = np.zeros_like(given)
    for row, own in enumerate(scores.values()):
        places = [columns[question] for question in own]
        given[row, places] = list(own.values())
        there[row, places] = 1
    met = (there * heavy) @ there.T
    matrix = np.diag(met.sum(axis=1) + alpha) - met
    right = ((given * there.sum(axis=0) - there * given.sum(axis=0)) * heavy).sum(axis=1)
    return dict(zip(scores, np.linalg.solve(matrix, right).tolist(), strict=True))


def discriminated_skills(
    matches: Sequence[Match], *, alpha: float, penalty: float = DISCRIMINATION_PENALTY
) -> tuple[Skills, dict[str, float]]:
    """Skills of players together with how well each question tells them apart, from -1 to 1, the furthest being +-1.

    Turn by turn until neither changes: skills given discriminations (`ridge_skills`), then, with ds the difference in
    skill, D_q = (penalty + sum w ds y) / (penalty + sum w ds^2), cut to -1..1 and scaled to a mean of 1 by weight. A
    question that the better players lose has D below 0. Errors as in `ridge_skills`; another where that mean is not
    above 0, and for a penalty below 0.

    >>> matches = [Match(first="A", second="B", question=q, score=y) for q, y in (("q", 30.0), ("r", 3.0))]
    >>> skills, tells = discriminated_skills(matches, alpha=1.0)
    >>> tells["q"], round(tells["r"], 2)
    (1.0, 0.2)
    """
    if not penalty >= 0:
        raise InputError(f"{penalty} is no penalty", hint="give a number from 0, such as 0.25")
    tells = {match.question: 1.0 for match in matches}
    for _ in range(_ROUNDS):
        skills = ridge_skills(matches, alpha=alpha, discriminations=tells)
        before, tells = tells, _discriminations(matches, skills, penalty)
        if max(abs(tells[question] - before[question]) for question in tells) < _SETTLED:
            break
    furthest = max(map(abs, tells.values()))
    return (
        {player: skill * furthest for player, skill in skills.items()},
        {question: value / furthest for question, value in tells.items()},
    )


def _discriminations(matches: Sequence[Match], skills: Skills, penalty: float) -> dict[str, float]:
    above: defaultdict[str, list[float]] = defaultdict(lambda: [penalty])
    below: defaultdict[str, list[float]] = defaultdict(lambda: [penalty])
    weights: defaultdict[str, list[float]] = defaultdict(list)
    for match in matches:
        apart = skills[match.first] - skills[match.second]
        above[match.question].append(match.weight * apart * match.score)
        below[match.question].append(match.weight * apart**2)
        weights[match.question].append(match.weight)
    # Without a penalty a question on which nobody is apart from anybody tells nothing.
    found = {q: min(max(math.fsum(above[q]) / (math.fsum(below[q]) or 1.0), -1.0), 1.0) for q in above}
    heavy = {question: math.fsum(own) for question, own in weights.items()}
    mean = math.fsum(heavy[q] * value for q, value in found.items()) / math.fsum(heavy.values())
    if mean <= 0:
        raise InputError("on average the questions do not tell these players apart: no discriminations can be found")
    return {question: value / mean for question, value in found.items()}


def rescaled(skills: Mapping[str, float], *, baseline: str, variance: float) -> Skills:
    """The skills shifted so that the baseline has 0, then stretched to that population variance.

    `variance` is that of the average scores, which puts skills in their range. An `InputError` for an unknown
    baseline, a variance that is not finite or below 0, or skills that are all equal.

    >>> rescaled({"A": 1.0, "B": -1.0}, baseline="B", variance=100.0)
    {'A': 20.0, 'B': 0.0}
    """
    if baseline not in skills:
        raise unknown_name("forecaster", baseline, known=skills)
    spread = _variance(list(skills.values()))
    if not (0 <= variance < math.inf and spread > 0):
        raise InputError(f"skills of variance {spread} cannot be stretched to a variance of {variance}")
    scale = math.sqrt(variance / spread)
    return {player: (skill - skills[baseline]) * scale for player, skill in skills.items()}


def _variance(values: Sequence[float], weights: Sequence[float] | None = None) -> float:
    heavy = weights or [1.0] * len(values)
    total = math.fsum(heavy)
    mean = math.fsum(w * value for w, value in zip(heavy, values, strict=True)) / total
    return math.fsum(w * (value - mean) ** 2 for w, value in zip(heavy, values, strict=True)) / total


def penalty_of(matches: Sequence[Match], *, rematches: int = REMATCHES, questions: int = QUESTIONS) -> float:
    """The alpha of `ridge_skills` that the matches themselves suggest: variance of the error over that of true skill.

    The error: the mean variance of scores within pairs of at least `rematches` matches. The skills: the variance of a
    first fit among players on at least `questions` questions. Either counts as 1 where there is nobody to tell; so
    does the penalty where skills do not differ. (Metaculus divides by the squared variance where it says variance.)
    Errors as in `average_scores`.

    >>> penalty_of([Match(first="A", second="B", question="q", score=20.0)])
    1.0
    """
    _check(matches)
    spreads = list(_spreads(matches, rematches))
    error = math.fsum(spreads) / len(spreads) if spreads else 1.0
    if not error:
        return 1.0
    first = ridge_skills(matches, alpha=error)
    answered: defaultdict[str, set[str]] = defaultdict(set)
    for match in matches:
        answered[match.first].add(match.question)
        answered[match.second].add(match.question)
    regular = [first[player] for player, own in answered.items() if len(own) >= questions]
    true = _variance(regular) * len(regular) / (len(regular) - 1) if len(regular) > 1 else 1.0
    return error / true if true else 1.0


def _spreads(matches: Iterable[Match], rematches: int) -> Iterator[float]:
    pairs: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for match in matches:
        low, high = sorted((match.first, match.second))
        score = match.score if match.first == low else -match.score
        pairs[low, high].append((score, match.weight))
    for own in pairs.values():
        if len(own) >= rematches:
            yield _variance([score for score, _ in own], [weight for _, weight in own])


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The skill of one player in one year, its 95 % interval, and on how many questions."""

    skill: float
    low: float
    high: float
    questions: int


def combined(slices: Sequence[Slice]) -> Slice:
    """The slices of one player as one: skills averaged by questions, intervals as of independent normal errors.

    An `InputError` for no slices or one without questions.

    >>> years = Slice(skill=10.0, low=6.0, high=14.0, questions=3), Slice(skill=4.0, low=2.0, high=6.0, questions=1)
    >>> whole = combined(years)
    >>> whole.skill, round(whole.low, 6), round(whole.high, 6)
    (8.5, 5.458619, 11.541381)
    """
    if not slices or any(part.questions < 1 for part in slices):
        raise InputError("slices to combine need a question each")
    total = sum(part.questions for part in slices)
    skill = math.fsum(part.skill * part.questions for part in slices) / total
    reach = math.sqrt(math.fsum(((part.high - part.low) / 2 * part.questions) ** 2 for part in slices)) / total
    return Slice(skill=skill, low=skill - reach, high=skill + reach, questions=total)
