"""The filter language: terms that must all match, alternatives of which any may.

    query := term*        term := ["not:"] (word | field ":" value)        value := alt ("," alt)*

A word is looked for in the claim, quotes, criteria and notes. An alternative is text, a range `a..b` of numbers or
dates (inclusive, one side may be left out), or a period of the calendar.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from ledger.core.dates import shown
from ledger.core.evidence import GRADES, grades_between
from ledger.core.hindsight import FINDINGS
from ledger.core.numbers import decimal_text, from_ppm
from ledger.core.periods import read_days
from ledger.errors import InputError, LedgerError

STATUSES: Final = (
    "open", "due", "overdue", "yes", "no", "ambiguous", "annulled", "resolved", "scored",
)  # fmt: skip
PARTS: Final = (
    "criteria", "fine_print", "deadline", "source", "quote", "tag", "evidence", "note", "number", "series", "review",
)  # fmt: skip
TYPES: Final = ("binary", "categorical", "numeric", "date")
FLAGS: Final = ("contested", "disputed", "reworded", "vague", "waiting", *FINDINGS)
BASES: Final = ("stated", "words", "imputed", "market", "none")
FIELDS: Final = (
    "id", "forecaster", "source", "series", "tag", "status", "type", "basis", "by", "made", "resolved", "p",
    "horizon", "brier", "has", "flag",
    "evidence",
)  # fmt: skip
DATED: Final = frozenset({"by", "made", "resolved"})

MOST_TERMS: Final = 50
MOST_ALTERNATIVES: Final = 50
LONGEST_TERM: Final = 2_000
LONGEST_NUMBER: Final = 40
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
_DAYS: Final = re.compile("(-?[0-9]{1,6})d?")
_FRACTION: Final = re.compile(r"0*1(?:\.0*)?|0*(?:\.[0-9]+)|0+(?:\.[0-9]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Text to look for."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From the first to the last day, both included; None: without end on that side."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """From the lowest to the highest number, both included; None: without end on that side.

    Probabilities are rounded to parts per million, as the ledger compares them.
    """

    low: Decimal | None
    high: Decimal | None


Alternative = Words | Days | Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One condition: `field` None looks for a word, otherwise any of the alternatives must hold."""

    field: str | None
    negated: bool
    alternatives: tuple[Alternative, ...]


def read_query(query: Sequence[str] | str, today: date | None = None) -> tuple[Term, ...]:
    """The terms of a query, one for each argument; text is split at white space.

    Words for days ("today", "+30d", "next year") are read from `today`; without it there are only ISO dates.
    Raises InputError for an unknown field, a value that the field cannot have, or more than 50 terms.

    >>> read_query("tag:ai,work not:rain")[1]
    Term(field=None, negated=True, alternatives=(Words(text='rain'),))
    """
    terms = query.split() if isinstance(query, str) else query
    if len(terms) > MOST_TERMS:
        raise InputError(f"a query has at most {MOST_TERMS} terms, not {len(terms)}", hint="say it with fewer")
    return tuple(read_term(term, today) for term in terms)


def read_term(text: str, today: date | None = None) -> Term:
    """One term of a query, as `read_query` reads it.

    >>> read_term("by:..2027-06").alternatives
    (Days(first=None, last=datetime.date(2027, 6, 30)),)
    >>> read_term("tags:ai")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: there is no field 'tags' to filter by
    """
    body = searchable(text).strip()
    negated = body[:4].lower() == "not:"
    rest = body[4:].strip() if negated else body
    if not rest:
        raise InputError(f"nothing to look for in {shown(text)}", hint="write a word, or a field and a value: tag:ai")
    name, colon, value = rest.partition(":")
    if not colon:
        return Term(field=None, negated=negated, alternatives=(Words(text=rest),))
    return Term(field=_field(name, text), negated=negated, alternatives=_alternatives(name.lower(), value, today))


def written(term: Term) -> str:
    """A term as one would type it: reading it gives the term again.

    >>> written(read_term("not:p:20%,50%.."))
    'not:p:0.2,0.5..'
    """
    values = ",".join(map(_written, term.alternatives))
    return f"{'not:' * term.negated}{values if term.field is None else f'{term.field}:{values}'}"


def _written(alternative: Alternative) -> str:
    match alternative:
        case Words():
            return alternative.text
        case Days(first=low, last=high):
            return _range(*(None if end is None else end.isoformat() for end in (low, high)))
        case Numbers(low=least, high=most):
            return _range(*(None if end is None else decimal_text(end) for end in (least, most)))


def _range(low: str | None, high: str | None) -> str:
    return low if low == high and low is not None else f"{low or ''}..{high or ''}"


def searchable(text: str) -> str:
    """The text itself; InputError if it is too long to look for, or holds a character that no ledger can hold."""
    if len(text) > LONGEST_TERM:
        raise InputError(f"a term of {len(text)} characters is too long", hint=f"at most {LONGEST_TERM}")
    if found := _UNSTORABLE.search(text):
        message = f"cannot look for the character U+{ord(found[0]):04X} at offset {found.start()}"
        raise InputError(message, hint="remove that character", code="bad_text")
    return text


