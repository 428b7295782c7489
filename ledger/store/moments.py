"""Moments as stored: a day, and an instant where one is known."""

from datetime import date, datetime
from typing import Any

from ledger.core.dates import Moment


def moment_at(row: Any, name: str) -> Moment:
    """The moment in the columns `..._on` and `..._at` of a row."""
    at = getattr(row, f"{name}_at")
    return Moment(on=date.fromisoformat(getattr(row, f"{name}_on")), at=datetime.fromisoformat(at) if at else None)
