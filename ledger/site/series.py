"""Series: questions that come again every period, and a page for each with what became of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ledger.site.lines import Line
from ledger.site.page import Page
from ledger.site.view import View


def pages(view: View) -> Iterator[Page]:
    """The page of all series, and one for each; none where there is no series."""
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in view.lines.values():
        if line.series:
            found[line.series].append(line)
    if not found:
        return
    ordered = {id_: sorted(lines, key=lambda one: one.period or "") for id_, lines in sorted(found.items())}
    titles = {id_: title_of(lines) for id_, lines in ordered.items()}
    yield Page(kind="series", title="Series", content={"series": ordered, "titles": titles})
    for id_, lines in ordered.items():
        yield Page(kind="recurring", id=id_, title=titles[id_], content={"lines": lines})


def title_of(lines: Sequence[Line]) -> str:
    """The claim of a series: that of its newest occurrence, without the period."""
    newest = lines[-1]
    return newest.claim.replace(newest.period, "…") if newest.period else newest.claim
