"""What `fcl db merge` says: what came in, and what both ledgers say differently."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ledger.cli.text import cut, printable
from ledger.store.ids import SHOWN

if TYPE_CHECKING:
    from ledger.store.conflicts import Conflict
    from ledger.store.merging import Merged

LISTED: Final = 50
WORDS: Final = 40


def merged_lines(done: "Merged", *, dry_run: bool) -> Iterator[str]:
    """A line about the whole, and one for each conflict."""
    yield _whole(done, dry_run=dry_run)
    yield from map(_conflict, done.conflicts[:LISTED])
    if len(done.conflicts) > LISTED:
        yield f"  and {len(done.conflicts) - LISTED} more: --json lists all"


def _whole(done: "Merged", *, dry_run: bool) -> str:
    if not done.taken_in:
        return f"nothing new in {printable(done.ledger)}: {_entries(done.known)} of it known here"
    verb = "would be taken in" if dry_run else "taken in"
    first, last = done.taken_in[0], done.taken_in[-1]
    span = f"as {first}" if first == last else f"as {first} to {last}"
    known = f", {done.known} known already" if done.known else ""
    return f"{_entries(len(done.taken_in))} of {printable(done.ledger)} {verb} {span}{known}"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _conflict(one: "Conflict") -> str:
    here, there = (cut(printable(text), WORDS) for text in (one.here, one.there))
    return f"  conflict  {one.id[:SHOWN]:<4}  {one.kind}: {here} here, {there} there"
