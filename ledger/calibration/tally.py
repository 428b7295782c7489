"""Counts of forecasts by what was said and what came of it; tallies add and subtract."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

from ledger.core.numbers import MILLION, decimal_text
from ledger.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import ArrayLike

Key = tuple[int, int]

_WIDE = Context(prec=100)


class Cell(NamedTuple):
    """What came of one stated probability: `n` forecasts, the sum of their outcomes and of their squares.

    `p_ppm` and `happened` in parts per million, `squares` in parts per million squared. A tuple, because statistics
    unpack hundreds of thousands of them.
    """

    p_ppm: int
    n: int
    happened: int
    squares: int


class Tally(Mapping[Key, int]):
    """How many forecasts said `p_ppm` and came out as `y_ppm`, both in parts per million, by (p_ppm, y_ppm).

    Immutable; iterates in the order of p_ppm, then y_ppm. An outcome may be a fraction. Cells of zero are left out, so
    tallies form a group: `a + b - b == a`, and a correction is a subtraction. An `InputError` for parts outside
    0..1,000,000.

    >>> tally = Tally({(800_000, 1_000_000): 35, (800_000, 0): 13})
    >>> tally.n, tally.happened
    (48, Decimal('35'))
    >>> (tally - tally).n
    0
    """

    __slots__ = ("_by_probability", "_cells")

    # How many parts make a whole. The statistics divide by it alone, so that proofs can count in finer parts.
    UNIT: ClassVar[int] = MILLION

    def __init__(self, counts: Mapping[Key, int] | None = None) -> None:
        items = sorted((counts or {}).items())
        for (p_ppm, y_ppm), _ in items:
            if not (0 <= p_ppm <= self.UNIT and 0 <= y_ppm <= self.UNIT):
                raise InputError(f"({p_ppm}, {y_ppm}) is not a pair of parts per million", hint="from 0 to 1000000")
        self._cells = {cell: n for cell, n in items if n}
        self._by_probability: tuple[Cell, ...] | None = None

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[int, int, int]]) -> Self:
        """A tally of rows (p_ppm, y_ppm, n), as a GROUP BY gives them; rows for the same cell are summed.

        >>> Tally.from_rows([(700_000, 0, 1), (700_000, 0, 2)])[700_000, 0]
        3
        """
        counts: dict[Key, int] = {}
        for p_ppm, y_ppm, n in rows:
            # int(), because databases answer a SUM in wider types
            cell = int(p_ppm), int(y_ppm)
            counts[cell] = counts.get(cell, 0) + int(n)
        return cls(counts)

    @classmethod
    def from_arrays(cls, *, observed: ArrayLike, predicted: ArrayLike) -> Self:
        """A tally of one-dimensional arrays: outcomes y in [0, 1], fractions too, and probabilities p in [0, 1].

        Both are rounded to the nearest millionth, half to even; 0 and 1,000,000 only for exactly 0 and 1. An
        `InputError` for other lengths, and for the first row that is NaN, infinite or outside [0, 1]. Time and memory
        grow with the length: eight bytes for each row.

        >>> Tally.from_arrays(observed=[1, 0, 1], predicted=[0.8, 0.3, 0.8])
        Tally({(300000, 0): 1, (800000, 1000000): 2})
        """
        from ledger.calibration.arrays import counted

        return cls.from_rows(counted(observed=observed, predicted=predicted))

    def __getitem__(self, cell: Key) -> int:
        return self._cells[cell]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __hash__(self) -> int:
        return hash(tuple(self._cells.items()))

    def __repr__(self) -> str:
        return f"Tally({self._cells})"

    def __add__(self, other: Tally) -> Self:
        return type(self).from_rows((*self._rows(), *other._rows()))

    def __neg__(self) -> Self:
        return type(self).from_rows((p, y, -n) for p, y, n in self._rows())

    def __sub__(self, other: Tally) -> Self:
        return self + (-other)

    def _rows(self) -> Iterator[tuple[int, int, int]]:
        return ((p_ppm, y_ppm, n) for (p_ppm, y_ppm), n in self._cells.items())

    @property
    def n(self) -> int:
        """How many forecasts there are."""
        return sum(self._cells.values())

    @property
    def happened(self) -> Decimal:
        """The sum of the outcomes, exact."""
        return self.wholes(sum(y_ppm * n for (_, y_ppm), n in self._cells.items()))

    def wholes(self, parts: int) -> Decimal:
        """Parts as an exact decimal.

        >>> Tally().wholes(38_400_000)
        Decimal('38.4')
        """
        return Decimal(decimal_text(_WIDE.divide(Decimal(parts), Decimal(self.UNIT))))

    def by_probability(self) -> tuple[Cell, ...]:
        """A cell for each stated probability, by rising probability, summed once and kept.

        An `InputError` if a count is negative, as one may be in a difference of tallies.

        >>> Tally({(800_000, 1_000_000): 35, (800_000, 0): 13}).by_probability()
        (Cell(p_ppm=800000, n=48, happened=35000000, squares=35000000000000),)
        """
        if self._by_probability is None:
            self._by_probability = tuple(self._summed())
        return self._by_probability

    def _summed(self) -> Iterator[Cell]:
        for p_ppm, rows in groupby(self._rows(), key=itemgetter(0)):
            count = happened = squares = 0
            for _, y_ppm, n in rows:
                if n < 0:
                    raise InputError(f"the tally counts {n} forecasts of {p_ppm} parts per million")
                count += n
                happened += n * y_ppm
                squares += n * y_ppm * y_ppm
            yield Cell(p_ppm, count, happened, squares)
