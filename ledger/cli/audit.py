"""`fcl audit`: questions on which judges differ, and how far judges agree."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.counting import interval_text, level_text, score_text
from ledger.cli.globals import Command
from ledger.cli.judges import side_by_side
from ledger.cli.lines import counted
from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.cli.tables import Column, table

if TYPE_CHECKING:
    from ledger.services.audit import Agreeing, Contested, Judged

HELP = """Show the questions on which judges differ, side by side, and how far judges agree beyond chance.

\b
Examples:
  fcl audit
  fcl audit tag:ai resolved:2026
  fcl score not:flag:contested       tables without what is contested

Of each judge the last word since the question was last reopened counts; what a rule or other questions decided is
nobody's word. Kappa is 1 for judges who always agree, 0 for as often as chance would have it, below 0 for less often.
"""

REASONS: Final = {
    "one_verdict": "one verdict throughout",
    "nothing_in_common": "no question in common",
}
EVERYBODY: Final = "all of them"


@click.command("audit", cls=Command, short_help="Show where judges differ, and how far they agree.", help=HELP)
@click.argument("query", nargs=-1)
def audit(query: tuple[str, ...]) -> None:
    """Show where judges differ, and how far they agree."""
    current = session()
    found = current.book.audit(query, as_of=current.as_of)
    answer("audit", data_of(found), lines_of(found), as_of=current.as_of, summary=summary_of(found))


def data_of(found: "Judged") -> dict[str, Any]:
    """What was found, by sections."""
    return {"contested": found.contested, "agreement": [_row(one) for one in found.agreement]}


def _row(one: "Agreeing") -> dict[str, Any]:
    return {"judges": one.judges, "method": one.method, **asdict(one.agreement)}


def summary_of(found: "Judged") -> dict[str, Any]:
    """How much was audited."""
    return {
        "contested": len(found.contested), "judged": found.judged, "unnamed": found.unnamed, "level": found.level,
        "as_of": found.as_of,
    }  # fmt: skip


def lines_of(found: "Judged") -> Iterator[str]:
    """The audit as people read it."""
    several = counted(found.judged, "question")
    yield f"{len(found.contested) or 'none'} contested of {several} judged by more than one"
    for one in found.contested:
        yield ""
        yield from _contested(one)
    if found.agreement:
        yield ""
        yield from _agreement(found)


def _contested(one: "Contested") -> Iterator[str]:
    yield from wrapped(one.claim, f"{one.prefix}  ", "  ")
    yield from side_by_side(one.verdicts)


def _agreement(found: "Judged") -> Iterator[str]:
    yield "Agreement between judges"
    columns = [
        Column(title="judges", flexible=True),
        Column(title="questions", right=True),
        Column(title="agree", right=True),
        Column(title="by chance", right=True, spare=2),
        Column(title="kappa", right=True),
        Column(title=f"{level_text(found.level)} interval", spare=1),
    ]
    yield from table(columns, map(_cells, found.agreement), indent="  ")
    if found.unnamed:
        which = f"{counted(found.unnamed, 'question')} about numbers or days"
        yield from wrapped(f"left out of agreement: {which}", "  ", "  ")


def _cells(one: "Agreeing") -> list[str]:
    agreement = one.agreement
    interval = interval_text(agreement.interval_low, agreement.interval_high)
    return [
        EVERYBODY if one.method == "fleiss" else ", ".join(one.judges),
        str(agreement.n),
        _share(agreement.observed),
        _share(agreement.expected),
        score_text(agreement.kappa),
        f"- ({REASONS[agreement.why]})" if agreement.why else interval,
    ]


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"
