"""Measuring: medians of several runs of ours and an opponent's, taken in turns, and their ratio."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Ours against an opponent: seconds, and how they must compare.

    `at_most`: ours / opponent may be at most the bar. Otherwise the speed opponent / ours must be at least it.
    """

    what: str
    opponent: str
    ours: list[float]
    theirs: list[float]
    bar: float
    at_most: bool

    @property
    def value(self) -> float:
        ours, theirs = statistics.median(self.ours), statistics.median(self.theirs)
        return ours / theirs if self.at_most else theirs / ours

    @property
    def holds(self) -> bool:
        return self.value <= self.bar if self.at_most else self.value >= self.bar

    def row(self) -> str:
        sign = "≤" if self.at_most else "≥"
        kept = "yes" if self.holds else "**no**"
        ours, theirs = _shown(self.ours), _shown(self.theirs)
        return f"| {self.what} | {ours} | {self.opponent} | {theirs} | {self.value:.2f} | {sign} {self.bar} | {kept} |"


def _shown(seconds: list[float]) -> str:
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    return f"{middle * 1000:.1f} ms ({low * 1000:.1f} to {high * 1000:.1f})"


def seconds_of(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(ours: Callable[[], object], theirs: Callable[[], object], *, runs: int) -> tuple[list[float], list[float]]:
    """Both, one after the other, so many times: what else the machine does hits both alike."""
    first, second = [], []
    ours(), theirs()  # warm caches
    for _ in range(runs):
        first.append(seconds_of(ours))
        second.append(seconds_of(theirs))
    return first, second
