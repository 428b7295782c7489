"""Places for ledgers that things happen to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledgers import BACKENDS, schema

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def own_memory(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(params=BACKENDS)
def place(request, tmp_path):
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
    else:
        with schema() as url:
            yield url


@pytest.fixture
def writer():
    """Start a program that appends; all of them are gone when the test is over."""
    started = []

    def start(place, name="Ann", count=1, rows=1):
        words = [sys.executable, "-m", "tests.faults.writer", place, name, str(count), str(rows)]
        started.append(subprocess.Popen(words, cwd=ROOT, env=os.environ, text=True, stdout=subprocess.PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()
