"""Model output as hubs of the hubverse take it: a row for each quantile, point of a CDF or share of every forecast."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

from ledger.core.numbers import decimal_text, float_text
from ledger.core.query import Term
from ledger.core.question import Forecast, Prediction, Question
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.scoring.dialects.hubverse import LEVELS
from ledger.store.reading import read_questions
from ledger.store.rows import prediction_keys
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "model_id": "text",
    "reference_date": "text",
    "target": "text",
    "question": "text",
    "target_end_date": "text",
    "horizon": "integer",
    "output_type": "text",
    "output_type_id": "text",
    "value": "text",
    "as_of": "integer",
}
DAY: Final = len("2026-01-01")
DATES: Final = "date"
Said = Iterator[tuple[str, str, str]]


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Every standing forecast of the predictions that match the terms; of several on one day the last.

    `target` is the claim, `horizon` the days from `reference_date` to `target_end_date`. A probability is a pmf over
    yes and no, an interval its two quantiles, a normal, lognormal or uniform distribution its quantiles at the levels
    that hubs ask for. Left out is what has no number, and what hubs have no output type for: distributions over days
    and shares of independent options.
    """
    del choices
    return frame_of(COLUMNS, _rows(snapshot, terms))


def _rows(snapshot: Snapshot, terms: Sequence[Term]) -> Iterator[tuple[Scalar, ...]]:
    keys = prediction_keys(snapshot, terms)
    matching = {(key, forecaster) for key, forecaster in keys}
    asked = list(dict.fromkeys(key for key, _ in keys))
    for key, question in zip(asked, read_questions(snapshot, asked), strict=True):
        if question.type != DATES and question.exclusive:
            for prediction in question.predictions:
                if (key, prediction.forecaster_id) in matching:
                    yield from ((*row, snapshot.entry) for row in _of_prediction(question, prediction))


def _of_prediction(question: Question, prediction: Prediction) -> Iterator[tuple[Scalar, ...]]:
    end = question.deadline.date if question.deadline else None
    last = {forecast.made[:DAY]: forecast for forecast in prediction.forecasts}
    for day, forecast in last.items():
        horizon = (date.fromisoformat(end) - date.fromisoformat(day)).days if end else None
        task = (prediction.forecaster, day, question.claim, question.id, end, horizon)
        yield from ((*task, *said) for said in _said(forecast))


def _said(forecast: Forecast) -> Said:
    if forecast.prediction is not None:
        return _KINDS[forecast.prediction["kind"]](forecast.prediction)
    return _yes_or_no(forecast.p) if forecast.p is not None else iter(())


def _yes_or_no(p: str) -> Said:
    yield "pmf", "yes", p
    yield "pmf", "no", decimal_text(1 - Decimal(p))


def _shares(said: Mapping[str, Any]) -> Said:
    return (("pmf", name, share) for name, share in said["shares"].items())


def _quantiles(said: Mapping[str, Any]) -> Said:
    return (("quantile", level, value) for level, value in said["quantiles"].items())


def _cdf(said: Mapping[str, Any]) -> Said:
    return (("cdf", value, share) for value, share in said["cdf"].items())


def _interval(said: Mapping[str, Any]) -> Said:
    tail = (1 - Decimal(said["coverage"])) / 2
    yield "quantile", decimal_text(tail), said["low"]
    yield "quantile", decimal_text(1 - tail), said["high"]


def _normal(said: Mapping[str, Any]) -> Said:
    return _at_levels(NormalDist(float(said["mean"]), float(said["deviation"])).inv_cdf)


def _lognormal(said: Mapping[str, Any]) -> Said:
    logarithm = NormalDist(float(said["mu"]), float(said["sigma"]))
    return _at_levels(lambda level: math.exp(logarithm.inv_cdf(level)))


def _uniform(said: Mapping[str, Any]) -> Said:
    low, high = float(said["low"]), float(said["high"])
    return _at_levels(lambda level: low + level * (high - low))


def _at_levels(quantile: Callable[[float], float]) -> Said:
    return (("quantile", level, float_text(quantile(float(level)))) for level in LEVELS)


_KINDS: Final[Mapping[str, Callable[[Mapping[str, Any]], Said]]] = {
    "shares": _shares,
    "quantiles": _quantiles,
    "cdf": _cdf,
    "interval": _interval,
    "normal": _normal,
    "lognormal": _lognormal,
    "uniform": _uniform,
}
