"""The predictions: one row for each question and forecaster, with what came of it or why it does not count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, frame_of
from ledger.scoring import rule_named
from ledger.store.rows import PredictionRow, prediction_rows, scored_forecasts
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

SAID: Final[dict[str, Kind]] = {
    "question": "text",
    "forecaster": "text",
    "claim": "text",
    "type": "text",
    "p": "decimal",
    "made": "text",
    "basis": "text",
    "phrase": "text",
    "scale": "text",
    "source": "text",
    "series": "text",
    "deadline": "text",
    "state": "text",
    "reason": "text",
    "retrospective": "flag",
    "outcome": "text",
    "value": "decimal",
    "happened_on": "text",
    "known_on": "text",
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Every prediction that matches the terms; `reason` is "counts" or why it does not."""
    versions = [(rule, rule_named(rule).RULE_VERSION) for rule in choices.plain_rules]
    scored = {(one.forecast_key, one.rule): one.value for one in scored_forecasts(snapshot, versions, terms)}
    columns: dict[str, Kind] = {**SAID, **dict.fromkeys(choices.plain_rules, "number"), "as_of": "integer"}
    rows = prediction_rows(snapshot, terms)
    return frame_of(columns, (_row(row, scored, choices.plain_rules, snapshot.entry) for row in rows))


def _row(
    row: PredictionRow, scored: dict[tuple[int, str], float], rules: Sequence[str], entry: int
) -> tuple[str | int | float | bool | None, ...]:
    said = (getattr(row, name) for name in SAID)
    return (*said, *(scored.get((row.forecast_key, rule)) for rule in rules), entry)
