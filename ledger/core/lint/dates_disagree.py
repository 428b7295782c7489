"""Dates disagree: the claim says 2027, the criteria say 2028."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from ledger.core.lint._dates import Dated, dates_in
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import quoted, told
from ledger.core.lint._words import Span

CODE: Final = "L401"
NAME: Final = "dates-disagree"
SEVERITY: Final[Severity] = "error"
MEANING: Final = "Claim and criteria name different years, months or days for the same thing."
HINT: Final = "make them agree: which of the two holds?"


def faults(question: Worded) -> Iterator[Fault]:
    """Dates behind a word of time in claim and criteria of which none agrees, in the year or in a day or month.

    "Before January 1, 2031" agrees with "by 2030". Criteria that also name a date of the claim are left alone.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="Mars by 2030", criteria="YES if people land by 2035-12-31"))]
    ['the claim says "2030", the criteria say "2035-12-31"']
    """
    said = [one for one in dates_in(question.claim) if one.timed]
    settled = [one for one in dates_in(question.criteria or "") if one.timed]
    if said and settled and not _agree(said, [*settled, *dates_in(told(question))], dates_in(question.claim)):
        yield _fault(question, said[-1], settled[-1])


def _agree(said: Iterable[Dated], settled: Iterable[Dated], all_said: Iterable[Dated]) -> bool:
    """Whether the criteria touch a year that the claim names, and the same part of it where both are as precise."""
    years = frozenset(year for one in (*said, *all_said) for year in _years(one))
    shared = [one for one in settled if one.years & years]
    if not shared:
        return False
    exact = [one for one in said if (one.last - one.first).days < 32 and one.limit]
    precise = [one for one in shared if (one.last - one.first).days < 32 and one.limit]
    return not exact or not precise or bool(_near(exact) & _days(precise))


def _years(one: Dated) -> frozenset[int]:
    """The years of a date of the claim, with the one before a whole year that is a limit: "by 2030" read strictly."""
    whole = one.limit == one.last and (one.last - one.first).days > 360
    return one.years | {one.first.year - 1} if whole else one.years


def _days(dates: Iterable[Dated]) -> set[date]:
    """The days and limits of exact dates; a month gives each of its days."""
    spans = {(one.first, one.last) for one in dates} | {(one.limit, one.limit) for one in dates if one.limit}
    return {first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1)}


def _near(dates: Iterable[Dated]) -> set[date]:
    """The same with the days before and after: "by 31 May" and "before June" are one day."""
    return {day + timedelta(days=n) for day in _days(dates) for n in (-1, 0, 1)}


def _fault(question: Worded, said: Dated, settled: Dated) -> Fault:
    claim, criteria = question.claim, question.criteria or ""
    first, second = (quoted(text, Span(one.start, one.end)) for text, one in ((claim, said), (criteria, settled)))
    message = f"the claim says {first}, the criteria say {second}"
    return Fault(message=message, field="criteria", start=settled.start, end=settled.end)
