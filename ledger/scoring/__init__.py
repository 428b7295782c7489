"""Scoring rules by name: one file for each, plain functions on numbers and arrays, lower is better."""

from decimal import Decimal
from typing import Protocol

from ledger.registry import Registry


class ScoringRule(Protocol):
    """What every file of a rule offers to the ledger; `BOUNDS` are the least and the greatest score there can be."""

    RULE_VERSION: str
    BOUNDS: tuple[float, float]

    def score(self, *, probability: Decimal, outcome: Decimal) -> float:
        """The score of one forecast under one outcome."""


RULES: Registry[ScoringRule] = Registry(
    "scoring rule",
    {
        "brier": "ledger.scoring.brier",
        "log": "ledger.scoring.logarithmic",
    },
)
