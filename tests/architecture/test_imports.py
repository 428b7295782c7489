"""What a start costs: modules that commands must not load; and that every name in a table loads."""

import ast
import importlib
import pkgutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import click
import pytest

import ledger.calibration.bins
import ledger.calibration.intervals
import ledger.charts
import ledger.core.lint
import ledger.exporters
import ledger.importers
import ledger.question_types
import ledger.reports
import ledger.scoring
import ledger.scoring.dialects
import ledger.sources.formats
from ledger.cli.commands import COMMANDS
from ledger.registry import Registry

ROOT = Path(ledger.__file__).parents[1]
HEAVY = frozenset(
    {"pandas", "numpy", "alembic", "jinja2", "matplotlib", "rich", "dateutil", "sqlalchemy.orm", "ledger.core.rules"}
)

# What few predictions have, and what few commands do: loaded by who comes upon it.
SELDOM = frozenset({
    "ledger.cli.predictions", "ledger.core.goalposts", "ledger.core.particulars", "ledger.core.quantity",
    "ledger.core.query", "ledger.core.quote", "ledger.core.resolution", "ledger.core.series",
    "ledger.services.goalposts", "ledger.sources.document", "ledger.store.batch", "ledger.store.scores",
})  # fmt: skip

SCRIPT = """
import sys
from ledger.cli.main import run
code = run(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
raise SystemExit(code)
"""


def loaded(home: Path, *words: str) -> set[str]:
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "FORECAST_LEDGER_DB": str(home / "ledger.db"),
        "FORECAST_LEDGER_USER": "me",
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    loaded(home, "add", "It rains in Ghent", "70%", "--by", "2030-01-01", "--made", "2026-01-01")
    return home


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "rains", "by:2030", "--json"),
        ("due",),
        ("score",),
        ("calibration",),
        ("log",),
        (),
    ],
    ids=" ".join,
)
def test_daily_commands_load_nothing_heavy(home, words):
    assert not loaded(home, *words) & HEAVY


@pytest.mark.parametrize("words", [("add", "It snows in Ghent", "30%", "--by", "2030"), ("show",)], ids=" ".join)
def test_a_plain_prediction_loads_nothing_that_few_have(home, words):
    with closing(sqlite3.connect(home / "ledger.db")) as reader:
        ids = reader.execute("SELECT public_id FROM questions LIMIT 1").fetchone() if words == ("show",) else ()

    assert not loaded(home, *words, *ids) & (HEAVY | SELDOM)


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("list", "--help"), ("config", "path")], ids=" ".join)
def test_help_loads_neither_the_store_nor_any_other_command(home, words):
    modules = loaded(home, *words)

    assert not modules & {*HEAVY, "sqlalchemy", "mcp", "pydantic"}
    assert "ledger.cli.calibration" not in modules


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_is_listed_loads(name):
    module, _, attribute = COMMANDS[name].place.partition(":")
    command = getattr(importlib.import_module(module), attribute)

    assert isinstance(command, click.Command)
    assert command.name == name


FOLDERS = {
    ledger.charts: [ledger.charts.CHARTS, ledger.charts.IN_TEXT],
    ledger.core.lint: [ledger.core.lint.RULES],
    ledger.exporters: [ledger.exporters.EXPORTERS, ledger.exporters.DOCUMENTS],
    ledger.importers: [ledger.importers.IMPORTERS],
    ledger.question_types: [ledger.question_types.TYPES],
    ledger.reports: [ledger.reports.REPORTS],
    ledger.scoring: [ledger.scoring.RULES, ledger.scoring.SHARE_RULES, ledger.scoring.DISTRIBUTION_RULES],
    ledger.scoring.dialects: [ledger.scoring.dialects.DIALECTS],
    ledger.sources.formats: [ledger.sources.formats.FORMATS],
    ledger.calibration.bins: [ledger.calibration.bins.BINS, ledger.calibration.bins.FITTED],
    ledger.calibration.intervals: [ledger.calibration.intervals.INTERVALS],
}
REGISTRIES = {
    f"{package.__name__} {number}": registry
    for package, registries in FOLDERS.items()
    for number, registry in enumerate(registries, 1)
}


@pytest.mark.parametrize("registry", REGISTRIES.values(), ids=list(REGISTRIES))
def test_every_name_in_a_registry_loads(registry):
    assert isinstance(registry, Registry)
    assert all(registry[name] is not None for name in registry)


# What the files of a folder share, under a name of the domain.
BESIDE = {
    ledger.charts: {"drawn"},
    ledger.core.lint: {"judging"},
    ledger.question_types: {"outcome"},
    ledger.scoring: {
        "censored",
        "dialects",
        "fixed_effects",
        "history",
        "metaculus",
        "relative_skill",
        "skill",
        "timing",
    },
    ledger.calibration.bins: {"equal", "quantile", "scheme"},
    ledger.calibration.intervals: {"beta", "kind", "levels"},
}


@pytest.mark.parametrize("package", FOLDERS, ids=lambda package: package.__name__)
def test_every_file_beside_a_registry_is_listed_in_it(package):
    places = [place for registry in FOLDERS[package] for place in registry._places.values()]
    listed = {place.partition(":")[0].rpartition(".")[2] for place in places}
    files = {module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_")}

    assert files - BESIDE.get(package, set()) == listed


def stubs() -> list[str]:
    """Functions that do nothing but say that they will one day."""
    found = []
    for file in (ROOT / "ledger").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found += [
            f"{file.relative_to(ROOT)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Raise) and "NotImplemented" in ast.dump(node)
        ]
    return found


def test_no_stubs():
    assert not stubs()


def test_no_unfinished_remarks():
    files = [*(ROOT / "ledger").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3)

    assert not [str(file) for file in files if any(mark in file.read_text(encoding="utf-8") for mark in marks)]
