"""The methods of leaderboards on many replicates at once: a row for each replicate, a column for each forecaster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from ledger.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

QUICK: Final = 2e10
"""So many multiplications and additions take a few seconds on one core."""

FEWEST: Final = 100
MOST: Final = 1000

# So many cells of all replicates of a batch are held in memory at once.
_ROOM: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Field:
    """Scores as a matrix, forecasters by questions: `score` is 0 and `there` is 0 where somebody did not answer."""

    score: Array
    there: Array

    @classmethod
    def of(cls, scores: Mapping[str, Mapping[str, float]], questions: Mapping[str, int]) -> Field:
        """The matrix of scores by forecaster and question; `questions` says the column of each.

        >>> Field.of({"A": {"q": 0.1}, "B": {"q": 0.2, "r": 0.3}}, {"q": 0, "r": 1}).there.tolist()
        [[1.0, 0.0], [1.0, 1.0]]
        """
        import numpy as np

        score = np.zeros((len(scores), len(questions)))
        there = np.zeros_like(score)
        for row, own in enumerate(scores.values()):
            columns = [questions[question] for question in own]
            score[row, columns] = list(own.values())
            there[row, columns] = 1
        return cls(score, there)


class Batched(Protocol):
    """The values of a method on every replicate."""

    def __call__(self, field: Field, weights: Array) -> Array:
        """From how often each question counts, replicates by questions; NaN where a value is not defined."""


BATCHED: Registry[Batched] = Registry(
    "method",
    {
        "common": "ledger.calibration.replicates:common",
        "relative-skill": "ledger.calibration.replicates:relative",
        "fixed-effects": "ledger.calibration.replicates:effects",
        "head-to-head": "ledger.calibration.replicates:head_to_head",
    },
)
"""The methods of `ledger.calibration.leaderboard.METHODS`, equal to them but for rounding."""


def quick_replicates(forecasters: int, questions: int, method: str) -> int:
    """How many replicates a method answers in a few seconds: 100 to 1000.

    >>> quick_replicates(508, 67, "fixed-effects"), quick_replicates(2000, 67, "relative-skill")
    (1000, 100)
    """
    few = min(forecasters, questions)
    # The logarithm of every pair weighs as much as some 60 multiplications.
    pairs, systems = forecasters**2 * (questions + 60), forecasters * questions * few + 4 * few**3
    one = pairs if method == "relative-skill" else systems
    return min(MOST, max(FEWEST, int(QUICK / max(one, 1))))


def common(field: Field, weights: Array) -> Array:
    """The mean over the questions that all answered."""
    import numpy as np

    shared = field.there.all(axis=0)
    heavy = weights[:, shared]
    with np.errstate(invalid="ignore"):
        found: Array = (heavy @ field.score[:, shared].T) / heavy.sum(axis=1)[:, None]
    return found


def relative(field: Field, weights: Array) -> Array:
    """Pairwise relative skill (`ledger.scoring.relative_skill`)."""
    import numpy as np

    found = np.empty((len(weights), len(field.score)))
    for replicate, heavy in enumerate(weights):
        sums = (field.score * heavy) @ field.there.T
        usable = (sums > 0) & (sums.T > 0)
        np.fill_diagonal(usable, val=False)
        logs = np.log(sums, where=usable, out=np.zeros_like(sums))
        rivals = usable.sum(axis=1)
        found[replicate] = np.where(rivals > 0, np.exp((logs.sum(axis=1) - logs.sum(axis=0)) / (rivals + 1)), np.nan)
    return found


def effects(field: Field, weights: Array) -> Array:
    """Two-way fixed effects (`ledger.scoring.fixed_effects`) of those who are all linked, NaN for a row if not.

    The larger side is eliminated. Effects of the smaller are free by a constant, which the matrix of ones settles.
    """
    import numpy as np

    linked = _linked(field, weights)
    found = np.full((len(weights), len(field.score)), np.nan)
    solve = _by_players if len(field.score) <= field.score.shape[1] else _by_questions
    places = np.flatnonzero(linked)
    for batch in _batches(len(places), field):
        values = solve(field, weights[places[batch]])
        found[places[batch]] = values - values.mean(axis=1, keepdims=True)
    return found


def _batches(replicates: int, field: Field) -> Iterator[slice]:
    step = max(1, _ROOM // field.score.size)
    return (slice(first, min(first + step, replicates)) for first in range(0, replicates, step))


def _linked(field: Field, weights: Array) -> NDArray[np.bool_]:
    """On which replicates questions that count link all forecasters, from the first of them outwards."""
    import numpy as np

    drawn = weights > 0
    reached = np.zeros((len(weights), len(field.there)), dtype=np.bool_)
    reached[:, 0] = True
    while True:
        asked = drawn & (reached @ field.there > 0)
        further = reached | (asked @ field.there.T > 0)
        if (further == reached).all():
            # Who answered nothing that counts is reached only as the first, and then alone.
            linked: NDArray[np.bool_] = np.asarray(reached.all(axis=1) & asked.any(axis=1))
            return linked
        reached = further


def _by_players(field: Field, weights: Array) -> Array:
    import numpy as np

    # What nobody answered is 0 all over, and stays so.
    answers = np.maximum(field.there.sum(axis=0), 1)
    share, means = weights / answers, field.score.sum(axis=0) / answers
    totals = weights @ field.there.T
    right = weights @ (field.score - field.there * means).T
    matrix = _diagonal(totals) - (field.there * share[:, None, :]) @ field.there.T
    matrix += totals.mean(axis=1)[:, None, None] / totals.shape[1]
    return _solved(matrix, right)


def _by_questions(field: Field, weights: Array) -> Array:
    import numpy as np

    totals = weights @ field.there.T
    sums = weights @ field.score.T
    shared = field.there.T @ (field.there / totals[:, :, None])
    own = weights * field.there.sum(axis=0)
    drawn = own > 0
    matrix = _diagonal(np.where(drawn, own, 1.0)) - weights[:, :, None] * shared * weights[:, None, :]
    matrix += (drawn[:, :, None] & drawn[:, None, :]) * (own.mean(axis=1) / own.shape[1])[:, None, None]
    right = weights * (field.score.sum(axis=0) - (sums / totals) @ field.there)
    hardness = _solved(matrix, right)
    left: Array = sums - (weights * hardness) @ field.there.T
    return left / totals


def _solved(matrices: Array, right: Array) -> Array:
    """The solution of each system, a row for each."""
    import numpy as np

    found: Array = np.linalg.solve(matrices, right[..., None])[..., 0].astype(np.float64, copy=False)
    return found


def _diagonal(values: Array) -> Array:
    """Each row as the diagonal of a matrix of its own."""
    import numpy as np

    found: Array = values[:, :, None] * np.eye(values.shape[1])
    return found


def head_to_head(field: Field, weights: Array) -> Array:
    """Head-to-head skill (`ledger.calibration.head_to_head.skills_of_scores`) with a penalty of 1.

    The matrix of who met whom is D - T W T', with T who answered what: by the identity of Woodbury (1950) its inverse
    needs one of a matrix of questions only, which is taken where there are fewer questions than forecasters.
    """
    import numpy as np

    answers = field.there.sum(axis=0)
    totals = weights @ (field.there * answers).T + 1
    right = weights @ (field.score * answers - field.there * field.score.sum(axis=0)).T
    found: Array = np.empty_like(totals)
    for batch in _batches(len(weights), field):
        found[batch] = _skills(field.there, weights[batch], totals[batch], right[batch])
    return found


def _skills(there: Array, weights: Array, totals: Array, right: Array) -> Array:
    import numpy as np

    if len(there) <= there.shape[1]:
        matrix = _diagonal(totals) - (there * weights[:, None, :]) @ there.T
        return _solved(matrix, right)
    first = right / totals
    met = there.T @ (there / totals[:, :, None])
    inner = np.eye(there.shape[1]) - weights[:, :, None] * met
    through = _solved(inner, weights * (first @ there))
    back: Array = through @ there.T
    return first + back / totals
