"""Dates that stand in a text: a day, a month, a quarter or a year, with the word that says how they are meant."""

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from ledger.core.lint._words import Span, words_of

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH: Final = (
    r"(?:\b(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?|\bMay)"
)
_YEAR: Final = r"(?:19[5-9]\d|20\d\d|21\d\d)"
_DAY: Final = r"[0-3]?\d(?:st|nd|rd|th)?"
_DATE: Final = re.compile(
    rf"""
      (?P<iso>{_YEAR}-[01]\d-[0-3]\d)(?!\d)
    | (?P<iso_month>{_YEAR}-(?:0[1-9]|1[0-2]))(?![\d-])
    | (?P<day>{_DAY})(?:[ ]of)?[ ](?P<month>{_MONTH}),?[ ](?P<year>{_YEAR})(?!\d)
    | (?P<month2>{_MONTH})[ ](?P<day2>{_DAY}),?[ ](?P<year2>{_YEAR})(?!\d)
    | (?P<month3>{_MONTH}),?[ ](?P<year3>{_YEAR})(?!\d)
    | (?P<label>[QH][1-4])[ ](?:of[ ])?(?P<year4>{_YEAR})(?!\d)
    | (?P<year5>{_YEAR})(?:[-/\u2013](?P<second>\d\d))?(?![\d%])(?![.,]\d)
    """,
    re.VERBOSE,
)
_LIMITS: Final = frozenset({"by", "before", "until", "till", "through", "than", "to"})
_TIMES: Final = frozenset({"in", "during", "for", "within", "on", *_LIMITS})
_BETWEEN: Final = frozenset({
    "the", "end", "of", "or", "any", "day", "close", "year", "calendar", "and", "including", "early", "mid", "late",
    "at", "reviewed", "review", "later", "prior", "midnight", "start", "beginning", "month",
})  # fmt: skip
_MONEY: Final = frozenset(
    {"dollars", "dollar", "usd", "euros", "prices", "terms", "people", "points", "units", "seats"}
)
_LATER: Final = frozenset({"no", "not", "prior", "up"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date in a text: its place, its first and last day, and the word before it that gives it its sense.

    `limit` is the last day that counts where the date is a deadline ("by", "before", "until"), else None; `timed` says
    that it follows a word of time at all, as in "in 2027".
    """

    start: int
    end: int
    first: date
    last: date
    limit: date | None
    timed: bool

    @property
    def years(self) -> frozenset[int]:
        """Every year that it touches, by its limit where it has one: "before 2031" ends in 2030."""
        last = self.limit or self.last
        return frozenset(range(min(self.first.year, last.year), last.year + 1))


@lru_cache(maxsize=16)
def dates_in(text: str) -> tuple[Dated, ...]:
    """The dates that a text names with their year.

    >>> [(one.first.isoformat(), str(one.limit)) for one in dates_in("in May 2027, before January 1, 2031")]
    [('2027-05-01', 'None'), ('2031-01-01', '2030-12-31')]
    """
    return tuple(_dates(text))


def _dates(text: str) -> Iterator[Dated]:
    for found in _DATE.finditer(text):
        if found.start() and (text[found.start() - 1].isalnum() or text[found.start() - 1] in "$\u20ac\u00a3.,"):
            continue
        with suppress(ValueError):  # 31 February
            first, last = _days(found)
            if not _counts_things(text, found):
                yield _dated(text, Span(found.start(), found.end()), first, last)


def _counts_things(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a year is a number of something: 2000 dollars, 2025 prices."""
    following = words_of(text[found.end() : found.end() + 20])
    return found["year5"] is not None and bool(following) and following[0].text in _MONEY


def _days(found: re.Match[str]) -> tuple[date, date]:
    if found["iso"]:
        day = date.fromisoformat(found["iso"])
        return day, day
    if found["iso_month"]:
        return _month(int(found["iso_month"][:4]), int(found["iso_month"][5:]))
    if found["label"]:
        return _part(found["label"], int(found["year4"]))
    name, year = found["month"] or found["month2"] or found["month3"], found["year"] or found["year2"] or found["year3"]
    if name is None:
        return _years(int(found["year5"]), found["second"])
    month = next((n for n, one in enumerate(MONTHS, 1) if one.startswith(name.rstrip(".").lower()[:3])), 0)
    number = found["day"] or found["day2"]
    if number is None:
        return _month(int(year), month)
    day = date(int(year), month, int(number.rstrip("stndrh")))
    return day, day


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _part(label: str, year: int) -> tuple[date, date]:
    length = 3 if label[0] == "Q" else 6
    first = length * (int(label[1]) - 1) + 1
    return date(year, first, 1), _month(year, first + length - 1)[1]


def _years(year: int, second: str | None) -> tuple[date, date]:
    """A year, or a span such as 2026-27."""
    last = year // 100 * 100 + int(second) if second else year
    return date(year, 1, 1), date(max(year, last), 12, 31)


def _dated(text: str, span: Span, first: date, last: date) -> Dated:
    """The date with its sense, read from the few words before it."""
    before = [word.text for word in words_of(text[max(0, span.start - 60) : span.start])]
    ends = "end" in before[-3:]
    while before and before[-1] in _BETWEEN and not _is_prior(before):
        before.pop()
    word = before[-1] if before else ""
    limit = None
    if word == "before" or _is_prior(before):
        limit = last if ends else first - timedelta(days=1)
    elif word in _LIMITS and (word not in {"than", "to"} or _is_latest(before)):
        limit = last
    return Dated(
        start=span.start, end=span.end, first=first, last=last, limit=limit, timed=word in _TIMES or limit is not None
    )


def _is_prior(before: list[str]) -> bool:
    return before[-2:] == ["prior", "to"]


def _is_latest(before: list[str]) -> bool:
    """Whether "than" and "to" are those of "no later than" and "up to"."""
    return any(word in _LATER for word in before[-3:-1])
