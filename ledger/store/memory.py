"""The last head seen of each ledger, kept outside it.

A chain cannot see its own tail cut off, or the whole of it rewritten. Like a list of known hosts, this
memory can: it is moved forward only by a ledger that extends what was seen before.
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ledger.store.places import folder


class Seen(NamedTuple):
    """A head that was seen on this machine: number of entries, hash of the last."""

    entry: int
    hash: str


def _file(ledger: str) -> Path:
    # A ledger's id comes out of a file of unknown origin: it must not name another folder.
    name = ledger if ledger.isalnum() and ledger.isascii() else sha256(ledger.encode("utf-8", "replace")).hexdigest()
    return folder("state") / "heads" / name


def recall(ledger: str) -> Seen | None:
    """The last head seen of this ledger, None where there is none."""
    try:
        entry, _, digest = _file(ledger).read_text(encoding="ascii").strip().partition(" ")
        return Seen(entry=int(entry), hash=digest)
    except (OSError, ValueError):
        return None


def move_forward(ledger: str, seen: Seen) -> None:
    """Keep this head unless a later one was seen."""
    before = recall(ledger)
    if before is None or before.entry < seen.entry:
        remember(ledger, seen)


def remember(ledger: str, seen: Seen) -> None:
    """Keep this head; a machine where that cannot be written simply does not remember."""
    path = _file(ledger)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished.write_text(f"{seen.entry} {seen.hash}\n", encoding="ascii")
        unfinished.replace(path)
    except OSError:
        return
