"""The scores: one row for each prediction that counts and each rule; and mean scores by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.core.numbers import decimal_text
from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.score import Asked, ScoreRow, Scores, score_rows
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final[dict[str, Kind]] = {
    "forecaster": "text",
    "question": "text",
    "rule": "text",
    "dialect": "text",
    "timing": "text",
    "value": "number",
    "n": "integer",
    "interval_low": "number",
    "interval_high": "number",
    "rule_version": "text",
    "p": "decimal",
    "outcome": "text",
    "made": "text",
    "known_on": "text",
    "retrospective": "flag",
    "coverage": "number",
    "reading": "text",
    "scale": "text",
    "filters": "text",
    "type": "text",
    "unit": "text",
    "told": "text",
    "as_of": "integer",
}
OWN: Final = tuple(COLUMNS)[: tuple(COLUMNS).index("reading")]
TYPED: Final = ("type", "unit", "told")
GROUP_COLUMNS: Final[dict[str, Kind]] = {
    "group": "text",
    "rule": "text",
    "dialect": "text",
    "timing": "text",
    "value": "number",
    "n": "integer",
    "questions": "integer",
    "happened": "decimal",
    "expected": "decimal",
    "interval_low": "number",
    "interval_high": "number",
    "level": "decimal",
    "interval": "text",
    "by": "text",
    "clusters": "integer",
    "reading": "text",
    "scale": "text",
    "type": "text",
    "unit": "text",
    "as_of": "integer",
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """The score of each prediction that counts, by question, forecaster and rule.

    Without rules each type of question is scored by its own. What is no probability is `told` in one line; its value is
    in the `unit`.
    """
    rows = score_rows(snapshot, terms, Asked(rules=choices.rules, dialect=choices.dialect, view=choices.view))
    around = (choices.view.reading, choices.view.scale, choices.filters)
    return frame_of(COLUMNS, ((*_of(row, OWN), *around, *_of(row, TYPED), snapshot.entry) for row in rows))


def _of(row: ScoreRow, names: Sequence[str]) -> Iterator[Scalar]:
    return (getattr(row, name) for name in names)


def group_frame(result: Scores) -> pd.DataFrame:
    """Mean scores by group, one row for each group and rule."""
    return frame_of(GROUP_COLUMNS, _group_rows(result))


def _group_rows(result: Scores) -> Iterator[tuple[Scalar, ...]]:
    for group in result.groups:
        for rule, mean in group.means.items():
            yield (
                group.group,
                rule,
                result.dialect,
                result.timing,
                mean.value,
                group.counts[rule].n,
                group.counts[rule].questions,
                None if group.happened is None else decimal_text(group.happened),
                None if group.expected is None else decimal_text(group.expected),
                mean.low,
                mean.high,
                decimal_text(result.level),
                result.interval,
                result.by,
                group.counts[rule].clusters,
                result.reading,
                result.scale,
                group.type,
                group.unit,
                result.as_of,
            )
