"""`fcl coherence`: which statements of a forecaster cannot all hold."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.globals import Command
from ledger.cli.lines import counted
from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.text import printable, short_percent

if TYPE_CHECKING:
    from ledger.services.coherence import Audit, Contradiction, Position, TooLarge

SOMETHING_FOUND: Final = 10
ANALYSTS: Final = {"words": "read from words", "imputed": "imputed by an analyst"}

HELP = """Find statements of a forecaster that cannot all hold, and what they would lose for sure.

\b
Examples:
  fcl coherence
  fcl coherence alice --stated
  fcl --as-of 2026-06-30 coherence --all

Told are the smallest sets: the same claim more likely by 2028 than by 2030, a claim and its denial or shares that do
not make 100%, bundles and conditionals that do not fit their parts. Beside each statement stands what the forecaster
would buy or sell at their own price, at most 1 of each, to lose for sure. Claims are compared by their words; only
forecasts that stand count, and of a claim that was restated the newest.
"""


@click.command("coherence", cls=Command, short_help="Find statements that cannot all hold.", help=HELP)
@click.argument("forecaster", required=False, metavar="[A]")
@click.option("--all", "decided", is_flag=True, help="Also questions that are no longer open.")
@click.option("--stated", is_flag=True, help="Leave out numbers that were read from words or imputed.")
@click.option("--limit", type=click.IntRange(0), default=20, metavar="N", help="Show so many sets; 0 is all of them.")
@click.option("--exit-code", is_flag=True, help="Exit with 10 when something is found.")
@click.pass_context
def coherence(
    context: click.Context, forecaster: str | None, *, decided: bool, stated: bool, limit: int, exit_code: bool
) -> None:
    """Find statements that cannot all hold."""
    current = session()
    audit = current.book.coherence_audit(forecaster, stated=stated, decided=decided, as_of=current.as_of)
    for large in audit.too_large:
        current.warnings.append({"code": "too_large", "message": _too_large(large)})
    answer("coherence", audit.contradictions, lines_of(audit, limit), as_of=current.as_of, summary=summary_of(audit))
    if exit_code and audit.contradictions:
        context.exit(SOMETHING_FOUND)


def summary_of(audit: "Audit") -> dict[str, Any]:
    """How much was read, and what was not searched to the end."""
    return {
        "contradictions": len(audit.contradictions), "forecasters": audit.forecasters,
        "statements": audit.statements, "too_large": audit.too_large, "as_of": audit.as_of,
    }  # fmt: skip


def lines_of(audit: "Audit", limit: int = 0) -> Iterator[str]:
    """The contradictions as people read them; with a limit only so many, and how many more there are."""
    looked = f"{counted(audit.statements, 'statement')} of {counted(audit.forecasters, 'forecaster')}"
    found = len(audit.contradictions)
    nothing = "nothing found, and not everything searched" if audit.too_large else "nothing contradicts"
    yield f"{looked}: {counted(found, 'contradiction') if found else nothing}"
    for each in audit.contradictions[: limit or None]:
        yield ""
        yield from _lines(each)
    if limit and found > limit:
        yield f"\n{found - limit} more: --limit 0"


def _lines(found: "Contradiction") -> Iterator[str]:
    yield from wrapped(found.sentence, "", "  ")
    yield from table(COLUMNS, map(_cells, found.statements), indent="  ", heads=False)
    where = "" if found.always else " unless all these bets are called off"
    yield from wrapped(f"loses at least {short_number(found.sure_loss)}{where}, staking at most 1 on each", "  ", "  ")
    if not found.complete:
        yield "  there may be other sets, or a smaller one: too many statements to search them all"


COLUMNS: Final = (
    Column(title=""),
    Column(title=""),
    Column(title="", right=True),
    Column(title=""),
    Column(title=""),
    Column(title="", flexible=True),
)


def _cells(position: "Position") -> list[str]:
    claim = position.claim if position.option is None else f"{position.option}: {position.claim}"
    under = f" (if {position.condition})" if position.condition else ""
    read = f" ({ANALYSTS[position.basis]})" if position.basis in ANALYSTS else ""
    return [
        _trade(position.stake),
        position.prefix,
        short_percent(position.p),
        f"said {position.made[:10]}",
        f"by {position.deadline}" if position.deadline else "",
        f"{claim}{under}{read}",
    ]


def _trade(stake: str) -> str:
    return f"{'sells' if stake.startswith('-') else 'buys'} {short_number(stake.lstrip('-'))}"


def short_number(text: str) -> str:
    """An exact number in at most four digits, a ratio as it is.

    >>> short_number("0.2"), short_number("0.123456"), short_number("1/3")
    ('0.2', '0.1235', '1/3')
    """
    return text if "/" in text else f"{Decimal(text):.4g}"


def _too_large(large: "TooLarge") -> str:
    where = f"{large.statements} statements of {printable(large.forecaster)} are tied together"
    return f"{where}, too many to be searched to the end: {counted(len(large.questions), 'question')}"
