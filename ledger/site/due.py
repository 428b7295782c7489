"""What is due, and what comes soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ledger.services.due import due
from ledger.site.figures import figures
from ledger.site.lines import Line
from ledger.site.page import Page
from ledger.site.view import View

WITHIN: Final = 90
DUE: Final = frozenset({"due", "overdue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is due or overdue `now`, and what comes `soon`; the earliest first."""

    now: list[Line]
    soon: list[Line]


def due_lines(view: View) -> Due:
    """The open questions whose day has come, or comes within 90 days."""
    with view.reading() as snapshot:
        found = [view.lines[one.id] for one in due(snapshot, view.terms, WITHIN) if one.id in view.lines]
    return Due(
        now=[one for one in found if _has_come(one, view.state.today)],
        soon=[one for one in found if not _has_come(one, view.state.today)],
    )


def _has_come(line: Line, today: str) -> bool:
    return line.status in DUE or (line.attention or "") < today


def pages(view: View) -> Iterator[Page]:
    """The page of what is due."""
    found = due_lines(view)
    yield Page(
        kind="due",
        title="Due",
        content={"due": found.now, "soon": found.soon, "within": WITHIN},
        figures=figures(view, ["timeline"]),
    )
