"""The report live: the pages of the current ledger, for this machine only, and nothing else of it."""

import http.client
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

import ledger
from ledger.errors import StorageError
from ledger.site import Asked, write_site
from ledger.site.serving import serve
from tests.program import Fcl

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


class Asking:
    """Somebody who asks the server, by any method, path and name."""

    def __init__(self, port):
        self.port = port

    def __call__(self, path="/", method="GET", host=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": host or f"127.0.0.1:{self.port}", **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer


@contextmanager
def served(book, asked):
    """The server in a thread of its own, until the end of the block."""
    started, servers = threading.Event(), []

    def keep(server):
        servers.append(server)
        started.set()

    thread = threading.Thread(target=serve, args=(book, asked), kwargs={"port": 0, "started": keep})
    thread.start()
    assert started.wait(60)
    try:
        yield Asking(servers[0].server_port)
    finally:
        servers[0].shutdown()
        thread.join(30)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    with ledger.open(tmp_path_factory.mktemp("live") / "ledger.db", actor="me", now=lambda: NOW) as book:
        book.add("It rains in Ghent", "70%", by="2027-01-01", made="2026-11-01")
        yield book


@pytest.fixture(scope="module")
def ask(book):
    with served(book, Asked(title="Live")) as ask:
        yield ask


def test_the_pages_are_those_that_are_written(book, ask, tmp_path):
    write_site(book, tmp_path / "site", Asked(title="Live"))
    for name in ("index.html", "predictions.html", "data/forecasts.csv"):
        answer = ask(f"/{name}")
        assert (answer.status, answer.content) == (200, (tmp_path / "site" / name).read_bytes())
    assert ask("/").content == ask("/index.html?x=1").content
    assert ask("/data/forecasts.csv").getheader("Content-Type") == "text/csv; charset=utf-8"
    assert ask("/").getheader("X-Content-Type-Options") == "nosniff"


def test_a_new_entry_is_on_the_pages_at_once_and_their_tag_is_another(book, ask):
    before = ask("/predictions.html")
    tag = before.getheader("ETag")
    assert ask("/predictions.html", If_None_Match=tag).status == 304
    book.add("The dyke breaks", "2%", by="2027-01-01", made="2026-11-02")
    after = ask("/predictions.html", If_None_Match=tag)
    assert (after.status, b"The dyke breaks" in before.content, b"The dyke breaks" in after.content) == (
        200,
        False,
        True,
    )
    with book.snapshot() as snapshot:
        assert after.getheader("ETag").startswith(f'"{snapshot.hash}-2026-11-20-')
    with served(book, Asked(title="Another")) as other:
        assert other("/", If_None_Match=after.getheader("ETag")).status == 200, "other options are other pages"


def test_pages_that_are_built_again_are_those_that_are_written_anew(book, ask, tmp_path):
    moved = book.add("The budget passes", "40%", by="2027-01-01", made="2026-05-01").id
    book.update(moved, "60%", made="2026-06-01")
    still = book.add("The road opens", "30%", by="2027-01-01", made="2026-05-01").id
    book.update(still, "20%", made="2026-06-01")
    assert b"<svg" in ask(f"/predictions/{still}.html").content
    book.update(moved, "70%", made="2026-07-01")
    book.resolve(book.add("It is over", "60%", by="2026-09-01", made="2026-05-01").id, "yes", known_on="2026-09-01")
    write_site(book, tmp_path / "site", Asked(title="Live"))
    for file in (tmp_path / "site").rglob("*"):
        if file.is_file():
            name = file.relative_to(tmp_path / "site").as_posix()
            assert ask(f"/{name}").content == file.read_bytes(), name


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"]
)
def test_another_name_of_this_machine_is_refused(ask, host):
    answer = ask("/", host=host)
    assert (answer.status, b"Ghent" in answer.content, answer.getheader("ETag")) == (400, False, None)
    assert ask("/", host=f"LOCALHOST:{ask.port}").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_nothing_but_reading_is_answered(ask, method):
    answer = ask("/", method)
    assert (answer.status, answer.getheader("Allow"), answer.content) == (405, "GET, HEAD", b"Method Not Allowed\n")


def test_a_head_says_what_a_get_would_give_without_giving_it(ask):
    head, get = ask("/", "HEAD"), ask("/")
    assert (head.status, head.content) == (200, b"")
    assert head.getheader("Content-Length") == str(len(get.content))
    assert head.getheader("ETag") == get.getheader("ETag")


@pytest.mark.parametrize(
    "path",
    [
        "/../ledger.db", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/predictions", "/data/",
        "/index.html/", "/./index.html", "/index.html%00", "/data/../index.html", "/C:%5cledger.db", "/%ff",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_report(ask, path):
    assert ask(path).status == 404


def test_a_port_that_is_taken_is_told(book, ask):
    with pytest.raises(StorageError, match=f"cannot serve on port {ask.port}: ") as caught:
        serve(book, Asked(), port=ask.port, started=lambda _: None)
    assert caught.value.hint == "choose another with --port, or 0 for any"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_nothing_that_was_built_stays_behind_when_it_is_ended(tmp_path):
    fcl = Fcl(tmp_path, TMPDIR=str(tmp_path), PYTHONPATH=str(ROOT))
    fcl.ok("db", "init")
    command = [sys.executable, "-c", "from ledger.cli.main import main; main()", "report", "--serve", "--port", "0"]
    with subprocess.Popen(command, env=fcl.environment, stderr=subprocess.PIPE, text=True) as program:
        assert "Ctrl-C ends it" in program.stderr.readline()
        built = list(tmp_path.glob("fcl-report-*"))
        program.terminate()
        assert (program.stderr.read(), program.wait(60), len(built)) == ("ended\n", 0, 1)
    assert list(tmp_path.glob("fcl-report-*")) == []
