"""What a page says of itself: JSON-LD, meta tags, its title, `<time>`; in this order where they differ."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ledger.sources.formats._facts import NO_FACTS, Facts, dated
from ledger.sources.formats._markup import Raw, Tag, unescape

TITLES: Final = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title")
AUTHORS: Final = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
)
PUBLISHERS: Final = ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "application-name")
DATES: Final = (
    "article:published_time", "datepublished", "og:published_time", "citation_publication_date", "citation_date",
    "dc.date", "dcterms.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "date",
)  # fmt: skip
ARTICLES: Final = frozenset({
    "article", "newsarticle", "blogposting", "report", "scholarlyarticle", "opinionnewsarticle", "analysisnewsarticle",
    "socialmediaposting", "podcastepisode", "webpage", "videoobject", "techarticle",
})  # fmt: skip
DEEPEST: Final = 6


@dataclass(slots=True)
class Head:
    """What is gathered on the way through a page."""

    metas: dict[str, str] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    time: str = ""
    linked: Facts = NO_FACTS

    def note(self, tag: Tag) -> None:
        """A tag that may say something of the page."""
        if tag.name == "meta":
            self._note_meta(tag.attributes)
        elif tag.name == "link" and not self.canonical:
            given = tag.attributes
            self.canonical = given.get("href", "") if given.get("rel", "").lower() == "canonical" else ""
        elif tag.name == "time" and not self.time:
            self.time = tag.attributes.get("datetime", "")

    def note_raw(self, raw: Raw) -> None:
        """The title, or linked data in a script."""
        if raw.name == "title" and not self.title:
            self.title = unescape(raw.content)
        elif raw.name == "script" and "ld+json" in raw.inside.lower():
            self.linked = self.linked.or_else(linked_facts(raw.content))

    @property
    def facts(self) -> Facts:
        """All of it, the first word on each thing."""
        named = next((dated(self.metas[name], f"meta {name}") for name in DATES if name in self.metas), NO_FACTS)
        date = named if named.published else dated(self.time, "time element")
        address = self.canonical or self.metas.get("og:url", "")
        said = Facts(
            title=self._first(TITLES) or self.title,
            author=self._first(AUTHORS),
            publisher=self._first(PUBLISHERS),
            url=address if "://" in address else None,
        )
        return self.linked.or_else(said).or_else(date)

    def _note_meta(self, given: Mapping[str, str]) -> None:
        for kind in ("property", "name", "itemprop"):
            if given.get(kind) and given.get("content"):
                self.metas.setdefault(given[kind].lower(), given["content"])

    def _first(self, names: tuple[str, ...]) -> str | None:
        return next((self.metas[name] for name in names if name in self.metas), None)


def linked_facts(script: str) -> Facts:
    """What JSON-LD (schema.org) says of the first article in it; no facts where it cannot be read.

    >>> linked_facts('{"@type": "BlogPosting", "headline": "Why", "author": {"name": "A"}}').author
    'A'
    """
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return NO_FACTS
    return next((_article(one) for one in _objects(data) if _is_article(one)), NO_FACTS)


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects at the top, in lists and in graphs."""
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for one in data:
            yield from _objects(one, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)


def _is_article(data: Mapping[str, Any]) -> bool:
    kinds = data.get("@type")
    return any(str(kind).lower() in ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _article(data: Mapping[str, Any]) -> Facts:
    said = Facts(
        title=named(data.get("headline")) or named(data.get("name")),
        author=named(data.get("author")) or named(data.get("creator")),
        publisher=named(data.get("publisher")),
    )
    return said.or_else(dated(str(data.get("datePublished") or ""), "JSON-LD datePublished"))


def named(value: Any) -> str | None:
    """A name as data has it: a text, an object with a name or a title, or several of these.

    >>> named([{"name": "A"}, "B"]), named({"siteMetadata": {"title": "C"}})
    ('A, B', 'C')
    """
    if isinstance(value, list):
        return (
            ", ".join(name for one in value[:20] if (name := named(one) if not isinstance(one, list) else None)) or None
        )
    for _ in range(2):
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or value.get("siteMetadata")
    return value if isinstance(value, str) and value.strip() else None
