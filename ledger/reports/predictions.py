"""The predictions: one row for each question and forecaster, with what came of it or why it does not count."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from ledger.core.query import Term
from ledger.question_types import TYPES
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, frame_of, joined
from ledger.reports.forecasts import STATED, stated_cells
from ledger.scoring import rule_named
from ledger.services.judging import STORED
from ledger.store.evidence import read_evidence
from ledger.store.flagged import prediction_flags
from ledger.store.frames import Framed, read_framed
from ledger.store.quoted import UNQUOTED, Cited, read_cited
from ledger.store.rows import prediction_rows, scored_forecasts
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
_said: Final = attrgetter(*SAID)
LAST: Final[dict[str, Kind]] = {
    **STATED,
    "unit": "text",
    "flags": "text",
    "evidence": "text",
    "attribution": "text",
    "quote_link": "text",
    "as_of": "integer",
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Every prediction that matches the terms; `reason` is "counts" or why it does not.

    What counts by the rules of its own type is `other_type`; of it the columns of `ledger.reports.forecasts.STATED`.
    `flags` are those of the question and of this prediction, on the day of the last entry.
    """
    versions = [(rule, rule_named(rule).RULE_VERSION) for rule in choices.plain_rules]
    scored = {(one.forecast_key, one.rule): one.value for one in scored_forecasts(snapshot, versions, terms)}
    rows = prediction_rows(snapshot, terms)
    stated = read_framed(snapshot.connection, [row.forecast_key for row in rows if row.kind is not None])
    cited = read_cited(snapshot, [row.forecast_key for row in rows])
    flags, grades = prediction_flags(snapshot._replace(today=snapshot.day)), read_evidence(snapshot)
    cells = (
        (
            *_said(row),
            *(scored.get((row.forecast_key, rule)) for rule in choices.plain_rules),
            *_stated(stated.get(row.forecast_key)),
            joined(flags.get(row.forecast_key, ())),
            grades[row.forecast_key],
            *_cited(cited.get(row.forecast_key, UNQUOTED)),
            snapshot.entry,
        )
        for row in rows
    )
    return frame_of(_columns(choices.plain_rules), cells)


def _columns(rules: Sequence[str]) -> dict[str, Kind]:
    """Those of what was said, the scores by these rules, and the others."""
    return {**SAID, **dict.fromkeys(rules, "number"), **LAST}


COLUMNS: Final = _columns(STORED)


def _cited(cited: Cited) -> tuple[str | None, ...]:
    return cited.attribution, cited.link


def _stated(forecast: Framed | None) -> tuple[str | None, ...]:
    if forecast is None:
        return (None,) * (len(STATED) + 1)
    type_ = TYPES[forecast.frame.type]
    told = type_.tell(forecast.stated, forecast.frame)
    return (*stated_cells(type_.as_json(forecast.stated), told), type_.unit(forecast.frame))
