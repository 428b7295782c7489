"""What happened to predictions as a feed (RFC 4287): what was added, settled, and came due, the newest first.

Every entry has an identity for good (a tag by RFC 4151), and its instant is that of the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405 # it is written, none is read

from ledger.exporters._telling import about, line_of, outcome_of
from ledger.services.agenda import Shows, every_question
from ledger.services.news import News, news

if TYPE_CHECKING:
    from ledger.core.query import Term
    from ledger.store.snapshot import Snapshot

ATOM: Final = "http://www.w3.org/2005/Atom"
AUTHORITY: Final = "tag:forecast-ledger,2026"
MOST: Final = 100
Page = Callable[[str], str]
"""The address of a question's page, by its id."""


def feed(
    snapshot: Snapshot,
    terms: Sequence[Term] = (),
    *,
    title: str = "Predictions",
    limit: int = MOST,
    shows: Shows = every_question,
    page: Page | None = None,
) -> bytes:
    """The feed of what matches, its newest `limit` news (0 is all): the same state and day give the same bytes.

    `shows` says which of the questions may be told of; `page` gives the address to which an entry leads.
    """
    found = news(snapshot, terms, limit=limit, shows=shows)
    made = Element("feed", xmlns=ATOM)
    _say(made, "id", f"{AUTHORITY}:{snapshot.ledger}")
    _say(made, "title", line_of(title) or "-")
    _say(made, "updated", max((one.at for one in found), default=_seconds(snapshot.recorded_at)))
    _say(SubElement(made, "author"), "name", "Forecast Ledger")
    for one in found:
        made.append(_entry(one, snapshot.ledger, page))
    indent(made)
    return bytes(tostring(made, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(one: News, ledger: str, page: Page | None) -> Element:
    question = one.question
    made = Element("entry")
    _say(made, "id", f"{AUTHORITY}:{ledger}/{question.id}/{one.name}")
    _say(made, "title", f"{_word(one)}: {line_of(question.claim)}")
    _say(made, "updated", one.at)
    _say(SubElement(made, "author"), "name", line_of(_author(one)) or "-")
    for tag in question.tags:
        SubElement(made, "category", term=line_of(tag))
    if page:
        SubElement(made, "link", rel="alternate", href=page(question.id))
    _say(made, "content", about(question)).set("type", "text")
    return made


def _say(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name)
    made.text = text
    return made


def _word(one: News) -> str:
    if one.kind == "settled":
        return f"Settled, {outcome_of(one.question)}"
    return {"added": "Added", "due": "Due"}[one.kind]


def _author(one: News) -> str:
    """Who recorded it: the decision, or the question."""
    decision = one.question.decision
    return decision.recorded_by if one.kind == "settled" and decision else one.question.recorded_by


def _seconds(instant: str) -> str:
    return f"{instant[:19]}Z"
