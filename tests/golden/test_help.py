"""Help as it was agreed: every command's text is kept; `UPDATE_GOLDEN=1 pytest tests/golden` writes it anew."""

import os
from pathlib import Path

import pytest

from ledger.cli.commands import COMMANDS
from ledger.cli.reference import help_of, paths, reference

HELP = Path(__file__).parent / "help"
DOCS = Path(__file__).parents[2] / "docs" / "cli.md"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
ALL = [(), *(path for name in COMMANDS for path in paths(name))]


def kept(path: Path, text: str) -> str:
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ALL, ids=lambda path: " ".join(("fcl", *path)))
def test_help_is_as_agreed(path):
    text = help_of(path) + "\n"

    assert text == kept(HELP / f"{'-'.join(('fcl', *path))}.txt", text)


def test_no_help_is_kept_of_a_command_that_is_gone():
    assert {file.stem for file in HELP.glob("*.txt")} == {"-".join(("fcl", *path)) for path in ALL}


@pytest.mark.parametrize("path", ALL[1:], ids=lambda path: " ".join(("fcl", *path)))
def test_help_says_something_about_every_option_and_fits(path):
    lines = help_of(path).splitlines()

    assert max(map(len, lines)) <= 100
    assert any(line.startswith("  ") for line in lines)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_begins_with_an_example(name):
    assert "Example" in help_of((name,))


def test_reference_is_up_to_date():
    assert reference() == kept(DOCS, reference()), "write it anew: python -m ledger.cli.reference docs/cli.md"
