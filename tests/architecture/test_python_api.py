"""Whatever the command line can do, Python can: every command stands beside what does its work."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest

import ledger
from ledger.book import Book
from ledger.book.choices import Chosen, Counting, Reading, Scoring
from ledger.book.recording import AskedOptions, SaidOptions
from ledger.book.scanning import Asking
from ledger.cli.commands import COMMANDS
from ledger.cli.reference import paths
from ledger.importers._wishes import Wishes
from ledger.reports import Choices
from ledger.services import candidates, score
from ledger.services.addition import Addition
from ledger.services.calibrate import Choice
from ledger.services.resolve import Decision
from ledger.services.said import Said

ROOT = Path(ledger.__file__).parents[1]
GUIDE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")

# By the path of a command: methods of a book, or functions by module for what is no open ledger.
WORK = {
    "add": ["add", "add_series", "add_many", "commit"],
    "update": ["update", "update_many"],
    "reveal": ["reveal"],
    "withdraw": ["withdraw", "withdraw_many"],
    "edit": ["edit"],
    "note": ["note_on"],
    "tag add": ["tag", "tag_many"],
    "tag rm": ["tag", "tag_many"],
    "expand": ["expand"],
    "import": ["import_table", "import_csv", "ledger.book.storage:import_ledger"],
    "scan": ["scan", "record_scan"],
    "source add": ["add_source"],
    "source list": ["sources"],
    "source show": ["source", "census"],
    "source check": ["check_sources"],
    "demo": ["demo"],
    "resolve": ["resolve", "resolve_many", "decide_many"],
    "observe": ["observe", "observe_many", "observed", "observations"],
    "reopen": ["reopen", "reopen_many"],
    "annul": ["annul", "annul_many"],
    "undo": ["undo", "foresee_undo"],
    "redo": ["redo", "foresee_redo"],
    "redact": ["redact"],
    "list": ["list"],
    "show": ["show", "show_all", "in_context"],
    "search": ["search"],
    "due": ["due", "count_due"],
    "log": ["log"],
    "score": ["scores", "robust_scores", "ledger:scores_of_files"],
    "calibration": [
        "calibration",
        "calibration_summary",
        "evidence",
        "robustness",
        "ledger:calibration_of_files",
    ],
    "compare": ["compare"],
    "leaderboard": ["leaderboard"],
    "goalposts": ["goalposts"],
    "audit": ["audit", "hindsight"],
    "words": ["ledger.core.words:meanings"],
    "coherence": ["coherence", "coherence_audit"],
    "lint": ["lint"],
    "export": ["export", "frame", "records", "export_ledger", "calendar", "feed", "export_document"],
    "plot": ["plot"],
    "report": ["ledger.site:write_site", "ledger.site:write_single"],
    "forecaster list": ["forecasters"],
    "forecaster show": ["forecaster"],
    "forecaster alias": ["alias", "unalias"],
    "verify": ["verify", "against"],
    "anchor": ["anchor"],
    "prove": ["prove"],
    "db init": ["ledger:open"],
    "db status": ["status"],
    "db upgrade": ["ledger.book.storage:upgrade"],
    "db copy": ["copy", "ledger.book.storage:copy"],
    "db merge": ["merge"],
    "db grant": ["grant"],
    "db backup": ["backup", "ledger.book.storage:backup"],
    "db restore": ["ledger.book.storage:restore"],
    "db rebuild": ["rebuild"],
    "db rescore": ["rescore"],
    "db sweep": ["sweep"],
}
ABOUT_THE_PROGRAM = {"config path", "config list", "config get", "config set", "mcp", "completion", "schema"}
"""What is about the command line itself."""
NAMES = sorted({name for names in WORK.values() for name in names})


def found(name):
    module, _, attribute = name.rpartition(":")
    return getattr(import_module(module), attribute) if module else getattr(Book, name)


def test_every_command_has_its_work_in_python():
    every = {" ".join(path) for name in COMMANDS for path in paths(name)}
    groups = {path for path in every if any(other.startswith(f"{path} ") for other in every)}

    assert every - groups == WORK.keys() | ABOUT_THE_PROGRAM


@pytest.mark.parametrize("name", NAMES)
def test_what_does_it_is_public_typed_explained_and_shown_in_the_guide(name):
    work = found(name)
    signature = inspect.signature(work)

    assert inspect.getdoc(work)
    assert signature.return_annotation is not inspect.Signature.empty
    assert not [one for one in signature.parameters.values() if str(one.annotation) in {"Any", "typing.Any"}]
    assert re.search(rf"\b{name.rpartition(':')[2]}\(", GUIDE), f"docs/python.md shows no {name}"


def test_the_command_line_calls_nothing_of_a_book_that_is_private_or_not_there():
    called = {
        name
        for file in (ROOT / "ledger" / "cli").glob("*.py")
        for name in re.findall(r"\bbook\.(\w+)\(", file.read_text(encoding="utf-8"))
    }

    assert len(called) > 50
    assert all(callable(getattr(Book, name)) and not name.startswith("_") for name in called)


def named(record):
    return set(inspect.signature(record).parameters)


def given(method):
    return {name for name, one in inspect.signature(method).parameters.items() if one.kind is one.KEYWORD_ONLY}


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        (get_type_hints(SaidOptions).keys() | {"probability", "note"}, named(Said) - {"low", "high"}),
        (get_type_hints(AskedOptions).keys() | given(Book.add) - {"note", "dry_run"} | {"claim", "probability"}
         | given(Book.add_series) & {"every", "starting", "until"}, named(Addition)),
        (given(Book.resolve) - {"amend", "dry_run", "message"} | {"outcome"}, named(Decision)),
        (get_type_hints(Asking).keys(), named(candidates.Asked)),
        (get_type_hints(Scoring).keys(), named(score.Asked)),
        (given(Book.scores) - {"as_of", "retrospective"}, named(score.Asked)),
        (get_type_hints(Counting).keys() - {"retrospective"}, named(Choice)),
        (get_type_hints(Chosen).keys() - {"retrospective"}, named(Choices) - {"filters"}),
        (get_type_hints(Reading).keys(), named(Wishes) - {"file"}),
    ],
    ids=["said", "add", "resolve", "scan", "robust scores", "scores", "calibration", "tables", "import"],
)  # fmt: skip
def test_what_a_method_takes_is_what_its_work_reads(typed, record):
    assert set(typed) == record
