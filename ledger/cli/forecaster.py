"""`fcl forecaster`: people, organisations, panels and models who said something."""

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import answer
from ledger.cli.counting import left_out, score_text, some
from ledger.cli.globals import Group
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.text import printable
from ledger.cli.writing import tell_end, writer
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.services.aliasing import Aliased
    from ledger.services.people import Forecaster
    from ledger.services.score import Scores
    from ledger.services.summing import GroupScore

HELP = """People, organisations, panels and models who said something.

\b
Examples:
  fcl forecaster list
  fcl forecaster show alice
  fcl forecaster alias "A. Roe" alice     from now on one and the same
  fcl forecaster alias --remove "A. Roe"
"""


ALIAS = """Say that what NAME said and judged is from now on read as SAME_AS's: in lists, tables, scores and filters.

What was recorded keeps its name, states before now show two forecasters, and --remove or fcl undo parts them again.
On a question where both spoke their forecasts become one prediction, in the order in which they were made.
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


@forecaster.command("alias", short_help="Say that two names are one forecaster's.", help=ALIAS)
@click.argument("name")
@click.argument("same_as", required=False)
@click.option("--new", is_flag=True, help="SAME_AS is a name that nobody has yet.")
@click.option("--remove", is_flag=True, help="Say that NAME is read as nobody else any more.")
@writer
def alias(*, name: str, same_as: str | None, new: bool, remove: bool, note: str | None, dry_run: bool) -> None:
    """Say that two names are one forecaster's."""
    book = session().book
    if remove and (same_as is not None or new):
        raise InputError("--remove takes one name", hint="fcl forecaster alias --remove NAME")
    if remove:
        done = book.unalias(name, note=note, dry_run=dry_run)
    elif same_as is None:
        raise InputError("the same as whom?", hint="fcl forecaster alias NAME SAME_AS", code="missing_value")
    else:
        done = book.alias(name, same_as, new=new, note=note, dry_run=dry_run)
    answer("forecaster.alias", done, [_aliased(done, dry_run=dry_run)])
    tell_end(dry_run=dry_run, undo=True)


def _aliased(done: "Aliased", *, dry_run: bool) -> str:
    would = "would be" if dry_run else "is"
    how = "read as nobody else" if done.removed else f"read as {printable(done.same_as)}"
    return f"{printable(done.name)} {would} {how}  ({some(done.questions, 'question')})"


def _lines(found: "Forecaster", scores: "Scores | None") -> list[str]:
    groups = [one for one in scores.groups if one.group == found.name] if scores else []
    said = f"{some(found.forecasts, 'forecast')} on {some(found.questions, 'question')}"
    return [
        f"{printable(found.name)}  ({found.id})",
        *([f"  also {', '.join(map(printable, found.aliases))}"] if found.aliases else []),
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
