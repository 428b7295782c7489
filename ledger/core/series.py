"""Recurring questions: the days their rule falls on, and the window of each occurrence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Final

from ledger.core.dates import day_of, month_end, plain, shown
from ledger.core.recurrence import MONTH_END, days_of, midnight, read_rule, rule_parts
from ledger.errors import InputError

__all__ = ["Occurrence", "SeriesView", "first_occurrence", "occurrences", "read_rule", "windows"]

_MONTHS_OF: Final = {"DAILY": 0, "WEEKLY": 0, "MONTHLY": 1, "YEARLY": 12}
_DAYS_OF: Final = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 0, "YEARLY": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A series as people read it."""

    id: str
    claim: str
    rule: str
    starts_on: str
    until: str | None
    occurrences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One occurrence of a series: its first day, its deadline, and its label (2026-01, 2026-Q1, 2026, 2026-W05)."""

    window_start: date
    deadline: date
    period: str


def occurrences(rule: str, *, start: date, until: date) -> Iterator[date]:
    """The days a rule falls on, from its first occurrence `start` to `until`, both included.

    >>> found = occurrences("FREQ=MONTHLY;BYMONTHDAY=-1", start=date(2026, 1, 31), until=date(2026, 3, 31))
    >>> [str(day) for day in found]
    ['2026-01-31', '2026-02-28', '2026-03-31']
    """
    if start <= until:
        yield from takewhile(lambda day: day <= until, days_of(rule_parts(rule), start, until))


def first_occurrence(rule: str, starting: str) -> date:
    """The first occurrence of a rule, in the month or year named, or on the very day named.

    InputError where the rule does not fall on that day or in that month (dateutil would move or skip it silently),
    with the first day it does fall on in the hint; where nothing says on which day of a month it falls; and where it
    starts on day 29 to 31 without BYMONTHDAY, which would skip short months.

    >>> first_occurrence("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01")
    datetime.date(2026, 1, 31)
    """
    words = plain(starting)
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", words)
    if found is None:
        raise InputError(f"cannot read {shown(starting)} as the start of a series", hint="write 2026-01 or 2026-01-31")
    month, day = (int(part) if part else None for part in found.groups()[1:])
    first, last = _bounds(int(words[:4]), month, day)
    parts = rule_parts(rule)
    _check_anchored(parts, first, named_day=day is not None)
    start = next(days_of(parts, first, None), None)
    if start is None or start > last:
        raise _not_produced(words, start)
    return start


def windows(rule: str, *, start: date, until: date, begun: bool = False) -> Iterator[Occurrence]:
    """The occurrences that end by `until`, or with `begun` begin by then, each from the day after the one before.

    The first begins after the occurrence the rule would have had before it, else one interval earlier. Windows are
    contiguous and do not overlap; no two have the same label.

    >>> next(windows("FREQ=MONTHLY;BYMONTHDAY=-1", start=date(2026, 1, 31), until=date(2026, 6, 30))).window_start
    datetime.date(2026, 1, 1)
    """
    parts = rule_parts(rule)
    before = _previous(parts, start)
    for deadline in days_of(parts, start, None):
        first = before + timedelta(days=1)
        if (first if begun else deadline) > until:
            return
        yield Occurrence(window_start=first, deadline=deadline, period=_label(parts, deadline))
        before = deadline


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return day_of(year, 1, 1), day_of(year, 12, 31)
    if day is None:
        return day_of(year, month, 1), month_end(year, month)
    return day_of(year, month, day), day_of(year, month, day)


def _check_anchored(parts: dict[str, str], first: date, *, named_day: bool) -> None:
    """A rule that takes its day from its start needs one, and not one that short months or years have not."""
    placed = parts.keys() & {"BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO"}
    if placed or parts["FREQ"] == "DAILY":
        return
    if not named_day:
        raise InputError("nothing says on which day the series falls", hint=MONTH_END + ", or give the first day")
    if parts["FREQ"] == "MONTHLY" and first.day > 28:
        raise InputError(f"a monthly series from day {first.day} skips short months", hint=MONTH_END)
    if parts["FREQ"] == "YEARLY" and first.day > 28 and (first.month == 2 or "BYMONTH" in parts):
        raise InputError(f"a yearly series from day {first.day} skips short months", hint=MONTH_END)


def _not_produced(words: str, start: date | None) -> InputError:
    hint = "choose an earlier start" if start is None else f"the first day it falls on from there is {start}"
    return InputError(f"the rule does not fall on {words}", hint=hint)


def _previous(parts: dict[str, str], start: date) -> date:
    """The occurrence before the first, if the rule had begun earlier; else the day one interval before."""
    endless = {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL")}
    for intervals in (2, 9, 40):
        earlier = _back(parts, start, intervals)
        if earlier is None:
            break
        found = list(takewhile(lambda day: day < start, days_of(endless, earlier, start)))
        if found:
            return found[-1]
    return _back(parts, start, 1) or start - timedelta(days=1)


def _back(parts: dict[str, str], start: date, intervals: int) -> date | None:
    from dateutil.relativedelta import relativedelta

    steps = intervals * int(parts.get("INTERVAL", "1"))
    freq = parts["FREQ"]
    try:
        moved = midnight(start) - relativedelta(months=steps * _MONTHS_OF[freq], days=steps * _DAYS_OF[freq])
    except (OverflowError, ValueError):
        return None
    return moved.date()


def _label(parts: dict[str, str], deadline: date) -> str:
    """The shortest label that no other occurrence of the rule can have."""
    freq, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    if freq == "DAILY" or _several(parts):
        return deadline.isoformat()
    if freq == "WEEKLY":
        return "{}-W{:02}".format(*deadline.isocalendar())
    months = {int(month) for month in parts.get("BYMONTH", "").split(",") if month}
    step = _step(months) if freq == "YEARLY" else 1 if months else interval
    quarter, half = (deadline.month + 2) // 3, (deadline.month + 5) // 6
    labels = {12: f"{deadline.year}", 3: f"{deadline.year}-Q{quarter}", 6: f"{deadline.year}-H{half}"}
    return labels.get(step, f"{deadline:%Y-%m}")


def _step(months: set[int]) -> int:
    """Months from one of these to the next: 12 for one, 3 or 6 if each has a quarter or half of its own, else 1."""
    if len(months) <= 1:
        return 12
    if len(months) == 4 and len({(month + 2) // 3 for month in months}) == 4:
        return 3
    return 6 if len(months) == 2 and len({(month + 5) // 6 for month in months}) == 2 else 1


def _several(parts: dict[str, str]) -> bool:
    """Whether the rule may fall on more than one day of its week, month or year (of a month, with BYMONTH)."""
    many = any("," in parts.get(name, "") for name in ("BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"))
    if "BYSETPOS" in parts:
        return "," in parts["BYSETPOS"]
    loose = parts["FREQ"] != "WEEKLY" and re.fullmatch("[A-Z]{2}", parts.get("BYDAY", "")) is not None
    both = "BYMONTHDAY" in parts and "BYMONTH" not in parts and parts["FREQ"] == "YEARLY"
    return many or loose or both
