"""Quotes and sources of a forecast: the verbatim words, anchored where the text is at hand."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledger.errors import InputError
from ledger.store.journal import Draft
from ledger.store.making import source_named
from ledger.store.sources import kept_text
from ledger.store.tables import quotes

if TYPE_CHECKING:
    from ledger.sources.anchors import Anchor

LONGEST_QUOTE: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The words said and the source they were said in, as typed; or the anchor and the source's key, where known."""

    quote: str | None = None
    source: str | None = None
    anchor: "Anchor | None" = None
    source_key: int | None = None
    attribution: str | None = None


def add_quote(draft: Draft, quoted: Quoted) -> tuple[int | None, int | None]:
    """Keys of the quote and the source, None for each that was not given.

    Raises RefusedError where the ledger holds the source's text and the words are not in it.
    """
    source = source_named(draft, quoted.source) if quoted.source else quoted.source_key
    if quoted.anchor is not None:
        return add_anchor(draft, quoted.anchor, source=source, attribution=quoted.attribution), source
    if quoted.quote is None:
        return None, source
    words = quoted.quote.strip()
    if not words or len(words) > LONGEST_QUOTE:
        raise InputError(f"a quote has 1 to {LONGEST_QUOTE} characters, not {len(words)}", hint="quote what matters")
    text = kept_text(draft.connection, source) if source else None
    if text is None:
        return draft.add(quotes, source_id=source, exact=words), source
    from ledger.sources.anchors import find_quote

    return add_anchor(draft, find_quote(text, words), source=source), source


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
