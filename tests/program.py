"""The program as tests call it: in this process, on a ledger of its own, without a terminal."""

import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from ledger.cli.main import run

KEPT = ("PATH", "TZ", "LANG", "TMPDIR", "SYSTEMROOT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the program said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)

    @property
    def data(self):
        return self.document["data"]


class Fcl:
    """`fcl` with a home, a configuration and a ledger in one folder."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.ledger = home / "ledger.db"
        self.environment = {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
            "FORECAST_LEDGER_DB": str(self.ledger),
            "FORECAST_LEDGER_USER": "tester",
            **environment,
        }

    def __call__(self, *words: object, stdin: str = "") -> Answer:
        """Run it; whatever the exit code."""
        streams = [io.TextIOWrapper(io.BytesIO(content), encoding="utf-8") for content in (stdin.encode(), b"", b"")]
        with (
            mock.patch.dict(os.environ, self.environment, clear=True),
            mock.patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
        ):
            code = run([str(word) for word in words])
        for stream in streams:
            stream.flush()
        out, err = (stream.buffer.getvalue().decode() for stream in streams[1:])
        return Answer(code=code, out=out, err=err)

    def ok(self, *words: object, stdin: str = "") -> str:
        """Run it; its answer, which must be none but a good one."""
        answer = self(*words, stdin=stdin)
        assert answer.code == 0, answer
        return answer.out

    def json(self, *words: object, stdin: str = ""):
        """The data of its JSON answer."""
        return json.loads(self.ok("--json", *words, stdin=stdin))["data"]

    def add(self, *words: object) -> str:
        """Add a prediction; its id."""
        found = self.json("add", *words)
        return found["id"]
