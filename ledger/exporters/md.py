"""Tables as Markdown: every cell is shown as it is, nothing in it is markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TextIO

from ledger.exporters._cells import header, numeric, shown_lines, text_rows

if TYPE_CHECKING:
    import pandas as pd

_MARKUP: Final = re.compile(r"[\\`*_\[\]|~#!]")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def write(frame: pd.DataFrame, stream: TextIO, *, spreadsheet_safe: bool = False) -> None:
    """A pipe table as GitHub reads it; numbers stand to the right, line breaks become `<br>`."""
    stream.write(line(header(frame)))
    rules = ["---:" if number else "---" for number in numeric(frame)]
    stream.write(f"| {' | '.join(rules)} |\n")
    stream.writelines(line(row) for row in text_rows(frame, spreadsheet_safe=spreadsheet_safe))


def line(cells: Sequence[str]) -> str:
    r"""One row of the table.

    >>> line(["a|b", "<i>", "x\ny"])
    '| a\\|b | &lt;i&gt; | x<br>y |\n'
    """
    return f"| {' | '.join(map(escaped, cells))} |\n"


def escaped(cell: str) -> str:
    r"""A cell without markup: what it says is what one sees, and what one would not see is an escape.

    >>> escaped("a\x1b[2J")
    'a\\x1b\\[2J'
    """
    plain = re.sub("[&<>]", lambda found: _ENTITIES[found[0]], cell)
    return "<br>".join(shown_lines(_MARKUP.sub(lambda found: f"\\{found[0]}", plain)))
