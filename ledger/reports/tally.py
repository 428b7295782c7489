"""The tally: what was said, how often, and what came of it. Everything about calibration can be worked out from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ledger.calibration.weighted import WeightedCell
from ledger.core.numbers import decimal_text, from_ppm
from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import CONTEXT, calibrations, context_of
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.calibrate import Calibration
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "p": "decimal",
    "p_ppm": "integer",
    "n": "integer",
    "happened": "decimal",
    "happened_squared": "decimal",
    "seconds": "integer",
    "happened_seconds": "decimal",
    **CONTEXT,
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """One row for each stated probability, in parts per million `p_ppm`, for each group if there are several.

    `happened` sums the outcomes, `happened_squared` their squares, which differ where some are fractions. By time
    `seconds` and `happened_seconds` weigh them; each prediction is counted once, with what it said last.
    """
    return frame_of(COLUMNS, _rows(snapshot, terms, choices))


def _rows(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    for table in calibrations(snapshot, terms, choices):
        context = context_of(table, choices)
        rows = _counted(table) if table.count.held is None else _by_time(table)
        yield from ((*row, *context) for row in rows)


def _counted(table: Calibration) -> Iterator[tuple[Scalar, ...]]:
    for p_ppm, n, happened, squares in table.tally.by_probability():
        yield (*_said(p_ppm), n, decimal_text(from_ppm(happened)), _squared(squares), None, None)


def _by_time(table: Calibration) -> Iterator[tuple[Scalar, ...]]:
    found: dict[int, list[WeightedCell]] = {}
    for cell in (cell for one in table.count.held or () for cell in one.cells()):
        found.setdefault(cell.p_ppm, []).append(cell)
    for p_ppm, cells in sorted(found.items()):
        yield (
            *_said(p_ppm),
            sum(cell.n for cell in cells),
            decimal_text(from_ppm(sum(cell.n * cell.y_ppm for cell in cells))),
            _squared(sum(cell.n * cell.y_ppm**2 for cell in cells)),
            sum(cell.weight for cell in cells),
            decimal_text(from_ppm(sum(cell.weight * cell.y_ppm for cell in cells))),
        )


def _said(p_ppm: int) -> tuple[str, int]:
    return decimal_text(from_ppm(p_ppm)), p_ppm


def _squared(parts: int) -> str:
    return decimal_text(Decimal(parts).scaleb(-12))
