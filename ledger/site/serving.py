"""The report live: the same pages from the current ledger, to whoever sits at this machine."""

import threading
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from ledger.book import Book
from ledger.charts.drawn import refuse_without_matplotlib
from ledger.errors import LedgerError, StorageError
from ledger.site.asked import Asked
from ledger.site.page import PLACES
from ledger.site.templating import policy
from ledger.site.view import Pictures
from ledger.site.writing import write_site
from ledger.version import __version__

HOST: Final = "127.0.0.1"
MOST_PICTURES: Final = 2_000
"""Pictures that are kept from one build to the next, some 30 kB each: those that did not change are not drawn again."""
NAMES: Final = ("127.0.0.1", "localhost")
TYPES: Final = {
    ".html": "text/html; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".json": "application/json",
    ".ics": "text/calendar; charset=utf-8", ".atom": "application/atom+xml; charset=utf-8",
}  # fmt: skip
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-cache",
}  # fmt: skip


class Live:
    """The pages of the newest state, built again when an entry was written or the day has changed."""

    def __init__(self, book: Book, asked: Asked, folder: Path) -> None:
        self._book, self._asked, self._folder = book, asked, folder
        self._made = sha256(repr((asked, __version__)).encode()).hexdigest()[:8]
        self._lock = threading.Lock()
        self._state: tuple[str, str] | None = None
        self._files: frozenset[str] = frozenset()
        self._pictures: Pictures = {}

    @property
    def tag(self) -> str:
        """The entity tag of all pages: the hash of the head, the day, and a hash of what was asked for."""
        return '"{}-{}-{}"'.format(*self._state, self._made) if self._state else '""'

    def refresh(self) -> None:
        """Build the pages anew if they are of an older state."""
        with self._book.snapshot(self._asked.as_of) as snapshot:
            state = snapshot.hash, snapshot.today.isoformat()
        if state != self._state:
            site = self._folder / "site"
            if len(self._pictures) > MOST_PICTURES:
                self._pictures.clear()
            write_site(self._book, site, self._asked, pictures=self._pictures)
            self._files = frozenset(str(one.relative_to(site)) for one in site.rglob("*") if one.is_file())
            self._state = state

    def answer(self, path: str) -> tuple[str, bytes, str] | None:
        """The entity tag, the bytes and the type of what lies at a path; None for what is no page of the report."""
        with self._lock:
            self.refresh()
            name = path.removeprefix("/") or PLACES["overview"]
            # Only what was built has a name here: no path leads out of the folder.
            if name not in self._files:
                return None
            content = (self._folder / "site" / name).read_bytes()
            return self.tag, content, TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD to this machine's own names, and nothing else."""

    protocol_version = "HTTP/1.1"
    server_version = "ForecastLedger"
    sys_version = ""
    timeout = 30
    server: "Server"

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        if self.headers.get("Host", "").lower() not in self.server.names:
            # Another name leads here where a stranger's page has turned its own name to this machine.
            self._send(HTTPStatus.BAD_REQUEST, b"Ask for this report by the address that fcl printed.\n", body=body)
            return
        try:
            found = self.server.live.answer(unquote(urlsplit(self.path).path, errors="replace"))
        except LedgerError as error:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, f"{error}\n".encode(errors="replace"), body=body)
            return
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such page.\n", body=body)
            return
        tag, content, kind = found
        if tag in self.headers.get("If-None-Match", ""):
            self._send(HTTPStatus.NOT_MODIFIED, b"", {"ETag": tag}, body=False)
            return
        self._send(HTTPStatus.OK, content, {"ETag": tag, "Content-Type": kind}, body=body)

    def _send(
        self, status: HTTPStatus, content: bytes, headers: dict[str, str] | None = None, *, body: bool = True
    ) -> None:
        self.send_response(status)
        rules = {"Content-Security-Policy": f"{policy()}; frame-ancestors 'none'"}
        said = {"Content-Type": "text/plain; charset=utf-8", **HEADERS, **rules, **(headers or {})}
        for name, value in said.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse a request that is no GET or HEAD, or no HTTP, in a line of text."""
        del message, explain
        self.close_connection = True
        read_only = code == HTTPStatus.NOT_IMPLEMENTED
        status = HTTPStatus.METHOD_NOT_ALLOWED if read_only else HTTPStatus(code)
        self._send(status, f"{status.phrase}\n".encode(), {"Allow": "GET, HEAD"} if read_only else None)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: who reads what is nobody's business."""


class Server(ThreadingHTTPServer):
    """A server on this machine's own address."""

    daemon_threads = True

    def __init__(self, live: Live, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.live = live
        self.names = frozenset(f"{name}:{self.server_port}" for name in NAMES)

    @property
    def address(self) -> str:
        """Where the report is to be read."""
        return f"http://{HOST}:{self.server_port}/"


def serve(book: Book, asked: Asked, *, port: int, started: Callable[[Server], None]) -> None:
    """Serve the report until interrupted; `started` is called with the server once its pages are there.

    Raises MissingExtraError without matplotlib, StorageError for a port that is taken.
    """
    refuse_without_matplotlib()
    with TemporaryDirectory(prefix="fcl-report-") as folder:
        live = Live(book, asked, Path(folder))
        live.refresh()
        try:
            server = Server(live, port)
        except OSError as error:
            message = f"cannot serve on port {port}: {error.strerror or error}"
            raise StorageError(message, hint="choose another with --port, or 0 for any", code="port") from error
        with server:
            started(server)
            server.serve_forever()
