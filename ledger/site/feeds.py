"""What others can follow: the days of predictions as a calendar, and what happened to them as a feed."""

from collections.abc import Iterator, Mapping
from typing import Final

from ledger.exporters.atom import feed
from ledger.exporters.ics import calendar
from ledger.site.page import place_of
from ledger.site.view import View

FEEDS: Final[Mapping[str, str]] = {
    "due.ics": "deadlines and reviews as a calendar (iCalendar), with alarms",
    "feed.atom": "what was added, settled and came due (Atom)",
}
"""The files by name, and what each is."""
TYPES: Final[Mapping[str, str]] = {"due.ics": "text/calendar", "feed.atom": "application/atom+xml"}


def feeds(view: View) -> Iterator[tuple[str, bytes]]:
    """The calendar and the feed, by the names of their files; in a public report of what is public."""
    title = view.asked.title
    with view.reading() as snapshot:
        yield "due.ics", calendar(snapshot, view.terms, title=title, shows=view.shows)
        yield "feed.atom", feed(snapshot, view.terms, title=title, shows=view.shows, page=_page)


def _page(id: str) -> str:
    return place_of("prediction", id)
