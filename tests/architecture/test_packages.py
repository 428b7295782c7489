"""What is shipped: the wheel alone gives a working program, and nobody's own ledgers are in it."""

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
OURS = ("seeds/", "tests/", "docs/pictures/")
OF_USERS = (".db", ".db.lock", ".sqlite", ".sqlite3", ".bak", ".pem", ".key", ".env")


def run(*words: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        words, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def tracked(*folders: str) -> list[str]:
    """The files that the repository keeps in these folders."""
    if not (ROOT / ".git").exists():
        pytest.skip("no repository here: these files came in an archive")
    return run("git", "ls-files", "--", *folders, cwd=ROOT).split()


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
        "ledger/site/templates/page.html", "ledger/site/templates/style.css", "ledger/site/templates/filter.js",
    }  # fmt: skip
    assert needed <= set(names)
    assert any(name.endswith("LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"ledger", "forecast_ledger"}
    assert [name for name in names if name.endswith(OF_USERS)] == []


def test_every_file_of_the_wheel_is_one_of_the_repository(packages):
    """Each module, migration and seed that is kept is shipped as it is, and no other file is."""
    kept = {place: (ROOT / place).read_bytes() for place in tracked("ledger", "migrations", "seeds")}
    shipped = {place if place.startswith("ledger/") else f"ledger/{place}": content for place, content in kept.items()}
    with zipfile.ZipFile(packages[0]) as wheel:
        found = {name: wheel.read(name) for name in wheel.namelist() if ".dist-info/" not in name}
    unkept = {str(file.relative_to(ROOT)) for file in (ROOT / "ledger").rglob("*") if file.is_file()} - set(kept)
    assert set(shipped) <= set(found)
    assert set(found) - set(shipped) <= unkept
    assert all(found[name] == content for name, content in shipped.items())


def test_the_wheel_says_its_licence_its_bounds_and_its_commands(packages):
    with zipfile.ZipFile(packages[0]) as wheel:
        about = {
            name.rpartition("/")[2]: wheel.read(name).decode() for name in wheel.namelist() if ".dist-info/" in name
        }
    assert set(about) == {"METADATA", "WHEEL", "RECORD", "LICENSE", "entry_points.txt"}
    assert about["LICENSE"] == (ROOT / "LICENSE").read_text("utf-8")
    lines = about["METADATA"].partition("\n\n")[0].splitlines()
    assert {"Name: forecast-ledger", "License-Expression: MIT", "License-File: LICENSE"} <= set(lines)
    assert {"fcl = ledger.cli.main:main", "forecast-ledger = ledger.cli.main:main"} <= set(
        about["entry_points.txt"].split("\n")
    )


def named(project):
    """The packages of others that are named; an extra may name our own extras."""
    everything = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    return [one for one in everything if Requirement(one).name != project["name"]]


def test_every_requirement_has_both_bounds():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    required = [*project["build-system"]["requires"], *named(project["project"])]
    assert [one for one in required if not (">=" in one and "<" in one)] == []


def test_every_package_that_is_named_is_pinned_within_its_bounds():
    pinned = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines())
    versions = {canonicalize_name(name): version for name, version in pinned.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for text in named(project):
        wanted = Requirement(text)
        if wanted.marker is None or wanted.marker.evaluate():
            assert wanted.specifier.contains(versions[canonicalize_name(wanted.name)]), text


def test_the_source_archive_holds_no_ledger_of_anybody(packages):
    with tarfile.open(packages[1]) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert [name for name in names if name.startswith("data/")] == ["data/README.md"]
    assert not [name for name in names if name.endswith((".db", ".csv")) and not name.startswith(OURS)]
    assert {"LICENSE", "README.md", "constraints.txt", "migrations/versions/0001_ledger.py"} <= set(names)
    assert [name for name in names if name.startswith(("/", ".git/", ".venv")) or ".." in name.split("/")] == []


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
