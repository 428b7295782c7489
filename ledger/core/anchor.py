"""Anchors: a few lines to publish, after which nobody can rewrite unseen what came before, the owner included.

The text is a checkpoint as transparency logs write it (C2SP tlog-checkpoint, https://c2sp.org/tlog-checkpoint): where
it comes from, how many entries, base64 of the root over them; then the head's hash and instant as lines of ours.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ledger.core.dates import shown
from ledger.errors import InputError

ORIGIN: Final = "forecast-ledger/"
NAMESPACE: Final = "forecast-ledger"
SHORTEST_HASH: Final = 16
MOST_ANCHORS: Final = 10_000
LINES: Final = (
    re.compile(r"forecast-ledger/([0-9A-Za-z]{1,64})"),
    re.compile(r"([1-9][0-9]{0,17})"),
    re.compile(r"([0-9A-Za-z+/]{43}=)"),
    re.compile(r"head ([0-9a-f]{64})"),
    re.compile(r"recorded ([0-9TZ:.-]{20,30})"),
)
WANTED: Final = (
    "forecast-ledger/ and the ledger's id",
    "the number of entries",
    "the root in base64",
    "head and a hash",
    "recorded and an instant",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A state of a ledger in a few words.

    `root` is the RFC 6962 root over the hashes of the first `entries` entries, `head` the hash of the last of them,
    both hexadecimal; `recorded` is the UTC instant at which that one was recorded.
    """

    ledger: str
    entries: int
    root: str
    head: str
    recorded: str

    @property
    def text(self) -> str:
        """The lines to publish.

        >>> print(Anchor(ledger="k7", entries=3, root="00" * 32, head="ab" * 32, recorded="2026-11-20T12:00:00Z").text)
        forecast-ledger/k7
        3
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
        head abababababababababababababababababababababababababababababababab
        recorded 2026-11-20T12:00:00Z
        <BLANKLINE>
        """
        root = base64.b64encode(bytes.fromhex(self.root)).decode()
        said = (f"{ORIGIN}{self.ledger}", str(self.entries), root, f"head {self.head}", f"recorded {self.recorded}")
        return "\n".join([*said, ""])


def read_anchors(text: str, what: str = "the file") -> tuple[Anchor, ...]:
    r"""The anchors in a text, between empty lines; InputError where there is none, or a line is none of an anchor.

    >>> read_anchors("forecast-ledger/k7\n3\n")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: the file: line 3 should be the root in base64, not ''
    """
    found = [_read(block, line, what) for line, block in _blocks(text)]
    if not found or len(found) > MOST_ANCHORS:
        message = f"{what} holds {'no anchor' if not found else f'more than {MOST_ANCHORS} anchors'}"
        raise InputError(message, hint="fcl anchor -o FILE writes one", code="bad_anchor")
    return tuple(found)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Groups of lines that are not empty, each with the number of its first."""
    block: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield number - len(block), block
            block = []


def _read(block: list[str], first: int, what: str) -> Anchor:
    said = []
    for at, (form, wanted) in enumerate(zip(LINES, WANTED, strict=True)):
        line = block[at] if at < len(block) else ""
        found = form.fullmatch(line)
        if found is None:
            message = f"{what}: line {first + at} should be {wanted}, not {shown(line)}"
            raise InputError(message, hint="fcl anchor prints one", code="bad_anchor")
        said.append(found[1])
    if len(block) > len(LINES):
        message = f"{what}: line {first + len(LINES)} belongs to no anchor: {shown(block[len(LINES)])}"
        raise InputError(message, hint="an empty line stands between anchors", code="bad_anchor")
    ledger, entries, root, head, recorded = said
    return Anchor(ledger=ledger, entries=int(entries), root=base64.b64decode(root).hex(), head=head, recorded=recorded)


def read_hash(text: str) -> str | None:
    """The beginning of a hash in lower case, None for what is none; InputError for one of fewer than 16 characters.

    >>> read_hash("5F1C2233445566778899"), read_hash("anchors.txt")
    ('5f1c2233445566778899', None)
    """
    if not 0 < len(text) <= 64 or set(text.lower()) - set("0123456789abcdef"):
        return None
    if len(text) < SHORTEST_HASH:
        message = f"{shown(text)} is too short for a hash: {len(text)} characters"
        raise InputError(message, hint=f"give at least {SHORTEST_HASH} of its 64", code="short_hash")
    return text.lower()
