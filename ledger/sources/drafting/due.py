"""When it is due: the phrase of a sentence that the grammar of deadlines understands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ledger.core.deadlines import Deadline, Recurring, Undated, read_deadline
from ledger.errors import LedgerError
from ledger.sources.drafting.candidate import Occasion

LONGEST: Final = 9
SERIES: Final = "it asks for a series"
MOST: Final = 400
_WORD: Final = re.compile(r"\S+")
_LEADS: Final = frozenset({
    "by", "before", "until", "within", "in", "on", "this", "next", "during", "end", "mid", "over", "through", "another",
    "the", "every", "each", "soon", "eventually",
    "someday", "sooner", "shortly", "tomorrow", "late", "early", "no", "at", "not", "later", "one", "some",
    "ultimately", "imminently", "anytime", "for", "between",
})  # fmt: skip
_IDLE: Final = frozenset({"in the end", "at any time", "over time", "in time", "with time", "by then", "at all"})
_EDGES: Final = ".,;:!?)\"'(\u2019\u201d\u201c\u2026"
_MARKS: Final = str.maketrans({"(": None, ")": None, "\u2019": "'"})
_APART: Final = timedelta(days=800)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A time phrase as it stands in the text, and its reading; all None where the sentence has none."""

    text: str | None = None
    deadline: Deadline | None = None
    every: str | None = None
    rule: str | None = None


def due_of(sentence: str, occasion: Occasion, hint: str | None = None) -> Due:
    """The longest phrase of a sentence that names a day ahead, else one that asks for a series, else a vague one.

    What the grammar refuses stays as words, those of the proposer's `hint`. Without a day of making only what means the
    same day on any day is read as one.

    >>> from datetime import UTC, date, datetime
    >>> said = Occasion(zone=UTC, now=datetime(2026, 11, 20, tzinfo=UTC), made=date(2026, 11, 18))
    >>> found = due_of("We ship by the end of next year, or so.", said)
    >>> found.text, str(found.deadline.day)
    ('by the end of next year', '2027-12-31')
    """
    found = [read for phrase in _phrases(sentence) if (read := _read(phrase, occasion))]
    if not found:
        return Due(text=hint, rule="its words are not understood: type a date" if hint else None)
    return min(found, key=lambda one: (_rank(one), -len(one.text or "")))


def _phrases(sentence: str) -> Iterator[str]:
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(sentence)][:MOST]
    for first, (word, start, _) in enumerate(words):
        if not _leads(word.strip(_EDGES).lower()):
            continue
        for last in range(min(len(words), first + LONGEST) - 1, first - 1, -1):
            yield _stripped(sentence[start : words[last][2]])


def _stripped(phrase: str) -> str:
    """Without punctuation at the ends; a bracket that opens inside is closed inside."""
    bare = phrase.strip(_EDGES + " ")
    return f"{bare})" if bare.count("(") > bare.count(")") and f"{bare})" in phrase else bare


def _leads(word: str) -> bool:
    return word in _LEADS or word.startswith(("mid-", "end-"))


def _read(phrase: str, occasion: Occasion) -> Due | None:
    if phrase.lower() in _IDLE:
        return None
    read = _on_any_day(phrase, occasion) if occasion.made is None else _reading(phrase, occasion)
    if isinstance(read, Deadline):
        ahead = occasion.made is None or read.day >= occasion.made
        return Due(text=phrase, deadline=read, rule=read.rule) if ahead else None
    if isinstance(read, Recurring):
        return Due(text=phrase, every=read.rrule, rule=SERIES)
    return Due(text=phrase, rule=read.rule) if read else None


def _reading(phrase: str, occasion: Occasion, days: timedelta = timedelta()) -> Deadline | Undated | Recurring | None:
    made = (occasion.made or occasion.now.astimezone(occasion.zone).date()) - days
    try:
        return read_deadline(
            phrase.translate(_MARKS), made=made, zone=occasion.zone, now=occasion.now, made_precision=occasion.precision
        )
    except LedgerError:
        return None


def _on_any_day(phrase: str, occasion: Occasion) -> Deadline | Undated | Recurring | None:
    """The reading of a phrase if it does not depend on the day it was said."""
    now, before = _reading(phrase, occasion), _reading(phrase, occasion, _APART)
    if isinstance(now, Deadline) and isinstance(before, Deadline) and now.day != before.day:
        return Undated(text=phrase, rule="it counts from the day it was said, which is not known: give --made")
    return now


def _rank(due: Due) -> int:
    return 0 if due.deadline else 1 if due.every else 2
