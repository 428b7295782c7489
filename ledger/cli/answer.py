"""Answers: one JSON document, or lines for people; stdout is data, stderr is messages."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, Final

import click

from ledger.cli.failure import SCHEMA, why_unwritable
from ledger.cli.session import session
from ledger.cli.terminal import with_plain_marks
from ledger.cli.text import printable
from ledger.core.characters import json_safe
from ledger.core.numbers import decimal_text, float_text
from ledger.errors import StorageError

NUMERIC: Final = frozenset({
    "p", "value", "low", "high", "happened", "expected", "mean_probability", "frequency", "interval_low",
    "interval_high", "level", "brier", "log", "mean", "probability", "suggestion",
})  # fmt: skip


def answer(
    kind: str, data: Any, lines: Iterable[str] = (), *, as_of: Any = None, ledger: bool = True, **more: Any
) -> None:
    """Print what a command found: `data` with --json, else the lines.

    Without `ledger` the answer is about none, and none is opened; `more` are keys beside `data`.
    """
    try:
        _print(kind, data, lines, as_of=as_of, ledger=ledger, **more)
    except BrokenPipeError:
        raise
    except OSError as error:
        if _writes() and error.filename is None:
            message = f"recorded, but the answer could not be printed: {why_unwritable(error)}"
            raise StorageError(message, hint="fcl log shows it", code="output") from error
        raise


def _writes() -> bool:
    """Whether the command has written by the time it answers: those that can are asked not to with --dry-run."""
    return click.get_current_context().params.get("dry_run") is False


def _print(kind: str, data: Any, lines: Iterable[str], *, as_of: Any, ledger: bool, **more: Any) -> None:
    current = session()
    if current.json:
        document = {
            "schema": SCHEMA,
            "kind": kind,
            **(current.book.state(as_of) if ledger else {"as_of": None, "ledger": None}),
            "data": plain(data, numbers=current.numbers),
            **{name: plain(value, numbers=current.numbers) for name, value in more.items()},
            "warnings": current.warnings,
        }
        click.echo(json_safe(json.dumps(document, ensure_ascii=False)))
        return
    if not current.quiet:
        for warning in current.warnings:
            click.echo(f"warning: {printable(warning['message'])}", err=True)
    for line in lines:
        click.echo(with_plain_marks(line))


def plain(value: Any, *, numbers: bool = False, name: str = "") -> Any:
    """A value as JSON has it: decimals and scores as text, with `numbers` as numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name), numbers=numbers, name=field.name) for field in fields(value)
        }
    if isinstance(value, Mapping):
        return {str(key): plain(one, numbers=numbers, name=str(key)) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one, numbers=numbers, name=name) for one in value]
    return _number(value, numbers=numbers, name=name)


def _number(value: Any, *, numbers: bool, name: str) -> Any:
    if isinstance(value, float):
        text: Any = float_text(value)
    elif isinstance(value, Decimal):
        text = decimal_text(value)
    elif isinstance(value, str) and name in NUMERIC and numbers:
        text = value
    else:
        return value
    return _as_number(text) if numbers else text


def _as_number(text: str) -> float | int | str:
    try:
        number = float(text)
    except ValueError:
        return text
    if number in (float("inf"), float("-inf")):
        return text
    return int(number) if number.is_integer() else number
