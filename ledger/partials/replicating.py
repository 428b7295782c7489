"""Replicates of a piece: questions drawn by hashed Poisson weights, so that any machine draws them alike.

Scores are rounded to whole units of 2^-24 (6e-8), which adds less than that to any mean, and in no order shows.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from ledger.calibration.bootstrap import weights
from ledger.calibration.means import mean_score
from ledger.calibration.tally import Tally
from ledger.errors import InputError
from ledger.partials import FORECASTER, OUTCOME, PROBABILITY, QUESTION
from ledger.partials.partial import WHOLE, Wanted, Weighed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pyarrow import Table

    Integers = NDArray[np.int64]

UNITS: Final = 1 << 24
MOST: Final = 1 << 31
"""So many forecasts of one file keep weighted sums of scores within 63 bits."""

Replicated = tuple[dict[str, tuple[int, ...]], dict[Weighed, tuple[int, ...]]]


def replicated(table: Table, wanted: Wanted) -> Replicated:
    """How many forecasts each replicate draws, by group, and their scores, by group and rule.

    `table` has a row for each question, group and pair with its count. A score without end counts nothing here.
    """
    import numpy as np

    if not table.num_rows:
        return {}, {}
    n = table["n"].to_numpy()
    if n.sum() > MOST:
        raise InputError(f"{n.sum()} forecasts are too many for one file", hint="write files of fewer rows")
    questions, ids = _codes(table, QUESTION)
    groups, names = _codes(table, FORECASTER) if wanted.by == FORECASTER else (np.zeros_like(questions), [WHOLE])
    cells, places = np.unique(groups * len(ids) + questions, return_inverse=True)
    owners, drawn_by = cells % len(ids), cells // len(ids)
    starts = np.searchsorted(drawn_by, range(len(names)))
    values = [_summed(places, n * one, len(cells)) for one in (1, *(_scores(table, rule) for rule in wanted.rules))]
    found: list[list[list[int]]] = [[[] for _ in values] for _ in names]
    for drawn in weights(ids, replicates=wanted.replicates, seed=wanted.seed):
        often = drawn[owners]
        for at, value in enumerate(values):
            for group, total in enumerate(np.add.reduceat(often * value, starts).tolist()):
                found[group][at].append(total)
    counts = {name: tuple(of[0]) for name, of in zip(names, found, strict=True)}
    sums = {
        (name, rule): tuple(told)
        for name, of in zip(names, found, strict=True)
        for rule, told in zip(wanted.rules, of[1:], strict=True)
    }
    return counts, sums


def _codes(table: Table, name: str) -> tuple[Integers, list[str]]:
    import numpy as np

    encoded = table[name].combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist()


def _summed(places: Integers, values: Integers, length: int) -> Integers:
    import numpy as np

    total = np.zeros(length, dtype=np.int64)
    np.add.at(total, places, values)
    return total


def _scores(table: Table, rule: str) -> Integers:
    """The score of each row in whole units; each pair is scored once, by the rule itself."""
    import numpy as np

    pairs = np.stack([table[PROBABILITY].to_numpy(), table[OUTCOME].to_numpy()])
    distinct, places = np.unique(pairs, axis=1, return_inverse=True)
    found = [_units(p_ppm, y_ppm, rule) for p_ppm, y_ppm in distinct.T.tolist()]
    return np.array(found, dtype=np.int64)[places.reshape(-1)]


def _units(p_ppm: int, y_ppm: int, rule: str) -> int:
    value = mean_score(Tally({(p_ppm, y_ppm): 1}), rule=rule).value
    return round(value * UNITS) if value is not None and math.isfinite(value) else 0
