"""Timings: which of a forecaster's forecasts on a question count, and for how much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final, Literal

from ledger.errors import InputError

Kind = Literal["last", "first", "each", "at", "time-weighted"]

PLAIN: Final[tuple[Kind, ...]] = ("last", "first", "each", "time-weighted")
HINT: Final = "there is last, first, each, time-weighted, at:7d (before the scheduled close) and at:2026-03-31"
OVER: Final = "over_by_then"
UNSAID: Final = "not_yet_said"
WITHDRAWN: Final = "withdrawn"

_LENGTH: Final = re.compile(r"([0-9]{1,4})(y|mo|w|d|h|min)")
_MONTHS: Final = {"y": 12, "mo": 1}
_DAYS: Final = {"w": 7, "d": 1}
_MINUTES: Final = {"h": 60, "min": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """A timing by name; an `at` timing looks at the end of `day`, else months, days and minutes before the close."""

    name: str
    kind: Kind
    months: int = 0
    days: int = 0
    minutes: int = 0
    day: date | None = None

    def moment(self, closes: datetime) -> datetime:
        """The instant at which an `at` timing looks, where a question closes at the aware instant `closes`.

        Months and days go by the calendar of its zone, minutes by elapsed time. An `InputError` before the year 1.

        >>> read_timing("at:7d").moment(datetime(2027, 1, 1, tzinfo=UTC)).isoformat()
        '2026-12-25T00:00:00+00:00'
        """
        from dateutil.relativedelta import relativedelta

        try:
            if self.day is not None:
                return datetime.combine(self.day, time(), closes.tzinfo) + timedelta(days=1)
            earlier = closes - relativedelta(months=self.months, days=self.days)
            return (earlier.astimezone(UTC) - timedelta(minutes=self.minutes)).astimezone(closes.tzinfo)
        except (OverflowError, ValueError):
            raise InputError(f"{self.name} lies outside the calendar", hint=HINT) from None


def read_timing(text: str, *, today: date | None = None) -> Timing:
    """The timing that somebody typed: a plain name, or `at:` with a length (`7d 3w 6mo 2y 48h 30min`) or a date.

    A month or a year stands for its last day; `today` is what words like `yesterday` go by. An `InputError` for
    anything else.

    >>> read_timing("at:2026-03").day, read_timing("at:3w").days
    (datetime.date(2026, 3, 31), 21)
    >>> read_timing("latest")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: no timing is called 'latest'
    """
    name = text.strip().lower()
    for kind in PLAIN:
        if name == kind:
            return Timing(name=name, kind=kind)
    if not name.startswith("at:"):
        raise InputError(f"no timing is called {text[:40]!r}", hint=HINT)
    length = _LENGTH.fullmatch(name[3:])
    return _before_close(int(length[1]), length[2]) if length else _on_day(name[3:], today)


def _before_close(count: int, unit: str) -> Timing:
    return Timing(
        name=f"at:{count}{unit}",
        kind="at",
        months=count * _MONTHS.get(unit, 0),
        days=count * _DAYS.get(unit, 0),
        minutes=count * _MINUTES.get(unit, 0),
    )


def _on_day(text: str, today: date | None) -> Timing:
    from ledger.core.periods import read_days

    try:
        day = read_days(text, today)[1]
    except InputError as error:
        raise InputError(f"at:{text[:40]} names no length of time and no date", hint=HINT) from error
    return Timing(name=f"at:{day.isoformat()}", kind="at", day=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A forecast that came in time: when it was made, and when it was taken back, if it was (seconds)."""

    start: float
    withdrawn: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a timing picks of a forecaster's stances on one question.

    `shares` are (place of the stance, weight): the weight is the seconds for which it stood under `time-weighted`, else
    1. Where there are none, `reason` says why. `coverage` is the share of the question's scheduled life, 0 to 1.
    """

    shares: tuple[tuple[int, float], ...]
    reason: str | None = None
    coverage: float | None = None


def choose(
    timing: Timing,
    stances: Sequence[Stance],
    *,
    opened: float,
    closes: float,
    ended: float,
    moment: float | None = None,
) -> Choice:
    """What counts of stances in the order in which they were made, at least one.

    `opened` is when the question opened, `closes` its scheduled close and `ended` the earlier of the close and the
    moment at which the outcome was known; `moment` is where an `at` timing looks. A forecast stands from its start
    until the next one, its withdrawal or the end. Time before the first forecast and after the end is never filled:
    `time-weighted` averages over the covered time, and `coverage` (as Metaculus truncates: over the scheduled life)
    says how much that is.

    >>> said = [Stance(start=0), Stance(start=4)]
    >>> choose(read_timing("time-weighted"), said, opened=0, closes=10, ended=8)
    Choice(shares=((0, 4), (1, 4)), reason=None, coverage=0.8)
    >>> choose(read_timing("at:7d"), said, opened=0, closes=10, ended=8, moment=3).shares
    ((0, 1),)
    """
    if timing.kind == "time-weighted":
        return _over_time(stances, opened=opened, closes=closes, ended=ended)
    if timing.kind == "at" and moment is not None:
        return _standing_at(moment, stances, ended=ended)
    if stances[-1].withdrawn is not None and timing.kind != "each":
        return Choice(shares=(), reason=WITHDRAWN)
    places = {"first": [0], "each": range(len(stances))}.get(timing.kind, [len(stances) - 1])
    kept = [place for place in places if timing.kind != "each" or stances[place].withdrawn is None]
    return Choice(shares=tuple((place, 1) for place in kept), reason=None if kept else WITHDRAWN)


def _over_time(stances: Sequence[Stance], *, opened: float, closes: float, ended: float) -> Choice:
    lengths = [
        min(after.start, ended, ended if one.withdrawn is None else one.withdrawn) - max(one.start, opened)
        for one, after in pairwise([*stances, Stance(start=ended)])
    ]
    shares = tuple((place, length) for place, length in enumerate(lengths) if length > 0)
    covered = sum(length for _, length in shares)
    coverage = covered / (closes - opened) if closes > opened else None
    return Choice(shares=shares, reason=None if shares else WITHDRAWN, coverage=coverage)


def _standing_at(moment: float, stances: Sequence[Stance], *, ended: float) -> Choice:
    if moment > ended:
        return Choice(shares=(), reason=OVER)
    made = [place for place, one in enumerate(stances) if one.start < moment]
    if not made:
        return Choice(shares=(), reason=UNSAID)
    taken_back = stances[made[-1]].withdrawn
    if taken_back is not None and taken_back <= moment:
        return Choice(shares=(), reason=WITHDRAWN)
    return Choice(shares=((made[-1], 1),))
