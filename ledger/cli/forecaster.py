"""`fcl forecaster`: people, organisations, panels and models who said something."""

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import answer
from ledger.cli.counting import left_out, score_text, some
from ledger.cli.globals import Group
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.text import printable

if TYPE_CHECKING:
    from ledger.services.people import Forecaster
    from ledger.services.score import Scores
    from ledger.services.summing import GroupScore

HELP = """People, organisations, panels and models who said something.

\b
Examples:
  fcl forecaster list
  fcl forecaster show alice
"""


@click.group("forecaster", cls=Group, short_help="People, organisations, panels and models.", help=HELP)
def forecaster() -> None:
    """People, organisations, panels and models."""


@forecaster.command("list", help="List everyone of whom a forecast stands.")
def list_() -> None:
    """List everyone of whom a forecast stands."""
    current = session()
    found = current.book.forecasters(as_of=current.as_of)
    rows = [
        (one.name, str(one.questions), str(one.forecasts), str(one.counted), one.first_made, one.last_made)
        for one in found
    ]
    answer("forecaster.list", found, table(COLUMNS, rows) if rows else [], as_of=current.as_of)


COLUMNS = (
    Column(title="name", flexible=True),
    Column(title="questions", right=True),
    Column(title="forecasts", right=True, spare=1),
    Column(title="scored", right=True),
    Column(title="first", spare=2),
    Column(title="last", spare=3),
)


@forecaster.command("show", help="Show one forecaster: a name, or a unique prefix of the name or id.")
@click.argument("who")
def show(who: str) -> None:
    """Show one forecaster."""
    current = session()
    found = current.book.forecaster(who, as_of=current.as_of)
    scores = current.book.scores(by="forecaster", as_of=current.as_of) if found.counted else None
    answer("forecaster.show", found, _lines(found, scores), as_of=current.as_of)


def _lines(found: "Forecaster", scores: "Scores | None") -> list[str]:
    groups = [one for one in scores.groups if one.group == found.name] if scores else []
    said = f"{some(found.forecasts, 'forecast')} on {some(found.questions, 'question')}"
    return [
        f"{printable(found.name)}  ({found.id})",
        f"  {said}, from {found.first_made} to {found.last_made}",
        f"  {found.resolved} on questions with an outcome, {found.counted} scored",
        *(f"  {_means(group)}" for group in groups),
        *(f"  {line}" for group in groups[:1] for line in left_out(group.excluded)),
    ]


def _means(group: "GroupScore") -> str:
    """The mean scores of one type and unit; that of yes/no questions goes without saying."""
    means = ", ".join(f"mean {rule} {score_text(mean.value)}" for rule, mean in group.means.items())
    unit = f", {printable(group.unit)}" if group.unit else ""
    return means if group.expected is not None else f"{group.type}{unit}: {means}"
