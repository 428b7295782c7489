"""The CORP curve: how often it happened at each stated probability, as a rising line, with its consistency band."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.bands import BandPoint, confidence_band, consistency_band
from ledger.calibration.corp import blocks
from ledger.calibration.redraw import RESAMPLES
from ledger.core.numbers import decimal_text, from_ppm
from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import BRIER, CONTEXT, RULE, conclusions, context_of
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.conclude import Concluded
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

Band = Callable[..., Sequence[BandPoint]]
BAND: Final = "consistency"
COLUMNS: Final[dict[str, Kind]] = {
    "block": "integer",
    "low": "decimal",
    "high": "decimal",
    "p": "decimal",
    "n": "integer",
    "happened": "decimal",
    "frequency": "number",
    "band_low": "number",
    "band_high": "number",
    "confidence_low": "number",
    "confidence_high": "number",
    "band": "text",
    "level": "decimal",
    "resamples": "integer",
    "seed": "integer",
    **RULE,
    **CONTEXT,
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """One row for each stated probability, in the block (`low` to `high`) whose `frequency` the curve has there.

    `n` and `happened` are those of this probability. The band is where the curve of a perfect forecaster runs at
    `level`; `confidence_low` to `confidence_high` is how far the curve itself could have run otherwise. Both take
    forecasts as independent, and are left empty where they share questions, series or texts. By time there is no curve.
    """
    return frame_of(COLUMNS, _rows(snapshot, terms, choices))


def _rows(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    for one in conclusions(snapshot, terms, choices):
        if one.table.count.held is None:
            yield from _curve(one, choices)


def _curve(one: Concluded, choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    table, context = one.table, context_of(one.table, choices)
    resamples = choices.resamples or RESAMPLES
    band, around = (_band(one, kind, resamples, choices.seed) for kind in (consistency_band, confidence_band))
    how: tuple[Scalar, ...] = (BAND, decimal_text(table.level), resamples, choices.seed) if band else (None,) * 4
    steps = list(enumerate(blocks(table.tally)))
    for cell in table.tally.by_probability():
        number, block = next(step for step in steps if step[1].p_high_ppm >= cell.p_ppm)
        yield (
            number,
            *(decimal_text(from_ppm(edge)) for edge in (block.p_low_ppm, block.p_high_ppm, cell.p_ppm)),
            cell.n,
            decimal_text(from_ppm(cell.happened)),
            block.frequency,
            *_ends(band.get(cell.p_ppm)),
            *_ends(around.get(cell.p_ppm)),
            *how,
            *BRIER,
            *context,
        )


def _ends(point: BandPoint | None) -> tuple[Scalar, Scalar]:
    return (point.low, point.high) if point else (None, None)


def _band(one: Concluded, kind: Band, resamples: int, seed: int) -> Mapping[int, BandPoint]:
    table = one.table
    if one.summary.clusters < table.n:
        return {}
    points = kind(table.tally, level=table.level, resamples=resamples, seed=seed)
    return {point.p_ppm: point for point in points}
