"""When it is due: the phrase of a sentence that the grammar of deadlines understands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ledger.core.deadlines import Deadline, Recurring, Undated, read_deadline
from ledger.core.deadlines.almanac import MONTHS, SEASONS, WEEKDAYS
from ledger.core.deadlines.lengths import UNITS
from ledger.core.deadlines.relative import PERIODS
from ledger.errors import LedgerError
from ledger.sources.drafting.candidate import Occasion

LONGEST: Final = 9
SERIES: Final = "it asks for a series"
PAST: Final = "it was past when it was said"
MOST: Final = 400
_WORD: Final = re.compile(r"\S+")
_LEADS: Final = frozenset({
    "by", "before", "until", "within", "in", "on", "this", "next", "during", "end", "mid", "over", "through", "another",
    "the", "every", "each", "soon", "eventually",
    "someday", "sooner", "shortly", "tomorrow", "late", "early", "no", "at", "not", "later", "one", "some",
    "ultimately", "imminently", "anytime", "for", "between",
})  # fmt: skip
_IDLE: Final = frozenset({"in the end", "at any time", "over time", "in time", "with time", "by then", "at all"})
_PIECE: Final = re.compile(r"[^\W_]+")
_TIMES: Final = frozenset({
    *UNITS, *MONTHS, *WEEKDAYS, *SEASONS, *PERIODS, "fortnight", "weekends", "today", "tonight", "tomorrow",
    "midnight", "noon", "election", "elections", "valentines", "christmas", "xmas", "easter", "thanksgiving", "eve",
    "halloween", "labor", "labour", "independence", "holiday", "holidays", "semester", "soon", "sooner", "shortly",
    "eventually", "ultimately", "imminent", "imminently", "someday", "anytime", "moment", "point", "stage", "time",
    "term", "run", "future", "course", "line", "road", "later", "lifetime", "lifetimes", "generation", "generations",
    "while", "never", "forever", "long", "one", "eoy", "eoq", "eom", "eow", "twenties", "thirties", "forties",
    "fifties", "sixties", "seventies", "eighties", "nineties", "teens",
})  # fmt: skip
_YEAR: Final = re.compile(r"\b[12]\d{3}\b")
_LENGTHS: Final = frozenset({"day", "week", "month", "year", "decade"})
_EVENT: Final = re.compile(r" (?:of|after|following) (?!now\b|today\b|\d)", re.IGNORECASE)
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
    """The phrase of a sentence that names a day ahead, else one that asks for a series, else one that names no day.

    A phrase with a year goes before others, a longer one before a shorter, and none is read out of a longer one. What
    the grammar refuses stays as words, those of the proposer's `hint`; so does a day that was past when it was said,
    and a time that counts from an event. Without a day of making only what means the same day on any is one.

    >>> from datetime import UTC, date, datetime
    >>> said = Occasion(zone=UTC, now=datetime(2026, 11, 20, tzinfo=UTC), made=date(2026, 11, 18))
    >>> found = due_of("We ship by the end of next year, or so.", said)
    >>> found.text, str(found.deadline.day)
    ('by the end of next year', '2027-12-31')
    >>> due_of("It falls within three years of the launch.", said).deadline is None
    True
    """
    found = list(_found(sentence, occasion))
    if not found:
        return Due(text=hint, rule="its words are not understood: type a date" if hint else None)
    return min(found, key=lambda one: (_rank(one), -len(one.text or "")))


def _found(sentence: str, occasion: Occasion) -> Iterator[Due]:
    """The readings of the longest phrases, from left to right, none inside another."""
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(sentence)][:MOST]
    taken = 0
    for first, (word, start, _) in enumerate(words):
        if first < taken or not _leads(word.strip(_EDGES).lower()):
            continue
        for last in range(min(len(words), first + LONGEST) - 1, first - 1, -1):
            if read := _read(_stripped(sentence[start : words[last][2]]), occasion):
                taken = last + 1
                yield _from_an_event(read, sentence[words[last][2] :]) or read
                break


def _from_an_event(due: Due, rest: str) -> Due | None:
    """The same words without a day, where they count from what follows: "within three years of the launch"."""
    words = (due.text or "").lower().split()
    lasts = len(words) > 1 and words[0] in {"within", "in"} and words[-1].removesuffix("s") in _LENGTHS
    return Due(text=due.text, rule="it counts from an event: type a date") if lasts and _EVENT.match(rest) else None


def _stripped(phrase: str) -> str:
    """Without punctuation at the ends; a bracket that opens inside is closed inside."""
    bare = phrase.strip(_EDGES + " ")
    return f"{bare})" if bare.count("(") > bare.count(")") and f"{bare})" in phrase else bare


def _leads(word: str) -> bool:
    return word in _LEADS or word.startswith(("mid-", "end-"))


def _read(phrase: str, occasion: Occasion) -> Due | None:
    if phrase.lower() in _IDLE or not _tells_time(phrase):
        return None
    read = _on_any_day(phrase, occasion) if occasion.made is None else _reading(phrase, occasion)
    if isinstance(read, Deadline):
        past = occasion.made is not None and read.day < occasion.made
        return Due(text=phrase, rule=PAST) if past else Due(text=phrase, deadline=read, rule=read.rule)
    if isinstance(read, Recurring):
        return Due(text=phrase, every=read.rrule, rule=SERIES)
    return Due(text=phrase, rule=read.rule) if read else None


def _tells_time(phrase: str) -> bool:
    """Whether a word of the phrase can be one of time: most phrases have none, and the grammar is slow to say so."""
    return any(word in _TIMES or any(map(str.isdigit, word)) for word in _PIECE.findall(phrase.lower()))


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


def _rank(due: Due) -> tuple[int, bool]:
    return 0 if due.deadline else 1 if due.every else 3 if due.rule == PAST else 2, not _YEAR.search(due.text or "")
