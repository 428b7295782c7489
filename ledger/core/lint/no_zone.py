"""No zone: a time of day, midnight or the end of a day, and nothing says where."""

import re
from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at, passages, quoted
from ledger.core.lint._words import Span

CODE: Final = "L304"
NAME: Final = "no-zone"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = "A time of day, midnight, noon or the end of the day is named without a time zone."
HINT: Final = "add the zone: 23:59 UTC, midnight in New York"

_TIME: Final = re.compile(
    r"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:%])(?:[ ]?[aApP]\.?[mM]\b\.?)?"
    r"|\b(?:1[0-2]|[1-9])[ ]?(?:am|pm|AM|PM|a\.m\.|p\.m\.)(?!\w)"
    r"|\b(?i:midnight|noon|close of business|end of (?:the )?day|start of (?:the )?day)\b"
)
_ZONE: Final = re.compile(
    r"\b[A-Z][A-Za-z]{1,20} time\b|\d(?:Z|[+-]\d\d:?\d\d)\b"
    r"|\b(?:UTC|GMT|[ECMP][SD]?T|CES?T|B?WET|EEST|[BIJK]ST|AoE|AEDT|AEST|MSK|HKT|SGT)\b"
    r"|\b(?i:time[- ]zone|local time|(?:eastern|pacific|central|mountain|european|greenwich|london|new york|beijing|"
    r"tokyo|moscow|berlin|paris|india[n]?|standard|daylight) (?:standard |daylight )?time|exchange|"
    r"anywhere on earth|in (?:london|new york|berlin|paris|tokyo|brussels|washington|beijing))\b"
)


def faults(question: Worded) -> Iterator[Fault]:
    """Times of day where no zone stands in claim, criteria or fine print; also in the words of a deadline by the hour.

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="It ships by midnight on 31 May 2027"))]
    ['"midnight" has no time zone']
    """
    texts = passages(question)
    if any(_ZONE.search(text) for _, text in texts):
        return
    for field, text in texts:
        for found in _TIME.finditer(text):
            if not _is_length(text, found.start()):
                yield fault_at(field, text, Span(*found.span()), "has no time zone")
    yield from _by_the_hour(question)


def _is_length(text: str, place: int) -> bool:
    """Whether it is a length of time or a figure of speech: "under 2:00", "85 seconds to midnight"."""
    before = text[max(0, place - 12) : place].lower().split()
    return bool(before) and before[-1] in {"under", "below", "than", "sub", "over", "of", "record", "to"}


def _by_the_hour(question: Worded) -> Iterator[Fault]:
    deadline = question.deadline
    if deadline is None or deadline.at is None or deadline.text is None or _ZONE.search(deadline.text):
        return
    words = quoted(deadline.text, Span(0, len(deadline.text)))
    message = f"the deadline falls at {deadline.at}, and its words {words} name no time zone"
    yield Fault(message=message, field="deadline", severity="note")
