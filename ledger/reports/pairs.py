"""The pairs: every two forecasters on the questions that both answered, by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.pairs import MINIMUM
from ledger.core.numbers import decimal_text
from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.compare import pairs, timing_of
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "forecaster_a": "text",
    "forecaster_b": "text",
    "rule": "text",
    "dialect": "text",
    "timing": "text",
    "reading": "text",
    "scale": "text",
    "n_common": "integer",
    "mean_a": "number",
    "mean_b": "number",
    "mean_difference": "number",
    "error": "number",
    "t": "number",
    "p_value": "number",
    "p_method": "text",
    "interval_low": "number",
    "interval_high": "number",
    "level": "decimal",
    "wins": "integer",
    "losses": "integer",
    "ties": "integer",
    "clusters": "integer",
    "rule_version": "text",
    "filters": "text",
    "seed": "integer",
    "as_of": "integer",
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Each pair with at least 5 questions in common (or `minimum`), first minus second, by rule and names.

    `p_method` says where a p-value comes from: `permutation` (sign flips of clusters), or `t` where pairs are many.
    """
    return frame_of(COLUMNS, _rows(snapshot, terms, choices))


def _rows(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    shared: dict[str, Scalar] = {
        "timing": timing_of(choices.view, choices.dialect),
        "reading": choices.view.reading,
        "scale": choices.view.scale,
        "level": decimal_text(choices.level),
        "filters": choices.filters or None,
        "seed": choices.seed,
        "as_of": snapshot.entry,
    }
    for row in pairs(
        snapshot, terms, rules=choices.plain_rules, dialect=choices.dialect, view=choices.view, level=choices.level,
        seed=choices.seed, minimum=MINIMUM if choices.minimum is None else choices.minimum,
    ):  # fmt: skip
        yield tuple(shared[name] if name in shared else getattr(row, name) for name in COLUMNS)
