"""Fetching: a page as it is now, from a server on this machine; nothing else than the web, and nothing too large."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ledger.errors import InputError, StorageError
from ledger.sources import fetching
from ledger.sources.fetching import check_url, fetch

PAGE = b"""<!doctype html><html><head><title>Why it slows</title>
<meta property="article:published_time" content="2026-05-07"></head>
<body><article><p>It began in spring, and nobody knows why it did.</p>
<p>I think it will <em>eventually</em> catch up.</p></article></body></html>"""
ANSWERS = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    "/article.pdf": (200, {"Content-Type": "text/html"}, PAGE),
    "/data": (200, {"Content-Type": "application/json"}, json.dumps({"html": "<p>It will rain.</p>"}).encode()),
    "/plain.txt": (200, {"Content-Type": "text/plain"}, b"It will rain soon."),
    "/untold": (200, {}, b"It will rain soon."),
    "/moved": (302, {"Location": "/page"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/away": (302, {"Location": "file:///etc/hostname"}, b""),
    "/elsewhere": (302, {"Location": "ftp://127.0.0.1/a"}, b""),
    "/gone": (404, {}, b"no"),
    "/large": (200, {"Content-Type": "text/plain"}, b"x" * 200_000),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        code, headers, content = ANSWERS[self.path]
        self.send_response(code)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_fetched_read_and_kept_with_its_time(fcl, server):
    added = fcl.json("source", "add", f"{server}/page", "--fetch")
    assert (added["title"], added["published"], added["text"]) == ("Why it slows", "2026-05-07", "new")
    assert added["url"] == f"{server}/page"
    assert added["retrieved_at"].endswith("Z")
    id_ = fcl.add("It catches up", "70%", "--source", added["id"], "--quote", "it will eventually catch up")
    assert fcl.json("show", id_)["predictions"][0]["forecasts"][0]["quote"]["start"] is not None
    assert f"  retrieved   {added['retrieved_at']}\n" in fcl.ok("source", "show", added["id"]).out


def test_the_bytes_are_kept_as_they_came_until_the_text_is_redacted(fcl, server):
    added = fcl.json("source", "add", f"{server}/page", "--fetch")
    kept = base64.b64encode(PAGE)
    assert kept in fcl.ledger.read_bytes()
    fcl.ok("source", "add", f"{server}/page", "--licence", "CC BY")
    fcl.ok("redact", "text", added["id"], "-m", "takedown", "-y")
    left = fcl.ledger.read_bytes()
    assert kept[:200] not in left
    assert b"eventually" not in left
    assert "3 texts were redacted" in fcl.ok("verify").out


def test_only_the_hash_of_a_page_is_kept_where_that_is_asked(fcl, server):
    added = fcl.json("source", "add", f"{server}/page", "--fetch", "--keep", "hash")
    assert added["sha256"]
    assert added["retrieved_at"]
    content = fcl.ledger.read_bytes()
    assert base64.b64encode(PAGE) not in content
    assert b"eventually" not in content


def test_nothing_is_fetched_unless_asked(fcl, server):
    added = fcl.json("source", "add", f"{server}/gone")
    assert (added["text"], added["retrieved_at"]) == (None, None)


@pytest.mark.parametrize(
    ("path", "format_"),
    [("/page", "page"), ("/article.pdf", "page"), ("/data", "json"), ("/plain.txt", None), ("/moved", "page")],
)
def test_the_server_says_the_format(server, path, format_):
    assert fetch(f"{server}{path}").format == format_


def test_what_the_server_does_not_say_is_told_by_the_bytes(fcl, server):
    assert fcl.json("source", "add", f"{server}/untold", "--fetch")["format"] == "plain/1"


def test_a_page_fetched_again_is_the_same_or_has_changed(fcl, server, monkeypatch):
    first = fcl.json("source", "add", f"{server}/page", "--fetch")
    fcl.add("It catches up", "70%", "--source", first["id"], "--quote", "it will eventually catch up")
    changed = PAGE.replace(b"<p>It began in spring", b"<p>An addition of later days.</p><p>It began in spring")
    monkeypatch.setitem(ANSWERS, "/page", (200, {"Content-Type": "text/html"}, changed))
    again = fcl.json("source", "add", f"{server}/page", "--fetch")
    assert (again["id"], again["text"]) == (first["id"], "changed")
    assert [one["state"] for one in again["quotes"]] == ["moved"]
    assert again["sha256"] != first["sha256"]


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/gone", 6, ": the server says 404 Not Found"),
        ("/round", 6, ": the server says 302 "),
        ("/away", 6, "Redirection to url 'file:///etc/hostname' is not allowed"),
        ("/elsewhere", 2, "error: 'ftp://127.0.0.1/a' is not fetched"),
        ("/picture", 2, "error: picture is "),
    ],
)
def test_what_is_no_text_of_the_web_is_refused_and_nothing_recorded(fcl, server, path, code, said):
    refused = fcl("source", "add", f"{server}{path}", "--fetch")
    assert refused.code == code
    assert said in refused.err
    assert refused.out == ""
    assert fcl.json("source", "list") == []


def test_what_is_too_large_is_refused(server):
    with pytest.raises(InputError) as refused:
        fetch(f"{server}/large", largest=100_000)
    assert refused.value.message.endswith("is longer than 100000 bytes")


def test_a_server_that_takes_too_long_is_given_up(server, monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST", -1.0)
    with pytest.raises(StorageError) as refused:
        fetch(f"{server}/large")
    assert refused.value.message.startswith("cannot fetch ")


def test_a_server_that_is_not_there_is_named(fcl):
    refused = fcl("source", "add", "http://127.0.0.1:9/page", "--fetch")
    assert refused.code == 6
    assert "error: cannot fetch 'http://127.0.0.1:9/page': " in refused.err
    assert refused.err.endswith("hint: try again later, or save the page and add the file\n")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "'file:///etc/passwd' is not fetched"),
        ("ftp://example.org/a", "'ftp://example.org/a' is not fetched"),
        ("data:text/plain,rain", "'data:text/plain,rain' is not fetched"),
        ("http:///page", "'http:///page' is not fetched"),
        ("http://[::1", "'http://[::1' is no URL"),
        ("https://ann:secret@example.org/", "a URL with a name or password in it is not fetched"),
    ],
)
def test_only_the_web_is_fetched(url, message):
    with pytest.raises(InputError) as refused:
        check_url(url)
    assert refused.value.message == message
