"""Recurrence rules of RFC 5545 on days: read, checked, and put into one normal form."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal

from ledger.core.dates import LONGEST, day_of, plain, shown
from ledger.errors import InputError

if TYPE_CHECKING:
    from dateutil.rrule import rrule

FREQUENCIES: Final[dict[str, Literal[0, 1, 2, 3]]] = {"DAILY": 3, "WEEKLY": 2, "MONTHLY": 1, "YEARLY": 0}
"""The frequencies of a series, with dateutil's numbers for them."""
MOST: Final = 10_000
"""Highest COUNT; a longer series is better left without an end."""

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS: Final = {  # name: lowest and highest number; signed from the end where the lowest is negative
    "INTERVAL": (1, 1000),
    "COUNT": (1, MOST),
    "BYMONTH": (1, 12),
    "BYWEEKNO": (-53, 53),
    "BYYEARDAY": (-366, 366),
    "BYMONTHDAY": (-31, 31),
    "BYSETPOS": (-366, 366),
}
_ORDER: Final = (
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST",
)  # fmt: skip
_FORBIDDEN: Final = {  # RFC 5545, section 3.3.10
    "DAILY": ("BYWEEKNO", "BYYEARDAY"),
    "WEEKLY": ("BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"),
    "MONTHLY": ("BYWEEKNO", "BYYEARDAY"),
    "YEARLY": (),
}
_SUB_DAILY: Final = ("HOURLY", "MINUTELY", "SECONDLY")
_HINT: Final = "write a rule as in FREQ=MONTHLY;BYMONTHDAY=-1 or FREQ=WEEKLY;BYDAY=SU"
MONTH_END: Final = "write BYMONTHDAY=-1 for the last day of each month"


def read_rule(text: str) -> str:
    """A recurrence rule of RFC 5545 in its normal form, with or without the prefix `RRULE:`.

    Days only: no hours, no DTSTART, at most 10,000 occurrences. InputError for unknown or doubled parts, numbers out
    of range, combinations the standard forbids, rules that never fall on any day, and month days 29 to 31 alone,
    which would skip short months.

    >>> read_rule("rrule:bymonthday=-1;freq=monthly")
    'FREQ=MONTHLY;BYMONTHDAY=-1'
    """
    parts = rule_parts(plain(text).upper().removeprefix("RRULE:"))
    checked = {name: _checked(name, value) for name, value in parts.items()}
    _check_together(checked)
    _check_short_months(checked)
    rule = ";".join(f"{name}={checked[name]}" for name in _ORDER if name in checked)
    _check_ever(checked, rule)
    return rule


def rule_parts(text: str) -> dict[str, str]:
    """The parts of a rule by name, not yet checked; InputError for unknown or doubled names.

    >>> rule_parts("FREQ=MONTHLY;BYMONTHDAY=-1")
    {'FREQ': 'MONTHLY', 'BYMONTHDAY': '-1'}
    """
    parts = dict[str, str]()
    if len(text) > LONGEST:
        raise InputError("the rule is too long", hint=_HINT)
    for piece in text.strip(";").split(";"):
        name, equals, value = piece.strip().partition("=")
        if not equals or name not in _ORDER or name in parts:
            raise _bad_part(name, value, doubled=name in parts)
        parts[name] = value.strip()
    return parts


def _bad_part(name: str, value: str, *, doubled: bool) -> InputError:
    if doubled:
        return InputError(f"the rule says {shown(name)} twice", hint=_HINT)
    if name.startswith("DTSTART") or "DTSTART" in value:
        return InputError("the rule has a DTSTART", hint="leave it out and give the first occurrence as the start")
    return InputError(f"{shown(name)} is not a part of a rule for days", hint=_HINT)


def _checked(name: str, value: str) -> str:
    if name == "FREQ":
        return _frequency(value)
    if name == "UNTIL":
        return _until(value)
    if name in ("BYDAY", "WKST"):
        return _weekdays(name, value)
    numbers = [_number(name, each) for each in value.split(",")]
    if name in ("INTERVAL", "COUNT") and len(numbers) > 1:
        raise InputError(f"{name} takes one number, not {shown(value)}", hint=_HINT)
    return ",".join(str(number) for number in sorted(set(numbers)))


def _frequency(value: str) -> str:
    if value in _SUB_DAILY:
        raise InputError(f"a series falls on days: FREQ={value} is too often", hint="use FREQ=DAILY or rarer")
    if value not in FREQUENCIES:
        raise InputError(f"FREQ={shown(value)} is not a frequency", hint="use DAILY, WEEKLY, MONTHLY or YEARLY")
    return value


def _until(value: str) -> str:
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?", value)
    if found is None:
        raise InputError(f"UNTIL={shown(value)} is not a day", hint="write UNTIL=20271231")
    return f"{day_of(*map(int, found.groups())):%Y%m%d}"


