"""Quotes and sources of a forecast: the verbatim words, anchored where the text is at hand."""

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ledger.core.dates import shown
from ledger.errors import InputError, RefusedError
from ledger.store.columns import BLANK
from ledger.store.journal import Draft
from ledger.store.making import source_named
from ledger.store.sources import newest_text, places_of
from ledger.store.tables import ATTRIBUTIONS, quotes

if TYPE_CHECKING:
    from ledger.sources.anchors import Anchor

LONGEST_QUOTE: Final = 10_000


class Quoted(NamedTuple):
    """The words said and the source they were said in, as typed; or the anchor and the source's key, where known.

    `attribution` says whose view it is (own, quoted, rejected, reported, imputed, commenter); `text_sha256` in which
    text the anchor's offsets count, `place` the page or time there.
    """

    quote: str | None = None
    source: str | None = None
    anchor: "Anchor | None" = None
    source_key: int | None = None
    attribution: str | None = None
    text_sha256: str | None = None
    place: str | None = None


def add_quote(draft: Draft, quoted: Quoted, forecaster: str | None = None) -> tuple[int | None, int | None]:
    """Keys of the quote and the source, None for each that was not given.

    Raises RefusedError where the ledger holds the source's text and the words are not in it, or where the text rejects
    them and they are laid at the door of its author.
    """
    _check(quoted)
    source = source_named(draft, quoted.source) if quoted.source else quoted.source_key
    if quoted.anchor is not None:
        said = {"attribution": quoted.attribution, "text_sha256": quoted.text_sha256, "place": quoted.place}
        return add_anchor(draft, quoted.anchor, source=source, **said), source
    if quoted.quote is None:
        return None, source
    words = quoted.quote.strip()
    if not words or len(words) > LONGEST_QUOTE:
        raise InputError(f"a quote has 1 to {LONGEST_QUOTE} characters, not {len(words)}", hint="quote what matters")
    text = newest_text(draft.connection, source) if source else None
    if text is None or text.text in {None, BLANK}:
        return draft.add(quotes, source_id=source, exact=words, attribution=quoted.attribution), source
    return _anchored(draft, words, text, attribution=quoted.attribution, forecaster=forecaster), source


def _check(quoted: Quoted) -> None:
    if quoted.attribution is None:
        return
    if quoted.attribution not in ATTRIBUTIONS:
        message = f"nothing is attributed as {shown(quoted.attribution)}"
        raise InputError(message, hint=f"there is {', '.join(ATTRIBUTIONS)}")
    if quoted.quote is None and quoted.anchor is None:
        raise InputError("no quote to attribute", hint="add --quote", code="missing_value")


def _anchored(draft: Draft, words: str, text: Any, *, attribution: str | None, forecaster: str | None) -> int:
    """A quote at its place in the text that the ledger holds."""
    from ledger.sources.anchors import find_quote
    from ledger.sources.context import place_of

    anchor = find_quote(text.text, words)
    if attribution is None:
        refuse_rejected(text.text, anchor, author=text.author, forecaster=forecaster)
    at = place_of(places_of(draft.connection, text.source_id, text.text_sha256), anchor.start or 0)
    return add_anchor(
        draft, anchor, source=text.source_id, attribution=attribution, text_sha256=text.text_sha256, place=at
    )


def refuse_rejected(text: str, anchor: "Anchor", *, author: str | None, forecaster: str | None) -> None:
    """RefusedError where a text sets out a view to reject it, and that is taken for a forecast of its author."""
    if author is None or forecaster is None or author.casefold() != " ".join(forecaster.split()).casefold():
        return
    if _attributed(text, anchor) == "rejected":
        message = f"{shown(author)} rejects this view: it is no forecast of theirs"
        raise RefusedError(message, hint="say -f NAME for who holds it, or --attribution own if they do")


def _attributed(text: str, anchor: "Anchor") -> str:
    """Whose view the words around a quote make it."""
    from datetime import UTC, datetime

    from ledger.sources.drafting.candidate import Occasion
    from ledger.sources.drafting.passage import AROUND, Layout
    from ledger.sources.drafting.speaker import speaker_of

    start, end = anchor.start or 0, anchor.end or 0
    first = max(0, start - AROUND)
    passage = Layout(text[first : end + AROUND]).passage(start - first, end - first)
    return speaker_of(passage, Occasion(zone=UTC, now=datetime.min.replace(tzinfo=UTC))).attribution


def add_anchor(draft: Draft, anchor: "Anchor", *, source: int | None, **said: str | None) -> int:
    """A quote whose place in its source is known; its key."""
    return draft.add(
        quotes,
        source_id=source,
        exact=anchor.exact,
        prefix=anchor.prefix or None,
        suffix=anchor.suffix or None,
        start_offset=anchor.start,
        end_offset=anchor.end,
        **said,
    )
