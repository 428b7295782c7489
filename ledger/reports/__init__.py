"""Tables by name: one file for each, every one reads a snapshot into a frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from ledger.calibration.bins import CENTRED
from ledger.calibration.intervals import DEFAULT_LEVEL
from ledger.core.query import Term
from ledger.registry import Registry
from ledger.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What people can choose about a table; a table takes the choices that concern it.

    `include`: "early", "undated" (calibration). `retrospective`: whether to count what was recorded after the outcome
    was known (scores, calibration). `rules`: names of scoring rules (scores).
    """

    bins: str = CENTRED.name
    interval: str = "wilson"
    level: Decimal = DEFAULT_LEVEL
    include: frozenset[str] = frozenset()
    retrospective: bool = True
    rules: tuple[str, ...] = ("brier", "log")


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
    },
)
