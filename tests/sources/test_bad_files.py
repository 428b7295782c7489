"""Files that cannot be read, each refused with a word on what to do."""

import json

import pytest

from ledger.sources.reading import format_of, read_document
from tests.sources.files import docx, epub, pdf, refusal, zipped

DEEP = 50_000
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

CASES = {
    "empty": (b"", "a.txt", "a.txt is empty", "give a file with text"),
    "blank": (b" \n\t\n", "a.txt", "a.txt is empty", "give a file with text"),
    "latin": (
        b"\x81\x8d caf\xe9 \x90\x9d\x01",
        "a.txt",
        "a.txt is not UTF-8 text: byte 0 is 0x81",
        "convert it: iconv -t utf-8",
    ),
    "half UTF-16": (b"\xff\xfea", "a.txt", "a.txt is not UTF-16 text, as its first bytes say", "save it as UTF-8"),
    "NUL": (b"a\0b", "a.txt", "a.txt is not a text: NUL at offset 1", "give a text file"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "a.txt", "a.txt is a PNG image, not a text", "give a text file"),
    "JPEG as a page": (b"\xff\xd8\xff\xe0", "a.html", "a.html is a JPEG image, not a text", "give a text file"),
    "ELF": (b"\x7fELF\x02\x01\x01\0", "a", "a is a program, not a text", "give a text file"),
    "gzip": (b"\x1f\x8b\x08\0", "a.srt", "a.srt is packed with gzip, not a text", "unpack it first"),
    "ZIP": (b"PK\x03\x04..", "a.zip", "a.zip is a ZIP archive, not a text", "unpack it first"),
    "old Word": (b"\xd0\xcf\x11\xe0..", "a.doc", "a.doc is an old Office file, not a text", "save it as DOCX"),
    "RTF": (b"{\\rtf1 x}", "a.rtf", "a.rtf is an RTF file, not a text", "save it as DOCX"),
    "only scripts": (
        b"<html><script>var a = '<p>x</p>'</script><body><noscript>Please enable it</noscript></body></html>",
        "a.html",
        "a.html has no text in it",
        "its words are put there by scripts: save the page from a browser, or copy the text",
    ),
    "no JSON": (
        b'{"a": 1,}',
        "a.json",
        "a.json is no JSON: Expecting property name enclosed in double quotes at line 1, column 9",
        "name its format, as in --format plain",
    ),
    "JSON cut off": (
        b'{"a": "It will',
        "a.json",
        "a.json is no JSON: Unterminated string starting at line 1, column 7",
        "name its format, as in --format plain",
    ),
    "JSON of one long number": (
        b"[" + b"1" * 5_000 + b"]",
        "a.json",
        "a.json is no JSON: one of its numbers is too long",
        "name its format, as in --format plain",
    ),
    "deep JSON": (
        b"[" * DEEP + b"]" * DEEP,
        "a.json",
        "a.json cannot be read: its lists and objects lie too deep in each other",
        "cut out the part that matters",
    ),
    "JSON without text": (b'{"a": 1}', "a.json", "a.json has no text in it", "give a file with text"),
    "no cues": (
        b"1\nIt will rain.\n",
        "a.srt",
        "a.srt has no cues with times",
        "a plain transcript is read with --format plain",
    ),
    "no WebVTT": (
        b"00:01.000 --> 00:02.000\nRain\n",
        "a.vtt",
        "a.vtt does not begin with WEBVTT",
        "name its format, as in --format srt",
    ),
    "locked PDF": (
        pdf(["x"], password="s"),
        "a.pdf",
        "a.pdf is locked with a password",
        "save it without one, as in qpdf --decrypt --password=... in.pdf out.pdf",
    ),
    "scan": (
        pdf([], []),
        "a.pdf",
        "a.pdf has no text in it",
        "its pages are pictures: run text recognition over it, as in ocrmypdf in.pdf out.pdf",
    ),
    "no PDF": (b"It will rain.", "a.pdf", "a.pdf is a damaged PDF, or none", "get the file again"),
    "cut PDF": (pdf(["x"])[:200], "a.pdf", "a.pdf is a damaged PDF, or none", "get the file again"),
    "no ZIP": (
        b"It will rain.",
        "a.epub",
        "a.epub is a damaged EPUB, or none",
        "get the file again, or name its format",
    ),
    "cut DOCX": (
        docx()[:3000],
        "a.docx",
        "a.docx is a damaged DOCX, or none",
        "get the file again, or name its format",
    ),
    "DOCX without words": (
        zipped({"a.txt": "x"}),
        "a.docx",
        "a.docx is no DOCX: it holds no word/document.xml",
        "name its format",
    ),
    "DOCX of no XML": (
        docx(**{"word/document.xml": "<w:document"}),
        "a.docx",
        "a.docx is a damaged DOCX",
        "open it in a word processor and save it anew",
    ),
    "laughing DOCX": (
        docx(**{"word/document.xml": f"{LAUGHS}<w:document>&b;</w:document>"}),
        "a.docx",
        "a.docx defines entities of its own in word/document.xml",
        "no word processor writes that: save it anew as DOCX",
    ),
    "EPUB without a book": (
        epub(**{"META-INF/container.xml": "<container/>"}),
        "a.epub",
        "a.epub is no EPUB: it names no book",
        "get the file again",
    ),
    "EPUB without its list": (
        epub(**{"OEBPS/book.opf": None}),
        "a.epub",
        "a.epub is a damaged EPUB: OEBPS/book.opf cannot be read",
        "get the file again",
    ),
    "EPUB with DRM": (
        epub(**{"META-INF/encryption.xml": "<e URI='OEBPS/one.xhtml'/>"}),
        "a.epub",
        "a.epub is protected against copying",
        "get it without DRM",
    ),
    "EPUB of pictures": (
        epub(**{"OEBPS/one.xhtml": "", "OEBPS/text two.xhtml": "<img/>"}),
        "a.epub",
        "a.epub has no text in it",
        "give a file with text",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_read_is_refused_word_for_word(case):
    content, name, message, hint = CASES[case]

    assert refusal(content, name) == (2, message, hint)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.srt", "a.vtt"])
@pytest.mark.parametrize("size", [20_000_001, 100_000_000])
def test_a_text_above_20_mb_is_refused(name, size):
    message = f"{name} is too long: {size} bytes"

    assert refusal(b"a" * size, name, format=format_of(b"", name)) == (2, message, "cut out the part that matters")


def test_a_pdf_of_more_pages_than_anybody_reads_is_refused(monkeypatch):
    monkeypatch.setattr("ledger.sources.formats.pdf.MOST_PAGES", 2)

    assert refusal(pdf([], [], []), "a.pdf") == (2, "a.pdf is too long: 3 pages", "cut out the part that matters")


@pytest.mark.parametrize("made", [pdf, docx, epub])
def test_more_words_than_a_text_may_have_are_refused(monkeypatch, made):
    name = f"a.{made.__name__}"
    for place in ("_canonical", "pdf", "epub"):
        monkeypatch.setattr(f"ledger.sources.formats.{place}.LONGEST", 9)

    code, message, hint = refusal(made(["It will rain."]) if made is pdf else made(), name)

    assert (code, message.startswith(f"{name} is too long: "), hint) == (2, True, "cut out the part that matters")


@pytest.mark.parametrize("format_", ["pdf", "docx", "epub"])
def test_any_other_file_above_100_mb_is_refused(format_):
    _, message, hint = refusal(b"a" * 100_000_001, "a", format=format_)

    assert message in {"a is too long: 100000001 bytes", "a unpacks to more than 100 MB or 20000 files"}
    assert hint.startswith("cut out the part that matters")


@pytest.mark.parametrize("made", [docx, epub])
def test_an_archive_that_unpacks_to_more_than_100_mb_is_refused(made):
    name = f"a.{made.__name__}"
    message = f"{name} unpacks to more than 100 MB or 20000 files"
    many = zipped(dict.fromkeys(map(str, range(20_001)), b""))

    for content in (made(**{"bomb.bin": b"\0" * 120_000_000}), many):
        assert refusal(content, name) == (2, message, "cut out the part that matters, as text")


def test_a_word_document_whose_text_swells_is_refused():
    body = "<w:p/>" * 4_000_000

    code, message, hint = refusal(docx(body), "a.docx")

    assert (code, hint) == (2, "cut out the part that matters")
    assert message.startswith("a.docx is too long: 24")
    assert message.endswith(" bytes in word/document.xml")


def test_a_locked_archive_is_refused():
    content = bytearray(epub())
    for at in range(len(content) - 8):
        if content[at : at + 4] == b"PK\x01\x02":
            content[at + 8] |= 1

    assert refusal(bytes(content), "a.epub") == (2, "a.epub is locked with a password", "save it without one")


def test_a_member_that_is_longer_than_it_says_is_damaged():
    honest = b"<p>It will rain.</p>" * 5_000
    content = bytearray(epub(**{"OEBPS/one.xhtml": honest}))
    size = len(honest).to_bytes(4, "little")
    assert content.count(size) == 2
    lying = bytes(content).replace(size, (100).to_bytes(4, "little"))

    assert refusal(lying, "a.epub")[1] == "a.epub is a damaged EPUB: OEBPS/one.xhtml cannot be read"


def test_deep_pages_are_read_without_recursion():
    nested = b"<div>" * DEEP + b"It will rain." + b"</div>" * DEEP

    assert read_document(nested, name="a.html").text == "It will rain.\n"


def test_an_entity_of_absurd_length_stays_as_it_is():
    assert read_document(b"<p>&#" + b"9" * 5_000 + b"; rain", name="a.html").text.endswith("9; rain\n")


def test_what_no_database_holds_is_shown_as_a_sign_and_told():
    content = b'{"html": "<p>It \\ud800 will \\u0000 rain &#0;&#xd800;</p>"}'

    found = read_document(content, name="a.json")

    assert found.text == "It \ufffd will \ufffd rain \ufffd\ufffd\n"
    assert found.warnings == ("a.json: 2 characters that cannot be kept are shown as U+FFFD",)
    assert read_document(json.dumps({"text": "a\ud800"}).encode(), name="-").warnings == (
        "standard input: 1 character that cannot be kept is shown as U+FFFD",
    )
