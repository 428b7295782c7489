"""A question's life cut into days from its opening, and what a forecaster stood by on each."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ledger.scoring.history import History, Spell


def two_sided(*, probability: float, outcome: float) -> float:
    """(p - y)^2 + ((1 - p) - (1 - y))^2: the sum over both sides, 0 to 2, lower is better. Brier (1950)."""
    return 2 * (probability - outcome) ** 2


def lengths(history: History) -> list[float]:
    """The length of each day of the life so far, in days: ones, and a fraction last where the end was not on one."""
    life = (history.ended - history.opened) / history.day
    whole = math.floor(life)
    return [1.0] * whole + [life - whole] * (life > whole)


def at_the_end(history: History, forecaster: str) -> list[float | None]:
    """What a forecaster stood by at the end of each full day; None where he stood by nothing.

    A forecast made at the very end of a day belongs to the next one.
    """
    standing: list[float | None] = [None] * math.floor((history.ended - history.opened) / history.day)
    for spell in history.spells(forecaster):
        first, after = (math.floor((time - history.opened) / history.day) for time in (spell.start, spell.end))
        standing[first:after] = [spell.probability] * (after - first)
    return standing


def through(history: History, forecaster: str) -> list[float | None]:
    """The time-weighted mean of what a forecaster stood by within each day; None where he stood by nothing."""
    sums: dict[int, list[tuple[float, float]]] = {}
    for spell in history.spells(forecaster):
        for number, length in _pieces(spell, history):
            sums.setdefault(number, []).append((length, spell.probability))
    return [_mean(sums.get(number)) for number in range(len(lengths(history)))]


def _pieces(spell: Spell, history: History) -> Iterator[tuple[int, float]]:
    first = math.floor((spell.start - history.opened) / history.day)
    for number in range(first, math.ceil((spell.end - history.opened) / history.day)):
        begins = history.opened + number * history.day
        yield number, min(spell.end, begins + history.day) - max(spell.start, begins)


def _mean(pieces: list[tuple[float, float]] | None) -> float | None:
    if not pieces:
        return None
    if len(pieces) == 1:
        return pieces[0][1]
    return math.fsum(length * value for length, value in pieces) / math.fsum(length for length, _ in pieces)
