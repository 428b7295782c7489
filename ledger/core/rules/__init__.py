"""Machine rules: what settles a question from observations of a metric, and what the record of one says so far."""

from ledger.core.rules.decide import Decision, Undecided, decide
from ledger.core.rules.record import Disagreement, Observation, Window, disagreements
from ledger.core.rules.rule import Rule, check_type, read_metric, read_rule
from ledger.core.rules.values import Value, read_value, value_text

__all__ = [
    "Decision",
    "Disagreement",
    "Observation",
    "Rule",
    "Undecided",
    "Value",
    "Window",
    "check_type",
    "decide",
    "disagreements",
    "read_metric",
    "read_rule",
    "read_value",
    "value_text",
]
