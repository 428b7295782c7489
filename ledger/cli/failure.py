"""Failures in words: what is wrong, what to type instead, and the documented exit code."""

import errno
import json
import sys
import traceback
from typing import Any

import click

from ledger.cli.session import Session
from ledger.cli.streams import to_nowhere
from ledger.cli.text import printable
from ledger.core.characters import json_safe
from ledger.errors import LedgerError, NotFoundError, StorageError

SCHEMA = "forecast-ledger/1"
BUG = 1


def report(error: Exception, session: Session) -> int:
    """Say on stderr what went wrong; the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return error.exit_code
    told = describe(error)
    # Where stderr cannot be written to, the exit code has to say it alone.
    try:
        if session.debug and not isinstance(error, click.ClickException):
            click.echo(printable("".join(traceback.format_exception(error)), lines=True), err=True, nl=False)
        if session.json:
            click.echo(json_safe(json.dumps({"schema": SCHEMA, "error": told}, ensure_ascii=False)), err=True)
        else:
            _print(told)
    except OSError:
        to_nowhere(sys.stderr)
    return int(told["exit"])


def describe(error: Exception) -> dict[str, Any]:
    """The error as the JSON contract has it."""
    if isinstance(error, LedgerError):
        return {
            "code": error.code,
            "exit": error.exit_code,
            "message": error.message,
            "hint": error.hint,
            **_details(error),
        }
    if isinstance(error, click.ClickException):
        message = error.format_message()
        return {"code": "usage", "exit": error.exit_code or 2, "message": message, "hint": _usage_hint(error)}
    if isinstance(error, OSError) and error.filename is None and error.strerror:
        message = f"cannot write the answer: {why_unwritable(error)}"
        return {"code": "output", "exit": StorageError.exit_code, "message": message, "hint": "see where stdout goes"}
    return {
        "code": "bug",
        "exit": BUG,
        "message": f"unexpected {type(error).__name__}: {error}"[:500],
        "hint": "this is a bug: run it again with --debug and report what it prints",
    }


def why_unwritable(error: OSError) -> str:
    """Why nothing can be written to stdout."""
    return "stdout is closed" if error.errno == errno.EBADF else str(error.strerror)


def _details(error: LedgerError) -> dict[str, Any]:
    if isinstance(error, NotFoundError) and error.candidates:
        return {"candidates": list(error.candidates)}
    problems = getattr(error, "problems", ())
    return {"problems": list(problems)} if problems else {}


def _usage_hint(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "fcl"
    return f"{path} --help"


def _print(told: dict[str, Any]) -> None:
    click.echo(f"error: {printable(told['message'])}", err=True)
    for line in [*told.get("problems", ()), *told.get("candidates", ())][:50]:
        click.echo(f"  {printable(line)}", err=True)
    if told["hint"]:
        click.echo(f"hint: {printable(told['hint'])}", err=True)
