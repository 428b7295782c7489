"""`fcl calibration`: how often what was said came true, as a table and a diagram."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.counting import (
    counted,
    including,
    interval_text,
    left_out,
    level_option,
    level_text,
    names_of,
    setting,
    some,
    sum_text,
)
from ledger.cli.globals import Command
from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.terminal import columns
from ledger.core.numbers import decimal_text

if TYPE_CHECKING:
    from ledger.calibration.table import CalibrationRow
    from ledger.services.calibrate import Calibration

USUAL_WIDTH: Final = 80

HELP = """Are my 70%s 70%? For each bin of what was said, how often it came true.

\b
Examples:
  fcl calibration
  fcl calibration forecaster:alice tag:ai --bins 10
  fcl calibration --bins stated --no-plot
  fcl calibration --include early,undated

Questions count once their deadline has come: what resolved before it is left out, and said to be, because otherwise
a perfect forecaster would look biased towards yes.
"""


@click.command("calibration", cls=Command, short_help="Are my 70%s 70%? Table and diagram.", help=HELP)
@click.argument("query", nargs=-1)
@click.option("--bins", metavar="BINS", help="centred11 (the default), stated, or a number of equal bins.")
@click.option("--interval", metavar="wilson", help="Kind of interval for the frequency.")
@level_option
@click.option("--plot/--no-plot", default=True, help="With the diagram, or without.")
@including
@counted
def calibration(
    query: tuple[str, ...],
    *,
    bins: str | None,
    interval: str | None,
    level: str | None,
    plot: bool,
    include: str | None,
    no_retrospective: bool,
) -> None:
    """Are my 70%s 70%?"""
    current = session()
    found = current.book.calibration(
        query,
        bins=setting(bins, "score.bins"),
        interval=setting(interval, "score.interval"),
        level=setting(level, "score.level"),
        include=names_of(include),
        retrospective=not no_retrospective,
        as_of=current.as_of,
    )
    lines = lines_of(found, plot=plot)
    answer("calibration.table", rows_of(found), lines, as_of=current.as_of, summary=summary_of(found))


def rows_of(found: "Calibration") -> list[dict[str, Any]]:
    """The rows by the names of the JSON contract."""
    return [{**plain_row(row), "bins": found.bins} for row in found.rows]


def plain_row(row: "CalibrationRow") -> dict[str, Any]:
    """One row as a mapping of exact values."""
    return {name: getattr(row, name) for name in row.__slots__}


def summary_of(found: "Calibration") -> dict[str, Any]:
    """What the whole table counts and leaves out, and by which rules."""
    return {
        "n": found.n,
        "excluded": found.excluded,
        "bins": found.bins,
        "interval": found.interval,
        "level": found.level,
        "timing": found.timing,
        "dialect": found.dialect,
        "as_of": found.as_of,
        "day": found.day,
    }


def lines_of(found: "Calibration", *, plot: bool) -> Iterator[str]:
    """The table as people read it, then the diagram."""
    yield from wrapped(
        f"{some(found.n, 'prediction')} due by {found.day}, bins {found.bins}, as of entry {found.as_of}"
    )
    if found.rows:
        yield ""
        yield from table(_columns(found), map(_cells, found.rows))
    if found.rows and plot:
        yield ""
        yield from _diagram(found)
    if found.excluded:
        yield ""
    yield from left_out(found.excluded)


def _columns(found: "Calibration") -> list[Column]:
    return [
        Column(title="said", right=True),
        Column(title="n", right=True),
        Column(title="happened", right=True),
        Column(title="expected", right=True, spare=2),
        Column(title="mean", right=True, spare=1),
        Column(title="came true", right=True),
        Column(title=f"{level_text(found.level)} {found.interval}", right=True),
    ]


def _cells(row: "CalibrationRow") -> list[str]:
    low, high = (decimal_text(edge * 100) for edge in (row.low, row.high))
    return [
        f"{low}%" if low == high else f"{low}-{high}%",
        str(row.n),
        sum_text(row.happened),
        sum_text(row.expected),
        f"{row.mean_probability:.1%}",
        f"{row.frequency:.1%}",
        interval_text(row.interval_low, row.interval_high),
    ]


def _diagram(found: "Calibration") -> list[str]:
    from ledger.charts import CHARTS

    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    return CHARTS["terminal-reliability"](found.rows, width=columns() or USUAL_WIDTH, ascii_only=ascii_only)
