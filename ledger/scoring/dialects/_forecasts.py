"""Which forecasts of a history a platform would see, and scores for everybody who made one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from ledger.errors import InputError
from ledger.scoring.dialects import DialectScore
from ledger.scoring.history import History, Said


def counted(history: History, forecaster: str) -> list[Said]:
    """A forecaster's forecasts made before the end and never taken back; superseded ones too."""
    return [
        one for one in history.said if one.forecaster == forecaster and one.start < history.ended and not _gone(one)
    ]


def last(history: History, forecaster: str) -> Said | None:
    """The forecast a forecaster stood by at the end, if he had not taken it back."""
    own = [one for one in history.said if one.forecaster == forecaster and one.start < history.ended]
    return own[-1] if own and not _gone(own[-1]) else None


def _gone(one: Said) -> bool:
    return one.end is not None


def mean(values: Iterable[float]) -> float | None:
    """The mean of numbers, rounded once; None of none."""
    kept = list(values)
    return math.fsum(kept) / len(kept) if kept else None


def each(
    histories: Sequence[History], value: Callable[[History, str], float | None], *, coverage: bool = False
) -> list[DialectScore]:
    """The value of every forecaster on every question, leaving out those without one.

    `coverage` asks for the share of the scheduled life for which the forecaster stood by a number.
    """
    return [
        DialectScore(
            question=history.question,
            forecaster=forecaster,
            value=score,
            coverage=_share(history, forecaster) if coverage else None,
        )
        for history in histories
        for forecaster in history.forecasters()
        if (score := value(history, forecaster)) is not None
    ]


def _share(history: History, forecaster: str) -> float:
    stood = math.fsum(spell.length for spell in history.spells(forecaster))
    return stood / history.horizon


def check_share(name: str, value: float) -> float:
    """The value itself, if it lies in [0, 1]; else an `InputError` with its name."""
    if not 0 <= value <= 1:
        raise InputError(f"the {name} {value} is not between 0 and 1")
    return value


def check_shares(shares: Sequence[float], *, answer: int) -> None:
    """Refuse shares over options that are too few, not shares or do not add up, and an answer that is not there."""
    if len(shares) < 2:
        raise InputError("a question needs two options or more")
    for number, share in enumerate(shares):
        check_share(f"share of option {number}", share)
    if abs(math.fsum(shares) - 1) > 1e-6:
        raise InputError(f"the shares add up to {math.fsum(shares):.6g}", hint="they should add up to 1")
    if not 0 <= answer < len(shares):
        raise InputError(f"there is no option {answer}", hint=f"options are counted from 0 to {len(shares) - 1}")
