"""Two-way fixed effects: how good each player is and how hard each question, where not all answered the same."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Cell = tuple[str, str]

SLICE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedEffects:
    """The least-squares fit of score = player + question, in the unit of the scores.

    `players` average 0 within each component, so that the mean of `questions` carries the level. `components` are the
    sets of players who are linked by questions in common, largest first: across them effects cannot be compared.
    """

    players: dict[str, float]
    questions: dict[str, float]
    components: tuple[frozenset[str], ...]

    def comparable(self, one: str, other: str) -> bool:
        """Whether two players are linked by questions in common, perhaps by way of others."""
        return any(one in component and other in component for component in self.components)


def fixed_effects(scores: Mapping[Cell, float], *, weights: Mapping[str, float] | None = None) -> FixedEffects:
    """Fit score[player, question] = player + question by least squares, exactly, by the normal equations.

    `scores` maps (player, question) to a finite score; `weights`, if given, says how much each question counts (a
    bootstrap draws whole numbers; 0 leaves it out, and so does none). An `InputError` for no scores at all, for one
    that is not finite, or for a weight that is negative or not finite, by name. The model of ForecastBench's
    difficulty-adjusted scores.

    >>> fit = fixed_effects({("A", "q1"): 0.04, ("A", "q2"): 0.36, ("C", "q2"): 0.49})
    >>> round(fit.players["A"] - fit.players["C"], 12), fit.comparable("A", "C")
    (-0.13, True)
    """
    heavy = {question: _weight(question, weights) for _, question in scores}
    kept = {cell: float(score) for cell, score in _checked(scores) if heavy[cell[1]]}
    if not kept:
        raise InputError("there are no scores to fit")
    players: dict[str, float] = {}
    questions: dict[str, float] = {}
    parts = list(_components(kept))
    for part in parts:
        ours, theirs = _fit(part, {cell: kept[cell] for cell in part}, heavy)
        players |= ours
        questions |= theirs
    groups = (frozenset(player for player, _ in part) for part in parts)
    return FixedEffects(
        players={player: players[player] for player, _ in kept},
        questions={question: questions[question] for _, question in kept},
        components=tuple(sorted(groups, key=lambda group: (-len(group), min(group)))),
    )


def _checked(scores: Mapping[Cell, float]) -> Iterator[tuple[Cell, float]]:
    for (player, question), score in scores.items():
        if not math.isfinite(score):
            raise InputError(f"the score of {player} on {question} is {score}", hint="leave it out, and say so")
        yield (player, question), score


def _weight(question: str, weights: Mapping[str, float] | None) -> float:
    weight = 1.0 if weights is None else float(weights.get(question, 0))
    if not (weight >= 0 and math.isfinite(weight)):
        raise InputError(f"the weight of {question} is {weight}", hint="a weight is 0 or more")
    return weight


def _components(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """The cells of each set of players and questions that are linked."""
    by_player: dict[str, list[Cell]] = {}
    by_question: dict[str, list[Cell]] = {}
    for cell in cells:
        by_player.setdefault(cell[0], []).append(cell)
        by_question.setdefault(cell[1], []).append(cell)
    waiting = dict.fromkeys(by_player)
    while waiting:
        yield _reach(next(iter(waiting)), waiting, by_player, by_question)


def _reach(
    first: str,
    waiting: dict[str, None],
    by_player: Mapping[str, list[Cell]],
    by_question: Mapping[str, list[Cell]],
) -> list[Cell]:
    found: list[Cell] = []
    seen: set[str] = set()
    at_hand = [first]
    del waiting[first]
    while at_hand:
        own = by_player[at_hand.pop()]
        found += own
        for _, question in own:
            if question in seen:
                continue
            seen.add(question)
            fresh = [player for player, _ in by_question[question] if player in waiting]
            at_hand += fresh
            for player in fresh:
                del waiting[player]
    return found


def _fit(
    part: Sequence[Cell], scores: Mapping[Cell, float], heavy: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    import numpy as np

    players = list(dict.fromkeys(player for player, _ in part))
    questions = list(dict.fromkeys(question for _, question in part))
    value = np.array([scores[cell] for cell in part])
    weight = np.array([heavy[question] for _, question in part])
    rows, columns = (_places(part, side, names) for side, names in ((0, players), (1, questions)))
    if len(players) <= len(questions):
        ours, theirs = _solve(rows, columns, value, weight)
    else:
        theirs, ours = _solve(columns, rows, value, weight)
    level = float(ours.mean())
    return (
        dict(zip(players, (ours - level).tolist(), strict=True)),
        dict(zip(questions, (theirs + level).tolist(), strict=True)),
    )


def _places(part: Sequence[Cell], side: int, names: Sequence[str]) -> NDArray[np.intp]:
    import numpy as np

    place = {name: number for number, name in enumerate(names)}
    return np.array([place[cell[side]] for cell in part], dtype=np.intp)


def _solve(
    few: NDArray[np.intp], many: NDArray[np.intp], value: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Effects of both sides, one row for each score; the larger side is eliminated, the first of the few is 0."""
    import numpy as np

    total = np.bincount(many, weight).astype(np.float64)
    means = np.bincount(many, weight * value) / total
    matrix = np.diag(np.bincount(few, weight)) - _shared(few, many, weight, total)
    right = np.bincount(few, weight * (value - means[many]))
    effects = np.zeros(len(matrix))
    effects[1:] = np.linalg.solve(matrix[1:, 1:], right[1:])
    return effects, np.bincount(many, weight * (value - effects[few])) / total


def _shared(
    few: NDArray[np.intp], many: NDArray[np.intp], weight: NDArray[np.float64], total: NDArray[np.float64]
) -> NDArray[np.float64]:
    """At (i, j) the sum over the many of weight i times weight j over the total weight; in slices that fit memory."""
    import numpy as np

    size = int(few.max()) + 1
    order = np.argsort(many, kind="stable")
    shared = np.zeros((size, size))
    step = max(1, SLICE // size)
    for first in range(0, len(total), step):
        rows = order[slice(*np.searchsorted(many, (first, first + step), sorter=order))]
        dense = np.zeros((min(step, len(total) - first), size))
        dense[many[rows] - first, few[rows]] = weight[rows]
        shared += dense.T @ (dense / total[first : first + step, None])
    return shared
