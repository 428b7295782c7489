"""Counting a piece: numpy for everything together, groups by Arrow's hash tables; whole numbers throughout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from ledger.core.numbers import MILLION
from ledger.errors import InputError
from ledger.partials import FORECASTER, OUTCOME, PROBABILITY, QUESTION
from ledger.partials.files import Piece, batches_of
from ledger.partials.partial import WHOLE, Key, Partial, Wanted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pyarrow import RecordBatch, Table

    Integers = NDArray[np.integer]

SAID: Final = (PROBABILITY, OUTCOME)
N: Final = "n"
TOGETHER: Final = MILLION + 1


def partial_of(piece: Piece, wanted: Wanted) -> Partial:
    """The sums of one file. An InputError names the file where a column lacks, is no number or out of range."""
    if wanted.by == "none" and not wanted.rules:
        return Partial(counts=_counted(piece))
    from ledger.partials.replicating import replicated

    table = _grouped(piece, wanted)
    counts = _counts_of(table, wanted)
    weights, sums = replicated(table, wanted) if wanted.rules else ({}, {})
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


def _fractions(p: Integers, y: Integers) -> dict[Key, int]:
    import numpy as np

    places, counts = np.unique(p.astype(np.int64) * TOGETHER + y, return_counts=True)
    return {(WHOLE, *divmod(place, TOGETHER)): n for place, n in zip(places.tolist(), counts.tolist(), strict=True)}


def _parts(batch: RecordBatch, name: str, piece: Piece) -> Integers:
    """One column as whole numbers from 0 to 1,000,000."""
    import numpy as np
    from pyarrow import types

    column = batch.column(name)
    if column.null_count or not types.is_integer(column.type):
        what = "has empty cells" if column.null_count else f"is {column.type}"
        raise InputError(f"{piece.path}: {name} {what}", hint="whole parts per million in every row")
    # In 32 bits it is half as much to go through; what does not fit there is out of range in any case.
    parts: Integers = column.to_numpy()
    if len(parts) and not 0 <= parts.min() <= parts.max() <= MILLION:
        wrong = int(parts.min()) if parts.min() < 0 else int(parts.max())
        raise InputError(f"{piece.path}: {name} is {wrong}", hint="parts per million are 0 to 1000000")
    return parts.astype(np.int32, copy=False)


def _grouped(piece: Piece, wanted: Wanted) -> Table:
    """How many rows share group, question (where replicates are wanted) and what was said and came of it."""
    names = [*([FORECASTER] if wanted.by == FORECASTER else []), *([QUESTION] if wanted.rules else [])]
    return _joined(_grouped_batches(piece, names), [*names, *SAID])


def _grouped_batches(piece: Piece, names: list[str]) -> Iterator[Table]:
    from pyarrow import array, int64, string, table

    for batch in batches_of(piece, (*names, *SAID)):
        texts = {name: batch.column(name).cast(string()) for name in names}
        for name, column in texts.items():
            if column.null_count:
                raise InputError(f"{piece.path}: {name} has empty cells", hint="a name in every row")
        numbers = {name: array(_parts(batch, name, piece), type=int64()) for name in SAID}
        found = table({**texts, **numbers}).group_by([*names, *SAID]).aggregate([([], "count_all")])
        yield found.rename_columns([*names, *SAID, N])


def _joined(tables: Iterable[Table], keys: list[str]) -> Table:
    from pyarrow import concat_tables, int64, string, table

    empty = table({**{name: [] for name in keys}, N: []}).cast(_schema(keys, string(), int64()))
    whole = concat_tables([empty, *tables])
    return whole.group_by(keys).aggregate([(N, "sum")]).rename_columns([*keys, N])


def _schema(keys: list[str], text: object, number: object) -> object:
    from pyarrow import schema

    return schema([*((name, number if name in SAID else text) for name in keys), (N, number)])


def _counts_of(table: Table, wanted: Wanted) -> Counter[Key]:
    by = [FORECASTER] if wanted.by == FORECASTER else []
    columns = _joined([table.select([*by, *SAID, N])], [*by, *SAID]).to_pydict()
    groups = columns[FORECASTER] if by else [WHOLE] * len(columns[N])
    return Counter(
        {
            (group, p, y): n
            for group, p, y, n in zip(groups, columns[PROBABILITY], columns[OUTCOME], columns[N], strict=True)
        }
    )
