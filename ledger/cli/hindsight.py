"""Hindsight for people: how often each thing was found, the worst case, and the cases."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from ledger.cli.counting import score_text
from ledger.cli.lines import counted
from ledger.cli.prose import wrapped
from ledger.cli.tables import Column, table
from ledger.core.hindsight import FINDINGS

if TYPE_CHECKING:
    from ledger.services.hindsight import Case, Count, Hindsight
    from ledger.services.worst_case import WorstCase

COUNTS: Final = (
    Column(title="finding"),
    Column(title="cases", right=True),
    Column(title="of", right=True),
    Column(title="among", spare=2),
    Column(title="what it is", flexible=True, spare=1),
)
WORST: Final = (
    Column(title="forecaster", flexible=True),
    Column(title="scored", right=True),
    Column(title="n", right=True),
    Column(title="left open", right=True, spare=3),
    Column(title="void", right=True, spare=2),
    Column(title="unrevealed", right=True, spare=1),
    Column(title="worst", right=True),
    Column(title="n", right=True),
)
CASES: Final = (
    Column(title="id"),
    Column(title="forecaster", spare=1),
    Column(title="since"),
    Column(title="done"),
    Column(title="days", right=True),
    Column(title="entry", right=True, spare=2),
    Column(title="what", spare=3),
    Column(title="claim", flexible=True),
)


def rows_of(found: "Hindsight", limit: int) -> list[dict[str, Any]]:
    """A row for each case, by the names of the JSON contract; `limit` of each finding, 0 for all."""
    return [
        {"question": one.question, "prefix": one.prefix, "claim": one.claim, **asdict(one.found)}
        for _, some in _by_finding(found)
        for one in some[: limit or None]
    ]


def lines_of_counts(found: "Hindsight") -> Iterator[str]:
    """How often each thing was found."""
    looked = counted(found.questions, "question")
    if not found.cases:
        yield f"Hindsight: nothing found in {looked}"
        return
    yield f"Hindsight: {counted(len(found.cases), 'finding')} in {looked}"
    yield from table(COUNTS, [_count(one) for one in found.counts if one.cases], indent="  ")


def _count(one: "Count") -> list[str]:
    return [one.finding, str(one.cases), str(one.of), one.among, FINDINGS[one.finding]]


def lines_of_worst_case(found: "Hindsight") -> Iterator[str]:
    """Each forecaster as scored and at the worst; nothing where there is nobody to score."""
    if found.worst_case:
        yield "Worst case: mean Brier score (0-1), and if everything left open, void or unrevealed had gone wrong"
        yield from table(WORST, map(_worst, found.worst_case), indent="  ")


def _worst(one: "WorstCase") -> list[str]:
    numbers = (one.left_open, one.void, one.unrevealed)
    return [
        one.forecaster,
        score_text(one.mean),
        str(one.n),
        *map(str, numbers),
        score_text(one.worst),
        str(one.n_worst),
    ]


def lines_of_cases(found: "Hindsight", limit: int) -> Iterator[str]:
    """The cases of each finding with their days; `limit` of each, 0 for all."""
    for name, some in _by_finding(found):
        yield ""
        yield from wrapped(FINDINGS[name], f"{name}: ", "  ")
        shown = some[: limit or None]
        yield from table(CASES, map(_case, shown), indent="  ")
        if len(some) > len(shown):
            yield f"  and {len(some) - len(shown)} more: --limit 0 shows all"


def _by_finding(found: "Hindsight") -> Iterator[tuple[str, Sequence["Case"]]]:
    return ((name, list(some)) for name, some in groupby(found.cases, lambda one: one.found.finding))


def _case(one: "Case") -> list[str]:
    found = one.found
    return [
        one.prefix,
        found.forecaster or "-",
        found.since,
        found.on or "-",
        str(found.days),
        "-" if found.entry is None else str(found.entry),
        (" → " if found.finding == "re_resolved" else ", ").join(found.what) or "-",
        one.claim,
    ]
