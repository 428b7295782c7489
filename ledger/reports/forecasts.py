"""The forecasts: one row for each that stands, whether it counts or not."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, frame_of_columns, joined
from ledger.store.batches import collecting_later
from ledger.store.flagged import flagged_predictions
from ledger.store.reading.columns import Columns, Pair, read_columns
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

STATED: Final[dict[str, Kind]] = {"kind": "text", "prediction": "text", "told": "text"}
"""What is more than one probability: its kind, its numbers as the JSON of `fcl show`, and it in one line."""

COLUMNS: Final[dict[str, Kind]] = {
    "question": "text",
    "forecaster": "text",
    "n": "integer",
    "p": "decimal",
    "said": "text",
    "basis": "text",
    "phrase": "text",
    "scale": "text",
    "low": "decimal",
    "high": "decimal",
    "made": "text",
    "made_text": "text",
    "made_basis": "text",
    "recorded_at": "text",
    "recorded_by": "text",
    "entry": "integer",
    "wording": "integer",
    "retrospective": "flag",
    "counts": "flag",
    "reporter": "text",
    "replaces": "integer",
    "note": "text",
    "quote": "text",
    "quote_sha256": "text",
    "quote_start": "integer",
    "quote_end": "integer",
    "source": "text",
    "source_url": "text",
    "source_title": "text",
    **STATED,
    "expires": "text",
    "unchanged": "flag",
    "flags": "text",
    "evidence": "text",
    "attribution": "text",
    "quote_place": "text",
    "quote_link": "text",
    "as_of": "integer",
}
QUOTED: Final = {
    "quote": "text",
    "quote_sha256": "sha256",
    "quote_start": "start",
    "quote_end": "end",
    "attribution": "attribution",
    "quote_place": "place",
    "quote_link": "link",
}
SOURCED: Final = {"source": "id", "source_url": "url", "source_title": "title"}
"""Of columns the fields of a quote and of a source that they hold."""


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Every standing forecast of the predictions that match the terms, each forecaster's in the order made.

    `flags` are those of the question and of the prediction, on the day of the last entry.
    """
    del choices
    day = snapshot._replace(today=snapshot.day)
    with collecting_later():
        flags = {(one.question, one.forecaster): one.flags for one in flagged_predictions(day, terms)}
        return frame_of_columns(COLUMNS, (_cells(said, flags, snapshot.entry) for said in read_columns(day, flags)))


def _cells(said: Columns, flags: Mapping[Pair, tuple[str, ...]], entry: int) -> Columns:
    words = {some: joined(some) for some in set(flags.values())}
    return {
        **said,
        **_spread(QUOTED, said["quote"]),
        **_spread(SOURCED, said["source"]),
        **_stated(said),
        "flags": [words[flags[pair]] for pair in said["pair"]],
        "as_of": [entry] * len(said["pair"]),
    }


def _spread(fields: Mapping[str, str], things: Sequence[object]) -> Columns:
    if not any(things):
        return dict.fromkeys(fields, [None] * len(things))
    return {name: [one and getattr(one, field) for one in things] for name, field in fields.items()}


def _stated(said: Columns) -> Columns:
    if not any(said["prediction"]):
        return dict.fromkeys(STATED, said["prediction"])
    return dict(zip(STATED, zip(*map(stated_cells, said["prediction"], said["told"]), strict=True), strict=True))


def stated_cells(prediction: Mapping[str, Any] | None, told: str | None) -> tuple[str | None, ...]:
    """The cells of `STATED`; empty for a probability.

    >>> stated_cells({"kind": "shares", "shares": {"a": "0.25", "b": "0.75"}}, "a 25%, b 75%")
    ('shares', '{"kind":"shares","shares":{"a":"0.25","b":"0.75"}}', 'a 25%, b 75%')
    """
    if prediction is None:
        return None, None, None
    return prediction["kind"], json.dumps(prediction, ensure_ascii=False, separators=(",", ":")), told
