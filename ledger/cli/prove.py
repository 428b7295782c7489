"""`fcl prove`: one prediction, proved to somebody who does not have the ledger."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledger.cli.anchor import STDOUT
from ledger.cli.answer import answer
from ledger.cli.given import read_text, shown_place
from ledger.cli.globals import Command
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.cli.writing import tell
from ledger.core.characters import json_safe

if TYPE_CHECKING:
    from ledger.core.anchor import Anchor

HELP = """Prove one prediction to somebody who does not have the ledger; the rest of it stays private.

\b
Examples:
  fcl anchor -o anchors.txt                     published some day before
  fcl prove k7q --anchor anchors.txt -o proof.json
  python check_proof.py proof.json anchors.txt  what the other side runs

The proof holds the forecasts, the wording that they were made under, and the hashes that lead from there up to the
anchor: by default to one of the ledger as it stands (fcl anchor prints it). docs/check_proof.py checks it.

A private prediction that was revealed is proved by its commitment as well, up to the first anchor in FILE that holds
it: one that was made before the reveal shows that nothing was changed since. It need not hold the reveal.
"""


@click.command("prove", cls=Command, short_help="Prove one prediction to a stranger.", help=HELP)
@click.argument("id_", metavar="ID[@WHO]")
@click.option("--forecast", type=click.IntRange(1), metavar="N", help="Only the forecast that fcl show numbers so.")
@click.option("--anchor", "published", metavar="FILE", help="Up to the last anchor in it; a commitment to the first.")
@click.option("-o", "--output", metavar="FILE", help="The file; else standard output.")
def prove(id_: str, *, forecast: int | None, published: str | None, output: str | None) -> None:
    """Prove one prediction to a stranger."""
    from ledger.book.trusting import write_private

    anchors = _anchors(published) if published else ()
    last = anchors[-1] if anchors else None
    proof = session().book.prove(id_, forecast=forecast, anchor=last, earlier=anchors[:-1])
    _warn_of_order(proof)
    text = json_safe(json.dumps(proof, ensure_ascii=False, indent=1))
    if output is None or output == STDOUT:
        answer("prediction.proof", proof, [text])
        return
    write_private(Path(output).expanduser(), f"{text}\n")
    count = len(proof["facts"]) + len(proof.get("committed", ()))
    noun = "fact" if count == 1 else "facts"
    answer("prediction.proof", proof, [printable(f"proof of {count} {noun} in {output}")])
    tell("check it: python check_proof.py PROOF ANCHOR (docs/check_proof.py)")


def _warn_of_order(proof: Mapping[str, Any]) -> None:
    """A commitment that no anchor holds from before the reveal is no older than the reveal, to a stranger."""
    for one in proof.get("committed", ()):
        size = int(one["anchor"].splitlines()[1])
        if any(fact["header"][0] == "forecasts" and fact["entry"][1] <= size for fact in proof["facts"]):
            message = f"no anchor from before the reveal holds the commitment of entry {one['fact']['entry'][1]}"
            session().warn("no_earlier_anchor", message)


def _anchors(published: str) -> "tuple[Anchor, ...]":
    from ledger.core.anchor import read_anchors

    return read_anchors(read_text(published), shown_place(published))
