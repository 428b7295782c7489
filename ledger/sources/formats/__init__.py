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
        "markdown": "ledger.sources.formats.markdown:read",
        "html": "ledger.sources.formats.html:read",
        "page": "ledger.sources.formats.page:read",
        "json": "ledger.sources.formats.json:read",
        "pdf": "ledger.sources.formats.pdf:read",
        "docx": "ledger.sources.formats.docx:read",
        "epub": "ledger.sources.formats.epub:read",
        "srt": "ledger.sources.formats.srt:read",
        "vtt": "ledger.sources.formats.vtt:read",
    },
)

EXTENSIONS: Final = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".json": "json", ".pdf": "pdf", ".docx": "docx", ".epub": "epub", ".srt": "srt", ".vtt": "vtt",
}  # fmt: skip
