"""Sources: the texts that predictions were said in, and a page for each with its quotes."""

from collections import defaultdict
from collections.abc import Iterator

from ledger.services.people import source, sources
from ledger.site.lines import Line
from ledger.site.page import Page
from ledger.site.view import View


def pages(view: View) -> Iterator[Page]:
    """The page of all sources that something in the report was said in, and one for each."""
    citing = _citing(view)
    with view.reading() as snapshot:
        found = [one for one in sources(snapshot) if one.id in citing]
    yield Page(kind="sources", title="Sources", content={"sources": [(one, len(citing[one.id])) for one in found]})
    for one in found:
        with view.reading() as snapshot:
            detail = source(snapshot, one.id)
        yield Page(
            kind="source",
            id=one.id,
            title=one.title or one.url or f"Source {one.id}",
            content={"source": one, "quotes": detail.quotes, "lines": citing[one.id]},
        )


def _citing(view: View) -> dict[str, list[Line]]:
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in view.lines.values():
        for id_ in line.sources:
            found[id_].append(line)
    return found
