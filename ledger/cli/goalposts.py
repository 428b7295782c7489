"""`fcl goalposts`: claims that were said again, how far they moved, and how first and latest statement did."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.counting import score_text
from ledger.cli.globals import Command
from ledger.cli.lines import counted
from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.text import percent, printable
from ledger.cli.titles import title_of
from ledger.core.numbers import decimal_text

if TYPE_CHECKING:
    from ledger.core.goalposts import Apart, Chain, Drift, Statement
    from ledger.services.goalposts import Goalposts

HELP = """Show claims that one speaker said again: how deadline and confidence moved, and how each statement did.

\b
Examples:
  fcl goalposts
  fcl goalposts forecaster:doe tag:ai
  fcl add "AGI by 2030" 50% --by 2030 --restates k7q    adds a statement to a chain

The rate is days of deadline for each day that passed: 0 for a deadline that stays, 1 for "always ten years away".
Of a question about a day the median moves. The first and the latest statement of each chain are scored apart, each
by its own outcome; a statement that is open has no score.
"""

COLUMNS: Final = (
    Column(title="id"),
    Column(title="restates", spare=3),
    Column(title="said"),
    Column(title="by"),
    Column(title="moved", right=True),
    Column(title="rate", right=True, spare=1),
    Column(title="p", flexible=True),
    Column(title="came out", spare=2),
)
APART: Final = (
    Column(title=""),
    Column(title="first", right=True),
    Column(title="n", right=True),
    Column(title="latest", right=True),
    Column(title="n", right=True),
)


@click.command("goalposts", cls=Command, short_help="Show how far claims moved that were said again.", help=HELP)
@click.argument("query", nargs=-1)
def goalposts(query: tuple[str, ...]) -> None:
    """Show how far claims moved that were said again."""
    current = session()
    found = current.book.goalposts(query, as_of=current.as_of)
    answer("goalposts", found.chains, lines_of(found), as_of=current.as_of, summary=summary_of(found))


def summary_of(found: "Goalposts") -> dict[str, Any]:
    """First and latest statements scored apart."""
    return {"chains": len(found.chains), "scores": found.scores, "as_of": found.as_of}


def lines_of(found: "Goalposts") -> Iterator[str]:
    """The chains as people read them, then the scores."""
    yield f"{counted(len(found.chains), 'claim') if found.chains else 'no claim'} said more than once"
    for chain in found.chains:
        yield ""
        yield from _chain(chain)
    if found.chains:
        yield ""
        yield from _apart(found.scores)


def _chain(chain: "Chain") -> Iterator[str]:
    yield from wrapped(chain.first.claim, f"{printable(chain.forecaster)}  ", "  ")
    before = {one.later: one for one in chain.steps}
    prefixes = {one.question: one.prefix for one in chain.statements}
    rows = (_cells(one, before.get(one.question), prefixes) for one in chain.statements)
    yield from table(COLUMNS, rows, indent="  ")
    yield from wrapped(drift_text(chain.drift), "  ", "  ")
    if chain.branching:
        yield "  branches: not a single line of statements"


def _cells(one: "Statement", step: "Drift | None", prefixes: Mapping[str, str]) -> list[str]:
    return [
        one.prefix,
        prefixes[step.earlier] if step else "-",
        one.made,
        deadline_text(one),
        _moved(step.moved if step else None),
        _rate(step.rate if step else None),
        one.told or percent(one.p),
        one.outcome or one.status,
    ]


def deadline_text(one: "Statement") -> str:
    """The deadline of a statement, of a distribution with its ends."""
    ends = f" ({one.low} to {one.high})" if one.low and one.high else ""
    return f"{one.deadline or '-'}{ends}"


def _moved(days: int | None) -> str:
    return "-" if days is None else f"{days:+} d"


def _rate(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:z.2f}"


def drift_text(drift: "Drift") -> str:
    """From the first statement to the latest, in one line."""
    return f"first to latest, {counted(drift.days, 'day')}: {_deadline(drift)}{_confidence(drift.confidence)}"


def _deadline(drift: "Drift") -> str:
    if drift.moved is None:
        return "no two deadlines to compare"
    if not drift.moved:
        return "the deadline stayed"
    rate = "" if drift.rate is None else f", {_rate(drift.rate)} a day"
    way = "later" if drift.moved > 0 else "earlier"
    return f"the deadline moved {counted(abs(drift.moved), 'day')} {way}{rate}"


def _confidence(change: str | None) -> str:
    if change is None:
        return ""
    points = decimal_text(Decimal(change) * 100)
    sign = "" if points.startswith("-") else "+"
    return f"; confidence {sign}{points} points" if Decimal(change) else "; confidence as before"


def _apart(scores: "tuple[Apart, ...]") -> Iterator[str]:
    yield "First and latest statements apart"
    yield from table(APART, map(_scores, scores), indent="  ")
    each = scores[0]
    for n, one, other in ((each.n_first, "first", "latest"), (each.n_latest, "latest", "first")):
        if alone := n - each.n_both:
            which = "1 chain is" if alone == 1 else f"{alone} chains are"
            yield f"  {which} counted in the {one} only: the {other} statement has no score"


def _scores(apart: "Apart") -> list[str]:
    first, latest = score_text(apart.mean_first), score_text(apart.mean_latest)
    return [title_of(apart.rule), first, str(apart.n_first), latest, str(apart.n_latest)]
