"""`fcl due`: what is due or overdue, and what comes soon."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import click

from ledger.cli.answer import answer
from ledger.cli.fields import probability
from ledger.cli.globals import Command
from ledger.cli.lines import distance
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.text import cut
from ledger.core.question import Question
from ledger.errors import InputError

SOMETHING_DUE: Final = 10
DUE: Final = frozenset({"due", "overdue"})
DAYS: Final = {"d": 1, "w": 7}

HELP = """List what is due or overdue, and what comes within some days; the earliest first.

\b
Examples:
  fcl due
  fcl due tag:work --within 30d
  fcl due --exit-code -q || notify-send "predictions are due"

A question without a deadline is due on its review date.
"""


@click.command("due", cls=Command, short_help="List what is due or overdue.", help=HELP)
@click.argument("query", nargs=-1)
@click.option("--within", default="14d", metavar="14d", help="Also what comes within so many days (d) or weeks (w).")
@click.option("--exit-code", is_flag=True, help="Exit with 10 when something is due.")
@click.pass_context
def due(context: click.Context, query: tuple[str, ...], *, within: str, exit_code: bool) -> None:
    """List what is due or overdue."""
    current = session()
    days = read_days(within)
    found = current.book.due(query, within=days, as_of=current.as_of)
    now = sum(one.status in DUE for one in found)
    summary = {"due": now, "soon": len(found) - now, "within": days}
    lines = lines_of(found, days, current.book.today(current.as_of))
    answer("prediction.due", found, lines, as_of=current.as_of, summary=summary)
    if exit_code and now:
        context.exit(SOMETHING_DUE)


def read_days(text: str) -> int:
    """A number of days.

    >>> read_days("14d"), read_days("2w"), read_days("3")
    (14, 14, 3)
    """
    found = re.fullmatch(r"([0-9]{1,5})([dw]?)", text.strip().lower())
    if found is None:
        raise InputError(f"cannot read {text[:40]!r} as a number of days", hint="write --within 14d or 2w")
    return int(found[1]) * DAYS[found[2] or "d"]


def lines_of(questions: Sequence[Question], days: int, today: date, *, number: int | None = None) -> Iterator[str]:
    """How many there are, or the `number` that are due where only some are given, then a line for each."""
    now = sum(one.status in DUE for one in questions) if number is None else number
    soon = f", {len(questions) - now} within {days} days" if days else ""
    yield f"{now} due{soon}"
    if questions:
        yield from table(COLUMNS, (_cells(one, today) for one in questions), indent="  ", heads=False)


SHOWN: Final = 60
"""Columns of the criteria that a list of what is due shows; `fcl show` has them whole."""

COLUMNS: Final = (
    Column(title=""),
    Column(title=""),
    Column(title="", right=True),
    Column(title=""),
    Column(title="", flexible=True),
    Column(title="", flexible=True, spare=1),
)


def attention(question: Question) -> str:
    """The day on which to look at a question: its deadline, else its review date."""
    return question.deadline.date if question.deadline else question.review_on or ""


def _cells(question: Question, today: date) -> list[str]:
    day = attention(question)
    when = question.status if question.status == "overdue" else distance(date.fromisoformat(day), today)
    criteria = f"criteria: {cut(' '.join(question.criteria.split()), SHOWN)}" if question.criteria else ""
    return [when, question.prefix, probability(question), day, question.claim, criteria]
