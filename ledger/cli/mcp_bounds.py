"""Answers that fit into an agent's context: long texts and long lists are cut, and said to be."""

import json
from typing import Any, Final

from ledger.errors import RefusedError

LARGEST: Final = 100_000
"""Characters of an answer."""
MOST: Final = 100
"""Items of any list."""
BOUNDS: Final = ((MOST, 4_000), (50, 1_000), (20, 300), (5, 100))
"""The most items of a list and characters of a text, from wide to narrow: the first that fits is taken."""
WHOLE: Final = 64
"""Characters of a hash, which is never cut."""


def bounded(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its lists and texts cut until it fits, and a warning that says so.

    The first of the data are kept, of every list inside it the last, which are the newest. Raises RefusedError
    where even that is too long.
    """
    for items, letters in BOUNDS:
        found = _cut(document, items, letters)
        if len(json.dumps(found, ensure_ascii=False)) <= LARGEST:
            return found if found == document else _told(found, items, letters)
    raise RefusedError("the answer is too long", hint="ask for less: a narrower query, fewer ids, --limit")


def _cut(value: Any, items: int, letters: int, *, first: bool = False) -> Any:
    if isinstance(value, dict):
        return {name: _cut(one, items, letters, first=name in {"data", "where"}) for name, one in value.items()}
    if isinstance(value, list):
        kept = value[:items] if first else value[-items:]
        return [_cut(one, items, letters) for one in kept]
    return f"{value[:letters]}…" if isinstance(value, str) and len(value) > max(letters, WHOLE) else value


def shortened(document: dict[str, Any]) -> dict[str, Any]:
    """A document about an error, with its texts cut."""
    cut: dict[str, Any] = _cut(document, *BOUNDS[1])
    return cut


def _told(found: dict[str, Any], items: int, letters: int) -> dict[str, Any]:
    message = f"cut to fit: at most {items} items of a list and {letters} characters of a text; ask for less at once"
    return {**found, "warnings": [*found["warnings"], {"code": "cut", "message": message}]}
