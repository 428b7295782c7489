"""The forecasts: one row for each that stands, whether it counts or not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ledger.core.hindsight import flags_of
from ledger.core.query import Term
from ledger.core.question import Forecast, Question
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of, joined
from ledger.store.reading import read_questions
from ledger.store.rows import prediction_keys
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
OWN: Final = tuple(COLUMNS)[2 : tuple(COLUMNS).index("quote")]


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Every standing forecast of the predictions that match the terms, each forecaster's in the order made.

    `flags` are those of the question and of the prediction, on the day of the last entry.
    """
    del choices
    return frame_of(COLUMNS, _rows(replace(snapshot, today=snapshot.day), terms))


def _rows(snapshot: Snapshot, terms: Sequence[Term]) -> Iterator[tuple[Scalar, ...]]:
    keys = prediction_keys(snapshot, terms)
    asked = list(dict.fromkeys(key for key, _ in keys))
    matching: dict[int, set[str]] = {}
    for key, forecaster in keys:
        matching.setdefault(key, set()).add(forecaster)
    # Every one of these questions stands, so that they come back one for one.
    for key, question in zip(asked, read_questions(snapshot, asked), strict=True):
        yield from _of_question(question, matching[key], snapshot)


def _of_question(question: Question, forecasters: set[str], snapshot: Snapshot) -> Iterator[tuple[Scalar, ...]]:
    for prediction in question.predictions:
        if prediction.forecaster_id in forecasters:
            flags = joined(flags_of(question, prediction, snapshot.today.isoformat()))
            for forecast in prediction.forecasts:
                own = (getattr(forecast, name) for name in OWN)
                stated = stated_cells(forecast.prediction, forecast.told)
                last = (forecast.expires, forecast.unchanged, flags, forecast.evidence)
                cells = (*own, *_where(forecast), *stated, *last, *_cited(forecast), snapshot.entry)
                yield question.id, prediction.forecaster, *cells


def _cited(forecast: Forecast) -> tuple[str | None, ...]:
    quote = forecast.quote
    return (quote.attribution, quote.place, quote.link) if quote else (None,) * 3


def stated_cells(prediction: Mapping[str, Any] | None, told: str | None) -> tuple[str | None, ...]:
    """The cells of `STATED`; empty for a probability.

    >>> stated_cells({"kind": "shares", "shares": {"a": "0.25", "b": "0.75"}}, "a 25%, b 75%")
    ('shares', '{"kind":"shares","shares":{"a":"0.25","b":"0.75"}}', 'a 25%, b 75%')
    """
    if prediction is None:
        return None, None, None
    return prediction["kind"], json.dumps(prediction, ensure_ascii=False, separators=(",", ":")), told


def _where(forecast: Forecast) -> tuple[str | int | None, ...]:
    quote, source = forecast.quote, forecast.source
    return (
        *((quote.text, quote.sha256, quote.start, quote.end) if quote else (None,) * 4),
        *((source.id, source.url, source.title) if source else (None,) * 3),
    )
