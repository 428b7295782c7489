"""Sources: the texts that predictions were said in, with what is known about them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from ledger.core.dates import shown
from ledger.errors import InputError, NotFoundError, RefusedError
from ledger.services.clock import clock_of
from ledger.sources.document import Document
from ledger.store import sources as stored
from ledger.store.chain import Value
from ledger.store.copying import row_values
from ledger.store.find import find_source
from ledger.store.journal import Draft, look_up_public_ids
from ledger.store.making import named_identity
from ledger.store.tables import places, source_texts, sources

if TYPE_CHECKING:
    from ledger.services.checking import Checked

KEEPS: Final = ("text", "hash")
LONGEST: Final = 2_000
OF_TEXT: Final = ("text", "media_type", "sha256", "text_sha256", "canonicaliser", "retrieved_at")
FOUND: Final = ("title", "author", "publisher", "url")

Change = Literal["new", "same", "changed"]


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
    archived_url: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedSource:
    """A source as it stands now.

    `format` is what read it, such as html/1. `text` says whether its text is new, the same as before or changed; None
    where none was given. `same_text` are other sources that have it. `quotes` are those looked for in a changed text.
    """

    id: str
    url: str | None
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    sha256: str | None
    published_basis: str | None
    format: str | None
    archived_url: str | None
    licence: str | None
    retrieved_at: str | None
    text: Change | None
    same_text: tuple[str, ...]
    quotes: tuple["Checked", ...]


def add_source(
    draft: Draft,
    about: About,
    document: Document | None = None,
    *,
    keep: str = "text",
    of: str | None = None,
    content: bytes | None = None,
) -> AddedSource:
    """A source by its URL or its text; the same one again is what became known about it later.

    What a file says of itself counts where nothing was typed. `keep` says whether the ledger holds the text itself or
    only its hash; `of` names the source that this is a later text of; `content` are bytes fetched now, to be kept.
    Quotes are looked for in a changed text, and the places of those found recorded.
    Raises InputError for a source without URL and text, RefusedError where nothing new is said.
    """
    if keep not in KEEPS:
        raise InputError(f"a source is not kept as {keep[:40]!r}", hint=f"choose {' or '.join(KEEPS)}")
    _check(draft, about)
    key = _identity(draft, about, document, of)
    before = stored.newest_text(draft.connection, key)
    change = _change(before, document)
    columns: dict[str, Value] = {**_about_columns(about, document, before), "source_id": key}
    if document is not None:
        columns |= _text_columns(document, keep=keep)
    if content is not None:
        columns["retrieved_at"] = f"{draft.recorded_at[:19]}Z"
    public_id = _public_id(draft, key)
    if columns == _said_before(before):
        message = f"this source is here already: {public_id}"
        raise RefusedError(message, hint=f"fcl source show {public_id}", code="known_source")
    row = draft.add(source_texts, **columns)
    if document is not None and keep == "text":
        _keep(draft, key, row, document, content)
    moved = _moved(draft, key, document) if document is not None and change == "changed" else ()
    return _view(public_id, columns, text=change, same_text=_twins(draft, key, document), quotes=moved)


def _check(draft: Draft, about: About) -> None:
    if about.published:
        clock_of(draft).moment(about.published)
    for name in ("url", "archived_url"):
        url = getattr(about, name)
        if url and "://" not in url:
            raise InputError(f"{url[:60]!r} is no URL", hint="write https://example.org/i42")
    for name in About.__dataclass_fields__:
        if len(getattr(about, name) or "") > LONGEST:
            raise InputError(f"the {name.replace('_', ' ')} is too long", hint=f"at most {LONGEST} characters")


def _identity(draft: Draft, about: About, document: Document | None, of: str | None) -> int:
    if of:
        if found := find_source(draft.connection, of):
            return found.key
        raise NotFoundError(f"no source is {shown(of)}", hint="fcl source list shows the ids")
    if url := about.url or (document.url if document else None):
        named = find_source(draft.connection, url)
        return named.key if named else named_identity(draft, sources, "url", url)
    if document is None:
        raise InputError("a source needs a text or a URL", hint="fcl source add FILE, or fcl source add URL")
    return named_identity(draft, sources, "sha256", document.sha256)


def _change(before: Any, document: Document | None) -> Change | None:
    if document is None:
        return None
    if before is None or before.text_sha256 is None:
        return "new"
    return "same" if before.text_sha256 == document.text_sha256 else "changed"


def _said_before(before: Any) -> dict[str, Value]:
    return {name: value for name, value in row_values(before).items() if value is not None} if before else {}


def _about_columns(about: About, document: Document | None, before: Any) -> dict[str, Value]:
    """What is known: as typed now, else as recorded before, else as the file says; a date goes with its basis."""
    there = _said_before(before)
    if document is not None and there.get("text_sha256") != document.text_sha256:
        there = {name: value for name, value in there.items() if name not in OF_TEXT}
    typed = {name: getattr(about, name) for name in About.__dataclass_fields__}
    said: dict[str, Value] = {name: " ".join(text.split()) for name, text in typed.items() if text and text.strip()}
    if "published" in said:
        there.pop("published_basis", None)
    found: dict[str, Value] = {name: getattr(document, name, None) for name in FOUND}
    if "published" not in {**there, **said}:
        found |= {name: getattr(document, name, None) for name in ("published", "published_basis")}
    return {**{name: value for name, value in found.items() if value}, **there, **said}


def _text_columns(document: Document, *, keep: str) -> dict[str, Value]:
    kept: dict[str, Value] = {"text": document.text} if keep == "text" else {}
    return {
        **kept,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "canonicaliser": document.canonicaliser,
    }


def _keep(draft: Draft, key: int, row: int, document: Document, content: bytes | None) -> None:
    """The places of a text, and its bytes where they were fetched."""
    if not stored.places_of(draft.connection, key, document.text_sha256):
        rows = [(row, one.start, one.end, one.kind, one.value) for one in document.places]
        draft.add_rows(places, ("source_text_id", "start_offset", "end_offset", "kind", "value"), rows)
    if content is not None:
        from ledger.store.contents import keep_content

        keep_content(draft, key, content, sha256=document.sha256, media_type=document.media_type)


def _moved(draft: Draft, key: int, document: Document) -> tuple["Checked", ...]:
    from ledger.services.checking import relocate

    return tuple(relocate(draft, key, document.text, document.text_sha256, document.places))


def _twins(draft: Draft, key: int, document: Document | None) -> tuple[str, ...]:
    """The other sources that have the same text."""
    if document is None:
        return ()
    found = stored.sources_of_text(draft.connection, document.text_sha256)
    return tuple(public_id for other, public_id in found if other != key)


def _public_id(draft: Draft, key: int) -> str:
    made_here = draft.public_ids[sources.name].get(key)
    return made_here or look_up_public_ids(draft.connection, sources, [key])[key]


def _view(
    public_id: str, columns: dict[str, Value], *, text: Change | None, same_text: tuple[str, ...],
    quotes: tuple["Checked", ...],
) -> AddedSource:  # fmt: skip
    said = {name: None if value is None else str(value) for name, value in columns.items()}
    names = (
        "url", "title", "author", "publisher", "published", "sha256", "published_basis", "archived_url", "licence",
        "retrieved_at",
    )  # fmt: skip
    kept: dict[str, Any] = {name: said.get(name) for name in names}
    return AddedSource(
        id=public_id, format=said.get("canonicaliser"), text=text, same_text=same_text, quotes=quotes, **kept
    )
