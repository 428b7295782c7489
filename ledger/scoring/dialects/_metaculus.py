"""Histories of binary questions as Metaculus scores them: who held what when, and the points summed by forecaster."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Protocol

from ledger.scoring.dialects import DialectScore
from ledger.scoring.history import History, Said
from ledger.scoring.metaculus.held import Held, Life, Points
from ledger.scoring.metaculus.pmf import FLOOR, binary_pmf

BASELINE_BOUNDS: Final = (100 * (math.log2(FLOOR) + 1), 100 * (math.log2(1 - FLOOR) + 1))
PEER_BOUNDS: Final = (100 * math.log(FLOOR / (1 - FLOOR)), 100 * math.log((1 - FLOOR) / FLOOR))


class _Rule(Protocol):
    def __call__(self, held: Sequence[Held], *, bucket: int, life: Life) -> list[Points]: ...


def totals(histories: Sequence[History], rule: _Rule) -> list[DialectScore]:
    """The points and the coverage of each forecaster on each question.

    Left out are questions with a fractional outcome, which the platform does not know, and forecasters who held
    nothing at a time that the rule reads.
    """
    return [score for history in histories if history.outcome in {0, 1} for score in _on_one_question(history, rule)]


def _on_one_question(history: History, rule: _Rule) -> Iterator[DialectScore]:
    held = held_in(history)
    life = Life(opened=history.opened, closes=history.closes, ended=history.ended)
    by_forecaster = defaultdict(list)
    for one, points in zip(held, rule(held, bucket=int(history.outcome), life=life), strict=True):
        by_forecaster[one.forecaster].append(points)
    for forecaster, all_points in by_forecaster.items():
        coverage = math.fsum(points.coverage for points in all_points)
        if coverage > 0:
            value = math.fsum(points.points for points in all_points)
            yield DialectScore(question=history.question, forecaster=forecaster, value=value, coverage=coverage)


def held_in(history: History) -> list[Held]:
    """What was said before the question ended, each until the forecaster's next or until withdrawn.

    Forecasters come in the order in which they first spoke. What was said at the very moment of the end does not
    count, and does not replace what stood.
    """
    by_forecaster = defaultdict(list)
    for said in history.said:
        if said.start < history.ended:
            by_forecaster[said.forecaster].append(said)
    return [
        _held(said, until=after.start if after else math.inf)
        for own in by_forecaster.values()
        for said, after in pairwise([*own, None])
        if said
    ]


def _held(said: Said, *, until: float) -> Held:
    end = until if said.end is None else min(until, said.end)
    return Held(forecaster=said.forecaster, pmf=binary_pmf(said.probability), start=said.start, end=end)
