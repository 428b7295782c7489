"""Relative time: "next year", "currently", "within six months" in criteria that are read years later."""

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.core.lint._clauses import is_for_yes
from ledger.core.lint._dates import dates_in
from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at
from ledger.core.lint._quantities import NUMBER_WORDS
from ledger.core.lint._words import Phrases, Span, Word, at, place_of, words_of

CODE: Final = "L303"
NAME: Final = "relative-time"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "Words such as next year, currently or within six months depend on the day they are read."
HINT: Final = "write the day, month or year itself"

_UNITS: Final = (
    "year",
    "month",
    "week",
    "quarter",
    "decade",
    "season",
    "summer",
    "winter",
    "spring",
    "autumn",
    "weekend",
)
_NEXT: Final = Phrases(
    *(f"{which} {unit}" for which in ("next", "this", "last", "the coming", "the current") for unit in _UNITS)
)
_NOW: Final = Phrases("""
    today | tomorrow | yesterday | currently | at present | at the moment | right now | as of now | nowadays |
    these days | recently | so far this | today's | tonight | than now | from now | ago
""")
_LENGTHS: Final = frozenset({"days", "weeks", "months", "years", "decades", "year", "month", "week", "decade", "hours"})
_ANCHORS: Final = frozenset({
    "of", "after", "from", "before", "following", "since", "to", "until", "preceding", "that", "later", "earlier",
    "starting", "beginning", "ending", "ended", "old", "prior", "thereafter", "afterwards", "either", "as", "once",
})  # fmt: skip
_COUNTS: Final = frozenset(NUMBER_WORDS) - {"hundred", "thousand"} | {"one"}
_AHEAD: Final = frozenset({"within", "in"})
_EACH: Final = frozenset({"each", "every", "any", "per", "another"})


def faults(question: Worded) -> Iterator[Fault]:
    """Relative words in what the criteria call YES, and in the claim of a question without a deadline.

    Lengths of time count where nothing says from when: "within six months" and not "within six months of the launch".

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="It ships", criteria="YES if it ships next year"))]
    ['"next year" depends on the day it is read']
    """
    criteria = question.criteria or ""
    for span in _relative(criteria):
        if is_for_yes(criteria, span.start):
            yield fault_at("criteria", criteria, span, "depends on the day it is read")
    if question.deadline is None and not dates_in(question.claim):
        for span in _relative(question.claim):
            yield fault_at("claim", question.claim, span, "depends on the day it is read")


def _relative(text: str) -> Iterator[Span]:
    words = words_of(text)
    for phrases in (_NEXT, _NOW):
        for span in phrases.found(words):
            named = place_of(words, span)
            if not _is_title(text, words, span) and not _anchored(words, span.end):
                yield named
    yield from _lengths(words)


def _is_title(text: str, words: Sequence[Word], span: Span) -> bool:
    """Whether it is part of a name, as in USA Today."""
    return span.start > 0 and text[words[span.start].start].isupper()


def _anchored(words: Sequence[Word], end: int) -> bool:
    return at(words, end) in {"after", "following", "before"}


def _lengths(words: Sequence[Word]) -> Iterator[Span]:
    """Lengths such as "within six months", "in the next 2 years" with nothing behind that says from when."""
    for place, word in enumerate(words):
        if word.text not in _AHEAD:
            continue
        number = place + 1
        while at(words, number) in {"the", "next", "coming", "another", "about", "at", "most", "fewer", "less", "than"}:
            number += 1
        unit = number + 1
        counted = at(words, number).isdigit() or at(words, number) in _COUNTS
        following = {at(words, unit + 1), at(words, unit + 2)}
        if counted and at(words, unit) in _LENGTHS and not following & _ANCHORS and not _repeated(words, place):
            yield Span(word.start, words[unit].end)


def _repeated(words: Sequence[Word], place: int) -> bool:
    """Whether "in a year" belongs to a rate: "in any one year", "twice in a month"."""
    before = {word.text for word in words[max(0, place - 3) : place]}
    return bool(before & (_EACH | {"twice", "once", "times", "change", "growth", "average", "rise"}))
