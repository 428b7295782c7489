"""`fcl list`: the questions that match a query, a line each."""

import click

from ledger.cli.answer import answer
from ledger.cli.fields import cells_of, columns_of, read_fields
from ledger.cli.globals import Command
from ledger.cli.pager import paged
from ledger.cli.session import session
from ledger.cli.tables import table
from ledger.cli.terminal import is_terminal
from ledger.core.question import Question

SHOWN = 50

HELP = """List questions that match a query: all terms must match, commas mean "or".

\b
Examples:
  fcl list status:open by:..2027-06
  fcl list forecaster:alice,bob tag:ai p:0.2..0.8 not:status:annulled
  fcl list oil has:criteria --sort by,-p
  fcl list tag:work --ids | fcl show -

Fields of a query: id forecaster source series tag status type basis by made resolved p horizon brier has flag evidence.
Anything else is looked for in claims, quotes, criteria and notes. Flags: contested (judges differ), disputed
(readings of the deadline differ), reworded, vague, waiting (for a condition), and the findings of fcl audit.
"""


@click.command("list", cls=Command, short_help="List questions that match a query.", help=HELP)
@click.argument("query", nargs=-1)
@click.option("--each", is_flag=True, help="One line for each forecaster's prediction.")
@click.option("--sort", metavar="F,-F", help="Sort by these; with - the other way round.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="At most N; 0: all (50 on a terminal, else all).")
@click.option("--fields", metavar="F,...", help="What each line says: prefix,status,p,history,by,claim,tags,...")
@click.option("--ids", is_flag=True, help="Only the ids.")
def list_(
    query: tuple[str, ...],
    *,
    each: bool,
    sort: str | None,
    limit: int | None,
    fields: str | None,
    ids: bool,
) -> None:
    """List questions that match a query."""
    current = session()
    names = read_fields(fields) if fields else _usual(each=each)
    most = _limit(limit, whole=ids or current.json or not is_terminal())
    found = current.book.list(
        query, sort=tuple((sort or "").split(",")) if sort else (), limit=most and most + 1, each=each,
        as_of=current.as_of,
    )  # fmt: skip
    shown = found[:most] if most else found
    if limit is None and len(shown) < len(found):
        current.warn("more", f"there are more than {most}: --limit 0 lists all")
    lines = paged([one.id for one in shown] if ids else lines_of(shown, names))
    answer("prediction.list", shown, lines, as_of=current.as_of)


def _usual(*, each: bool) -> tuple[str, ...]:
    return ("prefix", "outcome", "p", *(["forecaster"] if each else []), "by", "claim")


def _limit(limit: int | None, *, whole: bool) -> int:
    if limit is not None:
        return limit
    return 0 if whole else SHOWN


def lines_of(questions: list[Question], names: tuple[str, ...]) -> list[str]:
    """A line of these fields for each question, under their titles; nothing for none."""
    return table(columns_of(names), (cells_of(names, one) for one in questions)) if questions else []
