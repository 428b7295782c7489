"""Where words stand, for a reader: their line, what goes before and after them, the page or the time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ledger.sources.document import Place

AROUND: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Words in their paragraph, at most 400 code points of it on either side; `line` counts from 1.

    `place` is the page, the time of the cue or whatever else the file names its parts by.
    """

    before: str
    words: str
    after: str
    line: int
    place: str | None


def context_of(text: str, start: int, end: int, places: Iterable[Place] = ()) -> Context:
    r"""The paragraph, that is the lines, in which the words from `start` to `end` stand.

    >>> context_of("Heading\nIt will rain soon.", 16, 20)
    Context(before='It will ', words='rain', after=' soon.', line=2, place=None)
    """
    first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    closed = text.find("\n", end)
    last = min(closed if closed >= 0 else len(text), end + AROUND)
    before, after = text[first:start], text[end:last]
    return Context(
        before=f"…{before}" if first and text[first - 1] != "\n" else before,
        words=text[start:end],
        after=f"{after}…" if last < len(text) and text[last] != "\n" else after,
        line=line_of(text, start),
        place=place_of(places, start),
    )


def line_of(text: str, at: int) -> int:
    """The number of the line, from 1."""
    return text.count("\n", 0, at) + 1


def place_of(places: Iterable[Place], at: int) -> str | None:
    """The smallest part of a file that a letter stands in, as people call it.

    >>> place_of([Place(start=0, end=90, kind="page", value="3"), Place(start=0, end=9, kind="time", value="0:01")], 20)
    'page 3'
    """
    around = [one for one in places if one.start <= at < one.end and one.kind != "speaker"]
    if not around:
        return None
    nearest = min(around, key=lambda one: one.end - one.start)
    return nearest.value if nearest.kind in {"time", "chapter"} else f"{nearest.kind.replace('_', ' ')} {nearest.value}"
