"""Tables for people: aligned text in a pipe, cut to the width and coloured on a terminal."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import click

from ledger.cli import terminal
from ledger.cli.text import cut, padded, printable, width

GAP: Final = "  "
READABLE: Final = 16

COLOURS: Final = {
    "overdue": "red",
    "due": "yellow",
    "today": "yellow",
    "open": "cyan",
    "yes": "green",
    "no": "magenta",
    "ambiguous": "bright_black",
    "annulled": "bright_black",
}


class Column(NamedTuple):
    """A column: its title, its side, and how it gives way on a narrow terminal.

    `flexible` ones are cut; `spare` ones are left out, the highest number first.
    """

    title: str
    right: bool = False
    flexible: bool = False
    spare: int = 0


Cells = Sequence[str]


def table(columns: Sequence[Column], rows: Iterable[Cells], *, indent: str = "", heads: bool = True) -> list[str]:
    """The lines of a table; strangers' words are made printable.

    >>> table([Column(title="id"), Column(title="n", right=True)], [("k7qm", "7"), ("m3", "12")])
    ['id     n', 'k7qm   7', 'm3    12']
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    titles = [printable(column.title) if heads else "" for column in columns]
    body = _fitted(columns, [titles, *cells], terminal.columns(), indent)
    kept, lines = body
    if _coloured():
        return _rich(kept, lines, indent, heads=heads)
    return _plain(kept, lines if heads else lines[1:], indent)


def _coloured() -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.color)


def _plain(columns: Sequence[Column], rows: Sequence[Cells], indent: str) -> list[str]:
    widths = _widths(rows)
    return [(indent + GAP.join(_placed(columns, row, widths))).rstrip() for row in rows]


def _placed(columns: Sequence[Column], row: Cells, widths: Sequence[int]) -> list[str]:
    return [padded(cell, wide, right=column.right) for column, cell, wide in zip(columns, row, widths, strict=True)]


def _widths(rows: Sequence[Cells]) -> list[int]:
    return [max(map(width, cells)) for cells in zip(*rows, strict=True)]


def _fitted(
    columns: Sequence[Column], rows: Sequence[Cells], room: int | None, indent: str
) -> tuple[Sequence[Column], Sequence[Cells]]:
    """The columns that have room, and the rows with their flexible cells cut to it."""
    if room is None:
        return columns, rows
    while (spare := max(column.spare for column in columns)) and _room(columns, rows, room - len(indent)) < READABLE:
        kept = [at for at, column in enumerate(columns) if column.spare != spare]
        columns = [columns[at] for at in kept]
        rows = [[row[at] for at in kept] for row in rows]
    each = max(1, _room(columns, rows, room - len(indent)))
    return columns, [
        [cut(cell, each) if column.flexible else cell for column, cell in zip(columns, row, strict=True)]
        for row in rows
    ]


def _room(columns: Sequence[Column], rows: Sequence[Cells], room: int) -> int:
    """Columns left for each flexible column; where none is, how much is left at all."""
    widths = _widths(rows)
    flexible = sum(column.flexible for column in columns)
    fixed = sum(wide for column, wide in zip(columns, widths, strict=True) if not column.flexible)
    left = room - fixed - len(GAP) * (len(columns) - 1)
    return left // flexible if flexible else left + READABLE


def _rich(columns: Sequence[Column], rows: Sequence[Cells], indent: str, *, heads: bool) -> list[str]:
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, padding=(0, len(GAP), 0, 0), pad_edge=False, show_header=heads, header_style="bold")
    for column, title in zip(columns, rows[0], strict=True):
        drawn.add_column(Text(title), justify="right" if column.right else "left", no_wrap=True)
    for row in rows[1:]:
        drawn.add_row(*(Text(cell, style=COLOURS.get(cell.split(" ")[0], "")) for cell in row))
    sheet = StringIO()
    wide = sum(_widths(rows)) + len(GAP) * len(columns)
    Console(file=sheet, force_terminal=True, width=wide, color_system="standard", highlight=False).print(drawn)
    return [indent + line.rstrip() for line in sheet.getvalue().splitlines()]
