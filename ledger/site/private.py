"""What a public report keeps to itself: sealed predictions, wherever they are named, and notes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ledger.core.particulars import Condition
from ledger.core.question import Forecast, Prediction, Question
from ledger.core.resolution import Resolution
from ledger.store.ids import ALPHABET, LENGTH

if TYPE_CHECKING:
    import pandas as pd

SEALED: Final = "sealed"
"""What stands in place of the id of a sealed prediction, and of all that is said of it."""
UNTOLD: Final = Condition(question=SEALED, outcome=SEALED)
NOTED: Final = ("forecasts", "resolutions")
"""Tables with the notes of whoever keeps the ledger, in the column `note`."""
NAMING: Final = ("condition", "parts", "restates", "because")
"""Columns of tables that name other questions."""
NAMED: Final = re.compile(rf"([{ALPHABET}]{{{LENGTH}}})(=\w+)?")


def public_question(question: Question, sealed: Collection[str]) -> Question:
    """The question without notes, and without what names one of the sealed questions."""
    condition = question.condition
    return replace(
        question,
        condition=UNTOLD if condition and condition.question in sealed else condition,
        parts=_without(question.parts, sealed),
        restates=SEALED if question.restates in sealed else question.restates,
        notes=(),
        predictions=tuple(map(_prediction, question.predictions)),
        resolutions=tuple(_resolution(one, sealed) for one in question.resolutions),
    )


def _without(ids: tuple[str, ...], sealed: Collection[str]) -> tuple[str, ...]:
    return tuple(SEALED if one in sealed else one for one in ids)


def _prediction(prediction: Prediction) -> Prediction:
    return replace(prediction, forecasts=tuple(map(_forecast, prediction.forecasts)))


def _forecast(forecast: Forecast) -> Forecast:
    return replace(forecast, note=None)


def _resolution(resolution: Resolution, sealed: Collection[str]) -> Resolution:
    return replace(resolution, because=_without(resolution.because, sealed), note=None)


def public_table(name: str, frame: pd.DataFrame, sealed: Collection[str]) -> pd.DataFrame:
    """The table of that name without people's notes, and without what names one of the sealed questions."""
    kept = frame.drop(columns=["note"] if name in NOTED else [])
    for column in (one for one in NAMING if one in kept.columns):
        kept[column] = kept[column].map(lambda cell: _unnamed(cell, sealed), na_action="ignore")
    return kept


def _unnamed(cell: str, sealed: Collection[str]) -> str:
    """A cell in which a sealed question, and the outcome that is waited for, is only said to be sealed.

    >>> _unnamed("k7qm3x9tbcdf=yes", {"k7qm3x9tbcdf"}), _unnamed("k7qm3x9tbcdf,c84dk7qm3x9t", {"k7qm3x9tbcdf"})
    ('sealed', 'sealed,c84dk7qm3x9t')
    """
    return NAMED.sub(lambda found: SEALED if found[1] in sealed else found[0], cell)
