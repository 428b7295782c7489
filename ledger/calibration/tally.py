"""Counts of forecasts by what was said and what came of it; tallies add and subtract."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Self

from ledger.core.numbers import MILLION, from_ppm
from ledger.errors import InputError

Cell = tuple[int, int]


class Tally(Mapping[Cell, int]):
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

    __slots__ = ("_cells",)

    def __init__(self, counts: Mapping[Cell, int] | None = None) -> None:
        items = sorted((counts or {}).items())
        for (p_ppm, y_ppm), _ in items:
            if not (0 <= p_ppm <= MILLION and 0 <= y_ppm <= MILLION):
                raise InputError(f"({p_ppm}, {y_ppm}) is not a pair of parts per million", hint="from 0 to 1000000")
        self._cells = {cell: n for cell, n in items if n}

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[int, int, int]]) -> Self:
        """A tally of rows (p_ppm, y_ppm, n), as a GROUP BY gives them; rows for the same cell are summed.

        >>> Tally.from_rows([(700_000, 0, 1), (700_000, 0, 2)])[700_000, 0]
        3
        """
        counts: dict[Cell, int] = {}
        for p_ppm, y_ppm, n in rows:
            # int(), because databases answer a SUM in wider types
            cell = int(p_ppm), int(y_ppm)
            counts[cell] = counts.get(cell, 0) + int(n)
        return cls(counts)

    def __getitem__(self, cell: Cell) -> int:
        return self._cells[cell]

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __hash__(self) -> int:
        return hash(tuple(self._cells.items()))

    def __repr__(self) -> str:
        return f"Tally({self._cells})"

    def __add__(self, other: "Tally") -> Self:
        return type(self).from_rows((*self._rows(), *other._rows()))

    def __neg__(self) -> Self:
        return type(self).from_rows((p, y, -n) for p, y, n in self._rows())

    def __sub__(self, other: "Tally") -> Self:
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
        return from_ppm(sum(y_ppm * n for (_, y_ppm), n in self._cells.items()))
