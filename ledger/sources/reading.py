"""A file as a document: by the format that was named, by its extension, else by what it holds."""

import json
import re
from pathlib import PurePath
from typing import Final

from ledger.errors import InputError
from ledger.sources.document import Document
from ledger.sources.formats import EXTENSIONS, FORMATS

BEGINNING: Final = 4_096
_MARKUP: Final = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|h1)[\s>]", re.IGNORECASE)
_WHOLE_PAGE: Final = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_SRT: Final = re.compile(r"\d{1,6}[ \t]*\r?\n\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->")


def read_document(content: bytes, *, name: str, format: str | None = None, pointer: str | None = None) -> Document:
    r"""The text of a file's bytes, with what the file says of itself.

    `name` is the file's name or path, `-` for standard input; `format` is a name of FORMATS; `pointer` says where in
    JSON the text stands. Raises InputError for an unknown format and for what cannot be read in it, MissingExtraError
    for a format that needs a package which is not installed.

    >>> read_document(b'{"html": "<p>It will rain.</p>"}', name="a.txt").text
    'It will rain.\n'
    """
    called = "standard input" if name == "-" else name
    chosen = format or ("json" if pointer is not None else format_of(content, name))
    if pointer is None:
        return FORMATS[chosen](content, name=called)
    if chosen != "json":
        FORMATS[chosen]
        raise InputError(f"a JSON Pointer leads nowhere in {chosen}", hint="leave --pointer out, or add --format json")
    from ledger.sources.formats.json import read

    return read(content, name=called, pointer=pointer)


def format_of(content: bytes, name: str) -> str:
    """The name of a file's format: its extension's; a text, or what has no known extension, is what it holds.

    HTML with a head or a body is a page, of which the article counts; a fragment counts whole.

    >>> format_of(b"It will rain.", "a.txt"), format_of(b"<p>Rain</p>", "-"), format_of(b"%PDF-1.7", "a")
    ('plain', 'html', 'pdf')
    """
    called = EXTENSIONS.get(PurePath(name).suffix.lower(), "plain")
    found = _held(content) if called == "plain" else called
    return "page" if found == "html" and _WHOLE_PAGE.search(_beginning(content)) else found


def _held(content: bytes) -> str:
    """The format of what begins like this."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    beginning = _beginning(content)
    if beginning.startswith("WEBVTT"):
        return "vtt"
    if _SRT.match(beginning):
        return "srt"
    if beginning.startswith("<") and _MARKUP.search(beginning):
        return "html"
    return "json" if beginning[:1] in {"{", "["} and _is_json(content) else "plain"


def _beginning(content: bytes) -> str:
    return content[:BEGINNING].removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip()


def _packed(content: bytes) -> str:
    """A book or a Word document by the names in it."""
    if b"application/epub+zip" in content[:BEGINNING] or b"META-INF/container.xml" in content:
        return "epub"
    return "docx" if b"word/document.xml" in content else "plain"


def _is_json(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict | list)
    except (ValueError, RecursionError):
        return False
