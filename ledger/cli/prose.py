"""Running text: wrapped on a terminal, whole in a pipe, strangers' words made printable."""

import textwrap
from collections.abc import Iterator

from ledger.cli.terminal import columns
from ledger.cli.text import printable


def wrapped(text: str, first: str = "", later: str = "") -> Iterator[str]:
    r"""The text's lines behind an indent, `first` before the first of them and `later` before the others.

    >>> list(wrapped("As written.\nTwice.", "criteria  ", "          "))
    ['criteria  As written.', '          Twice.']
    """
    wide = columns()
    head = first
    for line in printable(text, lines=True).split("\n"):
        if wide is None or len(head) + len(line) <= wide:
            yield (head + line).rstrip()
        else:
            yield from _folded(line, wide, head, later) or [head.rstrip()]
        head = later


def _folded(line: str, wide: int, first: str, later: str) -> list[str]:
    return textwrap.wrap(line, wide, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)
