"""Counting a piece, everything together or by forecaster: whole numbers throughout."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ledger.core.numbers import MILLION
from ledger.errors import InputError
from ledger.partials import FORECASTER, OUTCOME, PROBABILITY
from ledger.partials.cells import Cells, codes_of
from ledger.partials.files import Piece, batches_of
from ledger.partials.partial import WHOLE, Key, Partial, Wanted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pyarrow import RecordBatch

    from ledger.partials.cells import Integers

    Parts = NDArray[np.integer]

SAID: Final = (PROBABILITY, OUTCOME)
TOGETHER: Final = MILLION + 1


def partial_of(piece: Piece, wanted: Wanted) -> Partial:
    """The sums of one file. An InputError names the file where a column lacks, is no number or out of range."""
    from ledger.partials.replicating import replicated

    counts = _counted(piece) if wanted.by == "none" else _counted_by(piece)
    weights, sums = replicated(piece, wanted) if wanted.rules else ({}, {})
    return Partial(counts=counts, weights=weights, sums=sums)


def _counted(piece: Piece) -> Counter[Key]:
    """Everything together: one addition for each row, into an array of places for p and the usual y."""
    import numpy as np

    plain = np.zeros(2 * TOGETHER, dtype=np.int64)
    odd: Counter[Key] = Counter()
    for batch in batches_of(piece, SAID):
        p, y = (_parts(batch, name, piece) for name in SAID)
        happened = y > 0
        if y.sum(dtype=np.int64) != MILLION * np.count_nonzero(happened):
            usual = ~happened | (y == MILLION)
            odd.update(_fractions(p[~usual], y[~usual]))
            p, happened = p[usual], happened[usual]
        found = np.bincount(2 * p + happened)
        plain[: len(found)] += found
    for place in np.flatnonzero(plain).tolist():
        odd[WHOLE, place // 2, place % 2 * MILLION] = int(plain[place])
    return odd


def _fractions(p: Parts, y: Parts) -> dict[Key, int]:
    import numpy as np

    places, counts = np.unique(p.astype(np.int64) * TOGETHER + y, return_counts=True)
    return {(WHOLE, *divmod(place, TOGETHER)): n for place, n in zip(places.tolist(), counts.tolist(), strict=True)}


def _parts(batch: RecordBatch, name: str, piece: Piece) -> Parts:
    """One column as whole numbers from 0 to 1,000,000."""
    import numpy as np
    from pyarrow import types

    column = batch.column(name)
    if column.null_count or not types.is_integer(column.type):
        what = "has empty cells" if column.null_count else f"is {column.type}"
        raise InputError(f"{piece.path}: {name} {what}", hint="whole parts per million in every row")
    # In 32 bits it is half as much to go through; what does not fit there is out of range in any case.
    parts: Parts = column.to_numpy()
    if len(parts) and not 0 <= parts.min() <= parts.max() <= MILLION:
        wrong = int(parts.min()) if parts.min() < 0 else int(parts.max())
        raise InputError(f"{piece.path}: {name} is {wrong}", hint="parts per million are 0 to 1000000")
    return parts.astype(np.int32, copy=False)


def _counted_by(piece: Piece) -> Counter[Key]:
    """By forecaster."""
    names: dict[str, int] = {}
    pairs: dict[tuple[int, int], int] = {}
    cells = Cells()
    for batch in batches_of(piece, (FORECASTER, *SAID)):
        said, places = paired(batch, piece)
        cells.add(coded(batch, FORECASTER, piece, names), codes_of(pairs, said)[places], [ones(places)])
    whose, what, (n,) = cells.total(sums=1)
    named, told = list(names), list(pairs)
    rows = zip(whose.tolist(), what.tolist(), n.tolist(), strict=True)
    return Counter({(named[who], *told[pair]): count for who, pair, count in rows})


def paired(batch: RecordBatch, piece: Piece) -> tuple[list[tuple[int, int]], Integers]:
    """The pairs (p, y) that occur, and which of them each row has."""
    import numpy as np

    p, y = (_parts(batch, name, piece) for name in SAID)
    happened = y > 0
    if y.sum(dtype=np.int64) == MILLION * np.count_nonzero(happened):
        found, places = _distinct(2 * p + happened)
        return [(one // 2, one % 2 * MILLION) for one in found.tolist()], places
    found, places = np.unique(p.astype(np.int64) * TOGETHER + y, return_inverse=True)
    return [divmod(one, TOGETHER) for one in found.tolist()], places.astype(np.int64, copy=False)


def _distinct(small: Parts) -> tuple[Integers, Integers]:
    """As `np.unique` with its inverse, of numbers so small that none need be sorted."""
    import numpy as np

    there = np.bincount(small) > 0
    return np.flatnonzero(there), (np.cumsum(there) - 1)[small]


def coded(batch: RecordBatch, name: str, piece: Piece, known: dict[str, int]) -> Integers:
    """The names of a column as numbers; those not yet `known` get the next ones."""
    from pyarrow import DictionaryArray, string

    column = batch.column(name)
    if column.null_count:
        raise InputError(f"{piece.path}: {name} has empty cells", hint="a name in every row")
    short = column if isinstance(column, DictionaryArray) else column.dictionary_encode()
    codes: Integers = codes_of(known, short.dictionary.cast(string()).to_pylist())[short.indices.to_numpy()]
    return codes


def ones(places: Integers) -> Integers:
    """One for each row."""
    import numpy as np

    return np.ones(len(places), dtype=np.int64)
