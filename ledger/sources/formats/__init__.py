"""Formats of texts by name: one file for each, every one reads bytes into a document."""

from typing import Final, Protocol

from ledger.registry import Registry
from ledger.sources.document import Document


class Format(Protocol):
    """What every file of a format offers."""

    def __call__(self, content: bytes, *, name: str) -> Document:
        """The text of a file's bytes; `name` is what messages call it. The same bytes give the same text."""


FORMATS: Registry[Format] = Registry(
    "text format",
    {
        "plain": "ledger.sources.formats.plain:read",
        "html": "ledger.sources.formats.html:read",
        "json": "ledger.sources.formats.json:read",
    },
)

EXTENSIONS: Final = {
    ".txt": "plain", ".text": "plain", ".html": "html", ".htm": "html", ".xhtml": "html", ".json": "json",
}  # fmt: skip
