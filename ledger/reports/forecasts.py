"""The forecasts: one row for each that stands, whether it counts or not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from ledger.core.query import Term
from ledger.core.question import Forecast, Prediction
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of, joined
from ledger.store.batches import collecting_later
from ledger.store.reading import read_predictions
from ledger.store.rows import prediction_flags, prediction_keys
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
_own: Final = attrgetter(*tuple(COLUMNS)[2 : tuple(COLUMNS).index("quote")])


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Every standing forecast of the predictions that match the terms, each forecaster's in the order made.

    `flags` are those of the question and of the prediction, on the day of the last entry.
    """
    del choices
    with collecting_later():
        return frame_of(COLUMNS, _rows(replace(snapshot, today=snapshot.day), terms))


def _rows(snapshot: Snapshot, terms: Sequence[Term]) -> Iterator[tuple[Scalar, ...]]:
    matching, flags = prediction_keys(snapshot, terms), prediction_flags(snapshot)
    asked = list(dict.fromkeys(question for question, _ in matching))
    for key, question, predictions in read_predictions(snapshot, asked):
        for prediction in predictions:
            forecast = matching.get((key, prediction.forecaster_id))
            if forecast is not None:
                yield from _of_prediction(question, prediction, joined(flags.get(forecast, ())), snapshot.entry)


def _of_prediction(
    question: str, prediction: Prediction, flags: str | None, entry: int
) -> Iterator[tuple[Scalar, ...]]:
    for forecast in prediction.forecasts:
        stated = stated_cells(forecast.prediction, forecast.told)
        last = (forecast.expires, forecast.unchanged, flags, forecast.evidence)
        cells = (*_own(forecast), *_where(forecast), *stated, *last, *_cited(forecast), entry)
        yield question, prediction.forecaster, *cells


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
