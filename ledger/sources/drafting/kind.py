"""The kind of a candidate: plain, in a range of time, a series, conditional, or made of parts."""

import re
from dataclasses import dataclass
from typing import Final

from ledger.sources.drafting.due import SERIES, Due

_CONDITION: Final = re.compile(
    r"\b(?:if|once|unless|assuming|provided|as soon as|whenever"
    r"|in (?:that|this|such a) (?:world|case|scenario|event))\b"
    r"[^,;.?!\u2014]{0,200}",
    re.IGNORECASE,
)
_WHEN: Final = re.compile(r"(?:^|, )when [^,;.?!\u2014]{2,200}", re.IGNORECASE)
_AS_IF: Final = re.compile(
    r"\b(?:(?:as|even|know|see|wonder|ask|surprised|tell|unclear|whether) if"
    r"|(?:at least|at most|more than|only|just|all at) once|once (?:more|again|an?|every|per))\b",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(r"\b(?:will|won't|going to|shall)\b|\w'll\b|\bwill not\b", re.IGNORECASE)
_JOINT: Final = re.compile(r", (?:and|but|or|while|yet) |; |, | (?:and|but) ")
_WILL: Final = re.compile(r" (?=(?:will|won't) )")
_COMMA: Final = re.compile(r", and | and |, ")
_LEAD: Final = re.compile(
    r"^(?:by|in|before|until|within|during) (?:[\w-]{1,12} ){0,4}(?:\d{4}|year|decade|month|quarter),? ", re.IGNORECASE
)
_SPAN: Final = re.compile(r"\b(?:to|or|between)\b|\d-\d")
_MOST: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """binary, range, series, conditional or compound, with the condition or the parts as the words have them."""

    name: str
    condition: str | None = None
    parts: tuple[str, ...] = ()


def kind_of(claim: str, due: Due) -> Kind:
    """The kind of a claim, by its words and its time.

    >>> kind_of("If it rains, they will stay", Due()).condition
    'If it rains'
    >>> kind_of("By 2030 rents, wages and prices will double", Due()).parts
    ('rents will double', 'wages will double', 'prices will double')
    """
    plain = claim[:_MOST].replace("\u2019", "'")
    if due.every or due.rule == SERIES:
        return Kind(name="series")
    parts = _parts(plain)
    if condition := _condition(plain):
        return Kind(name="conditional", condition=condition)
    if parts:
        return Kind(name="compound", parts=parts)
    return Kind(name="range" if _ranged(due) else "binary")


def _ranged(due: Due) -> bool:
    """Whether the time is a stretch in which it happens at some point: "in 5 to 10 years", "between 2027 and 2029"."""
    if due.deadline is None:
        return False
    return due.deadline.precision == "range" or (
        "/" in (due.deadline.edtf or "") and bool(_SPAN.search(due.text or ""))
    )


def _condition(claim: str) -> str | None:
    if found := _CONDITION.search(_AS_IF.sub("", claim)):
        return found[0].strip()
    when = _WHEN.search(claim) if _FUTURE.search(claim) else None
    return when[0].strip(", ") if when else None


def _parts(claim: str) -> tuple[str, ...]:
    clauses = _clauses([one.strip() for one in _JOINT.split(claim)])
    if len(clauses) > 1:
        return clauses
    subject, *rest = _WILL.split(_LEAD.sub("", claim), 1)
    subjects = _COMMA.split(subject)
    return tuple(f"{one} {rest[0]}" for one in subjects) if rest and len(subjects) > 2 and " and " in subject else ()


def _clauses(pieces: list[str]) -> tuple[str, ...]:
    """The clauses of a sentence that each speak of the future."""
    return tuple(piece for piece in pieces if _FUTURE.search(piece) and len(piece.split()) > 2)
