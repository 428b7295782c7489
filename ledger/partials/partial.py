"""What one piece says, in whole numbers; partial sums add."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from ledger.calibration.tally import Tally

WHOLE: Final = "all"
"""The group of everything."""

Key = tuple[str, int, int]
K = TypeVar("K")
Weighed = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to count: grouped `by` forecaster or `none`, and, where `rules` are named, bootstrap replicates of them.

    Replicates draw questions by hashed Poisson weights (`ledger.calibration.bootstrap`): `replicates` of them from
    `seed`.
    """

    by: str = "none"
    rules: tuple[str, ...] = ()
    replicates: int = 1000
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """Sums over some rows: `counts` by (group, p_ppm, y_ppm), and each replicate's sums.

    `weights` holds how many forecasts each replicate drew, by group; `sums` their scores in units of 2^-24, by group
    and rule.

    >>> one = Partial(counts=Counter({("all", 700_000, 1_000_000): 2}))
    >>> (one + one).tallies()["all"].n
    4
    """

    counts: Mapping[Key, int] = field(default_factory=dict)
    weights: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    sums: Mapping[Weighed, tuple[int, ...]] = field(default_factory=dict)

    def __add__(self, other: Partial) -> Partial:
        counts = Counter(self.counts)
        counts.update(other.counts)
        return Partial(counts=counts, weights=_added(self.weights, other.weights), sums=_added(self.sums, other.sums))

    def tallies(self) -> dict[str, Tally]:
        """The tally of each group, by its name."""
        rows: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for (group, p_ppm, y_ppm), n in self.counts.items():
            rows[group].append((p_ppm, y_ppm, n))
        return {group: Tally.from_rows(rows[group]) for group in sorted(rows)}


def _added(one: Mapping[K, tuple[int, ...]], other: Mapping[K, tuple[int, ...]]) -> dict[K, tuple[int, ...]]:
    total = dict(one)
    for key, values in other.items():
        total[key] = tuple(map(int.__add__, total[key], values)) if key in total else values
    return total
