"""Themis (Brier.fyi): scores of one probability drawn from a history by a criterion, with outcomes in fractions."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, Literal

from ledger.registry import unknown_name
from ledger.scoring.dialects import DialectScore
from ledger.scoring.dialects._forecasts import check_share, each
from ledger.scoring.history import History

RULE_VERSION = "1"
BOUNDS = (0.0, 1.0)
BETTER: Final[Literal["higher", "lower"]] = "lower"
TIMING = "midpoint"
UNIT = "Brier 0-1"

GRADES: Final = (
    ("S", 0.0001),
    ("A+", 0.0009),
    ("A", 0.0064),
    ("A-", 0.01),
    ("B+", 0.0144),
    ("B", 0.032),
    ("B-", 0.04),
    ("C+", 0.0576),
    ("C", 0.1296),
    ("C-", 0.16),
    ("D+", 0.1936),
    ("D", 0.3136),
    ("D-", 0.36),
    ("F", 1.0),
)

_HOUR: Final = 1 / 24


def scores(histories: Sequence[History], *, criterion: str = "midpoint") -> list[DialectScore]:
    """(p - y)^2 of what each forecaster stood by at the criterion: 0 to 1, lower is better.

    `criterion` is one of `CRITERIA`; an `InputError` for another. Whoever stood by nothing then is left out. y may be
    a fraction; then (p - y)^2 is less by y(1 - y) than the score to be expected of an outcome drawn with it, which
    changes no comparison on one question but does change means over questions.

    >>> from ledger.scoring.history import Said
    >>> said = [Said(forecaster="A", probability=0.6, start=0), Said(forecaster="A", probability=0.8, start=4)]
    >>> history = History(question="q", opened=0, closes=10, ended=7, outcome=1, said=said, day=1)
    >>> round(scores([history])[0].value, 12), round(scores([history], criterion="time-average")[0].value, 6)
    (0.16, 0.098776)
    """

    def value(history: History, forecaster: str) -> float | None:
        probability = extract(history, forecaster, criterion=criterion)
        return None if probability is None else brier(probability=probability, outcome=history.outcome)

    return each(histories, value)


def extract(history: History, forecaster: str, *, criterion: str) -> float | None:
    """The probability that a criterion draws from a forecaster's history; None where he stood by nothing then.

    The life runs from the opening to the end. A moment outside it, as a year before the end of a life of a month, has
    no probability. An `InputError` for an unknown criterion.
    """
    if criterion not in CRITERIA:
        raise unknown_name("criterion", criterion, known=CRITERIA)
    return CRITERIA[criterion](history, forecaster)


def _standing(history: History, forecaster: str, moment: float) -> float | None:
    spells = history.spells(forecaster)
    return next((spell.probability for spell in spells if spell.start <= moment < spell.end), None)


def _at_share(history: History, forecaster: str, *, share: float) -> float | None:
    return _standing(history, forecaster, history.opened + share * (history.ended - history.opened))


def _before_end(history: History, forecaster: str, *, days: float) -> float | None:
    moment = history.ended - days * history.day
    return _standing(history, forecaster, moment) if moment > history.opened else None


def _after_start(history: History, forecaster: str, *, days: float) -> float | None:
    return _standing(history, forecaster, history.opened + days * history.day)


def _time_average(history: History, forecaster: str) -> float | None:
    spells = history.spells(forecaster)
    covered = math.fsum(spell.length for spell in spells)
    return math.fsum(spell.length * spell.probability for spell in spells) / covered if covered else None


CRITERIA: Final[Mapping[str, Callable[[History, str], float | None]]] = {
    "midpoint": partial(_at_share, share=0.5),
    "time-average": _time_average,
    "duration-percent-25": partial(_at_share, share=0.25),
    "duration-percent-75": partial(_at_share, share=0.75),
    "before-close-hours-12": partial(_before_end, days=12 * _HOUR),
    "before-close-hours-24": partial(_before_end, days=1),
    "before-close-days-7": partial(_before_end, days=7),
    "before-close-days-30": partial(_before_end, days=30),
    "before-close-days-60": partial(_before_end, days=60),
    "before-close-days-90": partial(_before_end, days=90),
    "before-close-days-180": partial(_before_end, days=180),
    "before-close-days-365": partial(_before_end, days=365),
    "after-start-hours-12": partial(_after_start, days=12 * _HOUR),
    "after-start-hours-24": partial(_after_start, days=1),
    "after-start-days-7": partial(_after_start, days=7),
    "after-start-days-30": partial(_after_start, days=30),
}


def brier(*, probability: float, outcome: float) -> float:
    """(p - r)^2, r the outcome or a fraction: 0 to 1, lower is better; an `InputError` outside [0, 1].

    >>> round(brier(probability=0.3, outcome=0.7), 12)
    0.16
    """
    return (check_share("probability", probability) - check_share("outcome", outcome)) ** 2


def logarithmic(*, probability: float, outcome: float) -> float:
    """The sum r ln p + (1 - r) ln(1 - p) in nats: minus infinity to 0, **higher** is better. Good (1952).

    >>> round(logarithmic(probability=0.7, outcome=1), 6), logarithmic(probability=0.0, outcome=1)
    (-0.356675, -inf)
    """
    p, r = check_share("probability", probability), check_share("outcome", outcome)
    return _weighted_log(r, p) + _weighted_log(1 - r, 1 - p)


def _weighted_log(weight: float, probability: float) -> float:
    if not weight:
        return 0.0
    return weight * math.log(probability) if probability else -math.inf


def spherical(*, probability: float, outcome: float) -> float:
    """(r p + (1 - r)(1 - p)) / sqrt(p^2 + (1 - p)^2): 0 to 1, **higher** is better. Linear in r, so proper.

    >>> round(spherical(probability=0.5, outcome=0), 6)
    0.707107
    """
    p, r = check_share("probability", probability), check_share("outcome", outcome)
    return (r * p + (1 - r) * (1 - p)) / math.hypot(p, 1 - p)


def letter_grade(score: float) -> str:
    """The grade, S to F, of a Brier score from 0 to 1: the first whose cutoff it does not exceed.

    >>> letter_grade(0.16), letter_grade(0.17), letter_grade(0.0)
    ('C-', 'D+', 'S')
    """
    check_share("Brier score", score)
    return next(grade for grade, cutoff in GRADES if score <= cutoff)
