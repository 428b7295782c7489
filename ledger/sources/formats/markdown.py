"""Markdown: a line for each paragraph, heading, item or row, without the marks; front matter tells title and date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ledger.sources.decoding import decode
from ledger.sources.document import Document, Place
from ledger.sources.formats._canonical import document
from ledger.sources.formats._facts import Facts
from ledger.sources.formats._front_matter import front_facts, split
from ledger.sources.formats._inline import STAMP, seen
from ledger.sources.formats._lines import Lines

CANONICALISER: Final = "markdown/1"
_FENCE: Final = re.compile(r" {0,3}(`{3}|~{3})")
_BLOCK: Final = re.compile(r"#{1,6}(?:[ \t]|$)|[-*+][ \t]|\d{1,9}[.)][ \t]|\||\[\^[^\]\s]*\]:")
_PREFIX: Final = re.compile(r"#{1,6}(?:[ \t]+|$)|[-*+][ \t]+(?:\[[ xX]\][ \t])?")
_DEFINITION: Final = re.compile(r"\[[^\]\n]+\]:[ \t]*\S")
_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_PUNCTUATION: Final = re.compile(r"[!-/:-@\[-`{-~]")
_BREAK: Final = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)


def read(content: bytes, *, name: str) -> Document:
    r"""The words of a Markdown text; places are its footnotes and the time stamps of a transcript.

    Raises InputError for bytes that are no text, MissingExtraError for front matter that only PyYAML can read.

    >>> read(b"---\ntitle: Rain\n---\nIt will *eventually*\nrain.\n", name="a.md").text
    'It will eventually rain.\n'
    """
    decoded = decode(content, name=name)
    front, body = split(decoded.text)
    facts, problems = front_facts(front, name)
    written = _Written()
    for block in _blocks(_without_remarks(body)):
        written.add(block)
    return document(
        content,
        name=name,
        canonicaliser=CANONICALISER,
        media_type="text/markdown",
        text=written.lines.text,
        facts=facts.or_else(Facts(title=_first_heading(body))),
        places=written.lines.places,
        warnings=(*decoded.warnings, *problems),
    )


@dataclass(slots=True)
class _Written:
    """Lines as they grow; `held` are time stamps that stand alone, above the words that they belong to."""

    lines: Lines = field(default_factory=Lines)
    held: str = ""

    def add(self, block: str) -> None:
        """A block of the text: its lines, its place where it is a footnote."""
        start = self.lines.start
        note = _FOOTNOTE.match(block)
        for part in _BREAK.split(block[note.end() :] if note else block):
            self._line(part)
        if note:
            self.lines.place(start, "element", f"#fn-{note[1]}")

    def _line(self, part: str) -> None:
        start = self.lines.start
        words, stamps = seen(self.held + part)
        if stamps and not words.replace(STAMP, "").strip():
            self.held = f"{part} "
            return
        self.held = ""
        for number, piece in enumerate(words.split("\t")):
            if number:
                self.lines.next_cell()
            self.lines.say(piece)
        self.lines.end()
        if stamps and self.lines.start > start:
            marked = self.lines.finished[-1]
            self.lines.replace_last(marked.replace(STAMP, ""))
            self.lines.places += _stamped(marked, stamps, start)


def _stamped(line: str, stamps: list[str], start: int) -> Iterator[Place]:
    """What each stamp stands for: the words after it where it begins a line, else those before it."""
    pieces = line.split(STAMP)
    leads = not pieces[0].strip()
    at = start
    for piece, stamp in zip(pieces[1:] if leads else pieces, stamps, strict=False):
        if words := piece.strip():
            start = at + piece.index(words)
            yield Place(start=start, end=start + len(words), kind="time", value=stamp)
        at += len(piece)


def _without_remarks(body: str) -> str:
    kept, at = [], 0
    while (start := body.find("<!--", at)) >= 0:
        kept.append(body[at:start])
        end = body.find("-->", start)
        at = len(body) if end < 0 else end + 3
    return "".join([*kept, body[at:]])


def _blocks(body: str) -> Iterator[str]:
    """Paragraphs with their lines joined; headings, items, rows and lines of code each by themselves."""
    waiting: list[str] = []
    fence = ""
    for line in body.split("\n"):
        found = _FENCE.match(line)
        words = line.lstrip(" \t>")
        if fence:
            ends = found is not None and found[1] == fence
            yield "" if ends else _PUNCTUATION.sub(r"\\\g<0>", line)
            fence = "" if ends else fence
        elif found:
            yield from _joined(waiting)
            fence = found[1]
        elif not words or _is_rule(words):
            yield from _joined(waiting)
        elif _DEFINITION.match(words) and not _FOOTNOTE.match(words):
            continue
        else:
            yield from _started(words, waiting)
    yield from _joined(waiting)


def _first_heading(body: str) -> str | None:
    """The heading that a text begins with, if it begins with one."""
    line = body.lstrip().partition("\n")[0]
    return seen(_without_closing(line[2:]))[0] if line.startswith("# ") else None


def _started(words: str, waiting: list[str]) -> Iterator[str]:
    """A line that goes on with a paragraph, or begins another block."""
    begins = _BLOCK.match(words)
    if begins:
        yield from _joined(waiting)
    prefix = _PREFIX.match(words)
    rest = words[prefix.end() :] if prefix else words
    alone = words.startswith(("#", "|"))
    if words.startswith("|"):
        rest = _row(words)
    elif words.startswith("#") and prefix:
        rest = _without_closing(rest)
    waiting.append(rest)
    if (alone and begins) or words.endswith(("  ", "\\")):
        waiting[-1] = rest.removesuffix("\\")
        yield from _joined(waiting)


def _joined(waiting: list[str]) -> Iterator[str]:
    if waiting:
        yield " ".join(waiting)
        waiting.clear()


def _is_rule(words: str) -> bool:
    """Whether a line only draws one: under a heading, between sections, or in a table."""
    marks = set(words) - set(" \t")
    return (len(words.strip()) >= 3 and len(marks) == 1 and marks <= set("-=*_")) or (
        "|" in marks and "-" in marks and marks <= set("|:-")
    )


def _row(words: str) -> str:
    return "\t".join(cell.strip() for cell in words.strip().strip("|").split("|"))


def _without_closing(heading: str) -> str:
    bare = heading.rstrip(" \t")
    return bare.rstrip("#").rstrip(" \t") if bare.endswith((" #", "##")) else bare
