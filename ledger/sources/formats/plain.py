"""Plain text: line ends as LF, nothing else changed."""

from typing import Final

from ledger.sources.decoding import decode
from ledger.sources.document import Document
from ledger.sources.formats._canonical import document
from ledger.sources.formats._front_matter import simple_facts

CANONICALISER: Final = "plain/1"


def read(content: bytes, *, name: str) -> Document:
    r"""The text of a file's bytes.

    Raises InputError for bytes that are no text, for an empty file and for one above 20 MB.

    >>> read(b"It will rain.\r\n", name="a.txt").text
    'It will rain.\n'
    """
    decoded = decode(content, name=name)
    return document(
        content,
        name=name,
        canonicaliser=CANONICALISER,
        media_type="text/plain",
        text=decoded.text,
        facts=simple_facts(decoded.text),
        warnings=decoded.warnings,
    )
