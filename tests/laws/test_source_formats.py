"""Laws of the readers of texts: any bytes are read or refused, places lie in the text, time grows with length."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import LedgerError
from ledger.sources.formats import FORMATS
from ledger.sources.formats._markup import Raw, Tag, tokens
from ledger.sources.reading import read_document
from tests.laws.test_linear import steps
from tests.sources.files import docx, epub, pdf

PIECES = [
    "<p>", "</p>", "<div id='a'>", "<script>", "</script>", "<svg>", "<!--", "-->", "<td>", "<b", '="', "='", ">",
    "<td> ", "&#", "&amp;", "<pre>\n", "*", "**", "_", "`", "[", "](", ")", "[[", "|", "]]", "[00:01:11]", "- ", "# ",
    "> ", "```\n", "---\n", "title: x\n", "\n", "\n\n", "00:01.000 --> 00:02.000\n", "00:00:01,000 --> ", "<v A>",
    "1\n", "a", " ", "\t", "It will rain.", "\ud800", "\0", '{"html": "', '"}', "\ufdd0", "é",
]  # fmt: skip
TEXTS = ["plain", "markdown", "html", "json", "srt", "vtt"]
marked = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def read(content: bytes, format_: str):
    """A document, or nothing where it is refused in the words of the program."""
    with suppress(LedgerError):
        return read_document(content, name="a", format=format_)
    return None


@pytest.mark.parametrize("format_", TEXTS)
@given(st.one_of(marked, marked.map(lambda text: f"WEBVTT\n{text}")))
def test_any_marks_are_read_or_refused_and_places_lie_in_the_text(format_, text):
    found = read(text.encode("utf-8", "surrogatepass"), format_)

    if found is not None:
        found.text.encode()
        assert all(0 <= one.start < one.end <= len(found.text) for one in found.places)
        assert "\0" not in found.text


@pytest.mark.parametrize("format_", FORMATS)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(format_, content):
    if format_ != "page":  # its words are another package's business
        read(content, format_)


@pytest.mark.parametrize(("format_", "sound"), [("pdf", pdf(["It will rain."])), ("docx", docx()), ("epub", epub())])
@given(st.data())
def test_a_file_with_flipped_bytes_is_read_or_refused(format_, sound, data):
    content = bytearray(sound)
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[at] ^= data.draw(st.integers(1, 255))

    read(bytes(content), format_)


@given(marked.filter(lambda text: "\0" not in text))
def test_the_same_words_are_read_from_data_that_holds_a_page(text):
    page = read(f"<p>{text}</p>".encode("utf-8", "replace"), "html")
    held = read(json.dumps({"a": f"<p>{text}</p>".encode("utf-8", "replace").decode()}).encode(), "json")

    assert (page and page.text) == (held and held.text)


@given(marked)
def test_tags_and_texts_account_for_a_page_without_entities(text):
    text = text.replace("&", "").replace("<!", "<b")

    for token in tokens(text):
        said = token if isinstance(token, str) else token.inside + (token.content if isinstance(token, Raw) else "")
        assert said in text
        assert isinstance(token, str | Tag | Raw)


@given(st.text("abc éß.,;:!?()'’“”", min_size=1).filter(str.strip))
def test_words_without_marks_are_the_same_in_every_format(words):
    line = " ".join(words.split())

    assert read(line.encode(), "html").text == f"{line}\n"
    assert read(line.encode(), "markdown").text.strip() == line
    assert read(f"1\n00:00:01,000 --> 00:00:02,000\n{line}\n".encode(), "srt").text == f"{line}\n"


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
@pytest.mark.parametrize("format_", ["markdown", "html", "srt", "vtt"])
def test_four_times_the_marks_take_at_most_five_times_the_steps(format_, piece):
    piece = piece.replace("\ud800", "").replace("\0", "") or "x"

    def reading(text: str) -> None:
        read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}x".encode(), format_)

    reading(piece)
    short, long = (steps(reading, piece * size) for size in (200, 800))
    assert long <= 5 * short + 500
