"""A command line to travel with: each test has a ledger, a configuration and a state folder of its own."""

import io
import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ledger.cli.main import run as run_program

ROOT = Path(__file__).parents[2]
KEPT = ("PATH", "LANG", "LC_ALL", "COVERAGE_PROCESS_START", "COVERAGE_RCFILE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)["data"]


class Fcl:
    """The program, in this process or in one of its own."""

    def __init__(self, home: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.home, self.capture, self.patch = home, capture, patch
        self.ledger = home / "ledger.db"

    def __call__(self, *arguments: object, stdin: str | bytes = "") -> Answer:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        self.capture.readouterr()
        code = run_program([str(argument) for argument in arguments])
        said = self.capture.readouterr()
        return Answer(code=code, out=said.out, err=said.err)

    def ok(self, *arguments: object, stdin: str | bytes = "") -> Answer:
        answer = self(*arguments, stdin=stdin)
        assert answer.code == 0, answer.err
        return answer

    def json(self, *arguments: object, stdin: str | bytes = "") -> Any:
        return self.ok("--json", *arguments, stdin=stdin).data

    def add(self, *arguments: object) -> str:
        return str(self.json("add", *arguments)["id"])

    @property
    def head(self) -> str:
        """The hash of the newest entry, of a ledger that is made where there is none."""
        return str(json.loads(self.ok("--json", "db", "init").out)["ledger"]["head"])

    def process(self, *arguments: object, stdin: str | bytes = b"") -> Answer:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(command(arguments), input=content, capture_output=True, check=False, timeout=60)
        return Answer(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


def command(arguments: tuple[object, ...]) -> list[bytes]:
    start = "import sys; sys.path.insert(0, sys.argv.pop(1)); from ledger.cli.main import main; main()"
    words = [sys.executable, "-c", start, str(ROOT), *map(str, arguments)]
    return [os.fsencode(word) for word in words]


@pytest.fixture
def fcl(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Fcl:
    for name in list(os.environ):
        if name not in KEPT:
            monkeypatch.delenv(name)
    for name, value in {
        "HOME": tmp_path,
        "XDG_DATA_HOME": tmp_path / "data",
        "XDG_CONFIG_HOME": tmp_path / "config",
        "XDG_STATE_HOME": tmp_path / "state",
        "FORECAST_LEDGER_DB": tmp_path / "ledger.db",
        "FORECAST_LEDGER_USER": "tester",
        "TZ": "Europe/Berlin",
        "TERM": "dumb",
        "NO_COLOR": "1",
    }.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(tmp_path)
    return Fcl(tmp_path, capsys, monkeypatch)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Any]:
    """A ledger of its own, through Python; many files have one of another kind under this name."""
    from tests.journeys.platforms import opened

    with opened(tmp_path) as book:
        yield book


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One such ledger for all tests of a file that bring nothing into it."""
    from tests.journeys.platforms import opened

    with opened(tmp_path_factory.mktemp("untouched")) as book:
        yield book


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A ledger with a little of everything and its report, for tests that only read them."""
    from tests.journeys.reporting import reported

    return reported(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A ledger in which most came out, for tests that only read it."""
    from tests.journeys.settled import settled

    return settled(tmp_path_factory.mktemp("settled"))


class Terminal:
    """The program on a terminal, as somebody sits before it."""

    def __init__(self, *arguments: object) -> None:
        self.shown = ""
        self.main, side = pty.openpty()
        self.process = subprocess.Popen(
            command(arguments), stdin=side, stdout=side, stderr=side, start_new_session=True, close_fds=True
        )
        os.close(side)

    def expect(self, text: str, seconds: float = 20) -> str:
        """Wait until the text is on the screen; what was shown since the last time."""
        until = time.monotonic() + seconds
        while text not in self.shown:
            assert time.monotonic() < until, f"{text!r} did not come, only {self.shown!r}"
            if not self._read(0.2) and self.process.poll() is not None:
                break
        assert text in self.shown, f"{text!r} did not come, only {self.shown!r}"
        seen, _, self.shown = self.shown.partition(text)
        return seen + text

    def type(self, text: str) -> None:
        os.write(self.main, text.encode())

    def say(self, text: str) -> None:
        self.type(text + "\n")

    def end(self, seconds: float = 20) -> tuple[int, str]:
        """Wait for the end: the exit code and what was shown until then."""
        until = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < until:
            self._read(0.1)
        while self._read(0.05):
            pass
        return self.process.wait(timeout=1), self.shown

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.main], [], [], seconds)
        if not ready:
            return False
        try:
            content = os.read(self.main, 65536)
        except OSError:  # Linux says so when the other side is gone
            return False
        self.shown += content.decode(errors="replace").replace("\r\n", "\n")
        return bool(content)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.main)


@pytest.fixture
def terminal(fcl: Fcl) -> Iterator[type[Terminal]]:
    opened: list[Terminal] = []

    class Opened(Terminal):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)
            opened.append(self)

    yield Opened
    for one in opened:
        one.close()
