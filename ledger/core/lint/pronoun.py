"""Pronoun: a claim that begins with "it", "they" or "this" cannot stand alone."""

from collections.abc import Iterator
from typing import Final

from ledger.core.lint._finding import Fault, Severity, Worded
from ledger.core.lint._passages import fault_at
from ledger.core.lint._words import Span, at, words_of

CODE: Final = "L208"
NAME: Final = "pronoun"
SEVERITY: Final[Severity] = "warning"
MEANING: Final = (
    "The claim begins with a pronoun such as it, they or this: years later nobody knows who or what is meant."
)
HINT: Final = "write the name in its place"

_OPENERS: Final = frozenset({"will", "does", "is", "are", "can", "that", "and", "but", "so", "because", "then"})
_POINTERS: Final = frozenset(
    {
        "it",
        "they",
        "this",
        "these",
        "those",
        "he",
        "she",
        "its",
        "their",
        "his",
        "her",
        "it'll",
        "they'll",
        "he'll",
        "she'll",
        "that's",
        "it's",
        "they're",
    }
)
_WEATHER: Final = frozenset(
    {
        "rain",
        "rains",
        "snow",
        "snows",
        "hail",
        "hails",
        "freeze",
        "freezes",
        "thunder",
        "thunders",
        "raining",
        "snowing",
        "drizzle",
        "drizzles",
        "pours",
        "storms",
        "storm",
    }
)
_IMPERSONAL: Final = frozenset(
    {
        "announced",
        "reported",
        "confirmed",
        "discovered",
        "shown",
        "proved",
        "proven",
        "found",
        "known",
        "revealed",
        "that",
        "takes",
        "take",
        "possible",
        "illegal",
        "legal",
    }
)
_TIMES: Final = frozenset({
    "year", "year's", "years", "month", "month's", "week", "week's", "quarter", "season", "season's", "summer",
    "summer's", "winter", "winter's", "spring", "autumn", "fall", "decade", "decade's", "century", "election",
    "weekend", "morning", "evening", "afternoon", "christmas", "term",
})  # fmt: skip
_NEAR: Final = 6


def faults(question: Worded) -> Iterator[Fault]:
    """A pronoun at the beginning of the claim; not "it rains", "it is announced that", "this year".

    >>> from ledger.core.lint import Draft
    >>> [fault.message for fault in faults(Draft(claim="They launch it in 2027"))]
    ['"They" does not say who or what']
    """
    words = words_of(question.claim)
    place = 0
    while at(words, place) in _OPENERS:
        place += 1
    if at(words, place) in _POINTERS and not _stands_alone([word.text for word in words[place : place + _NEAR]]):
        span = Span(words[place].start, words[place].end)
        yield fault_at("claim", question.claim, span, "does not say who or what")


def _stands_alone(words: list[str]) -> bool:
    if words[0] in {"this", "these"}:
        return bool(set(words[1:2]) & _TIMES)
    if words[0] in {"it", "it'll", "it's"}:
        return bool(set(words[1:]) & (_WEATHER | _IMPERSONAL))
    return words[0] in {"those", "these"} and bool(set(words[1:2]) & {"who", "that", "which"})
