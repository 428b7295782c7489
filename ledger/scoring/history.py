"""The history of one question: when it was open, what was said on it when, and what came of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from ledger.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A probability of yes that a forecaster stood by from `start` until his next one, or until `end` if withdrawn."""

    forecaster: str
    probability: float
    start: float
    end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What dialects and timings read: one resolved question with everything that was said on it.

    Times are seconds since an origin of the caller's choice. The question was open from `opened` until `ended`, the
    earlier of `closes` (the scheduled close) and the moment at which the outcome was known; `day` is the length of a
    day in the same unit. `outcome` is 1 for yes, 0 for no, or a fraction. `said` is sorted by start here; an
    `InputError` for times out of order, or numbers outside [0, 1].

    >>> said = [Said(forecaster="B", probability=0.3, start=1), Said(forecaster="A", probability=0.6, start=0)]
    >>> history = History(question="q", opened=0, closes=10, ended=7, outcome=1, said=said, day=1)
    >>> [one.forecaster for one in history.said], history.horizon
    (['A', 'B'], 10)
    """

    question: str
    opened: float
    closes: float
    ended: float
    outcome: float
    said: Sequence[Said] = field(default=())
    day: float = 86_400

    def __post_init__(self) -> None:
        """Check the times and sort what was said."""
        if not self.opened < self.closes or not self.opened <= self.ended <= self.closes:
            raise InputError(
                f"question {self.question} has its times out of order",
                hint="it opens before its scheduled close, and ends between the two",
            )
        if not all(math.isfinite(one.start) and (one.end is None or one.end >= one.start) for one in self.said):
            raise InputError(f"question {self.question} holds a forecast that ends before it starts, or never starts")
        if not all(0 <= value <= 1 for value in (self.outcome, *(one.probability for one in self.said))):
            raise InputError(f"question {self.question} holds a number that is not between 0 and 1")
        object.__setattr__(self, "said", tuple(sorted(self.said, key=lambda one: one.start)))

    @property
    def horizon(self) -> float:
        """From opening to the scheduled close."""
        return self.closes - self.opened

    def forecasters(self) -> tuple[str, ...]:
        """Everybody who said something, in the order in which they first did."""
        return tuple(dict.fromkeys(one.forecaster for one in self.said))

    def spells(self, forecaster: str) -> tuple[Spell, ...]:
        """The stretches of time in which each of a forecaster's probabilities stood, cut to [opened, ended]."""
        own = [one for one in self.said if one.forecaster == forecaster]
        starts = [*(one.start for one in own), self.ended]
        cut = (
            Spell(
                probability=one.probability,
                start=max(one.start, self.opened),
                end=min(starts[place], self.ended, self.ended if one.end is None else one.end),
            )
            for place, one in enumerate(own, 1)
        )
        return tuple(spell for spell in cut if spell.end > spell.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A probability and the stretch of time in which it stood."""

    probability: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it stood."""
        return self.end - self.start