def _number(name: str, text: str) -> int:
    low, high = _PARTS[name]
    if not re.fullmatch(r"[+-]?\d{1,6}", text) or not low <= int(text) <= high or int(text) == 0:
        raise InputError(f"{name}={shown(text)} is not a number from {low} to {high}", hint=_HINT)
    return int(text)


def _weekdays(name: str, value: str) -> str:
    days = value.split(",")
    pattern = r"(?:[+-]?[1-9]\d?)?(?:MO|TU|WE|TH|FR|SA|SU)" if name == "BYDAY" else r"MO|TU|WE|TH|FR|SA|SU"
    if not all(re.fullmatch(pattern, day) for day in days) or (name == "WKST" and len(days) > 1):
        raise InputError(f"{name}={shown(value)} is not a list of weekdays", hint="write BYDAY=MO,WE or BYDAY=-1FR")
    return ",".join(dict.fromkeys(day.removeprefix("+") for day in days))


def _check_together(parts: dict[str, str]) -> None:
    if "FREQ" not in parts:
        raise InputError("the rule has no FREQ", hint=_HINT)
    freq, by = parts["FREQ"], [name for name in parts if name.startswith("BY")]
    forbidden = [name for name in by if name in _FORBIDDEN[freq]]
    if forbidden:
        raise InputError(f"{forbidden[0]} does not go with FREQ={freq}", hint=_HINT)
    if "COUNT" in parts and "UNTIL" in parts:
        raise InputError("the rule has both COUNT and UNTIL", hint="keep one of them")
    if by == ["BYSETPOS"]:
        raise InputError("BYSETPOS needs another BY part to choose from", hint=_HINT)
    if freq == "DAILY" and by and parts.get("INTERVAL", "1") != "1":
        raise InputError("a rule of every few days takes no BY part", hint="use FREQ=WEEKLY or rarer, or drop INTERVAL")
    _check_ordinals(parts)


def _check_ordinals(parts: dict[str, str]) -> None:
    ordinals = [abs(nth) for nth, _ in _ordinals(parts) if nth]
    monthly = parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts
    allowed = 0 if parts["FREQ"] in ("DAILY", "WEEKLY") or "BYWEEKNO" in parts else 5 if monthly else 53
    if ordinals and max(ordinals) > allowed:
        raise InputError(f"BYDAY={parts['BYDAY']} does not go with FREQ={parts['FREQ']}", hint=_HINT)


def _check_short_months(parts: dict[str, str]) -> None:
    days = [int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day]
    if parts["FREQ"] == "MONTHLY" and days and min(days) > 28 and not parts.keys() & {"BYSETPOS", "BYMONTH"}:
        raise InputError(f"BYMONTHDAY={parts['BYMONTHDAY']} skips short months", hint=MONTH_END)


def _check_ever(parts: dict[str, str], rule: str) -> None:
    """Try forty years at the calendar's end, where dateutil's search for a day that never comes is short."""
    endless = {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL", "INTERVAL")}
    if next(days_of(endless, date(9960, 1, 1), None), None) is None:
        raise InputError(f"{shown(rule)} never falls on any day", hint=_HINT)


def days_of(parts: dict[str, str], start: date, until: date | None) -> Iterator[date]:
    """The days that checked parts fall on, from `start`, which also settles what they leave open, to `until`."""
    return (moment.date() for moment in _dateutil(parts, start, until))


def _dateutil(parts: dict[str, str], start: date, until: date | None) -> "rrule":
    from dateutil import rrule as rules

    ends = [datetime.strptime(parts["UNTIL"], "%Y%m%d").date()] if "UNTIL" in parts else []  # noqa: DTZ007
    end = min([*ends, *([until] if until else [])], default=None)
    lists = {
        name: [int(number) for number in parts[name].split(",")] if name in parts else None
        for name in ("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYSETPOS")
    }
    return rules.rrule(
        FREQUENCIES[parts["FREQ"]],
        dtstart=midnight(start),
        interval=int(parts.get("INTERVAL", "1")),
        wkst=_WEEKDAYS.index(parts.get("WKST", "MO")),
        count=int(parts["COUNT"]) if "COUNT" in parts else None,
        until=midnight(end) if end else None,
        bysetpos=lists["BYSETPOS"],
        bymonth=lists["BYMONTH"],
        bymonthday=lists["BYMONTHDAY"],
        byyearday=lists["BYYEARDAY"],
        byweekno=lists["BYWEEKNO"],
        byweekday=[rules.weekday(_WEEKDAYS.index(day), nth) for nth, day in _ordinals(parts)] or None,
    )


def _ordinals(parts: dict[str, str]) -> list[tuple[int | None, str]]:
    """The weekdays of BYDAY, each with which one of its month or year it is, None for every one."""
    return [(int(day[:-2] or 0) or None, day[-2:]) for day in parts.get("BYDAY", "").split(",") if day]


def midnight(day: date) -> datetime:
    """A day as dateutil counts it."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - dateutil counts days in naive datetimes
