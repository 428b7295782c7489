"""The page of tables, written from their codebook: `python -m ledger.cli.tables_page docs/tables.md`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ledger.exporters.md import line
from ledger.reports import REPORTS
from ledger.reports._codebook import about, codebook

INTRODUCTION: Final = """\
# The tables

Written by `python -m ledger.cli.tables_page docs/tables.md`; a test says when it is out of date.

What every column of every table means that `fcl export` writes. `fcl export codebook` prints the same as a table, and
`--with-codebook` writes it beside an export. Types: `text`; `decimal`, an exact decimal; `integer`; `number`, a binary
floating-point number; `flag`, true or false. Ranges: `0..1` with both ends, `1..` without an end, `a | b` for the only
values. A cell is empty where nothing is known or nothing was said.
"""
HEADS: Final = ("column", "type", "unit", "range", "meaning")


def page() -> str:
    """The whole page as Markdown."""
    return INTRODUCTION + "".join(f"\n## {table}\n\n{''.join(_section(table))}" for table in REPORTS)


def _section(table: str) -> Iterator[str]:
    yield f"{about(table)}\n\n"
    yield line(HEADS)
    yield f"|{'---|' * len(HEADS)}\n"
    yield from (line((one.column, one.type, one.unit, one.range, one.meaning)) for one in codebook(table))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
