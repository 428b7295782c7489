"""Plain text and what its bytes may stand for."""

import pytest

from ledger.sources.reading import read_document

WHEAT = "“The price of wheat will rise — naïvely — by 5 £ a tonne”, she said, and it won’t stop for a year.\n"
RAIN = "Скоро пойдёт дождь, и никто не знает, когда он закончится.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_doubt(encoding):
    found = read_document(WHEAT.encode(encoding), name="a.txt")

    assert (found.text, found.warnings) == (WHEAT, ())


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-32-be"])
def test_a_byte_order_mark_is_believed(encoding):
    assert read_document(("\ufeff" + WHEAT).encode(encoding), name="a.txt").text == WHEAT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WHEAT, "cp1252"),
        (RAIN, "cp1251"),
        ("明日は雨が降るでしょう。\n", "cp932"),
        ("Příště snad ňáký žluťoučký kůň.\n" * 3, "cp1250"),
    ],
)
def test_other_encodings_are_guessed_and_told(text, encoding):
    found = read_document(text.encode(encoding), name="a.txt")

    assert (found.text, found.warnings) == (text, (f"a.txt is not UTF-8: read as {encoding}, which is a guess",))


@pytest.mark.parametrize("text", ["RIFF is a format.", "ID3 as well", "BZh?", "GIF89a is another"])
def test_a_text_may_begin_with_the_letters_of_another_format(text):
    assert read_document(text.encode(), name="a.txt").text == text


def test_line_ends_are_line_feeds_and_all_else_stays():
    assert read_document(b"a \r\n\r\n\tb\rc\x0c\xc2\xa0", name="a.txt").text == "a \n\n\tb\nc\x0c\u00a0"


def test_front_matter_of_a_plain_text_stays_in_it_and_tells_its_title():
    found = read_document(b"---\ntitle: Rain\ndate: May 7, 2026\ntags: [a]\n---\nIt will rain.\n", name="a.txt")

    assert found.text.startswith("---\ntitle: Rain\n")
    assert (found.title, found.published) == ("Rain", "2026-05-07")
    assert found.published_basis == "front matter date: May 7, 2026"
