"""Title, author and date from the keys beside a text in data, then from those above it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from ledger.sources.formats._facts import NO_FACTS, Facts, dated
from ledger.sources.formats._page_facts import named

KEYS: Final = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "creator", "speaker", "by"),
    "publisher": ("publisher", "sitename", "publication", "journal", "sitemetadata", "site"),
    "url": ("url", "canonicalurl", "link", "permalink", "externalurl"),
}
DATES: Final = (
    "datepublished", "publishedat", "publisheddate", "publicationdate", "published", "date", "pubdate", "postdate",
    "datetime", "created", "createdat",
)  # fmt: skip


def facts_about(way: Sequence[tuple[str, Any]]) -> Facts:
    """What the objects on the way to a text say of it: the nearest first, with what that one holds, as front matter.

    >>> facts_about([("", {"date": "2026"}), ("/post", {"front": {"title": "Why", "date": "May 7, 2026"}})]).published
    '2026-05-07'
    """
    found = NO_FACTS
    for pointer, value in _objects(way):
        found = found.or_else(facts_of(value, f"JSON {pointer}/"))
    return found


def _objects(way: Sequence[tuple[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The object that holds the text, those in it, then the ones that hold it."""
    held = [(pointer, value) for pointer, value in reversed(way) if isinstance(value, Mapping)]
    for number, (pointer, value) in enumerate(held):
        yield pointer, value
        if number == 0:
            yield from ((f"{pointer}/{key}", one) for key, one in value.items() if isinstance(one, Mapping))


def facts_of(data: Mapping[str, Any], where: str) -> Facts:
    """What one object says by its keys; `where` stands before the key of its date."""
    plain = {plain_key(key): (key, value) for key, value in data.items()}
    said = {field: next(filter(None, (_name(plain, key) for key in keys)), None) for field, keys in KEYS.items()}
    dates = (dated(_text(plain[key][1]), f"{where}{plain[key][0]}") for key in DATES if key in plain)
    return Facts(**said).or_else(next((one for one in dates if one.published), NO_FACTS))


def plain_key(key: str) -> str:
    """A key as all its spellings have it in common.

    >>> plain_key("published_at"), plain_key("datePublished")
    ('publishedat', 'datepublished')
    """
    return key.replace("_", "").replace("-", "").lower()


def _text(value: Any) -> str:
    """A date as data has it; data in data is none."""
    return str(value) if isinstance(value, str | int | date) else ""


def _name(plain: Mapping[str, tuple[str, Any]], key: str) -> str | None:
    return named(plain[key][1]) if key in plain else None
