"""`fcl log`: what happened, newest first."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import click

from ledger.cli.answer import answer
from ledger.cli.globals import Command
from ledger.cli.pager import paged
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.terminal import is_terminal

if TYPE_CHECKING:
    from ledger.services.log import LogLine

NAMED: Final = 3
SHOWN: Final = 500

HELP = """Show what happened, newest first: who did what and when; nothing is ever removed.

\b
Examples:
  fcl log
  fcl log k7q                  what happened to one question
  fcl log --entries            every entry of the journal, with its hash
"""


@click.command("log", cls=Command, short_help="Show what happened, newest first.", help=HELP)
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--entries", is_flag=True, help="Every entry of the journal, with action and hash.")
@click.option(
    "--limit", type=click.IntRange(0), metavar="N", help=f"At most N; 0: all ({SHOWN} on a terminal, else all)."
)
def log(id_: str | None, *, entries: bool, limit: int | None) -> None:
    """Show what happened, newest first."""
    current = session()
    most = limit if limit is not None else SHOWN if is_terminal() and not current.json else 0
    question = id_.partition("@")[0] if id_ else None
    found = current.book.log(question, entries=entries, limit=most, as_of=current.as_of)
    if limit is None and most and len(found) == most:
        current.warn("more", f"there may be more than {most}: --limit 0 lists all")
    lines = paged(entry_lines(found) if entries else lines_of(found))
    answer("log.entries" if entries else "log.list", found, lines, as_of=current.as_of)


def lines_of(found: Iterable["LogLine"]) -> list[str]:
    """A line for each act: its number, when, who, about what, and what it says."""
    return table(ACTS, (_act(one) for one in found), heads=False) if found else []


def entry_lines(found: Iterable["LogLine"]) -> list[str]:
    """A line for each entry, with its hash."""
    return table(ENTRIES, (_entry(one) for one in found)) if found else []


ACTS: Final = (
    Column(title="", right=True),
    Column(title="", spare=1),
    Column(title="", spare=2),
    Column(title=""),
    Column(title="", flexible=True),
)
ENTRIES: Final = (
    Column(title="entry", right=True),
    Column(title="recorded"),
    Column(title="who", spare=2),
    Column(title="action"),
    Column(title="what", flexible=True),
    Column(title="hash", spare=1),
)


def _act(one: "LogLine") -> list[str]:
    return [str(one.entry), _minute(one.recorded_at), one.actor, _about(one), _said(one)]


def _entry(one: "LogLine") -> list[str]:
    return [str(one.entry), one.recorded_at, one.actor, one.action, _said(one), one.hash]


def _minute(instant: str) -> str:
    return instant[:16].replace("T", " ")


def _about(one: "LogLine") -> str:
    more = f" +{one.questions - NAMED}" if one.questions > NAMED else ""
    return f"{' '.join(one.prefixes[:NAMED])}{more}"


def _said(one: "LogLine") -> str:
    return f"{'(undone) ' if one.undone else ''}{one.summary}{f'  [{one.note}]' if one.note else ''}"
