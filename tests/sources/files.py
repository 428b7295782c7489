"""Files of every format, made here: as small as they can be, sound and broken."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from ledger.errors import LedgerError
from ledger.sources.reading import read_document

HEADING = "What comes"
SAID = "Open source models will eventually catch up with all of the others, and it will rain."


def refusal(content: bytes, name: str, **options: str) -> tuple[int, str, str | None]:
    """The exit code, the message and the hint with which a file is refused."""
    try:
        found = read_document(content, name=name, **options)
    except LedgerError as error:
        return error.exit_code, error.message, error.hint
    raise AssertionError(found)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A ZIP file, the same bytes for the same members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
PACKAGE = """<?xml version="1.0"?><package><metadata><dc:title>A book</dc:title><dc:creator>A. Author</dc:creator>
<dc:date>2026-05-07</dc:date><dc:publisher>P</dc:publisher></metadata><manifest>
<item id="two" href="text%20two.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="a.css" media-type="text/css"/></manifest>
<spine><itemref idref="one"/><itemref idref="two"/><itemref idref="css"/></spine></package>"""


def epub(**changed: bytes | str | None) -> bytes:
    """A book of two chapters; members are given by name, None leaves one out."""
    members: dict[str, bytes | str | None] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE,
        "OEBPS/one.xhtml": f"<html><head><title>One</title></head><h1>{HEADING}</h1><p id='p1'>{SAID}</p></html>",
        "OEBPS/text two.xhtml": "<html><head><title/></head><body><p>The end.</p></body></html>",
        **changed,
    }
    return zipped({name: content for name, content in members.items() if content is not None})


def pdf(*pages: Sequence[str], title: str = "A report", password: str | None = None) -> bytes:
    """A PDF with these lines on its pages."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_drawn(pages))))
    writer.add_metadata({"/Title": title, "/Author": "A. Author", "/CreationDate": "D:20260507101500Z"})
    if password is not None:
        writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


FONTS = "/Resources << /Font << /F1 3 0 R >> >>"


def _drawn(pages: Sequence[Sequence[str]]) -> bytes:
    """The objects of a PDF, each in its place: the catalogue, the pages, a font, and what is drawn on each page."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -14 Td\n" for line in lines)
        drawn = f"BT /F1 12 Tf 50 700 Td\n{shown}ET" if lines else ""
        objects += [
            f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * at} 0 R /MediaBox [0 0 612 792] {FONTS} >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    written, places = "%PDF-1.4\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{said}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str = "", notes: str = "", **changed: bytes | str) -> bytes:
    """A Word document with this XML as its body after a heading, a sentence and a table."""
    import docx as word

    made = word.Document()
    made.core_properties.title, made.core_properties.author = "A memo", "A. Author"
    made.core_properties.created = datetime(2026, 5, 7, tzinfo=UTC)
    made.add_heading(HEADING, level=1)
    made.add_paragraph(SAID[:20]).add_run(SAID[20:]).bold = True
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "GDP", "2%"
    stream = io.BytesIO()
    made.save(stream)
    return _amended(stream.getvalue(), body, notes, changed)


def _amended(content: bytes, body: str, notes: str, changed: Mapping[str, bytes | str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    main = bytes(members["word/document.xml"]).decode()
    members["word/document.xml"] = main.replace("<w:sectPr", f"{body}<w:sectPr", 1)
    if notes:
        members["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{WORDS}">{notes}</w:footnotes>'
        links = bytes(members["word/_rels/document.xml.rels"]).decode()
        link = f'<Relationship Id="rId99" Type="{RELATED}/footnotes" Target="footnotes.xml"/></Relationships>'
        members["word/_rels/document.xml.rels"] = links.replace("</Relationships>", link)
        kinds = bytes(members["[Content_Types].xml"]).decode()
        kind = '<Override PartName="/word/footnotes.xml" ContentType="application/xml"/></Types>'
        members["[Content_Types].xml"] = kinds.replace("</Types>", kind)
    return zipped({**members, **changed})
