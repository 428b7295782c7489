"""ForecastBench: Brier scores adjusted for how hard each question was, and the Brier index made from them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ledger.errors import InputError
from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._forecasts import check_share, each, last
from ledger.scoring.fixed_effects import FixedEffects, fixed_effects
from ledger.scoring.history import History

RULE_VERSION = "1"
BOUNDS = (-math.inf, math.inf)
BETTER: Final[Literal["higher", "lower"]] = "lower"
TIMING = "last"
UNIT = "difficulty-adjusted Brier"

COIN = 0.25
MOST_IMPUTED = 0.05
MARKETS: Final = frozenset({"infer", "manifold", "metaculus", "polymarket"})

Cell = tuple[str, str]


def scores(histories: Sequence[History]) -> list[DialectScore]:
    """Each forecaster's last Brier score, adjusted for the difficulty of the question; lower is better.

    Brier = forecaster + question is fitted by least squares over all histories given; a score is (p - y)^2 minus the
    effect of the question, shifted so that always saying 50 % on all of them would earn 0.25 on average. It may fall
    outside [0, 1]. Forecasters with no questions in common, not even by way of others, are shifted on the questions
    of their own component: `leaderboard` says who can be compared. Nothing is imputed: what nobody asked a
    forecaster is no omission of his.

    >>> from ledger.scoring.history import Said
    >>> said = [Said(forecaster="A", probability=0.8, start=0), Said(forecaster="B", probability=0.5, start=0)]
    >>> history = History(question="q", opened=0, closes=10, ended=7, outcome=1, said=said, day=1)
    >>> [(one.forecaster, round(one.value, 12)) for one in scores([history])]
    [('A', 0.04), ('B', 0.25)]
    """
    raw = each(histories, _brier)
    if not raw:
        return []
    level = adjusted({(one.forecaster, one.question): one.value for one in raw})
    return [
        DialectScore(question=one.question, forecaster=one.forecaster, value=level[one.forecaster, one.question])
        for one in raw
    ]


def _brier(history: History, forecaster: str) -> float | None:
    said = last(history, forecaster)
    return None if said is None else (said.probability - history.outcome) ** 2


def adjusted(briers: Mapping[Cell, float]) -> dict[Cell, float]:
    """Brier scores by (forecaster, question), each less its question's effect and shifted to the level of 0.25.

    An `InputError` for none, or for one that is not finite.

    >>> level = adjusted({("A", "easy"): 0.04, ("A", "hard"): 0.36, ("C", "hard"): 0.49})
    >>> round(level["A", "easy"] - level["C", "hard"], 12)
    -0.13
    """
    fit = fixed_effects(briers)
    shift = _shifts(fit, briers)
    return {cell: score - fit.questions[cell[1]] + shift[cell[0]] for cell, score in briers.items()}


def _shifts(fit: FixedEffects, briers: Mapping[Cell, float]) -> dict[str, float]:
    """For each forecaster what brings "always 0.5" to 0.25, over the questions of his component."""
    shifts: dict[str, float] = {}
    for component in fit.components:
        questions = dict.fromkeys(question for player, question in briers if player in component)
        always = math.fsum(COIN - fit.questions[question] for question in questions) / len(questions)
        shifts |= dict.fromkeys(component, COIN - always)
    return shifts


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of the leaderboard: the mean adjusted Brier, its index (None below 0) and the number of questions.

    `group` numbers the set of forecasters with whom this one can be compared, from 0.
    """

    forecaster: str
    brier: float
    index: float | None
    questions: int
    group: int


def leaderboard(briers: Mapping[Cell, float]) -> list[Place]:
    """Everybody by mean adjusted Brier, best first within each group that can be compared; groups largest first.

    >>> [(place.forecaster, place.group) for place in leaderboard({("A", "q"): 0.3, ("B", "q"): 0.1, ("C", "r"): 0.0})]
    [('B', 0), ('A', 0), ('C', 1)]
    """
    groups = fixed_effects(briers).components
    own: dict[str, list[float]] = {}
    for (player, _), score in adjusted(briers).items():
        own.setdefault(player, []).append(score)
    places = [
        _place(player, own[player], group=number) for number, component in enumerate(groups) for player in component
    ]
    return sorted(places, key=lambda place: (place.group, place.brier, place.forecaster))


def _place(player: str, values: Sequence[float], *, group: int) -> Place:
    brier = math.fsum(values) / len(values)
    index = brier_index(brier) if 0 <= brier <= 1 else None
    return Place(forecaster=player, brier=brier, index=index, questions=len(values), group=group)


def brier_index(brier: float) -> float:
    """100(1 - sqrt(Brier)): 100 is perfect, 50 what always 50 % earns, 0 the worst; **higher** is better.

    >>> brier_index(0.25), brier_index(0.0625)
    (50.0, 75.0)
    """
    return 100 * (1 - math.sqrt(check_share("Brier score", brier)))


def overall(*, dataset: float, market: float) -> float:
    """The mean of a forecaster's scores on dataset questions and on market questions, whatever their numbers.

    >>> overall(dataset=0.2, market=0.1)
    0.15000000000000002
    """
    return (dataset + market) / 2


def peer(briers: Sequence[float]) -> list[float]:
    """The question's mean Brier minus each forecaster's own: **higher** is better, -1 to 1.

    >>> peer([0.0, 0.5])
    [0.25, -0.25]
    """
    total = math.fsum(check_share("Brier score", brier) for brier in briers)
    return [total / len(briers) - brier for brier in briers]


def skill(*, reference: float, own: float) -> float:
    """Naive minus own Brier score: **higher** is better, -1 to 1. A difference, where others divide by the naive one.

    >>> skill(reference=0.25, own=0.0625)
    0.1875
    """
    return check_share("Brier score", reference) - check_share("Brier score", own)


def impute(*, source: str, forecaster: str = "", on_due: float | None = None, day_before: float | None = None) -> float:
    """What ForecastBench puts where a forecast is missing: 0.5, but for two forecasters of its own on market questions.

    `source` is where the question comes from; "Imputed Forecaster" takes the market's probability `on_due`, the day
    on which forecasts were due, and "Naive Forecaster" that of the `day_before`. An `InputError` where it is needed
    and not given.

    >>> impute(source="metaculus"), impute(source="metaculus", forecaster="Imputed Forecaster", on_due=0.8)
    (0.5, 0.8)
    """
    value = {"Imputed Forecaster": on_due, "Naive Forecaster": day_before}.get(forecaster, 0.5)
    if source not in MARKETS:
        return 0.5
    if value is None:
        raise InputError(f"what the market said is missing for {forecaster} on a question of {source}")
    return check_share("probability", value)


def dropped(*, imputed: int, questions: int) -> bool:
    """Whether a forecaster is left off the leaderboard: more than 5 % of the questions were imputed.

    >>> dropped(imputed=5, questions=100), dropped(imputed=6, questions=100)
    (False, True)
    """
    if not 0 <= imputed <= questions or not questions:
        raise InputError(f"{imputed} of {questions} questions cannot have been imputed")
    return imputed > MOST_IMPUTED * questions