def _field(name: str, text: str) -> str:
    if name.lower() in FIELDS:
        return name.lower()
    if name.lower() == "not":
        raise InputError(f"one not: is enough in {shown(text)}", hint="write not:tag:ai")
    from difflib import get_close_matches

    close = get_close_matches(name.lower()[:40], FIELDS, n=3)
    listed = f"did you mean {' or '.join(close)}? " if close else ""
    raise InputError(
        f"there is no field {shown(name)} to filter by",
        hint=f"{listed}fields: {' '.join(FIELDS)}; text with a colon in it: fcl search",
    )


def _alternatives(field: str, value: str, today: date | None) -> tuple[Alternative, ...]:
    said = [part.strip() for part in value.split(",")]
    if not all(said):
        raise InputError(f"{field}: has an empty value", hint=f"write {field}:X, or {field}:X,Y for either")
    if len(said) > MOST_ALTERNATIVES:
        raise InputError(f"{field}: has more than {MOST_ALTERNATIVES} values", hint="say it with fewer")
    if field == "evidence":
        return tuple(one for part in said for one in _read_grades(field, part))
    if field in DATED:
        return tuple(_read_days(field, part, today) for part in said)
    return tuple(_READERS.get(field, _read_text)(field, part) for part in said)


def _read_text(field: str, said: str) -> Alternative:
    return Words(text=said.lower() if field in {"id", "tag"} else said)


def _one_of(words: tuple[str, ...]) -> Callable[[str, str], Words]:
    def read(field: str, said: str) -> Words:
        word = said.lower().replace("-", "_")
        if word in words:
            return Words(text=word)
        from difflib import get_close_matches

        close = get_close_matches(word[:40], words, n=1)
        guess = f"did you mean {field}:{close[0]}? " if close else ""
        raise InputError(f"{field}: cannot be {shown(said)}", hint=f"{guess}it can be: {' '.join(words)}")

    return read


def _sides(field: str, said: str) -> tuple[str, str]:
    low, dots, high = (side.strip() for side in said.partition(".."))
    if dots and not low and not high:
        raise InputError(f"{field}: has a range without an end", hint=f"write {field}:A..B, {field}:A.. or {field}:..B")
    return (low, high) if dots else (said, said)


def _read_days(field: str, said: str, today: date | None) -> Alternative:
    low, high = _sides(field, said)
    first = read_days(low, today)[0] if low else None
    last = read_days(high, today)[1] if high else None
    if first and last and first > last:
        raise _backwards(field, said, hint="the earlier day comes first")
    return Days(first=first, last=last)


def _read_grades(field: str, said: str) -> list[Alternative]:
    """Each grade in a range of them: `recorded..` is at least that."""
    read = _one_of(GRADES)
    low, high = (read(field, side).text if side else None for side in _sides(field, said))
    found = grades_between(low, high)
    if not found:
        raise _backwards(field, said, hint="the weaker grade comes first: evidence:recorded..")
    return [Words(text=grade) for grade in found]


def _read_numbers(read: Callable[[str, str], Decimal]) -> Callable[[str, str], Alternative]:
    def both(field: str, said: str) -> Alternative:
        low, high = (read(field, side) if side else None for side in _sides(field, said))
        if low is not None and high is not None and low > high:
            raise _backwards(field, said, hint="the lower number comes first")
        return Numbers(low=low, high=high)

    return both


def _backwards(field: str, said: str, *, hint: str) -> InputError:
    return InputError(f"{field}: the range {shown(said)} ends before it begins", hint=hint)


def _probability(field: str, said: str) -> Decimal:
    from ledger.core.probability import read_probability

    try:
        return from_ppm(read_probability("1.0" if said == "1" else said, certain=True).ppm)
    except LedgerError as error:
        raise InputError(f"{field}: {error.message}", hint=error.hint) from None


def _whole_days(field: str, said: str) -> Decimal:
    found = _DAYS.fullmatch(said.lower())
    if found is None:
        raise InputError(f"{field}: cannot be {shown(said)}", hint="write a number of days: horizon:..30")
    return Decimal(found[1])


def _fraction(field: str, said: str) -> Decimal:
    if len(said) > LONGEST_NUMBER or _FRACTION.fullmatch(said) is None:
        raise InputError(f"{field}: cannot be {shown(said)}", hint="write a number from 0 to 1: brier:0.25..")
    return Decimal(said)


_READERS: Final[dict[str, Callable[[str, str], Alternative]]] = {
    "status": _one_of(STATUSES),
    "type": _one_of(TYPES),
    "basis": _one_of(BASES),
    "has": _one_of(PARTS),
    "flag": _one_of(FLAGS),
    "p": _read_numbers(_probability),
    "horizon": _read_numbers(_whole_days),
    "brier": _read_numbers(_fraction),
}
