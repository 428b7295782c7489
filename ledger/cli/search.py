"""`fcl search`: questions in which words stand."""

import click

from ledger.cli.answer import answer
from ledger.cli.fields import cells_of, columns_of
from ledger.cli.globals import Command
from ledger.cli.pager import paged
from ledger.cli.session import session
from ledger.cli.tables import Column, table

NAMES = ("prefix", "outcome", "p", "by", "claim")

HELP = """Search the words of claims, quotes, criteria, notes, tags and names; every word must be found.

\b
Examples:
  fcl search "interest rate"
  fcl search ECB --json | jq -r '.data[].id'
"""


@click.command("search", cls=Command, short_help="Search the words of claims, quotes, criteria, notes.", help=HELP)
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(0), default=0, metavar="N", help="At most N; 0: all.")
def search(text: tuple[str, ...], *, limit: int) -> None:
    """Search the words of claims, quotes, criteria, notes."""
    current = session()
    hits = current.book.search(" ".join(text), limit=limit, as_of=current.as_of)
    rows = [[*cells_of(NAMES, hit.question), ", ".join(hit.where)] for hit in hits]
    columns = [*columns_of(NAMES), Column(title="found in", spare=1)]
    where = [{"id": hit.question.id, "where": hit.where} for hit in hits]
    lines = paged(table(columns, rows) if rows else [])
    answer("prediction.search", [hit.question for hit in hits], lines, as_of=current.as_of, where=where)
