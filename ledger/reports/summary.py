"""The summary: one row for each statistic, with its error, interval, test and null."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.means import FLOOR, floored_log_score
from ledger.calibration.summary import Statistic
from ledger.core.numbers import decimal_text
from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import CONTEXT, RULE, conclusions, context_of
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.scoring import RULES
from ledger.services.calibrate import Calibration
from ledger.services.conclude import Concluded
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

STATISTIC: Final[dict[str, Kind]] = {
    "metric": "text",
    "value": "number",
    "error": "number",
    "error_method": "text",
    "interval_low": "number",
    "interval_high": "number",
    "p_value": "number",
    "null_mean": "number",
    "null_high": "number",
    "note": "text",
}
COLUMNS: Final[dict[str, Kind]] = {
    **STATISTIC,
    "level": "decimal",
    "n": "integer",
    "questions": "integer",
    "clusters": "integer",
    "effective_n": "number",
    "floor": "decimal",
    "n_floored": "integer",
    "bins": "text",
    "resamples": "integer",
    "seed": "integer",
    **RULE,
    **CONTEXT,
}
OF_BRIER: Final = ("brier", "murphy")


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """The statistics of the predictions that match the terms, for each group if there are several.

    `effective_n` is how many independent forecasts would give the same error.
    """
    return frame_of(COLUMNS, _rows(snapshot, terms, choices))


def _rows(snapshot: Snapshot, terms: Sequence[Term], choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    for one in conclusions(snapshot, terms, choices):
        context = context_of(one.table, choices)
        for statistic in one.summary.statistics:
            yield (*(getattr(statistic, name) for name in STATISTIC), *_around(one, statistic), *context)


def _around(one: Concluded, statistic: Statistic) -> tuple[Scalar, ...]:
    table, summary = one.table, one.summary
    drawn = summary.drawn.get(statistic.metric)
    return (
        decimal_text(table.level),
        table.n,
        summary.questions,
        summary.clusters,
        _effective(table, statistic),
        *_floor(table, statistic),
        table.bins,
        drawn,
        summary.seed if drawn else None,
        *_rule(statistic.metric),
    )


def _effective(table: Calibration, statistic: Statistic) -> float | None:
    """As many as make the error that forecasts would have alone into the one that they have."""
    alone = {one.metric: one.error for one in table.statistics}.get(statistic.metric)
    return table.n * (alone / statistic.error) ** 2 if alone and statistic.error else None


def _floor(table: Calibration, statistic: Statistic) -> tuple[Scalar, ...]:
    if statistic.metric != "log_floored":
        return None, None
    return decimal_text(FLOOR), floored_log_score(table.tally).n_floored


def _rule(metric: str) -> tuple[Scalar, ...]:
    rule = "brier" if metric.startswith(OF_BRIER) else "log" if metric.startswith("log") else None
    return (rule, RULES[rule].RULE_VERSION) if rule else (None, None)
