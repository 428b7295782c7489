"""`fcl reveal`: show what a private prediction said, and that it is what was committed."""

from typing import Final

import click

from ledger.cli import lines
from ledger.cli.given import read_text
from ledger.cli.globals import Command
from ledger.cli.session import session
from ledger.cli.writing import answer_each, tell_end, writer
from ledger.core.commitment import read_sealed

REVEAL: Final = """\
\b
Examples:
  fcl add "They will be bought" 70% --by 2027 --commit     only a hash and the days are recorded
  fcl reveal k7qm
  fcl reveal k7qm --from sealed.json

Reveal a private prediction: claim, criteria, forecast and note as they were committed. They count as of the day of the
commitment; fcl verify shows that they are the same. What opens it was kept on the machine that made it. Until it is
revealed it cannot be edited, updated or withdrawn.
"""


@click.command("reveal", cls=Command, short_help="Reveal a private prediction.", help=REVEAL)
@click.argument("id_", metavar="ID")
@click.option("--from", "place", metavar="FILE|-", help="The sealed prediction, where it is not on this machine.")
@writer
def reveal(*, id_: str, place: str | None, note: str | None, dry_run: bool) -> None:
    """Reveal a private prediction."""
    sealed = read_sealed(read_text(place)) if place else None
    book = session().book
    question = book.reveal(id_, sealed, note=note, dry_run=dry_run)
    today = book.today()
    answer_each("prediction.reveal", [question], lambda one: lines.revealed(one, today))
    tell_end(dry_run=dry_run, undo=True)
