"""Groupings: the ways to sort predictions into the rows of a score table."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from ledger.registry import unknown_name
from ledger.store.rows import tags_by_question
from ledger.store.scorable import Row
from ledger.store.snapshot import Snapshot

NONE: Final = "-"
ALL: Final = "all"

HORIZONS: Final = ((7, "within 7 days"), (30, "8 to 30 days"), (90, "31 to 90 days"), (365, "91 to 365 days"))
LONGEST_HORIZON: Final = "over 365 days"
IN_TIME: Final[Mapping[str, tuple[str, ...]]] = {
    "month": (),
    "horizon": (*(name for _, name in HORIZONS), LONGEST_HORIZON),
}
"""The groupings whose rows stand in the order of time, named in that order where the alphabet has another."""

GroupsOf = Callable[[Row], tuple[str, ...]]
Grouping = Callable[[Snapshot], GroupsOf]


def horizon(row: Row) -> str:
    """How far ahead it was said: days from the day made to the deadline."""
    if row.deadline is None:
        return NONE
    days = (date.fromisoformat(row.deadline) - date.fromisoformat(row.made[:10])).days
    return next((name for most, name in HORIZONS if days <= most), LONGEST_HORIZON)


def _by(name: Callable[[Row], str | None]) -> Grouping:
    return lambda _snapshot: lambda row: (name(row) or NONE,)


def _by_tag(snapshot: Snapshot) -> GroupsOf:
    tags = tags_by_question(snapshot)
    return lambda row: tags.get(row.question_key) or (NONE,)


GROUPINGS: Final[Mapping[str, Grouping]] = {
    "none": _by(lambda _row: ALL),
    "forecaster": _by(lambda row: row.forecaster),
    "tag": _by_tag,
    "month": _by(lambda row: (row.known_on or "")[:7]),
    "source": _by(lambda row: row.source),
    "series": _by(lambda row: row.series),
    "horizon": _by(horizon),
    "type": _by(lambda row: row.type),
    "basis": _by(lambda row: row.basis),
    "phrase": _by(lambda row: row.phrase),
}
"""By name. A prediction with several tags is in several groups; `month` is that in which the outcome was known."""


def grouping_named(name: str) -> Grouping:
    """The grouping of that name; an `InputError` that lists them if there is none.

    >>> grouping_named("forecasters")
    Traceback (most recent call last):
    ...
    ledger.registry._UnknownNameError: no grouping is called 'forecasters'
    """
    if name not in GROUPINGS:
        raise unknown_name("grouping", name, known=GROUPINGS)
    return GROUPINGS[name]


def place_of(by: str, group: str, n: int) -> tuple[bool, int, str]:
    """What a table's rows are sorted by: months and horizons stand in the order of time, others largest first.

    >>> sorted(["over 365 days", "-", "8 to 30 days"], key=lambda group: place_of("horizon", group, 5))
    ['8 to 30 days', 'over 365 days', '-']
    """
    if by not in IN_TIME:
        return False, -n, group
    names = IN_TIME[by]
    return group == NONE, names.index(group) if group in names else 0, group
