"""What bets and markets of Manifold share: their fields, instants in milliseconds, claims by the keys of markets."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.importers._asking import told
from ledger.importers._records import Record, text_of
from ledger.importers._table import Problems

FIELDS: Final = (
    "key", "claim", "forecaster", "p", "basis", "made", "by", "outcome", "known_on", "criteria", "fine_print", "tags",
)  # fmt: skip
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST: Final = 20
"""Digits of a number of milliseconds; far closes are written with 16."""
LAST: Final = 253_402_300_799_999
"""The last millisecond of the year 9999."""

Lines = Iterable[tuple[int, Record]]
Fields = Mapping[str, str]
Records = Callable[[Problems], Lines]
Rows = Iterator[tuple[int, list[str]]]


@dataclass(slots=True)
class Claims:
    """Claims by key, as the ledger knows them through `known`; `missing` holds the keys of which nobody knows any."""

    known: Callable[[Sequence[str]], Mapping[str, str]]
    found: dict[str, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def look_up(self, keys: Iterable[str]) -> None:
        """Ask the ledger once for many."""
        self.found |= self.known(list(dict.fromkeys(keys)))

    def claim(self, key: str, question: str = "") -> str:
        """The question of a market: as the file has it, as the ledger knows it, or a stand-in for it."""
        stand_in = f"Manifold market {key}"
        claim = question or self.found.get(key, stand_in)
        if claim == stand_in:
            self.missing.add(key)
        return claim


def key_of(market: str, answer: str = "") -> str:
    """The key of a market, or of one of its answers.

    >>> key_of("rain"), key_of("rain", "a1")
    ('rain', 'rain/a1')
    """
    return f"{market}/{answer}" if answer else market


def told_rows(records: Lines, read: Callable[[Record], Iterable[Fields]], problems: Problems) -> Rows:
    """The rows of the records that can be read, in the order of `FIELDS`; the others are told."""
    for line, record in records:
        try:
            for fields in list(read(record)):
                yield line, [fields.get(name, "") for name in FIELDS]
        except InputError as error:
            problems(line, told(error))


def says(value: object) -> bool:
    """Whether a field says anything.

    >>> says("0"), says(False), says([])
    (True, False, False)
    """
    return value not in (None, "", False, "false", [], {})


def needed(record: Record, name: str) -> str:
    """A field that must be there."""
    if text := text_of(record, name):
        return text
    raise InputError(f"{name}: nothing is there", hint="fill it in, or leave it out")


def milliseconds(record: Record, name: str) -> int:
    """A number of milliseconds since 1970."""
    text = needed(record, name)
    if text.isascii() and text.isdigit() and len(text) <= LONGEST:
        return int(text)
    raise InputError(f"{name}: cannot read {shown(text)} as milliseconds since 1970", hint="write it as 1672549140000")


def time_of(record: Record, name: str) -> str:
    """An instant as the ledger reads it; an `InputError` beyond the year 9999.

    >>> time_of({"closeTime": "1672549140000"}, "closeTime")
    '2023-01-01T04:59:00.000Z'
    """
    number = milliseconds(record, name)
    if number > LAST:
        raise InputError(f"{name}: {number} lies beyond the year 9999", hint="write it as 1672549140000")
    at = EPOCH + timedelta(milliseconds=number)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
