"""Observations from a table: rows of a CSV file, filtered and read by the names of its columns."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from ledger.core.quantity import read_number
from ledger.errors import InputError, LedgerError
from ledger.services.observe import Wanted, refuse

LONGEST: Final = 50_000_000
SEPARATORS: Final = (",", ";", "\t")
_COLUMN: Final = re.compile(r"\{([^{}]*)\}")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which columns hold what.

    `metric` may name columns in braces, filled from the row: `arena.{lab}`. `where` keeps the rows with one of these
    cells in each of these columns; of several rows of one day, `greatest` or `least` keeps the one with the greatest
    or least number in that column, and all of them where they are level. `source` and `evidence` are for every row.
    """

    metric: str
    value: str
    on: str
    source: str | None = None
    source_column: str | None = None
    evidence: str | None = None
    note: str | None = None
    where: Mapping[str, frozenset[str]] = field(default_factory=dict)
    greatest: str | None = None
    least: str | None = None

    @property
    def columns(self) -> list[str]:
        """Every column that is named."""
        named = [self.value, self.on, self.source_column, *self.where, self.greatest, self.least]
        return [*_COLUMN.findall(self.metric), *(name for name in named if name is not None)]


def read_where(pairs: Iterable[str]) -> dict[str, frozenset[str]]:
    """Which cells are asked for, by column, from `COLUMN=A,B`; InputError for anything else.

    >>> sorted(read_where(["lab=OpenAI, Google"])["lab"])
    ['Google', 'OpenAI']
    """
    wanted: dict[str, frozenset[str]] = {}
    for pair in pairs:
        column, equals, cells = pair.partition("=")
        if not equals or not column.strip() or not cells.strip():
            raise InputError(f"cannot read --where {pair[:60]!r}", hint="write --where lab=OpenAI,Google")
        wanted[column.strip()] = frozenset(cell.strip() for cell in cells.split(","))
    return wanted


def read_observations(text: str, layout: Layout) -> list[Wanted]:
    r"""The observations of a table with a header, separated by commas, semicolons or tabs.

    Raises InputError for a table without these columns or without a row that is asked for, BadRowsError for rows that
    cannot be read.

    >>> layout = Layout(metric="arena.{lab}", value="rating", on="date", where={"lab": frozenset({"xAI"})})
    >>> [(one.metric, one.value, one.on) for one in read_observations("lab,date,rating\nxAI,2026-01-09,1447\n", layout)]
    [('arena.xAI', '1447', '2026-01-09')]
    """
    if len(text) > LONGEST:
        raise InputError(f"the table is too long: {len(text)} characters", hint="split it")
    if layout.greatest is not None and layout.least is not None:
        raise InputError("of several rows of one day either the greatest or the least", hint="keep one of the two")
    problems: list[str] = []
    rows = [(line, row) for line, row in _rows(text, layout, problems) if _asked_for(row, layout)]
    wanted = [(one, row) for line, row in rows if (one := _wanted(line, row, layout, problems))]
    refuse(problems)
    if not wanted:
        raise InputError("the table has no row that is asked for", hint="check --where against its cells")
    chosen = _extreme(wanted, layout, problems)
    refuse(problems)
    return chosen


def _rows(text: str, layout: Layout, problems: list[str]) -> Iterator[tuple[int, Row]]:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    names: list[str] = []
    try:
        for cells in reader:
            if not names and any(cells):
                names = _names(cells, layout)
            elif len(cells) == len(names):
                yield reader.line_num, dict(zip(names, map(str.strip, cells), strict=True))
            elif any(map(str.strip, cells)):
                problems.append(f"line {reader.line_num}: {len(cells)} cells, but the header has {len(names)}")
    except csv.Error as error:
        raise InputError(f"line {reader.line_num} is no CSV: {error}", hint="check the quotation marks") from None
    if not names:
        raise InputError("the table is empty", hint="the first line must name the columns")


def _names(cells: Sequence[str], layout: Layout) -> list[str]:
    names = [name.strip() for name in cells]
    for name in layout.columns:
        if name not in names:
            raise InputError(f"the table has no column {name[:60]!r}", hint=f"it has {', '.join(names)[:300]}")
    return names


def _asked_for(row: Row, layout: Layout) -> bool:
    return all(row[name] in cells for name, cells in layout.where.items())


def _wanted(line: int, row: Row, layout: Layout, problems: list[str]) -> Wanted | None:
    missing = next((name for name in (layout.value, layout.on) if not row[name]), None)
    if missing:
        problems.append(f"line {line}: no {missing}")
        return None
    return Wanted(
        metric=_COLUMN.sub(lambda found: "-".join(row[found[1]].split()), layout.metric),
        value=row[layout.value],
        on=row[layout.on],
        evidence=layout.evidence,
        source=row[layout.source_column] if layout.source_column else layout.source,
        note=layout.note,
        line=line,
    )


def _extreme(wanted: Iterable[tuple[Wanted, Row]], layout: Layout, problems: list[str]) -> list[Wanted]:
    """Of the rows of one metric, day and source those with the greatest or the least number, or all."""
    column = layout.greatest or layout.least
    if column is None:
        return [one for one, _ in wanted]
    best: dict[tuple[str, str | None, str | None], tuple[Decimal, list[Wanted]]] = {}
    for one, row in wanted:
        number = _number(row[column], one, problems)
        place = (one.metric, one.on, one.source)
        kept = best.get(place)
        if kept is None or (number > kept[0] if layout.greatest else number < kept[0]):
            best[place] = (number, [one])
        elif number == kept[0]:
            kept[1].append(one)
    return [one for _, kept in best.values() for one in kept]


def _number(cell: str, one: Wanted, problems: list[str]) -> Decimal:
    try:
        return Decimal(read_number(cell))
    except LedgerError as error:
        problems.append(f"line {one.line}: {error.message}")
        return Decimal(0)
