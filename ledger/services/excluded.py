"""Excluded: why a prediction is not in a calibration table, in the order in which tables list it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from ledger.errors import InputError
from ledger.services.readings import NOT_IN_SCALE
from ledger.store.scorable import Row
from ledger.store.standing import COUNTS
from ledger.store.tallies import EARLY, UNDATED

INCLUDABLE: Final = (EARLY, UNDATED)
NOTHING: Final[frozenset[str]] = frozenset()

TOO_EARLY: Final = "resolved_early"
NO_DEADLINE: Final = "no_deadline"
LATE: Final = "retrospective"
OPEN: Final = "open"

REASONS: Final = (
    OPEN, "annulled", "ambiguous", TOO_EARLY, NO_DEADLINE, LATE, "same_day",
    "after_close", "after_known", "withdrawn", "expired", "other_type", "no_number", "not_in_scale", "undecided",
    "not_yet_said", "over_by_then", "other_rule", "not_scored",
)  # fmt: skip
"""Why a prediction can be left out, in the order in which tables list it."""


def checked_inclusions(include: Collection[str]) -> frozenset[str]:
    """The names of what to let in; an `InputError` for another.

    >>> checked_inclusions(["late"])
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: 'late' cannot be included
    """
    for name in include:
        if name not in INCLUDABLE:
            raise InputError(f"{name[:40]!r} cannot be included", hint=f"there is {' and '.join(INCLUDABLE)}")
    return frozenset(include)


def in_order(excluded: Mapping[str, int]) -> Mapping[str, int]:
    """Counts of what was left out, in the order of `REASONS`, without zeros.

    >>> dict(in_order({"no_number": 2, "open": 1, "annulled": 0}))
    {'open': 1, 'no_number': 2}
    """
    return MappingProxyType({reason: excluded[reason] for reason in REASONS if excluded.get(reason)})


def not_in_scale(rows: Iterable[Row]) -> Mapping[str, int]:
    """The phrases of those that were left out because the scale does not have them, and how many each, most first."""
    phrases = Counter(" ".join(str(row.phrase).split()) for row in rows if row.reason == NOT_IN_SCALE)
    return MappingProxyType(dict(sorted(phrases.items(), key=lambda one: (-one[1], one[0]))))


def reason_in_table(reason: str, deadline: str | None, *, day: str, include: Collection[str] = NOTHING) -> str:
    """Why one prediction is not in the table, or "counts": what would count waits for its scheduled end.

    >>> reason_in_table("counts", "2027-01-01", day="2026-11-20"), reason_in_table("open", None, day="2026-11-20")
    ('resolved_early', 'open')
    """
    if reason != COUNTS:
        return reason
    if deadline is None:
        return COUNTS if UNDATED in include else NO_DEADLINE
    return TOO_EARLY if deadline > day and EARLY not in include else COUNTS
