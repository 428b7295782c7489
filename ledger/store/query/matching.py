"""Text, ids, days and numbers of a filter against columns.

Both databases lower only ASCII letters here (the columns sort by code point), so other letters are looked for in
each of their usual spellings.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from sqlalchemy import Integer, Select, and_, false, func, or_, select, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from ledger.core.query import Alternative, Days, Numbers, Words
from ledger.store.batches import one_of
from ledger.store.ids import SHOWN
from ledger.store.shelf import Shelf
from ledger.store.standing import Condition
from ledger.store.trigrams import rows_that_may_hold

ASCII_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}

N = TypeVar("N", int, float)


def text_of(one: Alternative) -> str:
    """The text of an alternative of a text field."""
    return one.text if isinstance(one, Words) else ""


def days_of(one: Alternative) -> Days:
    """The period of an alternative of a date field."""
    return one if isinstance(one, Days) else Days(first=None, last=None)


def numbers_of(one: Alternative, kind: Callable[[Decimal], N]) -> tuple[N | None, N | None]:
    """Both ends of an alternative of a number field, as the column holds them."""
    ends = (one.low, one.high) if isinstance(one, Numbers) else (None, None)
    low, high = (None if end is None else kind(end) for end in ends)
    return low, high


def spellings(text: str) -> list[str]:
    """The text as typed, lower, upper and title case, each with its ASCII letters lowered.

    >>> spellings("Zürich")
    ['zÜrich', 'zürich']
    """
    forms = (text, text.lower(), text.upper(), text.title())
    return sorted({form.translate(ASCII_LOWER) for form in forms})


def contains(column: Any, text: str) -> Condition:
    """The text stands somewhere in the column; nothing in it is a wildcard."""
    return or_(*(_lowered(column, form).contains(form, autoescape=True) for form in spellings(text)))


def sought(shelf: Shelf, column: Any, text: str) -> Condition:
    """The same of a column of many long texts: only rows that the index names are read, where it names few."""
    keys = rows_that_may_hold(shelf.connection, column, spellings(text))
    there = contains(column, text)
    return there if keys is None else and_(one_of(column.table.c.id, keys), there)


def _lowered(column: Any, form: str) -> Any:
    # An index of the server lowers letters by its locale, where other letters may depend on those beside them.
    return func.lower(column) if form.isascii() else func.lower(column).concat("")


def same(column: Any, text: str) -> Condition:
    """The column holds this text, whatever its letter case."""
    return and_(func.lower(column).in_(spellings(text)))


def starts(column: Any, prefix: str) -> Condition:
    """A public id starts with these characters: a range of the index."""
    return and_(column >= prefix, column <= prefix + "~")


def id_starts(column: Any, text: str) -> Condition:
    """As `starts`, for text that may be a name instead: an id is shown with at least 4 characters."""
    return starts(column, text.lower()) if len(text) >= SHOWN else false()


def named(identity: Any, text: str) -> Select[tuple[int]]:
    """The identities of that name, or whose id starts so."""
    one = identity.alias()
    return select(one.c.id).where(or_(same(one.c.foreign_key, text), id_starts(one.c.public_id, text)))


def within(column: Any, days: Days) -> Condition:
    """A day of ISO text lies in the period."""
    return between(column, _iso(days.first), _iso(days.last))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def between(column: Any, low: Any, high: Any) -> Condition:
    """Low to high, both included; None: without end on that side."""
    least = true() if low is None else column >= low
    most = true() if high is None else column <= high
    return and_(least, most)


class days_between(FunctionElement[int]):  # noqa: N801 - it reads as the function it is in SQL
    """Days from the second day to the first, both ISO text."""

    type = Integer()
    inherit_cache = True
    name = "days_between"


@compiles(days_between)
def _on_server(element: Any, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(CAST({later} AS DATE) - CAST({earlier} AS DATE))"


@compiles(days_between, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(clause, **options) for clause in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"
