"""What a language model said, held against the text: words that are not there are dropped."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from ledger.errors import RefusedError
from ledger.sources.anchors import find_quote
from ledger.sources.document import Document
from ledger.sources.prompting.answers import Candidate
from ledger.sources.prompting.chunks import Chunk
from ledger.sources.proposals import Proposal

FEWEST_WORDS: Final = 3
BEFORE: Final = 1_500
AFTER: Final = 500
OPENERS: Final = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "he", "she", "they", "we", "i", "you", "there",
    "here", "if", "when", "once", "unless", "until", "while", "after", "before", "by", "in", "on", "at", "for", "from",
    "with", "within", "under", "over", "no", "nobody", "nothing", "none", "not", "every", "each", "all", "any", "some",
    "most", "many", "more", "less", "few", "several", "both", "either", "neither", "and", "or", "but", "as",
})  # fmt: skip
"""Words that a sentence begins with, whatever the text holds."""
MEASURES: Final = frozenset({
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion", "billions",
    "trillion", "trillions", "percent", "percentage", "half", "third", "quarter", "dozen", "double", "triple", "twice",
    "day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades", "century", "centuries",
    "today", "tomorrow", "tonight", "january", "february", "april", "june", "july", "august", "september", "october",
    "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "spring",
    "summer", "autumn", "winter",
})  # fmt: skip
"""Words that say how many or when; `may`, `march`, `one` and `fall` say other things as well."""
_WORD: Final = re.compile(r"[^\W_]+")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_POINT: Final = re.compile(r"(?<=\d)[.,](?=\d)")


def grounded(
    document: Document, chunk: Chunk, candidates: Iterable[Candidate], dropped: Counter[str]
) -> Iterator[Proposal]:
    """The candidates whose words stand in their piece of the text, exactly or but for white space, case and marks.

    A hint counts only where the words near the quote bear it out: a speaker and a deadline as they stand there (or as
    the file names its author), a claim with no number, date or name that is not there. Counted in `dropped` are
    `not_found`, `too_short` (fewer than three words), and `hints`.
    """
    for candidate in candidates:
        place = _place(document.text[chunk.start : chunk.end], candidate.quote)
        if place is None:
            dropped["not_found"] += 1
        elif len(candidate.quote.split()) < FEWEST_WORDS:
            dropped["too_short"] += 1
        else:
            yield _proposal(document, chunk.start + place[0], chunk.start + place[1], candidate, dropped)


def _place(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a text as whole words (`able to` is not in `unable to`); None where it does not."""
    try:
        found = find_quote(text, quote)
    except RefusedError:
        return None
    if found.start is None or found.end is None or _parts(text, found.start) or _parts(text, found.end):
        return None
    return found.start, found.end


def _parts(text: str, at: int) -> bool:
    """Whether a word goes on across a place."""
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()


def _proposal(document: Document, start: int, end: int, candidate: Candidate, dropped: Counter[str]) -> Proposal:
    near = document.text[max(0, start - BEFORE) : end + AFTER]
    borne_out = {
        "claim": candidate.claim and claims_nothing_new(candidate.claim, near),
        "speaker": candidate.speaker and (says(near, candidate.speaker) or _is_author(document, candidate.speaker)),
        "deadline": candidate.deadline and says(near, candidate.deadline),
    }
    dropped["hints"] += sum(1 for name, is_so in borne_out.items() if getattr(candidate, name) and not is_so)
    hints = {name: getattr(candidate, name) for name, is_so in borne_out.items() if is_so}
    return Proposal(start=start, end=end, **hints)


def says(text: str, words: str) -> bool:
    """Whether whole words stand in a text one after the other, whatever their case and the marks between them.

    >>> says("“By mid-2027,” said Dr. Roe", "dr roe"), says("Also there", "Al")
    (True, False)
    """
    wanted = _words(words)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(_words(text))} "


def claims_nothing_new(claim: str, near: str) -> bool:
    """Whether every number, date and name of a claim stands in the text near its quote.

    >>> near = "The bank will cut rates by 0.5 points in June, Roe says."
    >>> [claims_nothing_new(claim, near) for claim in ("The bank cuts rates by 0.5 points in June", "Rates fall by 3")]
    [True, False]
    """
    there = set(_words(near))
    return all(word.casefold() in there for word in _WORD.findall(_joined(claim)) if _tells(word))


def _tells(word: str) -> bool:
    """Whether a word is a number, a date or a name, as far as a word can show it."""
    small = word.casefold()
    return small in MEASURES or any(map(str.isnumeric, word)) or (word != small and small not in OPENERS)


def _is_author(document: Document, speaker: str) -> bool:
    return document.author is not None and says(document.author, speaker)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(_joined(text))]


def _joined(text: str) -> str:
    """The text with 1,000 and 1.5 as one word each, and without soft hyphens."""
    return _POINT.sub("p", _THOUSANDS.sub("", text.replace("\u00ad", "")))
