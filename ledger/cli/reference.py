"""The reference of the command line, written from the program itself: `python -m ledger.cli.reference docs/cli.md`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from ledger.cli.commands import SECTIONS
from ledger.cli.main import program
from ledger.cli.session import Session

WIDTH: Final = 100

INTRODUCTION: Final = """\
# The command line

Written by `python -m ledger.cli.reference docs/cli.md`; a test says when it is out of date.

`fcl` and `forecast-ledger` are the same program. stdout is data, stderr is messages. Global options may stand before or
after the command. Ids accept any unique prefix of at least 3 characters; `ID@WHO` names one forecaster's prediction;
`-` in place of an id reads ids from standard input.
"""

EXIT_CODES: Final = (
    ("0", "done; also an empty list"),
    ("1", "unexpected error (a bug; `--debug` for the traceback)"),
    ("2", "wrong usage: unknown option, unreadable date or probability, a value missing while nobody can answer"),
    ("3", "no such prediction, or an ambiguous prefix (candidates on stderr)"),
    ("4", "refused by a rule: already resolved, made after the outcome was known, p = 0 or 1 without `--certain`, ..."),
    ("5", "`verify` found damage; `import` found bad rows"),
    (
        "6",
        (
            "storage: locked, unreachable, read-only, schema too old or too new, output that cannot be written; "
            "a language model that does not answer"
        ),
    ),
    ("7", "an optional extra is missing"),
    ("10", "`due --exit-code` and something is due, `lint --exit-code` and something is found"),
    ("130", "interrupted"),
    ("141", "broken pipe"),
)


def reference() -> str:
    """The whole page as Markdown."""
    return "\n".join([INTRODUCTION, *_exit_codes(), *_program(), *_commands()])


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes\n\n| code | meaning |\n|---|---|"
    yield from (f"| {code} | {meaning} |" for code, meaning in EXIT_CODES)
    yield ""


def _program() -> Iterator[str]:
    yield f"## fcl\n\n{_fenced(help_of(()))}"


def _commands() -> Iterator[str]:
    for section, commands in SECTIONS.items():
        yield f"# {section}\n"
        for name in commands:
            for path in paths(name):
                yield f"## fcl {' '.join(path)}\n\n{_fenced(help_of(path))}"


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"


def paths(name: str) -> Iterator[tuple[str, ...]]:
    """The command of that name, and those below it.

    >>> list(paths("completion"))
    [('completion',)]
    """
    yield (name,)
    command = command_at((name,))[-1]
    if isinstance(command, click.Group):
        yield from ((name, inner) for inner in command.commands)


def command_at(path: tuple[str, ...]) -> list[click.Command]:
    """The program, and each command on the way down the path."""
    found: list[click.Command] = [program]
    for name in path:
        group = found[-1]
        inner = group.get_command(click.Context(group), name) if isinstance(group, click.Group) else None
        if inner is None:
            message = f"no command {name!r}"
            raise LookupError(message)
        found.append(inner)
    return found


def help_of(path: tuple[str, ...]) -> str:
    """What `fcl COMMAND --help` prints, in 100 columns."""
    context = None
    for name, command in zip(("fcl", *path), command_at(path), strict=True):
        context = command.context_class(
            command,
            info_name=name,
            parent=context,
            obj=Session(),
            terminal_width=WIDTH,
            help_option_names=["-h", "--help"],
        )
    return command.get_help(context).rstrip() if context else ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
