"""A text in pieces that a language model is shown one at a time."""

from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST: Final = 8_000
BOUNDS: Final = ("\n\n", "\n", ". ", " ")
"""Where a piece may end, the best first."""


class Chunk(NamedTuple):
    """Where a piece stands: code points of the text, end exclusive."""

    start: int
    end: int


def chunks(text: str, longest: int = LONGEST) -> Iterator[Chunk]:
    r"""The pieces of a text in their order, none above `longest` letters; those of white space alone are left out.

    A piece ends with a paragraph, else with a line, a sentence or a word, wherever one of them ends in its second half.

    >>> text = "It will rain.\n\nIt will snow."
    >>> [text[one.start : one.end] for one in chunks(text, longest=20)]
    ['It will rain.\n\n', 'It will snow.']
    """
    start = 0
    while start < len(text):
        end = _end(text, start, longest)
        if not text[start:end].isspace():
            yield Chunk(start, end)
        start = end


def _end(text: str, start: int, longest: int) -> int:
    limit = start + longest
    if limit >= len(text):
        return len(text)
    for bound in BOUNDS:
        at = text.rfind(bound, start + longest // 2, limit)
        if at >= 0:
            return at + len(bound)
    return limit
