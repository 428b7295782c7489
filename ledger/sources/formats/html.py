"""HTML read whole: a line for each block, footnotes kept, scripts and styles left out."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from ledger.sources.decoding import decode
from ledger.sources.document import Document, Place
from ledger.sources.formats._canonical import document
from ledger.sources.formats._facts import Facts
from ledger.sources.formats._lines import Lines
from ledger.sources.formats._markup import Raw, Tag, tokens
from ledger.sources.formats._page_facts import Head

CANONICALISER: Final = "html/1"
BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option",
    "p", "pre", "section", "select", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
UNCLOSED: Final = frozenset({"dd", "dt", "li", "option", "p", "tr"})
"""Blocks that end where the next of their kind begins."""
EMPTY: Final = frozenset({"hr"})
_CHARSET: Final = re.compile("(?:charset|encoding) ?= ?[\"']?([A-Za-z0-9_:.-]{1,40})")
DECLARED_WITHIN: Final = 2_048


def read(content: bytes, *, name: str) -> Document:
    r"""The words of a page or a fragment of one, everything that it holds; places are its elements with an id.

    Raises InputError for bytes that are no text, and for a page without words, as those that scripts fill.

    >>> read(b"<p>It <em>will</em> rain<sup>1</sup>.</p><script>x</script>", name="a.html").text
    'It will rain1.\n'
    """
    decoded = decode(content, name=name, declared=declared_encoding(content))
    page = walk(decoded.text)
    return document(
        content,
        name=name,
        canonicaliser=CANONICALISER,
        media_type="text/html",
        text=page.text,
        facts=page.facts,
        places=page.places,
        warnings=decoded.warnings,
        empty_hint="its words are put there by scripts: save the page from a browser, or copy the text",
    )


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page names in its first bytes.

    >>> declared_encoding(b'<meta charset="iso-8859-1">')
    'iso-8859-1'
    """
    found = _CHARSET.search(content[:DECLARED_WITHIN].decode("latin-1"))
    return found[1] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says, where its elements with an id stand in that, and what its head says of it."""

    text: str
    places: tuple[Place, ...]
    facts: Facts


def walk(markup: str) -> Page:
    """The words of a page, in one pass."""
    walker = _Walker()
    walker.take(tokens(markup))
    return Page(text=walker.lines.text, places=tuple(walker.lines.places), facts=walker.head.facts)


@dataclass(frozen=True, slots=True)
class _Block:
    name: str
    id: str
    start: int


@dataclass(slots=True)
class _Walker:
    lines: Lines = field(default_factory=Lines)
    head: Head = field(default_factory=Head)
    open: list[_Block] = field(default_factory=list)
    depth: Counter[str] = field(default_factory=Counter)

    def take(self, found: Iterable[str | Tag | Raw]) -> None:
        for token in found:
            match token:
                case str():
                    self.say(token)
                case Raw():
                    self.head.note_raw(token)
                case Tag(closing=True):
                    self.end(token)
                case Tag():
                    self.begin(token)
        self.leave(0)

    def say(self, text: str) -> None:
        if not self.depth["pre"]:
            return self.lines.say(text)
        first, *others = text.split("\n")
        self.lines.say(first)
        for other in others:
            self.lines.end()
            self.lines.say(other)
        return None

    def begin(self, tag: Tag) -> None:
        self.head.note(tag)
        if tag.name in {"td", "th"}:
            self.lines.next_cell()
        elif tag.name == "br":
            self.lines.end()
        elif tag.name in BLOCKS:
            self.begin_block(tag)

    def begin_block(self, tag: Tag) -> None:
        self.lines.end()
        if tag.name in UNCLOSED and self.open and self.open[-1].name == tag.name:
            self.leave(len(self.open) - 1)
        if tag.name not in EMPTY:
            self.open.append(_Block(tag.name, tag.attributes.get("id", ""), self.lines.start))
            self.depth[tag.name] += 1

    def end(self, tag: Tag) -> None:
        if tag.name not in BLOCKS:
            return
        self.lines.end()
        if self.depth[tag.name]:
            at = len(self.open) - 1
            while self.open[at].name != tag.name:
                at -= 1
            self.leave(at)

    def leave(self, at: int) -> None:
        """The ends of all blocks from this one inwards."""
        self.lines.end()
        for block in reversed(self.open[at:]):
            self.depth[block.name] -= 1
            if block.id:
                self.lines.place(block.start, "element", f"#{block.id}")
        del self.open[at:]
