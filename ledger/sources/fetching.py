"""Pages fetched when somebody asks for it: http and https only, bounded in size, time and redirects."""

import time
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from typing import IO, Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from ledger.core.dates import shown
from ledger.errors import InputError, StorageError
from ledger.sources.reading import format_of
from ledger.version import __version__

LARGEST: Final = 20_000_000
PATIENCE: Final = 20.0
LONGEST: Final = 60.0
REDIRECTS: Final = 5
CHUNK: Final = 65_536
WEB: Final = frozenset({"http", "https"})
FORMATS: Final = {
    "text/markdown": "markdown", "application/pdf": "pdf", "application/json": "json",
    "text/vtt": "vtt", "application/x-subrip": "srt", "application/epub+zip": "epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
"""Formats by media type."""
HTML: Final = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The bytes of a page, the name of its file, and its format where the server says which."""

    content: bytes
    name: str
    format: str | None
    url: str


class _Redirects(HTTPRedirectHandler):
    """Follows a page to another address of the web, a few times."""

    max_redirections = REDIRECTS

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        """The next request; InputError where it leaves the web."""
        check_url(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type] # HTTPMessage is a Message


def check_url(url: str) -> None:
    """InputError for what is not fetched: other schemes than http and https, and addresses with a password.

    >>> check_url("https://example.org/i42")
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        raise InputError(f"{shown(url)} is no URL", hint="write https://example.org/i42") from None
    if parts.scheme not in WEB or not parts.hostname:
        raise InputError(f"{shown(url)} is not fetched", hint="only http:// and https:// are; leave --fetch out")
    if parts.password is not None or parts.username is not None:
        raise InputError("a URL with a name or password in it is not fetched", hint="leave what stands before @ out")


def fetch(url: str, *, patience: float = PATIENCE, largest: int = LARGEST) -> Fetched:
    """The bytes behind a URL, as they are now.

    Waits at most `patience` seconds for the server at a time and 60 in all. Raises InputError for what is not fetched
    or is longer than `largest` bytes, StorageError where the server gives no page.
    """
    check_url(url)
    request = Request(url, headers={"User-Agent": f"forecast-ledger/{__version__}", "Accept": "*/*"})  # noqa: S310 - checked above
    try:
        with _opener().open(request, timeout=patience) as answer:
            content = _read(answer, url, largest)
            kind = answer.headers.get_content_type() if "Content-Type" in answer.headers else ""
            return Fetched(content=content, name=_name(answer.url), format=_format(kind, content), url=answer.url)
    except HTTPError as error:
        with error:
            raise _unreachable(url, f"the server says {error.code} {error.reason}") from error
    except (URLError, OSError, ValueError) as error:
        raise _unreachable(url, str(getattr(error, "reason", error)) or type(error).__name__) from error


def _opener() -> OpenerDirector:
    """What opens pages of the web and nothing else: no files, no data, no FTP."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler, UnknownHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, _Redirects,
        HTTPErrorProcessor,
    ):  # fmt: skip
        opener.add_handler(handler())
    return opener


def _read(answer: Any, url: str, largest: int) -> bytes:
    end = time.monotonic() + LONGEST
    pieces, length = [], 0
    while piece := answer.read1(CHUNK):
        pieces.append(piece)
        length += len(piece)
        if length > largest:
            raise InputError(f"{shown(url)} is longer than {largest} bytes", hint="save it, and cut out what matters")
        if time.monotonic() > end:
            raise _unreachable(url, f"it took longer than {LONGEST:.0f} s")
    return b"".join(pieces)


def _format(kind: str, content: bytes) -> str | None:
    """The format that a media type names; a page is told from a fragment by what it holds."""
    return format_of(content, "-") if kind in HTML else FORMATS.get(kind)


def _name(url: str) -> str:
    """The name of the file at the end of an address; what it is called in messages.

    >>> _name("https://example.org/a/b.pdf?x=1"), _name("https://example.org/")
    ('b.pdf', 'example.org')
    """
    parts = urlsplit(url)
    return PurePosixPath(parts.path).name or parts.hostname or "page"


def _unreachable(url: str, why: str) -> StorageError:
    hint = "try again later, or save the page and add the file"
    return StorageError(f"cannot fetch {shown(url)}: {why}", hint=hint, code="unreachable")
