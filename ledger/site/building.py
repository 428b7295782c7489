"""Building: the pages in their order, each filled into the layout of a folder or of one file."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from markupsafe import Markup

from ledger.site import calibration, data, due, findings, forecasters, method, overview, predictions, series, sources
from ledger.site.feeds import TYPES, feeds
from ledger.site.figures import apart
from ledger.site.page import Link, Page, link_from, link_within
from ledger.site.templating import markup, rendered
from ledger.site.view import View

KINDS: Final = (overview, due, predictions, forecasters, calibration, sources, series, findings, method, data)


def pages(view: View) -> Iterator[Page]:
    """Every page, in the order of the navigation."""
    for kind in KINDS:
        yield from kind.pages(view)


def navigation(view: View) -> list[tuple[str, str]]:
    """The pages that every page leads to, with their names."""
    found = [
        ("overview", "Overview"), ("due", "Due"), ("predictions", "Predictions"), ("forecasters", "Forecasters"),
        ("calibration", "Calibration"), ("sources", "Sources"), ("series", "Series"), ("findings", "Findings"),
        ("method", "Method"), ("data", "Data"),
    ]  # fmt: skip
    has_series = any(one.series for one in view.lines.values())
    return [one for one in found if one[0] != "series" or has_series]


def page_of(view: View, page: Page) -> Iterator[str]:
    """A page as a file of its own, piece by piece."""
    return rendered("page.html", page=page, **around(view, link_from(page.place)), **page.content)


def single(view: View, every: Iterable[Page]) -> Iterator[str]:
    """Every page in one file, piece by piece; its tables are carried in it."""
    carried = dict(data.tables(view))
    followed = dict(feeds(view))

    def link(kind: str, id: str = "") -> str:
        if kind == "table":
            return _carried(carried[id].encode(), "text/csv")
        return _carried(followed[id], TYPES[id]) if kind == "feed" else link_within(kind, id)

    def sections() -> Iterator[tuple[Page, Markup]]:
        for each in every:
            page = replace(each, figures=[apart(one, each.fragment) for one in each.figures])
            carried.update({one.file: one.csv for one in page.figures})
            yield page, markup(rendered(f"{page.kind}.html", page=page, **content, **page.content))

    content = around(view, link)
    return rendered("single.html", sections=sections(), **content)


def _carried(content: bytes, kind: str) -> str:
    """A file as an address that holds it whole."""
    return f"data:{kind};charset=utf-8;base64,{base64.b64encode(content).decode()}"


def around(view: View, link: Link) -> dict[str, Any]:
    """What every template may name."""
    return {
        "asked": view.asked,
        "state": view.state,
        "view": view,
        "link": link,
        "navigation": navigation(view),
        "query": view.query,
    }
