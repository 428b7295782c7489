"""Checking quotes: each of them looked for again in the text that the ledger holds, or in a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from ledger.core.dates import shown
from ledger.errors import InputError, NotFoundError
from ledger.sources.anchors import Anchor, Found, How, places_of
from ledger.sources.context import line_of, place_of
from ledger.sources.document import Document, Place
from ledger.store import sources as stored
from ledger.store.columns import BLANK
from ledger.store.find import find_source
from ledger.store.journal import Draft
from ledger.store.reading.people import list_sources
from ledger.store.snapshot import Snapshot
from ledger.store.standing import scope_of
from ledger.store.tables import relocations

State = Literal["same", "moved", "changed", "lost", "unchecked"]
Looked = tuple[str | None, str | None, Sequence[Place]]
STATES: Final[tuple[State, ...]] = ("same", "moved", "changed", "lost", "unchecked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A quote and what became of it.

    It is the `same`, has `moved` to another place, has `changed` (found by likeness; `words` are what stands there
    now), is `lost` (at several `places` alike, or at none), or is `unchecked` for want of a text. `question` is one
    that cites it. Offsets are code points of the text it was looked for in, end exclusive.
    """

    text: str
    question: str | None
    state: State
    how: How | None
    start: int | None
    end: int | None
    line: int | None
    place: str | None
    words: str | None
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSource:
    """A source with its quotes as they were found; `looked_in` is "kept", "file", or None where there was no text."""

    id: str
    title: str | None
    looked_in: Literal["kept", "file"] | None
    text_sha256: str | None
    quotes: tuple[Checked, ...]


def check(snapshot: Snapshot, typed: str | None = None, document: Document | None = None) -> list[CheckedSource]:
    """Every quote of one source, or of all that are quoted, looked for in their kept texts or in a document.

    Raises NotFoundError for an id that is none.
    """
    key = _key(snapshot.connection, typed) if typed else None
    rows = (row for row in list_sources(snapshot, key) if row.quotes or typed)
    return [_checked_source(snapshot, row, document) for row in rows]


def source_of_document(snapshot: Snapshot, document: Document, name: str) -> str:
    """The id of the source that a file is of: by its text, else by its name; NotFoundError for none or several."""
    found = stored.sources_of_text(snapshot.connection, document.text_sha256)
    found = found or stored.sources_of_file(snapshot.connection, name)
    if len(found) != 1:
        message = f"{shown(name)} is {'the file of several sources' if found else 'the file of no source'}"
        candidates = [public_id for _, public_id in found]
        raise NotFoundError(message, hint=f"fcl source check ID --file {shown(name)}", candidates=candidates)
    return found[0][1]


def _key(connection: Any, typed: str) -> int:
    if found := find_source(connection, typed):
        return found.key
    raise NotFoundError(f"no source is {shown(typed)}", hint="fcl source list shows the ids")


def _checked_source(snapshot: Snapshot, row: Any, document: Document | None) -> CheckedSource:
    connection = snapshot.connection
    quotes = stored.quotes_of_source(connection, snapshot.scope, row.id)
    text, digest, places = _of(document) if document else _kept(connection, row.id)
    looked_in: Literal["kept", "file"] = "file" if document else "kept"
    return CheckedSource(
        id=row.public_id, title=row.title or row.url, looked_in=None if text is None else looked_in,
        text_sha256=digest, quotes=tuple(checked for _, checked in check_quotes(quotes, text, places)),
    )  # fmt: skip


def _of(document: Document) -> Looked:
    return document.text, document.text_sha256, document.places


def _kept(connection: Any, source: int) -> Looked:
    newest = stored.newest_text(connection, source)
    if newest is None or newest.text in {None, BLANK}:
        return None, newest.text_sha256 if newest is not None else None, ()
    return newest.text, newest.text_sha256, stored.places_of(connection, source, newest.text_sha256)


def check_quotes(rows: Sequence[Any], text: str | None, places: Sequence[Place]) -> Iterator[tuple[int, Checked]]:
    """What became of each quote in a text, with its key; the rows are those of `quotes_of_source`."""
    done: set[int] = set()
    for row in rows:
        if row.id not in done:
            done.add(row.id)
            yield row.id, _checked(row, text, places)


def _checked(row: Any, text: str | None, places: Sequence[Place]) -> Checked:
    found = places_of(text, anchor_of(row)) if text is not None and row.exact != BLANK else ()
    one = found[0] if len(found) == 1 else None
    state: State = "unchecked" if text is None or row.exact == BLANK else _state(row, one)
    words = text[one.start : one.end] if text is not None and one and state == "changed" else None
    return Checked(
        text=row.exact, question=row.question, state=state, how=one.how if one else None,
        start=one.start if one else None, end=one.end if one else None,
        line=line_of(text, one.start) if text is not None and one else None,
        place=place_of(places, one.start) if one else None, words=words, places=len(found),
    )  # fmt: skip


def anchor_of(row: Any) -> Anchor:
    """A row with the columns of a quote as its anchor."""
    prefix, suffix = ("" if text in {None, BLANK} else text for text in (row.prefix, row.suffix))
    return Anchor(exact=row.exact, prefix=prefix, suffix=suffix, start=row.start_offset, end=row.end_offset)


def _state(row: Any, found: Found | None) -> State:
    if found is None:
        return "lost"
    if found.how == "fuzzy":
        return "changed"
    return "same" if row.start_offset in {None, found.start} else "moved"


def relocate(draft: Draft, source: int, text: str, text_sha256: str, places: Sequence[Place] = ()) -> list[Checked]:
    """Look for every quote of a source in a text, and record the places of those found in it that are not recorded."""
    connection, scope = draft.connection, scope_of(draft.connection)
    rows = stored.quotes_of_source(connection, scope, source)
    found = dict(check_quotes(rows, text, places))
    there = _placed(rows, text_sha256) | set(stored.relocated(connection, scope, list(found), text_sha256))
    for key, one in found.items():
        if one.how and key not in there:
            draft.add(
                relocations, quote_id=key, text_sha256=text_sha256, start_offset=one.start, end_offset=one.end,
                found_by=one.how,
            )  # fmt: skip
    return list(found.values())


def _placed(rows: Sequence[Any], text_sha256: str) -> set[int]:
    """The quotes that were recorded in that very text."""
    return {row.id for row in rows if row.text_sha256 == text_sha256 and row.start_offset is not None}


def record_checked(draft: Draft, typed: str | None, document: Document | None = None) -> None:
    """Record where the quotes of one source, or of all, were found.

    Raises NotFoundError for an id that is none, InputError where there is no text to look in.
    """
    connection = draft.connection
    keys = [_key(connection, typed)] if typed else stored.quoted_sources(connection, scope_of(connection))
    for key in keys:
        text, digest, places = _of(document) if document else _kept(connection, key)
        if text is not None and digest is not None:
            relocate(draft, key, text, digest, places)
        elif typed:
            raise InputError(f"the ledger has no text of {shown(typed)}", hint="add --file FILE")


def totals(found: Sequence[CheckedSource]) -> dict[str, int]:
    """How many quotes there are of each state.

    >>> totals([])
    {'same': 0, 'moved': 0, 'changed': 0, 'lost': 0, 'unchecked': 0}
    """
    states = [quote.state for source in found for quote in source.quotes]
    return {state: states.count(state) for state in STATES}
