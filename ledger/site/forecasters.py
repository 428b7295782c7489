"""Forecasters: all of them with their scores, and a page for each with the calibration."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ledger.services.people import Forecaster
from ledger.services.summing import GroupScore
from ledger.site.figures import Figure, figures, only
from ledger.site.lines import Line
from ledger.site.page import Page
from ledger.site.view import View

FIGURES: Final = ("reliability", "scores")
ENOUGH: Final = 10
"""Scored predictions from which on a forecaster's figures say something."""

MOST: Final = 100
"""Forecasters with figures: those who said most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A forecaster with how much was said and the mean scores of yes/no questions, None where there are none."""

    who: Forecaster
    questions: int
    settled: int
    binary: GroupScore | None


def rows(view: View) -> list[Row]:
    """Everyone in the report, by how much was said: a list is no ranking."""
    lines = _lines_by_forecaster(view)
    found = [
        Row(
            who=who,
            questions=len(lines[name]),
            settled=sum(one.status == "resolved" for one in lines[name]),
            binary=view.measures.binary_of(name),
        )
        for name, who in view.forecasters.items()
    ]
    return sorted(found, key=lambda one: (-one.questions, one.who.name))


def pages(view: View) -> Iterator[Page]:
    """The page of all forecasters, and one for each."""
    found = rows(view)
    yield Page(kind="forecasters", title="Forecasters", content={"rows": found}, figures=figures(view, ["leaderboard"]))
    lines = _lines_by_forecaster(view)
    for place, row in enumerate(found):
        name = row.who.name
        yield Page(
            kind="forecaster",
            id=row.who.id,
            title=name,
            content={
                "row": row,
                "groups": view.measures.of_forecasters.get(name, ()),
                "calibration": view.measures.calibration_of(name),
                "lines": lines[name],
            },
            figures=_figures(view, row) if place < MOST else [],
        )


def _figures(view: View, row: Row) -> list[Figure]:
    """The figures of a forecaster of whom enough is scored."""
    if row.binary is None or row.binary.n < ENOUGH:
        return []
    return figures(view, FIGURES, only("forecaster", row.who.name), of=row.who.id)


def _lines_by_forecaster(view: View) -> dict[str, list[Line]]:
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in view.lines.values():
        for told in line.told:
            found[told.forecaster].append(line)
    return found
