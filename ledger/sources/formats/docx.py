"""Word documents (DOCX, ISO/IEC 29500): paragraphs, tables, foot- and endnotes, as they stand with all changes made."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from ledger.errors import InputError, MissingExtraError
from ledger.sources.document import LONGEST, Document
from ledger.sources.formats._archive import BROKEN, Archive, opened
from ledger.sources.formats._canonical import document
from ledger.sources.formats._facts import Facts, dated
from ledger.sources.formats._lines import Lines

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

CANONICALISER: Final = "docx/1"
BODY: Final = "word/document.xml"
LEFT_OUT: Final = frozenset({"del", "moveFrom", "Fallback", "rPr", "pPr", "tblPr", "sectPr"})
"""Words that were taken back, and second versions of a drawing for older programs."""
BLANKS: Final = frozenset({"tab", "br", "cr", "noBreakHyphen"})
NOTES: Final = (("footnotes", "footnote", "#footnote-"), ("endnotes", "endnote", "#endnote-"))


def read(content: bytes, *, name: str) -> Document:
    """The words of a Word document, its notes at the end; places are the notes by their numbers.

    Raises InputError for what is no DOCX, is damaged, locked or unpacks to more than 100 MB, and for one that defines
    entities of its own; MissingExtraError without python-docx.
    """
    archive = opened(content, name=name, kind="DOCX")
    _refuse_what_swells(archive)
    _need_package(archive)
    lines = Lines()
    with _sound(archive):
        facts = _read(content, lines)
    return document(
        content,
        name=name,
        canonicaliser=CANONICALISER,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        text=lines.text,
        facts=facts,
        places=lines.places,
    )


def _refuse_what_swells(archive: Archive) -> None:
    """A document that defines entities can unpack without end; no word processor writes one."""
    for member in archive.names:
        if member.endswith(".xml") and archive.size(member) > LONGEST:
            message = f"{archive.name} is too long: {archive.size(member)} bytes in {member[:80]}"
            raise InputError(message, hint="cut out the part that matters")
        if member.endswith((".xml", ".rels")) and (
            b"<!DOCTYPE" in (part := archive.read(member)) or b"<!ENTITY" in part
        ):
            message = f"{archive.name} defines entities of its own in {member[:80]}"
            raise InputError(message, hint="no word processor writes that: save it anew as DOCX", code="damaged_file")


def _need_package(archive: Archive) -> None:
    try:
        import docx  # noqa: F401 - to say so before anything is read
    except ImportError as error:
        message = f"{archive.name} is a DOCX, which needs the package python-docx"
        raise MissingExtraError(message, hint="pip install 'forecast-ledger[docx]'") from error
    if BODY not in archive.names and not any(one.startswith("word/") for one in archive.names):
        raise InputError(f"{archive.name} is no DOCX: it holds no {BODY}", hint="name its format", code="damaged_file")


@contextmanager
def _sound(archive: Archive) -> Iterator[None]:
    """What readers of Word documents and of XML raise for damage, in our own words."""
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        yield
    except (OpcError, LxmlError, *BROKEN, AttributeError, TypeError, IndexError) as error:
        message = f"{archive.name} is a damaged DOCX"
        raise InputError(message, hint="open it in a word processor and save it anew", code="damaged_file") from error


def _read(content: bytes, lines: Lines) -> Facts:
    import docx

    word = docx.Document(BytesIO(content))
    _walk(word.element.body, lines)
    for kind, element, mark in NOTES:
        _notes(word, kind, element, mark, lines)
    return _facts(word)


def _walk(root: Any, lines: Lines) -> None:
    """The words below an element, in one pass and without recursion."""
    from lxml import etree

    cells = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = _tag(element)
        if event == "start":
            if tag in LEFT_OUT:
                walker.skip_subtree()
            elif tag == "tc":
                cells += 1
                lines.next_cell()
            else:
                _say(tag, element, lines)
        elif tag == "tc":
            cells -= 1
        elif tag == "tr" or (tag == "p" and not cells):
            lines.end()
        elif tag == "p":
            lines.say(" ")


def _say(tag: str, element: Any, lines: Lines) -> None:
    if tag == "t":
        lines.say(element.text or "")
    elif tag in BLANKS:
        lines.say("-" if tag == "noBreakHyphen" else " ")
    elif tag == "softHyphen":
        lines.say("\u00ad")
    elif tag in {"footnoteReference", "endnoteReference"}:
        lines.say(_attribute(element, "id"))


def _notes(word: "WordDocument", kind: str, element: str, mark: str, lines: Lines) -> None:
    from docx.oxml import parse_xml

    for relation in word.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            for note in parse_xml(relation.target_part.blob):
                if _tag(note) == element and not _attribute(note, "type"):
                    start = lines.start
                    _walk(note, lines)
                    lines.place(start, "element", f"{mark}{_attribute(note, 'id')}")


def _tag(element: Any) -> str:
    """The name of an element without its namespace; nothing for a remark."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _facts(word: "WordDocument") -> Facts:
    about = word.core_properties
    said = Facts(title=about.title or None, author=about.author or None)
    return said.or_else(dated(about.created.isoformat(), "DOCX created")) if about.created else said
