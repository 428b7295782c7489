"""A text as read: its bytes' hash, its canonical form, and finding a quote in it."""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from ledger.errors import RefusedError

CONTEXT: Final = 40
LONGEST: Final = 20_000_000
ALIKE: Final = str.maketrans("‘’“”–—", "''\"\"--")
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stretch of the canonical text stands in its file: a page, a cue's time, an element, a JSON Pointer."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with the hash of its bytes; offsets are code points of `text`, end exclusive.

    `title` to `url` are what the file says of itself; `published_basis` says where the date stands. `warnings` tell
    what was mended or could not be read.
    """

    text: str
    sha256: str
    canonicaliser: str
    media_type: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None
    places: tuple[Place, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def text_sha256(self) -> str:
        """Hash of the canonical text."""
        return text_hash(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A quote in its place: W3C text-quote and text-position selectors."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def text_hash(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, as hexadecimal text.

    >>> text_hash("a")[:12]
    'ca978112ca1b'
    """
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def find_quote(text: str, quote: str) -> Anchor:
    r"""Where a quote stands in a text: exactly, or but for white space and kinds of quotation marks.

    Raises RefusedError where it does not: nobody is quoted with words that are not there.

    >>> find_quote("It will rain\nsoon, he said.", "rain soon").start
    8
    """
    at = text.find(quote)
    end = at + len(quote)
    if at < 0:
        at, end = _find_loosely(text, quote)
    return Anchor(
        exact=text[at:end], prefix=text[max(0, at - CONTEXT) : at], suffix=text[end : end + CONTEXT], start=at, end=end
    )


def _find_loosely(text: str, quote: str) -> tuple[int, int]:
    wanted = " ".join(quote.translate(ALIKE).split())
    # One search for the whole quote: an expression of its words would try each of them at every place of the text.
    at = _SPACE.sub(" ", text.translate(ALIKE)).find(wanted) if wanted else -1
    if at < 0:
        raise RefusedError(
            f"the quote is not in its source: {quote[:60]!r}", hint="copy the words as they stand in the text"
        )
    return _unfolded(text, at), _unfolded(text, at + len(wanted) - 1) + 1


def _unfolded(text: str, at: int) -> int:
    """Where a letter stands in a text, by where it stands in the same text with single spaces."""
    for space in _SPACE.finditer(text):
        if space.start() >= at:
            break
        at += len(space[0]) - 1
    return at
