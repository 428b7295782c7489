"""Two-way fixed effects: how good each player is and how hard each question, where not all answered the same."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from ledger.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int32]
    Rows = NDArray[np.intp]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Scores in columns, for which a matrix or a mapping would be too large: each with the places of its two names."""

    players: Sequence[str]
    questions: Sequence[str]
    player: Places
    question: Places
    score: NDArray[np.float64]

    @classmethod
    def of(cls, scores: Mapping[str, Mapping[str, float]]) -> Answers:
        """The scores by player and question."""
        said = (player for player, own in scores.items() for _ in own)
        values = (score for own in scores.values() for score in own.values())
        return cls._of(said, chain.from_iterable(scores.values()), values, sum(map(len, scores.values())))

    @classmethod
    def of_cells(cls, scores: Mapping[Cell, float]) -> Answers:
        """The scores by cell."""
        said, asked = (player for player, _ in scores), (question for _, question in scores)
        return cls._of(said, asked, scores.values(), len(scores))

    @classmethod
    def _of(cls, said: Iterable[str], asked: Iterable[str], scores: Iterable[float], size: int) -> Answers:
        import numpy as np

        (players, player), (questions, question) = _numbered(said, size), _numbered(asked, size)
        score = np.fromiter(scores, dtype=np.float64, count=size)
        return cls(players=players, questions=questions, player=player, question=question, score=score)

    def among(self, rows: Rows | NDArray[np.bool_]) -> Answers:
        """Some of them, under the same names."""
        return replace(self, player=self.player[rows], question=self.question[rows], score=self.score[rows])


def _numbered(names: Iterable[str], size: int) -> tuple[list[str], Places]:
    """The different names as they come, and the place of each among them."""
    import numpy as np

    places: dict[str, int] = {}
    found = np.fromiter((places.setdefault(name, len(places)) for name in names), dtype=np.int32, count=size)
    return list(places), found


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
    return effects_of(Answers.of_cells(scores), weights=weights)


def effects_of(answers: Answers, *, weights: Mapping[str, float] | None = None) -> FixedEffects:
    """The same of scores in columns.

    >>> effects_of(Answers.of({"A": {"q": 0.25}, "B": {"q": 0.75}})).players
    {'A': -0.25, 'B': 0.25}
    """
    import numpy as np

    heavy = np.array([_weight(question, weights) for question in answers.questions], dtype=np.float64)
    _check(answers)
    kept = answers if heavy.all() else answers.among(heavy[answers.question] > 0)
    if not len(kept.score):
        raise InputError("there are no scores to fit")
    players, questions = np.full(len(kept.players), np.nan), np.full(len(kept.questions), np.nan)
    groups = []
    # All of them first: what finds them takes as much memory as what fits them.
    for part in list(_components(kept)):
        own = kept.among(part)
        _fit(own, heavy, players, questions)
        groups.append(frozenset(kept.players[place] for place in set(own.player.tolist())))
    return FixedEffects(
        players=_named(kept.players, players),
        questions=_named(kept.questions, questions),
        components=tuple(sorted(groups, key=lambda group: (-len(group), min(group)))),
    )


def _named(names: Sequence[str], effects: NDArray[np.float64]) -> dict[str, float]:
    """By name, but for those of whom no score counts."""
    return {name: effect for name, effect in zip(names, effects.tolist(), strict=True) if not math.isnan(effect)}


def _check(answers: Answers) -> None:
    import numpy as np

    for row in np.flatnonzero(~np.isfinite(answers.score))[:1]:
        player, question = answers.players[answers.player[row]], answers.questions[answers.question[row]]
        message = f"the score of {player} on {question} is {answers.score[row].item()}"
        raise InputError(message, hint="leave it out, and say so")


def _weight(question: str, weights: Mapping[str, float] | None) -> float:
    weight = 1.0 if weights is None else float(weights.get(question, 0))
    if not (weight >= 0 and math.isfinite(weight)):
        raise InputError(f"the weight of {question} is {weight}", hint="a weight is 0 or more")
    return weight


class _Rows:
    """The rows of each place, in their order."""

    def __init__(self, places: Places, size: int) -> None:
        import numpy as np

        self._order = np.argsort(places, kind="stable")
        self._starts = np.searchsorted(places, np.arange(size + 1, dtype=np.int32), sorter=self._order)

    def of(self, place: int) -> Rows:
        return self._order[self._starts[place] : self._starts[place + 1]]


def _components(answers: Answers) -> Iterator[Rows]:
    """The rows of each set of players and questions that are linked, player by player."""
    import numpy as np

    of_player = _Rows(answers.player, len(answers.players))
    of_question = _Rows(answers.question, len(answers.questions))
    waiting = dict.fromkeys(_as_they_come(answers.player)[0].tolist())
    while waiting:
        yield np.concatenate([*_reach(next(iter(waiting)), waiting, answers, of_player, of_question)])


def _reach(
    first: int, waiting: dict[int, None], answers: Answers, of_player: _Rows, of_question: _Rows
) -> Iterator[Rows]:
    at_hand = [first]
    del waiting[first]
    while at_hand:
        own = of_player.of(at_hand.pop())
        yield own
        for question in answers.question[own].tolist() if waiting else ():
            fresh = [one for one in answers.player[of_question.of(question)].tolist() if one in waiting]
            at_hand += fresh
            for one in fresh:
                del waiting[one]
            if not waiting:
                break


def _fit(
    part: Answers, heavy: NDArray[np.float64], players: NDArray[np.float64], questions: NDArray[np.float64]
) -> None:
    """Fill in the effects of a linked part."""
    weight = heavy[part.question]
    (who, rows), (what, columns) = _as_they_come(part.player), _as_they_come(part.question)
    if len(who) <= len(what):
        ours, theirs = _solve(rows, columns, part.score, weight)
    else:
        theirs, ours = _solve(columns, rows, part.score, weight)
    level = float(ours.mean())
    players[who] = ours - level
    questions[what] = theirs + level


def _as_they_come(places: Places) -> tuple[Rows, Places]:
    """The different places in the order in which they first come, and of each place its number in that order."""
    import numpy as np

    first = np.full(int(places.max()) + 1, len(places), dtype=np.int32)
    np.minimum.at(first, places, np.arange(len(places), dtype=np.int32))
    different = np.argsort(first, kind="stable")[: int((first < len(places)).sum())]
    numbers = np.empty(len(first), dtype=np.int32)
    numbers[different] = np.arange(len(different))
    return different, numbers[places]


def _solve(
    few: Places, many: Places, value: NDArray[np.float64], weight: NDArray[np.float64]
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


def _shared(few: Places, many: Places, weight: NDArray[np.float64], total: NDArray[np.float64]) -> NDArray[np.float64]:
    """At (i, j) the sum over the many of weight i times weight j over the total weight; in slices that fit memory."""
    import numpy as np

    size = int(few.max()) + 1
    order = np.argsort(many, kind="stable")
    shared = np.zeros((size, size))
    step = max(1, SLICE // size)
    for first in range(0, len(total), step):
        ends = np.array((first, first + step), dtype=many.dtype)
        rows = order[slice(*np.searchsorted(many, ends, sorter=order))]
        dense = np.zeros((min(step, len(total) - first), size))
        dense[many[rows] - first, few[rows]] = weight[rows]
        shared += dense.T @ (dense / total[first : first + step, None])
    return shared
