"""Quotes in their place: found in a text, and found again after the text has changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final, Literal

from ledger.errors import RefusedError
from ledger.sources.folding import Folded, fold
from ledger.sources.likeness import likeness, nearest
from ledger.sources.links import CONTEXT

CUT_OFF: Final = 85
NEAR: Final = 60
MARGIN: Final = 5
MOST: Final = 200
SHOWN: Final = 160
HOWS: Final = ("position", "exact", "context", "normalised", "fuzzy")

How = Literal["position", "exact", "context", "normalised", "fuzzy"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A quote in its place: W3C text-quote and text-position selectors; no place where the text was not at hand."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a quote stands now, in code points, end exclusive, and by which step it was found."""

    start: int
    end: int
    how: How


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of a stretch of a text, with 40 letters on either side.

    >>> anchor_at("It will rain soon.", 3, 12).prefix
    'It '
    """
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(exact=text[start:end], prefix=before, suffix=after, start=start, end=end)


def find_quote(text: str, quote: str) -> Anchor:
    r"""Where a quote stands in a text: exactly, or but for white space, case, quotation marks, hyphens and emphasis.

    Raises RefusedError where it does not: nobody is quoted with words that are not there. The hint shows the words that
    come near, where some do.

    >>> find_quote("It will rain\nsoon, he said.", "rain soon").start
    8
    """
    at = text.find(quote)
    if at >= 0:
        return anchor_at(text, at, at + len(quote))
    folded = _folded(text)
    wanted = fold(quote).text.strip()
    at = folded.text.find(wanted) if wanted else -1
    if at >= 0:
        return anchor_at(text, *folded.span(at, at + len(wanted)))
    raise RefusedError(f"the quote is not in its source: {quote[:60]!r}", hint=_hint(text, folded, wanted))


def _hint(text: str, folded: Folded, wanted: str) -> str:
    near = [one for one in nearest(folded.text, wanted) if one.likeness >= NEAR]
    if not near:
        return "copy the words as they stand in the text"
    said = " ".join(text[slice(*folded.span(near[0].start, near[0].end))].split())
    shown = said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…"
    return f'the text has "{shown}"; copy the words as they stand there'


def refind(text: str, anchor: Anchor) -> Found | None:
    """Where a quote stands in a text that may have changed; None where it is lost, or stands at several places alike.

    In order: at its old place; its exact words, where there are several by the words around them; but for white space,
    case, quotation marks, hyphens and emphasis; by likeness of at least 85 of 100 (Found.how says which).

    >>> refind("He said: It will  rain.", Anchor(exact="it will rain", start=0, end=12))
    Found(start=9, end=22, how='normalised')
    """
    found = places_of(text, anchor)
    return found[0] if len(found) == 1 else None


def places_of(text: str, anchor: Anchor) -> Sequence[Found]:
    """The place where a quote stands, or the several among which nothing decides; empty where it is lost."""
    if not anchor.exact.strip():
        return ()
    if anchor.start is not None and _stands(text, anchor, anchor.start):
        return (Found(start=anchor.start, end=anchor.start + len(anchor.exact), how="position"),)
    exact = [(at, at + len(anchor.exact)) for at in _all(text, anchor.exact)]
    if exact:
        return _decided(text, anchor, exact, "exact" if len(exact) == 1 else "context")
    folded, wanted = _folded(text), fold(anchor.exact).text.strip()
    alike = [folded.span(at, at + len(wanted)) for at in _all(folded.text, wanted)]
    if alike:
        return _decided(text, anchor, alike, "normalised")
    return _decided(text, anchor, [folded.span(*one) for one in _like(folded.text, wanted)], "fuzzy")


def _stands(text: str, anchor: Anchor, at: int) -> bool:
    """Whether the words are at their old place, beside one of their neighbours."""
    before, after = text[max(0, at - CONTEXT) : at], text[at + len(anchor.exact) :][:CONTEXT]
    beside = before.endswith(anchor.prefix) or after.startswith(anchor.suffix)
    return beside and text.startswith(anchor.exact, at)


def _all(text: str, words: str) -> list[int]:
    """Where words stand in a text, apart from each other; no more places than 200."""
    return list(islice(_each(text, words), MOST)) if words else []


def _each(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _like(text: str, wanted: str) -> list[Span]:
    """The likest place, or those that are equally like."""
    near = [one for one in nearest(text, wanted) if one.likeness >= CUT_OFF] if wanted else []
    return [(one.start, one.end) for one in near if one.likeness > near[0].likeness - MARGIN / 2]


def _decided(text: str, anchor: Anchor, spans: Sequence[Span], how: How) -> Sequence[Found]:
    """The place whose neighbours are most like those of the quote, or all that are about as like."""
    found = [Found(start=start, end=end, how=how) for start, end in spans]
    if len(found) < 2 or len(found) == MOST:
        return found
    scored = [(_context(text, one, anchor), one) for one in found]
    best = max(score for score, _ in scored)
    return [one for score, one in scored if score > best - MARGIN]


def _context(text: str, found: Found, anchor: Anchor) -> float:
    """How like the words on both sides are to those that the quote had, from 0 to 200."""
    before = fold(text[max(0, found.start - CONTEXT) : found.start]).text
    after = fold(text[found.end : found.end + CONTEXT]).text
    return likeness(before, fold(anchor.prefix).text) + likeness(after, fold(anchor.suffix).text)


@lru_cache(maxsize=1)
def _folded(text: str) -> Folded:
    """The text folded, once for all quotes of it."""
    return fold(text)
