"""Sources: the texts that predictions were said in, with what is known about them."""

from dataclasses import dataclass
from typing import Final

from ledger.core.question import Source
from ledger.errors import InputError, RefusedError
from ledger.services.clock import clock_of
from ledger.sources.document import Document
from ledger.store import sources as stored
from ledger.store.chain import Value
from ledger.store.copying import row_values
from ledger.store.find import find_source
from ledger.store.journal import Draft, look_up_public_ids
from ledger.store.making import named_identity
from ledger.store.tables import source_texts, sources

KEEPS: Final = ("text", "hash")
LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What was typed about a source; `file` is its name without folders."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None
    file: str | None = None
    note: str | None = None


def add_source(draft: Draft, about: About, document: Document | None = None, *, keep: str = "text") -> Source:
    """A source by its URL or its text; the same one again is what became known about it later.

    `keep` says whether the ledger holds the text itself or only its hash.
    Raises InputError for a source without URL and text, RefusedError where nothing new is said.
    """
    if keep not in KEEPS:
        raise InputError(f"a source is not kept as {keep[:40]!r}", hint=f"choose {' or '.join(KEEPS)}")
    _check(draft, about)
    key = _identity(draft, about, document)
    before = stored.newest_text(draft.connection, key)
    said = {**_about_columns(about), **(_text_columns(document, keep=keep) if document else {})}
    there = {name: value for name, value in row_values(before).items() if value is not None} if before else {}
    columns = {**there, **said, "source_id": key}
    public_id = _public_id(draft, key)
    if columns == there:
        message = f"this source is here already: {public_id}"
        raise RefusedError(message, hint=f"fcl source show {public_id}", code="known_source")
    draft.add(source_texts, **columns)
    return _view(public_id, columns)


def _check(draft: Draft, about: About) -> None:
    if about.published:
        clock_of(draft).moment(about.published)
    if about.url and "://" not in about.url:
        raise InputError(f"{about.url[:60]!r} is no URL", hint="write https://example.org/i42")
    for name in About.__dataclass_fields__:
        if len(getattr(about, name) or "") > LONGEST:
            raise InputError(f"the {name.replace('_', ' ')} is too long", hint=f"at most {LONGEST} characters")


def _identity(draft: Draft, about: About, document: Document | None) -> int:
    if about.url:
        found = find_source(draft.connection, about.url)
        return found.key if found else named_identity(draft, sources, "url", about.url)
    if document is None:
        raise InputError("a source needs a text or a URL", hint="fcl source add FILE, or fcl source add URL")
    return named_identity(draft, sources, "sha256", document.sha256)


def _about_columns(about: About) -> dict[str, Value]:
    given = {name: getattr(about, name) for name in About.__dataclass_fields__}
    return {name: " ".join(text.split()) for name, text in given.items() if text and text.strip()}


def _text_columns(document: Document, *, keep: str) -> dict[str, Value]:
    kept: dict[str, Value] = {"text": document.text} if keep == "text" else {}
    return {
        **kept,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "canonicaliser": document.canonicaliser,
    }


def _public_id(draft: Draft, key: int) -> str:
    made_here = draft.public_ids[sources.name].get(key)
    return made_here or look_up_public_ids(draft.connection, sources, [key])[key]


def _view(public_id: str, columns: dict[str, Value]) -> Source:
    names = ("url", "title", "author", "publisher", "published", "sha256")
    texts = {name: None if columns.get(name) is None else str(columns[name]) for name in names}
    return Source(id=public_id, **texts)
