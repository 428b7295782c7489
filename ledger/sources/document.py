"""A text as read: its bytes' hash, its canonical form, and the places in it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

LONGEST: Final = 20_000_000


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


def text_hash(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, as hexadecimal text.

    >>> text_hash("a")[:12]
    'ca978112ca1b'
    """
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
