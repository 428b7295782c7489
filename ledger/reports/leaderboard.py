"""The leaderboard: where each forecaster stands by one method, and why those without a rank have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.calibration.leaderboard import MINIMUM
from ledger.core.numbers import decimal_text
from ledger.core.query import Term
from ledger.reports import DEFAULTS, Choices
from ledger.reports._frame import Kind, Scalar, frame_of
from ledger.services.leaderboard import Leaderboard, boards
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

STANDING: Final[dict[str, Kind]] = {
    "forecaster": "text",
    "rank": "integer",
    "rank_low": "integer",
    "rank_high": "integer",
    "value": "number",
    "interval_low": "number",
    "interval_high": "number",
    "shrunk": "number",
    "n": "integer",
}
COLUMNS: Final[dict[str, Kind]] = {
    **STANDING,
    "answered": "integer",
    "why": "text",
    "method": "text",
    "rule": "text",
    "dialect": "text",
    "timing": "text",
    "reading": "text",
    "scale": "text",
    "level": "decimal",
    "minimum": "integer",
    "questions": "integer",
    "clusters": "integer",
    "resamples": "integer",
    "seed": "integer",
    "rule_version": "text",
    "filters": "text",
    "as_of": "integer",
}


def frame(snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> pd.DataFrame:
    """Everybody by rule, those with a rank first; `why` says why there is none: too_few, infinite, unlinked."""
    found = boards(
        snapshot, terms, method=choices.method, rules=choices.plain_rules, dialect=choices.dialect, view=choices.view,
        minimum=MINIMUM if choices.minimum is None else choices.minimum, level=choices.level,
        resamples=choices.resamples, seed=choices.seed,
    )  # fmt: skip
    return frame_of(COLUMNS, (row for one in found for row in _rows(one, choices)))


def _rows(board: Leaderboard, choices: Choices) -> Iterator[tuple[Scalar, ...]]:
    shared: tuple[Scalar, ...] = (
        board.method, board.rule, board.dialect, board.timing, board.view.reading, board.view.scale,
        decimal_text(board.level), board.minimum, board.questions, board.clusters, board.resamples, board.seed,
        board.rule_version, choices.filters or None, board.as_of,
    )  # fmt: skip
    for one in board.places:
        yield (*(getattr(one.standing, name) for name in STANDING), one.answered, one.why, *shared)
