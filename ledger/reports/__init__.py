"""Tables by name: one file for each, every one reads a snapshot into a frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from ledger.calibration.bins import CENTRED
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.core.query import Term
from ledger.registry import Registry
from ledger.services.judging import STORED
from ledger.services.view import USUAL, View
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What people can choose about a table; a table takes the choices that concern it.

    `view`: which forecasts count, by which reading and scale (scores and everything about calibration). `rules`,
    `dialect`: scoring rules (none: those of each type), or a platform's in their place (scores). `bins`, `interval`,
    `level`, `fold`, `include` ("early", "undated"), `by` (a grouping), `seed`, `resamples`, `expected_error`:
    calibration. `filters` is the query as it was typed, which rows repeat. `method`, `minimum` (questions in common):
    pairs and leaderboard.
    """

    bins: str = CENTRED.name
    interval: str = "wilson"
    level: Decimal = DEFAULT_LEVEL
    include: frozenset[str] = frozenset()
    view: View = USUAL
    rules: tuple[str, ...] = ()
    dialect: str | None = None
    fold: bool = False
    by: str = "none"
    seed: int = 1
    resamples: int | None = None
    expected_error: bool = False
    filters: str = ""
    method: str = "fixed-effects"
    minimum: int | None = None

    @property
    def plain_rules(self) -> tuple[str, ...]:
        """The rules, for what is of yes/no questions only."""
        return self.rules or STORED

    @property
    def retrospective(self) -> bool:
        """Whether what was recorded after the outcome was known counts."""
        return self.view.retrospective


DEFAULTS = Choices()


class Report(Protocol):
    """What every file of a table offers."""

    def __call__(self, snapshot: Snapshot, terms: Sequence[Term] = (), choices: Choices = DEFAULTS) -> "pd.DataFrame":
        """The table of what matches the terms, in an order of its own; its last column is `as_of`."""


REPORTS: Registry[Report] = Registry(
    "table",
    {
        "questions": "ledger.reports.questions:frame",
        "predictions": "ledger.reports.predictions:frame",
        "forecasts": "ledger.reports.forecasts:frame",
        "resolutions": "ledger.reports.resolutions:frame",
        "scores": "ledger.reports.scores:frame",
        "calibration": "ledger.reports.calibration:frame",
        "calibration_bins": "ledger.reports.calibration_bins:frame",
        "calibration_curve": "ledger.reports.calibration_curve:frame",
        "tally": "ledger.reports.tally:frame",
        "summary": "ledger.reports.summary:frame",
        "excluded": "ledger.reports.excluded:frame",
        "quantile_calibration": "ledger.reports.quantile_calibration:frame",
        "pit": "ledger.reports.pit:frame",
        "pairs": "ledger.reports.pairs:frame",
        "leaderboard": "ledger.reports.leaderboard:frame",
        "census": "ledger.reports.census:frame",
        "hubverse": "ledger.reports.hubverse:frame",
        "hubverse_oracle": "ledger.reports.hubverse_oracle:frame",
        "reliabilitydiag": "ledger.reports.reliabilitydiag:frame",
        "counted": "ledger.reports.counted:frame",
        "codebook": "ledger.reports.codebook:frame",
    },
)
