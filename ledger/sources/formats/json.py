"""JSON that holds a text, as sites and programs store it: the text is found, or named by a JSON Pointer (RFC 6901)."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ledger.errors import InputError, NotFoundError
from ledger.sources.decoding import decode
from ledger.sources.document import Document, Place
from ledger.sources.formats._canonical import document
from ledger.sources.formats._data_facts import facts_about
from ledger.sources.formats.html import walk

CANONICALISER: Final = "json/1"
SHORTEST: Final = 200
"""Characters: what is shorter is a title or a summary, unless it is named."""
LISTED: Final = 4
_HTML: Final = re.compile(
    r"</(?:p|div|article|section|h[1-6]|li|blockquote|span|a|em|strong|body)>|<br|<p>", re.IGNORECASE
)


def read(content: bytes, *, name: str, pointer: str | None = None) -> Document:
    r"""The text at a JSON Pointer, by default the one text that is longer than all others; HTML before plain text.

    Title, author and date are taken from the keys beside and above it. Raises InputError for what is no JSON, or where
    several texts could be meant, NotFoundError for a pointer that leads nowhere.

    >>> read(b'{"post": {"html": "<p>Rain.</p>", "date": "2026-05-07"}}', name="a.json", pointer="/post/html").text
    'Rain.\n'
    """
    decoded = decode(content, name=name)
    data = parse(decoded.text, name)
    found = chosen(data, name) if pointer is None else pointer
    path, said = _at(data, found, name)
    page = walk(said) if _HTML.search(said) else None
    text = page.text if page else said.replace("\r\n", "\n").replace("\r", "\n")
    whole = Place(start=0, end=len(text), kind="json_pointer", value=found)
    return document(
        content,
        name=name,
        canonicaliser=CANONICALISER,
        media_type="application/json",
        text=text,
        facts=facts_about(path).or_else(page.facts) if page else facts_about(path),
        places=(whole, *(page.places if page else ())),
        warnings=decoded.warnings,
    )


def parse(text: str, name: str) -> Any:
    """What a JSON text says; InputError, with its place, for what is no JSON."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"{name} is no JSON: {error.msg.removesuffix(' at')} at line {error.lineno}, column {error.colno}"
        raise InputError(message, hint="name its format, as in --format plain", code="bad_json") from error
    except RecursionError:
        message = f"{name} cannot be read: its lists and objects lie too deep in each other"
        raise InputError(message, hint="cut out the part that matters", code="bad_json") from None
    except ValueError as error:
        message = f"{name} is no JSON: one of its numbers is too long"
        raise InputError(message, hint="name its format, as in --format plain", code="bad_json") from error


def chosen(data: Any, name: str) -> str:
    """The JSON Pointer to the one text that is at least twice as long as any other; InputError where there is none."""
    texts = sorted(_texts(data), key=lambda one: -len(one[1]))
    pages = [one for one in texts if _HTML.search(one[1])]
    ranked = pages or [one for one in texts if len(one[1]) >= SHORTEST] or texts[:1]
    if not ranked:
        raise InputError(f"{name} has no text in it", hint="give a file with text", code="no_text")
    alike = [one for one in ranked if len(one[1]) * 2 > len(ranked[0][1])]
    if len(alike) > 1:
        shown = ", ".join(f"{pointer} ({len(text)} characters)" for pointer, text in alike[:LISTED])
        message = f"{name} holds {len(alike)} texts that may be meant, as {shown}"
        raise InputError(message, hint=f"name one, as in --pointer {ranked[0][0]}", code="several_texts")
    return ranked[0][0]


def _texts(data: Any) -> Iterator[tuple[str, str]]:
    """Every text in the data with its pointer, without recursion."""
    waiting: list[tuple[str, Any]] = [("", data)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, str):
            yield pointer, value
        else:
            waiting += [(f"{pointer}/{_escaped(key)}", one) for key, one in _items(value)]


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list):
        yield from ((str(number), one) for number, one in enumerate(value))


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _at(data: Any, pointer: str, name: str) -> tuple[list[tuple[str, Any]], str]:
    """The way to a text, each value with the pointer to it, and the text."""
    if pointer and not pointer.startswith("/"):
        raise InputError(f"{pointer[:60]!r} is no JSON Pointer", hint="begin it with /: /result/data/html")
    way, value = [("", data)], data
    steps = pointer.split("/")[1:]
    for number, step in enumerate(steps, 1):
        value = dict(_items(value)).get(step.replace("~1", "/").replace("~0", "~"))
        way.append(("/" + "/".join(steps[:number]), value))
    if not isinstance(value, str):
        kind = "nothing" if value is None else "no text"
        known = ", ".join(sorted((one for one, _ in _texts(data)), key=len)[:LISTED])
        raise NotFoundError(f"{name} has {kind} at {pointer[:200]!r}", hint=f"there is text at {known}")
    return way[:-1], value
