"""`fcl redact`: blank a text that must go."""

from typing import Final

import click

from ledger.cli.answer import answer
from ledger.cli.asking import confirm
from ledger.cli.globals import Command
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.cli.writing import tell, tell_end, writer
from ledger.services.redact import WHAT

REDACT: Final = """\
\b
Examples:
  fcl redact quote k7qm -m "takedown of 2026-11-20"
  fcl redact note k7qm -n 2 -m "names a private person"
  fcl redact text 8x2k -m "copyright"      the text of a source
  fcl redact note --entry 12 -m "..."      what was said with entry 12

Blank a text that must go, for good: a quote, a note, evidence, the text of a source. The words leave the ledger's
storage; that they were there, who blanked them and why stays, and fcl verify says so. Numbers, names, days and claims
cannot be blanked. Backups and copies made before are yours to replace.
"""


@click.command("redact", cls=Command, short_help="Blank a text that must go.", help=REDACT)
@click.argument("what", type=click.Choice(list(WHAT)), metavar="quote|note|evidence|text")
@click.argument("id_", metavar="[ID]", required=False)
@click.option("-m", "--reason", metavar="REASON", required=True, help="Why it must go; it is recorded.")
@click.option("--entry", type=click.IntRange(1), metavar="N", help="Of entry N, instead of an ID.")
@click.option("-n", "--number", type=click.IntRange(1), metavar="N", help="Which one, where there are several.")
@click.option("--all", "every", is_flag=True, help="All of them.")
@writer
def redact(
    *,
    what: str,
    id_: str | None,
    reason: str,
    entry: int | None,
    number: int | None,
    every: bool,
    note: str | None,
    dry_run: bool,
) -> None:
    """Blank a text that must go."""
    book = session().book
    foreseen = book.redact(what, id_, reason=reason, entry=entry, number=number, every=every, dry_run=True)
    about = printable(id_ or f"entry {entry}")
    count = len(foreseen.places)
    told = f"{count} {what}{'s' if count > 1 and what != 'evidence' else ''} of {about}"
    if dry_run:
        answer("ledger.redact", foreseen, [f"Would redact {told}"])
        tell_end(dry_run=True)
        return
    confirm(f"Blank {told} for good?")
    done = book.redact(what, id_, reason=reason, entry=entry, number=number, every=every, note=note)
    answer("ledger.redact", done, [f"Redacted {told} (entry {done.entry})"])
    tell("backups and copies made before still hold it")
