"""Plain text: UTF-8, line ends as LF, nothing else changed."""

from hashlib import sha256
from typing import Final

from ledger.errors import InputError
from ledger.sources.document import LONGEST, Document

CANONICALISER: Final = "plain/1"


def read(content: bytes, *, name: str) -> Document:
    r"""The text of a file's bytes.

    Raises InputError for bytes that are not UTF-8 text, for an empty file and for one above 20 MB.

    >>> read(b"It will rain.\r\n", name="a.txt").text
    'It will rain.\n'
    """
    if len(content) > LONGEST:
        raise InputError(f"{name} is too long: {len(content)} bytes", hint="cut out the part that matters")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{name} is not UTF-8 text: byte {error.start} is 0x{content[error.start]:02x}"
        raise InputError(message, hint="convert it: iconv -t utf-8", code="bad_encoding") from error
    if "\0" in text:
        raise InputError(f"{name} is not a text: NUL at offset {text.index(chr(0))}", hint="give a text file")
    if not text.strip():
        raise InputError(f"{name} is empty", hint="give a file with text")
    return Document(
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        sha256=sha256(content).hexdigest(),
        canonicaliser=CANONICALISER,
        media_type="text/plain",
    )
