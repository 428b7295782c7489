"""Pairs for the R package reliabilitydiag: what was said, `p`, and what came of it, `y`; one row for each forecast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.numbers import decimal_text
from ledger.core.query import Term
from ledger.errors import InputError
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.excluded import checked_inclusions, reason_in_table
from ledger.services.judging import check_versions
from ledger.services.selection import Picked, select_forecasts
from ledger.store.snapshot import Snapshot
from ledger.store.standing import COUNTS

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "p": "decimal",
    "y": "decimal",
    "question": "text",
    "forecaster": "text",
    "timing": "text",
    "reading": "text",
    "scale": "text",
    "filters": "text",
    "as_of": "integer",
}
WEIGHED: Final = "time-weighted"


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """The probabilities that a calibration table counts, exact, each with 0 or 1 (a fraction where it came out as one).

    In R: `reliabilitydiag(data["p"], y = data$y)`. Dimitriadis, Gneiting and Jordan (2021), doi
    10.1073/pnas.2016191118. An `InputError` for the timing `time-weighted`: the package weighs every pair alike.
    """
    if choices.view.timing == WEIGHED:
        raise InputError("reliabilitydiag weighs every pair alike, not by time", hint="--timing last, or each")
    checked_inclusions(choices.include)
    check_versions({}, choices.view.rule_version)
    return frame_of(COLUMNS, _rows(snapshot, terms, choices))


def _rows(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    day, view = snapshot.day.isoformat(), choices.view
    context = (view.timing, view.reading, view.scale, choices.filters or None, snapshot.entry)
    for one in select_forecasts(snapshot, terms, view):
        reason = reason_in_table(one.reason, one.row.deadline, day=day, include=choices.include)
        if one.counts and reason == COUNTS:
            yield (*_pair(one), one.row.question, one.row.forecaster, *context)


def _pair(one: Picked) -> tuple[str, str | None]:
    (share,) = one.shares
    return decimal_text(share.probability), one.row.value
