"""Sources: the texts that predictions were said in, and a page for each with its quotes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ledger.core.quote import Quote
from ledger.services.people import sources
from ledger.site.lines import Line
from ledger.site.page import Page
from ledger.site.view import View


def pages(view: View) -> Iterator[Page]:
    """The page of all sources that something in the report was said in, and one for each."""
    citing = _citing(view)
    with view.reading() as snapshot:
        found = [one for one in sources(snapshot) if one.id in citing]
    quotes = {one.id: quotes_from(one.id, citing[one.id]) for one in found}
    rows = [(one, len(quotes[one.id]), len(citing[one.id])) for one in found]
    yield Page(kind="sources", title="Sources", content={"rows": rows})
    for one in found:
        yield Page(
            kind="source",
            id=one.id,
            title=one.title or one.url or f"Source {one.id}",
            content={"source": one, "quotes": quotes[one.id], "lines": citing[one.id]},
        )


def quotes_from(source: str, lines: Sequence[Line]) -> list[tuple[Quote, Line]]:
    """The quotes of a source in the order of its text, each with the question that was said in it."""
    found = [(one.quote, line) for line in lines for one in line.cited if one.source == source and one.quote]
    return sorted(found, key=lambda each: (each[0].start is None, each[0].start or 0, each[0].text, each[1].id))


def _citing(view: View) -> dict[str, list[Line]]:
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in view.lines.values():
        for source in dict.fromkeys(one.source for one in line.cited):
            found[source].append(line)
    return found
