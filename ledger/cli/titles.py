"""Rules as tables name them: with their unit, and which way is good."""

from collections.abc import Mapping
from typing import Final

TITLES: Final[Mapping[str, str]] = {"brier": "Brier (0-1)", "brier-sum": "Brier (0-2)", "log": "log"}


def title_of(rule: str) -> str:
    """A rule or dialect with its unit, and which way is good where it is not downwards.

    >>> title_of("brier"), title_of("log")
    ('Brier (0-1)', 'log')
    """
    if rule in TITLES:
        return TITLES[rule]
    unit = unit_of(rule)
    said = [*([unit] if unit else []), *(["higher is better"] if better(rule) == "higher" else [])]
    return f"{rule} ({', '.join(said)})" if said else rule


def better(rule: str) -> str:
    """Which way is good: lower, higher, or of a hit or a lean nearer (its level, or 0).

    >>> better("brier"), better("interval-coverage")
    ('lower', 'nearer')
    """
    from ledger.scoring import rule_named
    from ledger.scoring.dialects import DIALECTS

    return DIALECTS[rule].BETTER if rule in DIALECTS else rule_named(rule).BETTER


def unit_of(rule: str) -> str | None:
    """What one of a dialect's scores is; None for the ledger's own rules, whose names say it."""
    from ledger.scoring.dialects import DIALECTS

    return DIALECTS[rule].UNIT if rule in DIALECTS else None
