"""Deadline disagrees: the criteria end on another day than the recorded deadline."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from ledger.core.lint._clauses import is_for_yes
from ledger.core.lint._dates import Dated, dates_in
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at
from ledger.core.lint._words import Span, words_of

CODE: Final = "L402"
NAME: Final = "deadline-disagrees"
SEVERITY: Final[Severity] = "error"
MEANING: Final = "Every deadline that the criteria name is another day than the recorded one."
HINT: Final = "fcl edit ID --by DATE, or correct the criteria"

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LATER: Final = frozenset({
    "published", "publishes", "publish", "reported", "printed", "posted", "available", "updated", "reviewed", "known",
    "review", "data", "judged", "released", "announced", "confirmed", "announces", "announce", "reports", "report",
})  # fmt: skip
_NEAR: Final = 40
"""Characters before a date in which a word of publication makes it the day of the news, not of the event."""


def faults(question: Worded) -> Iterator[Fault]:
    """Deadlines for YES ("by", "before", "until") of which none lies within a day of the recorded deadline.

    Other readings of the deadline's words and an upper bound count as well; a later date of publication does not.

    >>> from ledger.core.question import StatedDeadline
    >>> from ledger.core.lint import Draft
    >>> by = StatedDeadline(date="2030-12-31", at=None, window_start="2026-01-01", text=None, edtf=None, precision=None,
    ...     rule=None, readings=())
    >>> [fault.message for fault in faults(Draft(claim="Mars", criteria="YES if landed by 2035-12-31", deadline=by))]
    ['"2035-12-31" is not the deadline, which is 2030-12-31']
    """
    deadline, criteria = question.deadline, question.criteria or ""
    if deadline is None:
        return
    limits = [one for one in dates_in(criteria) if one.limit is not None and is_for_yes(criteria, one.start)]
    days = (deadline.date, *(reading.date for reading in deadline.readings), *filter(None, [question.upper]))
    if not limits or any(_is_one(one, days) for one in dates_in(criteria)):
        return
    wrong = [one for one in limits if not _is_news(criteria, one, date.fromisoformat(deadline.date))]
    for one in wrong[-1:]:
        span = Span(one.start, one.end)
        yield fault_at("criteria", criteria, span, f"is not the deadline, which is {deadline.date}")


def _is_one(one: Dated, days: Iterable[str]) -> bool:
    """Whether a date lies within a day of one of these; bounds that are no days (of a number) are passed over."""
    ends = (one.limit or one.last, one.last)
    return any(abs((date.fromisoformat(day) - end).days) <= 1 for day in days if _DAY.fullmatch(day) for end in ends)


def _is_news(criteria: str, one: Dated, deadline: date) -> bool:
    before = {word.text for word in words_of(criteria[max(0, one.start - _NEAR) : one.start])}
    return (one.limit or one.last) > deadline and bool(before & _LATER)
