"""Sums by two names, batch after batch, in arrays of whole numbers."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Block = tuple[Integers, list[Integers]]

K = TypeVar("K", bound=Hashable)

WAITING: Final = 1 << 22
"""So many rows may wait to be added up, or as many as there are sums already."""

DENSE: Final = 4
"""Keys of up to so many times their number are counted in an array of places, which is quicker than to sort them."""


def codes_of(known: dict[K, int], names: Sequence[K]) -> Integers:
    """A number for each name: the one it has, or the next.

    >>> known = {"Ann": 0}
    >>> codes_of(known, ["Bob", "Ann"]).tolist(), known
    ([1, 0], {'Ann': 0, 'Bob': 1})
    """
    import numpy as np

    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)


@dataclass(slots=True)
class Cells:
    """Sums of whole numbers by a pair of numbers from 0 to 2^31.

    >>> import numpy as np
    >>> cells = Cells()
    >>> cells.add(np.array([1, 0, 1]), np.array([5, 5, 5]), [np.array([10, 20, 30])])
    >>> first, second, (sums,) = cells.total(sums=1)
    >>> first.tolist(), second.tolist(), sums.tolist()
    ([0, 1], [5, 5], [20, 40])
    """

    _blocks: list[Block] = field(default_factory=list)

    def add(self, first: Integers, second: Integers, values: Sequence[Integers]) -> None:
        """Add a value of each kind to the cell of each row."""
        self._blocks.append(_folded((first << 32) + second, values))
        whole, *waiting = (len(keys) for keys, _ in self._blocks)
        if sum(waiting) > max(whole, WAITING):
            self._fold()

    def total(self, *, sums: int) -> tuple[Integers, Integers, list[Integers]]:
        """Both numbers of each cell, in order, and its `sums` of as many kinds."""
        import numpy as np

        if not self._blocks:
            none = np.zeros(0, dtype=np.int64)
            return none, none, [none] * sums
        self._fold()
        keys, values = self._blocks[0]
        return keys >> 32, keys & ((1 << 32) - 1), values

    def _fold(self) -> None:
        import numpy as np

        keys, values = zip(*self._blocks, strict=True)
        self._blocks = [_folded(np.concatenate(keys), [np.concatenate(kind) for kind in zip(*values, strict=True)])]


def _folded(keys: Integers, values: Sequence[Integers]) -> Block:
    """The keys in order, each once, with the sums of its values."""
    import numpy as np

    least, most = (int(keys.min()), int(keys.max())) if len(keys) else (0, 0)
    if most - least < DENSE * len(keys):
        places = keys - least
        there = np.flatnonzero(np.bincount(places))
        return there + least, [_added_up(places, value)[there] for value in values]
    order = np.argsort(keys)
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[starts], [np.add.reduceat(value[order], starts) for value in values]


def _added_up(places: Integers, values: Integers) -> Integers:
    import numpy as np

    total = np.zeros(places.max() + 1, dtype=np.int64)
    np.add.at(total, places, values)
    return total
