"""`fcl verify`: is the ledger what was recorded?"""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ledger.cli.anchor import anchor_keys, anchors_given
from ledger.cli.answer import answer
from ledger.cli.given import read_content
from ledger.cli.globals import Command
from ledger.cli.progress import progress
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.services.against import Beside
    from ledger.store.redacting import Redaction
    from ledger.store.verify import Verdict

SHOWN: Final = 100

HELP = """Recompute every hash from what is stored, and compare what is derived from it; exit 5 where anything differs.

\b
Examples:
  fcl verify
  fcl verify -v                every finding, not only the first
  fcl verify -q && echo whole
  fcl verify --anchor anchors.txt --signers allowed_signers
  fcl verify --anchor 5f1c0d…  at least 16 characters of a hash that was kept elsewhere
  fcl verify --against ~/ann/ledger.db
                               another copy: does one extend the other, or where do they part?

A chain cannot see its own end cut off, or all of it rewritten: an anchor that somebody else holds can (fcl anchor).
"""


@click.command("verify", cls=Command, short_help="Recompute every hash; name the first damaged entry.", help=HELP)
@click.option("--anchor", "published", multiple=True, metavar="FILE|HASH", help="Does it still extend this anchor?")
@click.option("--against", "copies", multiple=True, metavar="FILE|URL", help="Compare with another copy of the ledger.")
@click.option("--signers", metavar="FILE", help="The allowed_signers (ssh-keygen -Y) that signed the anchors.")
@click.option("--scores", is_flag=True, help="Say so of the scores too: they are always recomputed.")
def verify(*, published: tuple[str, ...], copies: tuple[str, ...], signers: str | None, scores: bool) -> None:
    """Recompute every hash; name the first damaged entry."""
    from ledger.services.verify import damage, damage_told

    current = session()
    given = [one for typed in published for one in anchors_given(typed)]
    signed = _signed(published, signers) if signers else []
    start = time.monotonic()
    with damage_told(), progress("entries") as told:
        verdict = current.book.verify(given, told=told)
    seconds = time.monotonic() - start
    if wrong := damage(verdict):
        for finding in verdict.findings[:SHOWN] if current.verbose and not current.json else ():
            click.echo(printable(finding.message), err=True)
        raise wrong
    beside = [current.book.against(os.path.expanduser(one)) for one in copies]  # noqa: PTH111 - may be a URL
    data = {
        "whole": True, "entries": verdict.entries, "facts": verdict.facts, "head": verdict.head,
        "anchors": [anchor_keys(one) for one in verdict.anchors], "signers": signed,
        "redactions": verdict.redactions, "against": beside,
    }  # fmt: skip
    said = [*_lines(verdict, seconds, signed, scores=scores), *map(_compared, beside)]
    answer("ledger.verify", data, [] if current.quiet else said)


def _signed(published: Sequence[str], signers: str) -> list[str]:
    """Who signed each file of anchors."""
    from ledger.services.signing import check

    files = [Path(one) for one in published if Path(one).is_file()]
    if not files:
        raise InputError("--signers checks the signature of a file", hint="add --anchor FILE", code="missing_value")
    return [check(read_content(str(file)), Path(f"{file}.sig"), Path(signers)) for file in files]


def _lines(verdict: "Verdict", seconds: float, signed: Sequence[str], *, scores: bool) -> Iterator[str]:
    yield whole_line(verdict, seconds)
    if verdict.anchors:
        longest = verdict.anchors[-1]
        noun = "the first entry is" if longest.entries == 1 else f"the first {longest.entries} entries are"
        yield f"{noun} as anchored, recorded until {longest.recorded[:19]}Z"
    for one in signed:
        yield printable(f"signed by {one}")
    yield from map(_redacted, verdict.redactions)
    if scores:
        yield "every score is what its rule gives"


def _compared(one: "Beside") -> str:
    """`extends copy.db by 2 entries: 12 there, 14 here`."""
    more = abs(one.here - one.there)
    by = f"by {more} {'entry' if more == 1 else 'entries'}: {one.there} there, {one.here} here"
    if not more:
        return printable(f"the same as {one.place}, entry by entry")
    return printable(f"extends {one.place} {by}" if one.here > one.there else f"{one.place} extends it {by}")


def _redacted(one: "Redaction") -> str:
    """`1 text was redacted (entry 14, 2026-11-20, by Ann: takedown)`."""
    texts = "1 text was" if one.texts == 1 else f"{one.texts} texts were"
    return printable(f"{texts} redacted (entry {one.entry}, {one.recorded_on}, by {one.actor}: {one.reason})")


def whole_line(verdict: "Verdict", seconds: float) -> str:
    """`14 211 entries, chain intact, head 5f1c…e2    0.4 s`."""
    entries = f"{verdict.entries:,}".replace(",", " ")
    noun = "entry" if verdict.entries == 1 else "entries"
    head = f"{verdict.head[:4]}…{verdict.head[-2:]}"
    return f"{entries} {noun}, chain intact, head {head}{_matches(verdict)}    {seconds:.1f} s"


def _matches(verdict: "Verdict") -> str:
    if not verdict.anchors:
        return ""
    several = f"{len(verdict.anchors)} anchors since" if len(verdict.anchors) > 1 else "anchor"
    return f"  (matches {several} {verdict.anchors[0].recorded[:10]})"
