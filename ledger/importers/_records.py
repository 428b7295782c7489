"""JSON as records: each object of the list that a file holds, its fields as text, with the line it begins on."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.importers._table import Problems, decoded

Record = Mapping[str, Any]
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_HINT: Final = "check it with jq, or download it again"


def looks_like_json(data: bytes) -> bool:
    """Whether a file begins as a JSON list or object does.

    >>> looks_like_json(b' [{"id": 1}]'), looks_like_json(b"id,p")
    (True, False)
    """
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{"}


def read_records(data: bytes, *, under: str) -> list[tuple[int, Record]]:
    r"""The objects of a list, alone or as the value of the key `under`, each with its line; or one object alone.

    Numbers are kept as they are written. An `InputError` names line and column of what is no JSON.

    >>> read_records(b'[{"p": 0.70},\n {"p": null}]', under="bets")
    [(1, {'p': '0.70'}), (2, {'p': None})]
    """
    text = decoded(data)
    at = _after_space(text, 0)
    try:
        return list(_numbered(text, at) if text[at : at + 1] == "[" else _within(text, at, under))
    except json.JSONDecodeError as error:
        raise InputError(
            f"line {error.lineno}, column {error.colno}: no JSON: {error.msg}", hint=_HINT, code="bad_file"
        ) from None
    except RecursionError:
        raise InputError("the JSON is nested too deeply to be an export", hint=_HINT, code="bad_file") from None


def _within(text: str, at: int, under: str) -> Iterator[tuple[int, Record]]:
    """The objects of the list under a key of the object at `at`, else that object itself."""
    whole, end = _DECODER.raw_decode(text, at)
    _nothing_after(text, end)
    if isinstance(whole, dict) and isinstance(whole.get(under), list):
        yield from _numbered(text, _value_of(text, at, under), last=False)
    elif isinstance(whole, dict):
        yield text.count("\n", 0, at) + 1, whole
    else:
        raise json.JSONDecodeError("neither a list nor an object", text, at)


def _numbered(text: str, at: int, *, last: bool = True) -> Iterator[tuple[int, Record]]:
    line, counted = 1, 0
    for start, value in _elements(text, at, last=last):
        line, counted = line + text.count("\n", counted, start), start
        if not isinstance(value, dict):
            raise InputError(f"line {line}: the list holds something that is no object", hint=_HINT, code="bad_file")
        yield line, value


def _value_of(text: str, at: int, wanted: str) -> int:
    """Where the value of a key of the object at `at` begins, which is known to be there once."""
    at = _after_space(text, at + 1)
    while True:
        key, at = _DECODER.raw_decode(text, at)
        at = _after_space(text, _after_space(text, at) + 1)
        if key == wanted:
            return at
        _, at = _DECODER.raw_decode(text, at)
        at = _after_space(text, _after_space(text, at) + 1)


def _elements(text: str, at: int, *, last: bool) -> Iterator[tuple[int, Any]]:
    """Where each element of the list at `at` begins, and the element; `last` says that nothing may follow the list."""
    at = _after_space(text, at + 1)
    more = text[at : at + 1] != "]"
    while more:
        value, end = _DECODER.raw_decode(text, at)
        yield at, value
        at = _after_space(text, end)
        more = text[at : at + 1] == ","
        if more:
            at = _after_space(text, at + 1)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    if last:
        _nothing_after(text, at + 1)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _nothing_after(text: str, end: int) -> None:
    rest = _after_space(text, end)
    if rest != len(text):
        raise json.JSONDecodeError("something follows the end", text, rest)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"an object names the key {shown(twice)} twice", hint=_HINT, code="bad_file")
    return table


_DECODER: Final = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_each_once)


def text_of(record: Record, name: str) -> str:
    """A field as text: blank where it is missing or null; an `InputError` for a list or an object.

    >>> text_of({"outcome": True}, "outcome"), text_of({}, "outcome")
    ('true', '')
    """
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, dict | list):
        raise InputError(f"{name}: a single value belongs here, not a list or an object", hint=_HINT)
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


@dataclass(slots=True)
class Once:
    """Ids of the records of a file: what comes again unchanged is passed over, what has changed is told."""

    seen: dict[str, tuple[int, object]]

    def new(self, line: int, id: str, content: object, problems: Problems) -> bool:
        """Whether this id is met for the first time."""
        first, before = self.seen.setdefault(id, (line, content))
        if before is not content and before != content:
            problems(line, f"id {shown(id)} stands in line {first} with other content (leave one of them out)")
        return before is content
