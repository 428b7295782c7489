"""Evidence grades below a table: how much of what counts is of which, and what a restriction by them leaves out."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ledger.cli.counting import score_text, some
from ledger.cli.prose import wrapped
from ledger.cli.titles import title_of

if TYPE_CHECKING:
    from ledger.services.evidence import Evidence
    from ledger.services.score import Scores


def lines_of_grades(counts: Mapping[str, int]) -> Iterator[str]:
    """How many forecasts are of each grade, strongest first.

    >>> list(lines_of_grades({"witnessed": 2, "imported": 40}))
    ['evidence: 2 witnessed, 40 imported']
    """
    if counts:
        yield from wrapped(", ".join(f"{n} {grade}" for grade, n in counts.items()), "evidence: ", "  ")


def lines_of_evidence(found: "Evidence") -> Iterator[str]:
    """The grades of what is in a calibration table, and what a restriction by grade leaves out."""
    yield from lines_of_grades(found.counts)
    if found.rest is not None:
        brier = "" if found.rest.brier is None else f", Brier {score_text(found.rest.brier)}"
        yield from wrapped(f"of other evidence: {some(found.rest.n, 'prediction')}{brier}")


def line_of_rest(rest: "Scores") -> Iterator[str]:
    """The mean scores of what a restriction by grade leaves out."""
    means = [
        f"{title_of(rule)}{f' of {group.type}' if group.expected is None else ''} {score_text(mean.value)}"
        for group in rest.groups
        for rule, mean in group.means.items()
    ]
    yield from wrapped(f"of other evidence: {', '.join([some(rest.n, 'prediction'), *means])}")
