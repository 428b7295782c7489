"""`fcl verify`: is the ledger what was recorded?"""

import time
from typing import TYPE_CHECKING, Final

import click

from ledger.cli.answer import answer
from ledger.cli.globals import Command
from ledger.cli.session import session
from ledger.cli.text import printable

if TYPE_CHECKING:
    from ledger.store.verify import Verdict

SHOWN: Final = 100

HELP = """Recompute every hash from what is stored, and compare what is derived from it; exit 5 where anything differs.

\b
Examples:
  fcl verify
  fcl verify -v                every finding, not only the first
  fcl verify -q && echo whole
"""


@click.command("verify", cls=Command, short_help="Recompute every hash; name the first damaged entry.", help=HELP)
@click.option("--scores", is_flag=True, help="Say so of the scores too: they are always recomputed.")
def verify(*, scores: bool) -> None:
    """Recompute every hash; name the first damaged entry."""
    from ledger.services.verify import damage, damage_told

    current = session()
    start = time.monotonic()
    with damage_told():
        verdict = current.book.verify()
    seconds = time.monotonic() - start
    if wrong := damage(verdict):
        for finding in verdict.findings[:SHOWN] if current.verbose and not current.json else ():
            click.echo(printable(finding.message), err=True)
        raise wrong
    data = {"whole": True, "entries": verdict.entries, "facts": verdict.facts, "head": verdict.head}
    lines = [whole_line(verdict, seconds), *(["every score is what its rule gives"] if scores else [])]
    answer("ledger.verify", data, [] if current.quiet else lines)


def whole_line(verdict: "Verdict", seconds: float) -> str:
    """`14 211 entries, chain intact, head 5f1c…e2    0.4 s`."""
    entries = f"{verdict.entries:,}".replace(",", " ")
    noun = "entry" if verdict.entries == 1 else "entries"
    return f"{entries} {noun}, chain intact, head {verdict.head[:4]}…{verdict.head[-2:]}    {seconds:.1f} s"
