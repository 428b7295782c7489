"""EPUB books (W3C EPUB 3.3): the chapters in reading order, read as pages."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from ledger.errors import InputError
from ledger.sources.decoding import decode
from ledger.sources.document import LONGEST, Document, Place
from ledger.sources.formats._archive import Archive, opened
from ledger.sources.formats._canonical import document
from ledger.sources.formats._facts import NO_FACTS, Facts, dated
from ledger.sources.formats._markup import Raw, Tag, tokens
from ledger.sources.formats.html import Page, declared_encoding, walk

CANONICALISER: Final = "epub/1"
CONTAINER: Final = "META-INF/container.xml"
LOCKS: Final = "META-INF/encryption.xml"


def read(content: bytes, *, name: str) -> Document:
    """The words of a book; places are its chapters by the names of their files, and elements in them that have an id.

    Raises InputError for what is no EPUB, is damaged or protected, or unpacks to more than 100 MB.
    """
    archive = opened(content, name=name, kind="EPUB")
    package = _package(archive)
    text, places, warnings = _chapters(archive, package)
    return document(
        content,
        name=name,
        canonicaliser=CANONICALISER,
        media_type="application/epub+zip",
        text=text,
        facts=package.facts,
        places=places,
        warnings=warnings,
    )


@dataclass(slots=True, kw_only=True)
class _Package:
    """What the package document says: files by id, the order of reading, and facts by their Dublin Core names."""

    files: dict[str, str] = field(default_factory=dict)
    spine: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def chapters(self) -> list[str]:
        return [self.files[one] for one in dict.fromkeys(self.spine) if one in self.files]

    @property
    def facts(self) -> Facts:
        named = {"title": "dc:title", "author": "dc:creator", "publisher": "dc:publisher"}
        said = Facts(**{fact: self.said.get(element) for fact, element in named.items()})
        return said.or_else(dated(self.said["dc:date"], "EPUB date") if "dc:date" in self.said else NO_FACTS)


def _package(archive: Archive) -> _Package:
    container = decode(archive.read(CONTAINER), name=archive.name).text
    roots = (
        one.attributes.get("full-path") for one in tokens(container) if isinstance(one, Tag) and _is(one, "rootfile")
    )
    root = next(filter(None, roots), None)
    if root is None:
        raise InputError(f"{archive.name} is no EPUB: it names no book", hint="get the file again", code="damaged_file")
    found = _Package()
    element = ""
    for token in tokens(decode(archive.read(root), name=archive.name).text):
        element = _note(found, token, element, posixpath.dirname(root))
    return found


def _note(found: _Package, token: str | Tag | Raw, element: str, folder: str) -> str:
    """What one token of the package document says; the element in which the next one stands."""
    if isinstance(token, str):
        if element.startswith("dc:") and token.strip():
            found.said.setdefault(element, token.strip())
        return element
    if isinstance(token, Raw) or token.closing:
        return ""
    given = token.attributes
    if _is(token, "item") and "html" in given.get("media-type", ""):
        found.files[given.get("id", "")] = posixpath.normpath(posixpath.join(folder, unquote(given.get("href", ""))))
    elif _is(token, "itemref"):
        found.spine.append(given.get("idref", ""))
    return token.name


def _is(tag: Tag, name: str) -> bool:
    return tag.name.rpartition(":")[2] == name


def _chapters(archive: Archive, package: _Package) -> tuple[str, list[Place], list[str]]:
    locked = archive.read(LOCKS).decode("utf-8", "replace") if LOCKS in archive.names else ""
    texts: list[str] = []
    places: list[Place] = []
    warnings: list[str] = []
    at = 0
    for chapter in package.chapters:
        if chapter in locked:
            raise InputError(
                f"{archive.name} is protected against copying", hint="get it without DRM", code="locked_file"
            )
        if chapter not in archive.names:
            warnings.append(f"{archive.name}: its chapter {chapter[:80]} is missing")
            continue
        page, doubts = _page(archive, chapter)
        warnings += doubts
        places += _placed(page, chapter, at)
        texts.append(page.text)
        at += len(page.text)
        if at > LONGEST:
            break
    return "".join(texts), places, warnings


def _page(archive: Archive, chapter: str) -> tuple[Page, tuple[str, ...]]:
    content = archive.read(chapter)
    if not content.strip():
        return walk(""), ()
    decoded = decode(content, name=f"{archive.name}: {chapter[:80]}", declared=declared_encoding(content))
    return walk(decoded.text), decoded.warnings


def _placed(page: Page, chapter: str, at: int) -> Iterator[Place]:
    if page.text:
        yield Place(start=at, end=at + len(page.text) - 1, kind="chapter", value=chapter)
    for one in page.places:
        yield Place(start=at + one.start, end=at + one.end, kind="element", value=f"{chapter}{one.value}")
