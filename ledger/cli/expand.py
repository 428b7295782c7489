"""`fcl expand`: add the occurrences of series that have begun."""

from functools import partial
from typing import Final

import click

from ledger.cli import lines
from ledger.cli.answer import answer
from ledger.cli.globals import Command
from ledger.cli.progress import progress
from ledger.cli.session import session
from ledger.cli.writing import tell, tell_end, writer

HELP: Final = """\
\b
Examples:
  fcl expand                       every series, every period that has begun
  fcl expand k7qm --until 2026-06-30

Add the occurrences of series as questions of their own, with the series' forecast. What is there already is left
alone: twice is once. With --until, the periods that end by that day.
"""


@click.command("expand", cls=Command, short_help="Add the occurrences of series that have begun.", help=HELP)
@click.argument("series", required=False)
@click.option("--until", metavar="D", help="Last day of the last occurrence [the running period].")
@writer
def expand(*, series: str | None, until: str | None, note: str | None, dry_run: bool) -> None:
    """Add the occurrences of series that have begun."""
    book = session().book
    with progress("occurrences added") as told:
        added = book.expand(series, until=until, told=told, note=note, dry_run=dry_run)
    today = book.today()
    if not added:
        tell("nothing to add")
    answer("series.expand", added, map(partial(lines.added, today=today, dry_run=dry_run), added))
    tell_end(dry_run=dry_run)
