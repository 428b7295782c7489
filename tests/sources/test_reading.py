"""Which format a file is read in, and what is common to all of them."""

import hashlib
import json

import pytest

from ledger.sources.formats import EXTENSIONS, FORMATS
from ledger.sources.reading import format_of, read_document
from tests.sources.files import SAID, docx, epub, pdf, refusal

SRT = b"1\n00:00:01,000 --> 00:00:02,000\nIt will rain.\n"
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nIt will rain.\n"
PAGE = b"<!doctype html><html><head><title>T</title></head><body><p>It will rain.</p></body></html>"


@pytest.mark.parametrize("name", ["-", "a", "a.txt", "a.unknown"])
@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (b"It will rain.", "plain"), (b"# It will rain", "plain"), (b"{it} will rain", "plain"), (b"", "plain"),
        (b"[1] It will rain.", "plain"), (b"<3 It will rain.", "plain"), (b'"It will rain."', "plain"),
        (b'{"text": "It will rain."}', "json"), (b'\xef\xbb\xbf \n[{"text": "x"}]', "json"),
        (b"<p>It will rain.</p>", "html"), (PAGE, "page"), (b"\xef\xbb\xbf" + PAGE, "page"), (SRT, "srt"),
        (SRT.replace(b"\n", b"\r\n"), "srt"), (VTT, "vtt"), (b"%PDF-1.7 ...", "pdf"), (epub(), "epub"),
        (docx(), "docx"), (b"PK\x03\x04...", "plain"),
    ],
)  # fmt: skip
def test_a_text_is_what_it_holds_whatever_it_is_called(name, content, format_):
    assert format_of(content, name) == format_


@pytest.mark.parametrize(("extension", "format_"), EXTENSIONS.items())
def test_another_extension_decides(extension, format_):
    assert format_of(b"It will rain.", f"folder.d/A{extension.upper()}") == format_
    assert format_ in FORMATS


def test_the_format_that_is_named_decides_over_all():
    assert read_document(PAGE, name="a.html", format="plain").text == PAGE.decode()
    assert read_document(b"It *will* rain.", name="a.txt", format="markdown").text == "It will rain.\n"


def test_a_format_that_nobody_knows_is_refused():
    assert refusal(b"x", "a.txt", format="pdff") == (2, "no text format is called 'pdff'", "did you mean pdf?")
    assert refusal(b"x", "a.txt", format="doc", pointer="/x")[1] == "no text format is called 'doc'"
    assert refusal(b"x", "a.txt", format="html", pointer="/x") == (
        2, "a JSON Pointer leads nowhere in html", "leave --pointer out, or add --format json",
    )  # fmt: skip


READABLE = {
    "a.txt": SAID.encode(), "a.md": SAID.encode(), "a.html": b"<p>" + SAID.encode(), "a.srt": SRT, "a.vtt": VTT,
    "a.json": json.dumps({"text": SAID}).encode(), "a.pdf": pdf([SAID]), "a.docx": docx(), "a.epub": epub(),
}  # fmt: skip


@pytest.mark.parametrize("name", READABLE)
def test_every_document_has_the_hash_of_its_bytes_and_a_named_canonicaliser(name):
    found = read_document(READABLE[name], name=name)

    assert found.sha256 == hashlib.sha256(READABLE[name]).hexdigest()
    assert found.canonicaliser == f"{format_of(READABLE[name], name)}/1"
    assert found.text_sha256 == hashlib.sha256(found.text.encode()).hexdigest()
    assert (found.warnings, "/" in found.media_type) == ((), True)


@pytest.mark.parametrize("name", READABLE)
def test_every_place_lies_within_the_text_and_holds_words(name):
    found = read_document(READABLE[name], name=name)

    assert all(found.text[place.start : place.end].strip() for place in found.places)
    assert all(found.text[place.start : place.end].strip("\n") == found.text[place.start : place.end]
               for place in found.places if place.kind != "json_pointer")  # fmt: skip
    assert all(0 <= place.start < place.end <= len(found.text) for place in found.places)


@pytest.mark.parametrize("name", READABLE)
def test_standard_input_is_read_like_a_file(name):
    if name != "a.md":  # nothing in a text says that it is Markdown
        assert read_document(READABLE[name], name="-") == read_document(READABLE[name], name=name)


def test_messages_call_standard_input_by_its_name():
    assert refusal(b"", "-")[1] == "standard input is empty"
