"""`fcl anchor`: a few lines to publish, so that nobody can rewrite the ledger unseen."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ledger.cli.answer import answer
from ledger.cli.given import read_text, shown_place
from ledger.cli.globals import Command
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.cli.writing import tell, tell_end, writer
from ledger.core.anchor import Anchor, read_anchors, read_hash
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.book.trusting import Anchored

LONGEST_HASH: Final = 64
STDOUT: Final = "-"

HELP = """Print an anchor of the ledger as it stands: publish it, and nobody can rewrite what came before unseen.

\b
Examples:
  fcl anchor                                    to mail, post or print
  fcl anchor -o anchors.txt --sign ~/.ssh/id_ed25519
  fcl anchor --held "mailed to the notary, 20 November"
  fcl verify --anchor anchors.txt               later: does the ledger still extend it?

An anchor holds the number of entries, the Merkle root over them, and the hash and instant of the last one. It is
recorded in an entry of its own. One that somebody else holds, or that is signed, makes the forecasts before it
`witnessed` (fcl show; docs/trust.md).
"""


@click.command("anchor", cls=Command, short_help="Print an anchor to publish.", help=HELP)
@click.option("-o", "--output", metavar="FILE", help="Add it to this file, which holds anchors only.")
@click.option("--held", metavar="WHERE", help="Where somebody outside holds it: a witness.")
@click.option("--sign", "key", metavar="KEYFILE", help="Sign FILE with this SSH key, as FILE.sig (ssh-keygen -Y).")
@click.option("--no-record", is_flag=True, help="Record nothing: print or write it only.")
@writer
def anchor(
    *, output: str | None, held: str | None, key: str | None, no_record: bool, note: str | None, dry_run: bool
) -> None:
    """Print an anchor to publish."""
    output = None if output == STDOUT else output
    if key and not output:
        raise InputError("--sign writes a signature beside a file", hint="add -o FILE", code="missing_value")
    if no_record and held is not None:
        raise InputError("--held is recorded, --no-record records nothing", hint="leave out one of them")
    current = session()
    made = current.book.anchor(
        output and str(Path(output).expanduser()), held=held, key=key and str(Path(key).expanduser()),
        record=not no_record, note=note, dry_run=dry_run,
    )  # fmt: skip
    answer("ledger.anchor", told(made), _lines(made))
    if dry_run:
        tell_end(dry_run=True)
    elif made.entry:
        tell(f"recorded in entry {made.entry}")


def told(made: "Anchored") -> dict[str, object]:
    """An anchor that was made, by the names of the JSON contract."""
    said = {"file": made.file, "held": made.held, "signer": made.signer, "entry": made.entry}
    return {**anchor_keys(made.anchor), **said, "text": made.anchor.text}


def anchor_keys(anchor: Anchor) -> dict[str, object]:
    """What an anchor says, by name."""
    return {name: getattr(anchor, name) for name in ("ledger", "entries", "root", "head", "recorded")}


def _lines(made: "Anchored") -> Iterator[str]:
    if made.file is None:
        yield made.anchor.text.rstrip("\n")
        return
    noun = "entry" if made.anchor.entries == 1 else "entries"
    signed = f", signed by {made.signer}" if made.signer else ""
    yield printable(f"anchor of {made.anchor.entries} {noun} in {made.file}{signed}")


def anchors_given(typed: str) -> list[Anchor | str]:
    """What an argument names: the anchors in a file, or the beginning of a hash where there is no such file."""
    is_file = len(typed) > LONGEST_HASH or Path(typed).is_file()
    digest = None if is_file else read_hash(typed)
    return [digest] if digest else [*read_anchors(read_text(typed), shown_place(typed))]
