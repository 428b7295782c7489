"""What is shipped: the wheel alone gives a working program, and nobody's own ledgers are in it."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*words: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        words, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    return next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))


def test_the_wheel_holds_what_the_program_needs_and_nothing_else(packages):
    with zipfile.ZipFile(packages[0]) as wheel:
        names = wheel.namelist()
    needed = {
        "ledger/py.typed", "ledger/cli/schema.json", "ledger/migrations/env.py",
        "ledger/migrations/versions/0001_ledger.py", "ledger/seeds/004_thoughts_on_ai_progress.toml",
    }  # fmt: skip
    assert needed <= set(names)
    assert any(name.endswith("LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"ledger", "forecast_ledger"}


def test_the_source_archive_holds_no_ledger_of_anybody(packages):
    with tarfile.open(packages[1]) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert [name for name in names if name.startswith("data/")] == ["data/README.md"]
    assert not [name for name in names if name.endswith((".db", ".csv")) and not name.startswith(("seeds/", "tests/"))]
    assert {"LICENSE", "README.md", "migrations/versions/0001_ledger.py"} <= set(names)


def test_the_wheel_alone_makes_fills_and_verifies_a_ledger(packages, tmp_path):
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(site), str(packages[0]), cwd=empty)
    start = "import sys, ledger; from ledger.cli.main import main; print(ledger.__file__, file=sys.stderr); main()"

    def fcl(*words: str) -> str:
        return run(
            sys.executable, "-c", start, *words, cwd=empty, PYTHONPATH=str(site), HOME=str(empty),
            FORECAST_LEDGER_DB=str(empty / "ledger.db"), XDG_STATE_HOME=str(empty / "state"),
        )  # fmt: skip

    assert "questions" in fcl("demo")
    assert "chain intact" in fcl("verify")
    assert fcl("list", "--ids", "status:yes").split()
