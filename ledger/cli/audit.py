"""`fcl audit`: what was said, worded or decided in hindsight, where judges differ, and how far they agree."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.counting import interval_text, level_text, names_of, score_text
from ledger.cli.globals import Command
from ledger.cli.hindsight import lines_of_cases, lines_of_counts, lines_of_worst_case, rows_of
from ledger.cli.judges import side_by_side
from ledger.cli.lines import counted
from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.core.hindsight import FINDINGS, LEFT_OPEN_DAYS
from ledger.registry import unknown_name

if TYPE_CHECKING:
    from ledger.services.audit import Agreeing, Contested, Judged
    from ledger.services.hindsight import Hindsight

HELP = """Show what was recorded, worded or decided in hindsight, and where judges differ.

\b
Examples:
  fcl audit
  fcl audit tag:ai resolved:2026
  fcl audit forecaster:doe --only own_verdict,re_resolved --limit 0
  fcl score not:flag:goalposts_moved,contested       tables without what was found

Each finding counts its cases and in how many they could have been, then lists them with their days. The worst case is
each forecaster's mean Brier score if every number left open or void had gone against them, and what was committed and
never revealed had the worst score. A finding is no verdict: there are honest reasons for each.

Of each judge the last word since the question was last reopened counts; what a rule or other questions decided is
nobody's word. Kappa is 1 for judges who always agree, 0 for as often as chance would have it, below 0 for less often.
"""

REASONS: Final = {
    "one_verdict": "one verdict throughout",
    "nothing_in_common": "no question in common",
}
EVERYBODY: Final = "all of them"


SECTIONS: Final = ("worst_case", "contested")
"""What --only names besides findings."""
SHOWN: Final = 10
"""Cases of each finding that people see without --limit."""


@click.command("audit", cls=Command, short_help="Show what was done in hindsight, and where judges differ.", help=HELP)
@click.argument("query", nargs=-1)
@click.option("--only", metavar="NAME,...", help="Only these findings, worst_case, or contested.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help=f"Cases of each finding: {SHOWN}; 0 shows all.")
@click.option(
    "--grace", type=click.IntRange(0), default=LEFT_OPEN_DAYS, metavar="DAYS",
    help=f"Days after its deadline before an open question is left_open: {LEFT_OPEN_DAYS}.",
)  # fmt: skip
def audit(query: tuple[str, ...], *, only: str | None, limit: int | None, grace: int) -> None:
    """Show what was done in hindsight, and where judges differ."""
    current, names = session(), checked(names_of((only or "").replace("-", "_")))
    judged = current.book.audit(query, as_of=current.as_of)
    asked = [name for name in names if name in FINDINGS]
    found = current.book.hindsight(query, only=asked, grace=grace, as_of=current.as_of)
    lines = lines_of_all(judged, found, names, SHOWN if limit is None else limit)
    summary = summary_of(judged) | {"questions": found.questions, "grace": found.grace, "findings": found.counts}
    answer("audit", data_of(judged, found, names, limit or 0), lines, as_of=current.as_of, summary=summary)


def checked(names: Collection[str]) -> tuple[str, ...]:
    """The sections and findings asked for, all without any; InputError for a name that is none.

    >>> checked(["contested"])
    ('contested',)
    """
    known = dict.fromkeys((*FINDINGS, *SECTIONS), "")
    for name in names:
        if name not in known:
            raise unknown_name("finding", name, known=known)
    return tuple(name for name in known if not names or name in names)


def data_of(judged: "Judged", found: "Hindsight", names: Collection[str], limit: int = 0) -> dict[str, Any]:
    """What was found, by sections; those that were not asked for are empty."""
    contested = "contested" in names
    return {
        "contested": judged.contested if contested else (),
        "agreement": [_row(one) for one in judged.agreement] if contested else [],
        "hindsight": rows_of(found, limit) if FINDINGS.keys() & names else [],
        "worst_case": found.worst_case if "worst_case" in names else (),
    }


def lines_of_all(judged: "Judged", found: "Hindsight", names: Collection[str], limit: int) -> Iterable[str]:
    """The sections that were asked for, with a line between them."""
    findings = bool(FINDINGS.keys() & names)
    sections = (
        lines_of_counts(found) if findings else (),
        lines_of_worst_case(found) if "worst_case" in names else (),
        lines_of(judged) if "contested" in names else (),
    )
    said = [list(section) for section in sections]
    apart = chain.from_iterable(["", *lines] for lines in said if lines)
    return chain(list(apart)[1:], lines_of_cases(found, limit) if findings else ())


def _row(one: "Agreeing") -> dict[str, Any]:
    return {"judges": one.judges, "method": one.method, **asdict(one.agreement)}


def summary_of(found: "Judged") -> dict[str, Any]:
    """How much was audited."""
    return {
        "contested": len(found.contested), "judged": found.judged, "unnamed": found.unnamed, "level": found.level,
        "as_of": found.as_of,
    }  # fmt: skip


def lines_of(found: "Judged") -> Iterator[str]:
    """Where judges differ, as people read it."""
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
