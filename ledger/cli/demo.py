"""`fcl demo`: fill an empty ledger from the shipped seed texts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from ledger.cli.answer import answer
from ledger.cli.globals import Command
from ledger.cli.lines import counted
from ledger.cli.session import session
from ledger.cli.text import cut, printable
from ledger.cli.writing import tell, tell_end, writer

if TYPE_CHECKING:
    from ledger.services.seeding import Demo

HELP: Final = """\
\b
Examples:
  fcl --ledger demo.db demo
  fcl --ledger demo.db calibration

Fill an empty ledger from the shipped seeds: five texts about AI, the predictions in them with resolution criteria,
and the outcomes known so far. Any other ledger is refused (exit 4).
"""
TITLE: Final = 60


@click.command("demo", cls=Command, short_help="Fill an empty ledger from the shipped seed texts.", help=HELP)
@writer
def demo(*, note: str | None, dry_run: bool) -> None:
    """Fill an empty ledger from the shipped seed texts."""
    sown = session().book.demo(note=note, dry_run=dry_run)
    answer("ledger.demo", sown, _lines(sown))
    tell(f"ledger: {session().book.place}, {sown.entries} entries")
    tell_end(dry_run=dry_run)


def _lines(sown: "Demo") -> Iterator[str]:
    for text in sown.texts:
        said = ", ".join(
            part
            for number, part in (
                (text.questions, counted(text.questions, "question")),
                (text.series, f"{text.series} series"),
                (text.quotes, counted(text.quotes, "quote")),
                (text.resolved, counted(text.resolved, "outcome")),
            )
            if number
        )
        title = cut(printable(text.title), TITLE)
        yield f"{text.name[:3]}  {title}  {said or 'no prediction'}"
    yield f"     {sown.occurrences} occurrences of the series so far"
