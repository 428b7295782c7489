"""What every writing command shares: its options, ids from standard input, one question before many are touched."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, Final, TypeVar

import click

from ledger.cli.answer import answer
from ledger.cli.given import STDIN, read_text
from ledger.cli.lines import claim_of, state_of
from ledger.cli.session import Session, session
from ledger.cli.text import printable
from ledger.core.question import Question
from ledger.errors import InputError

F = TypeVar("F", bound=Callable[..., Any])
MOST_IDS: Final = 100_000


def writer(command: F) -> F:
    """Add --note and --dry-run."""
    note = click.option("--note", metavar="TEXT", help="A remark kept with the entry in the journal.")
    dry_run = click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
    return note(dry_run(command))


def dated(command: F) -> F:
    """Add --date-format, for days that are not ISO."""
    return click.option(
        "--date-format",
        metavar="F",
        expose_value=False,
        callback=_keep_date_format,
        help="How days are written, such as %d/%m/%Y.",
    )(command)


def _keep_date_format(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None and not context.resilient_parsing:
        context.find_root().ensure_object(Session).date_format = value


def ids_given(typed: str) -> list[str]:
    """The ids that an argument names: itself, or with `-` those on standard input, separated by white space."""
    if typed != STDIN:
        return [typed]
    ids = list(dict.fromkeys(read_text(STDIN).split()))
    if not ids:
        raise InputError("no ids on standard input", hint="fcl list --ids QUERY | fcl ... -", code="missing_value")
    if len(ids) > MOST_IDS:
        raise InputError(f"too many ids: {len(ids)}", hint=f"give at most {MOST_IDS}")
    return ids


def agree(ids: Sequence[str], what: str, *, dry_run: bool) -> None:
    """Ask once before several questions are touched; needs --yes where nobody can answer."""
    if len(ids) > 1 and not dry_run:
        from ledger.cli.asking import confirm

        confirm(f"{what} {len(ids)} questions?")


def tell(text: str) -> None:
    """A message beside the data: on stderr, silent with --quiet and --json."""
    current = session()
    if not current.quiet and not current.json:
        click.echo(printable(text, lines=True), err=True)


def tell_end(*, dry_run: bool, undo: bool = False) -> None:
    """The last message: that nothing was written, or how to take it back."""
    if dry_run:
        tell("nothing written (--dry-run)")
    elif undo:
        tell("undo: fcl undo")


def answer_each(
    kind: str, changed: Sequence[Question], told: Callable[[Question], str], *, several: bool = False
) -> None:
    """One line for each changed question; with --json the question, or a list where several were meant."""
    answer_changed(kind, list(changed) if several else changed[0], map(told, changed))


def answer_changed(kind: str, data: object, told: Iterable[str]) -> None:
    """An answer about what changed, and a line for each bundle or branch that stands otherwise because of it."""
    turned = session().book.turned
    ids = [{"id": one.id, "status": one.status} for one in turned]
    more: dict[str, Any] = {"summary": {"turned": ids}} if turned else {}
    answer(kind, data, chain(told, (f"  so {state_of(one)}  {claim_of(one)}" for one in turned)), **more)
