"""A file as a document: by the format that was named, by its extension, else by what it holds."""

import json
import re
from pathlib import PurePath
from typing import Final

from ledger.errors import InputError
from ledger.sources.document import Document
from ledger.sources.formats import EXTENSIONS, FORMATS

BEGINNING: Final = 4_096
_PAGE: Final = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|h1)[\s>]", re.IGNORECASE)


def read_document(content: bytes, *, name: str, format: str | None = None, pointer: str | None = None) -> Document:
    r"""The text of a file's bytes, with what the file says of itself.

    `name` is the file's name or path, `-` for standard input; `format` is a name of FORMATS; `pointer` says where in
    JSON the text stands. Raises InputError for an unknown format and for what cannot be read in it.

    >>> read_document(b'{"html": "<p>It will rain.</p>"}', name="a.txt").text
    'It will rain.\n'
    """
    chosen = format or ("json" if pointer is not None else format_of(content, name))
    if pointer is None:
        return FORMATS[chosen](content, name=name)
    if chosen != "json":
        raise InputError(f"a JSON Pointer leads nowhere in {chosen}", hint="leave --pointer out, or add --format json")
    from ledger.sources.formats.json import read

    return read(content, name=name, pointer=pointer)


def format_of(content: bytes, name: str) -> str:
    """The name of a file's format: its extension's, but a text is what it holds, whatever it is called.

    >>> format_of(b"It will rain.", "a.txt"), format_of(b"<!doctype html><p>Rain", "-"), format_of(b"{}", "a.txt")
    ('plain', 'html', 'json')
    """
    called = EXTENSIONS.get(PurePath(name).suffix.lower(), "plain")
    return called if called != "plain" else _held(content)


def _held(content: bytes) -> str:
    beginning = content[:BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning[:1] in {b"{", b"["} and _is_json(content):
        return "json"
    if beginning[:1] == b"<" and _PAGE.search(beginning.decode("latin-1")):
        return "html"
    return "plain"


def _is_json(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict | list)
    except (ValueError, RecursionError):
        return False
