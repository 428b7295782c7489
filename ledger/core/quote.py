"""The words in which something was said, and the text they stand in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Verbatim words with their place in the source's canonical text (code points, end exclusive).

    `text_sha256` is that text, where the ledger had it; `place` the page, the time or the part of the file there.
    `attribution` says whose view it is; `link` opens the page with the words marked.
    """

    text: str
    sha256: str
    start: int | None
    end: int | None
    prefix: str | None
    suffix: str | None
    text_sha256: str | None = None
    place: str | None = None
    attribution: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The text something was said in."""

    id: str
    url: str | None
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    sha256: str | None
