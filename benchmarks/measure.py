"""Measuring: several runs of ours and an opponent's, taken in turns, and the median of their ratios."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Taken(NamedTuple):
    """What a piece of work took, in seconds: by the clock, and of processors, its child processes included."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Ours against an opponent, run by run, and how they must compare.

    `at_most`: ours / opponent may be at most the bar. Otherwise the speed opponent / ours must be at least it.
    """

    what: str
    opponent: str
    ours: Sequence[Taken]
    theirs: Sequence[Taken]
    bar: float
    at_most: bool

    @property
    def value(self) -> float:
        """The median of the ratios of runs that followed each other: a busy machine hits both of a pair alike."""
        return self._median(lambda one: one.clock)

    @property
    def of_processor(self) -> float:
        """The same of processor time."""
        return self._median(lambda one: one.processor)

    def _median(self, of: Callable[[Taken], float]) -> float:
        pairs = [(of(ours), of(theirs)) for ours, theirs in zip(self.ours, self.theirs, strict=True)]
        return statistics.median(ours / theirs if self.at_most else theirs / ours for ours, theirs in pairs)

    @property
    def holds(self) -> bool:
        return self.value <= self.bar if self.at_most else self.value >= self.bar

    def row(self) -> str:
        kept = "yes" if self.holds else "**no**"
        bar = f"{'≤' if self.at_most else '≥'} {self.bar}"
        times = f"{_shown(self.ours)} | {self.opponent} | {_shown(self.theirs)}"
        return f"| {self.what} | {times} | {self.value:.2f} | {self.of_processor:.2f} | {bar} | {kept} |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """What was not measured, and why."""

    what: str
    reason: str

    def row(self) -> str:
        return f"| {self.what} | skipped: {self.reason} | | | | | | |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """The most memory that a process of its own held, in MB (10^6 bytes), and at most how much it may be."""

    what: str
    megabytes: float
    bar: int

    def row(self) -> str:
        kept = "yes" if self.megabytes <= self.bar else "**no**"
        return f"| {self.what} | {self.megabytes:.0f} MB | | | | | ≤ {self.bar} MB | {kept} |"


PEAK = """
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def peak_of(program: str, *arguments: object) -> float:
    """The peak of a Python program in a new process, in MB.

    The high-water mark of its address space: `ru_maxrss` of a child begins with what its parent held.
    """
    command = [sys.executable, "-c", program + PEAK, *map(str, arguments)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(said.split()[-1]) * 1024 / 1e6


def _shown(taken: Sequence[Taken]) -> str:
    seconds = [one.clock * 1000 for one in taken]
    return f"{statistics.median(seconds):.1f} ms ({min(seconds):.1f} to {max(seconds):.1f})"


def taken_by(work: Callable[[], object]) -> Taken:
    """What one call takes."""
    start, used = time.perf_counter(), _processor()
    work()
    return Taken(time.perf_counter() - start, _processor() - used)


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def in_turns(ours: Callable[[], object], theirs: Callable[[], object], *, runs: int) -> tuple[list[Taken], list[Taken]]:
    """Both, one after the other, so many times: what else the machine does hits both alike."""
    first, second = [], []
    ours(), theirs()  # warm caches
    for _ in range(runs):
        first.append(taken_by(ours))
        second.append(taken_by(theirs))
    return first, second
