"""The first page: how much there is, how good it was, what is due and what came out last."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ledger.site.due import due_lines
from ledger.site.figures import figures
from ledger.site.forecasters import rows
from ledger.site.page import Page
from ledger.site.view import View

SHOWN: Final = 8
FIGURES: Final = ("reliability", "scores")
OPEN: Final = ("open", "due", "overdue")


def pages(view: View) -> Iterator[Page]:
    """The overview."""
    lines = list(view.lines.values())
    counts = Counter(one.status for one in lines)
    settled = sorted((one for one in lines if one.known_on), key=lambda one: (one.known_on or "", one.id), reverse=True)
    due = due_lines(view)
    yield Page(
        kind="overview",
        title="Overview",
        content={
            "questions": len(lines),
            "predictions": sum(len(one.told) for one in lines),
            "open": sum(counts[name] for name in OPEN),
            "due": due.now,
            "soon": due.soon,
            "settled": len(settled),
            "newest": settled[:SHOWN],
            "shown": SHOWN,
            "measures": view.measures,
            "rows": rows(view)[:SHOWN],
            "people": len(view.forecasters),
        },
        figures=figures(view, FIGURES),
    )
