"""Replicates of a piece: questions drawn by hashed Poisson weights, so that any machine draws them alike.

Scores are rounded to whole units of 2^-24 (6e-8), which adds less than that to any mean, and in no order shows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.bootstrap import weights
from ledger.calibration.means import mean_score
from ledger.calibration.tally import Tally
from ledger.errors import InputError
from ledger.partials import FORECASTER, QUESTION
from ledger.partials.cells import Cells, codes_of
from ledger.partials.counting import SAID, coded, ones, paired
from ledger.partials.files import Piece, batches_of
from ledger.partials.partial import WHOLE, Wanted, Weighed

if TYPE_CHECKING:
    from ledger.partials.cells import Integers

UNITS: Final = 1 << 24
MOST: Final = 1 << 31
"""So many forecasts of one file keep weighted sums of scores within 63 bits."""

Replicated = tuple[dict[str, tuple[int, ...]], dict[Weighed, tuple[int, ...]]]


def replicated(piece: Piece, wanted: Wanted) -> Replicated:
    """How many forecasts each replicate draws, by group, and their scores, by group and rule.

    A score without end counts nothing here.
    """
    import numpy as np

    ids, names, cells = _cells(piece, wanted)
    groups, questions, values = cells.total(sums=1 + len(wanted.rules))
    if not names:
        return {}, {}
    if values[0].sum() > MOST:
        raise InputError(f"{values[0].sum()} forecasts are too many for one file", hint="write files of fewer rows")
    starts = np.searchsorted(groups, range(len(names)))
    found: list[list[list[int]]] = [[[] for _ in values] for _ in names]
    for drawn in weights(ids, replicates=wanted.replicates, seed=wanted.seed):
        often = drawn[questions]
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


def _cells(piece: Piece, wanted: Wanted) -> tuple[list[str], list[str], Cells]:
    """The questions, the groups, and for each of both its number of forecasts and the sum of their scores by rule."""
    questions: dict[str, int] = {}
    groups: dict[str, int] = {}
    cells = Cells()
    by = [FORECASTER] if wanted.by == FORECASTER else []
    for batch in batches_of(piece, (*by, QUESTION, *SAID)):
        said, places = paired(batch, piece)
        once = ones(places)
        whose = coded(batch, FORECASTER, piece, groups) if by else codes_of(groups, [WHOLE])[0 * places]
        scores = [_units(said, rule)[places] for rule in wanted.rules]
        cells.add(whose, coded(batch, QUESTION, piece, questions), [once, *scores])
    return list(questions), list(groups), cells


def _units(pairs: Sequence[tuple[int, int]], rule: str) -> Integers:
    """The score of each pair in whole units, by the rule itself."""
    import numpy as np

    return np.array([_unit(p_ppm, y_ppm, rule) for p_ppm, y_ppm in pairs], dtype=np.int64)


def _unit(p_ppm: int, y_ppm: int, rule: str) -> int:
    value = mean_score(Tally({(p_ppm, y_ppm): 1}), rule=rule).value
    return round(value * UNITS) if value is not None and math.isfinite(value) else 0
