"""Texts that data holds: which one is meant, and what the keys around it say."""

import json

import pytest

from ledger.sources.reading import read_document
from tests.sources.files import SAID, refusal

LONG = f"<p>{SAID}</p>" * 3


def read(data: object, **options: str):
    return read_document(json.dumps(data).encode(), name="a.json", **options)


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        ({"a": {"excerpt": SAID[:60], "html": LONG}}, "/a/html"),
        ({"summary": SAID * 3, "content_html": LONG}, "/content_html"),
        ({"text": SAID}, "/text"),
        ({"title": "Rain", "body": SAID * 5, "description": SAID}, "/body"),
        ([{"x": [1, None, True, SAID * 3]}], "/0/x/3"),
        ({"a/b": {"c~d": SAID * 3}}, "/a~1b/c~0d"),
        ({"": SAID}, "/"),
    ],
)
def test_the_one_long_text_is_meant_html_before_plain(data, pointer):
    found = read(data)

    assert (found.places[0].kind, found.places[0].value) == ("json_pointer", pointer)
    assert found.text.startswith(SAID)
    assert found == read(data, pointer=pointer)


def test_several_texts_of_like_length_are_a_question_to_the_reader():
    data = {"items": [{"html": LONG}, {"html": LONG + "<p>b</p>"}, {"html": "<p>short</p>"}]}

    assert refusal(json.dumps(data).encode(), "a.json") == (
        2,
        "a.json holds 2 texts that may be meant, as /items/1/html (284 characters), /items/0/html (276 characters)",
        "name one, as in --pointer /items/1/html",
    )
    assert read(data, pointer="/items/2/html").text == "short\n"


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("a", (2, "'a' is no JSON Pointer", "begin it with /: /result/data/html")),
        ("/b", (3, "a.json has nothing at '/b'", "there is text at /a/0")),
        ("/a/1", (3, "a.json has nothing at '/a/1'", "there is text at /a/0")),
        ("/a", (3, "a.json has no text at '/a'", "there is text at /a/0")),
        ("/a/0/x", (3, "a.json has nothing at '/a/0/x'", "there is text at /a/0")),
        ("/" + "x" * 300, (3, f"a.json has nothing at '/{'x' * 199}'", "there is text at /a/0")),
    ],
)
def test_a_pointer_that_leads_to_no_text_is_refused(pointer, expected):
    assert refusal(json.dumps({"a": [SAID]}).encode(), "a.json", pointer=pointer) == expected


def test_the_nearest_keys_say_title_author_and_day():
    data = {
        "title": "Site", "url": "https://example.org/", "author": "Nobody", "date": "2020",
        "posts": [
            {"html": LONG, "front": {"title": "Rain", "publishedAt": "May 7, 2026"}, "authors": [{"name": "Ann"}]},
        ],
    }  # fmt: skip

    found = read(data)

    assert (found.title, found.author, found.url) == ("Rain", "Ann", "https://example.org/")
    assert (found.published, found.published_basis) == (
        "2026-05-07", "JSON /posts/0/front/publishedAt: May 7, 2026",
    )  # fmt: skip


def test_what_the_page_in_the_data_says_fills_the_gaps():
    assert read({"html": f"<title>Rain</title>{LONG}"}).title == "Rain"
    assert read({"title": "Snow", "html": f"<title>Rain</title>{LONG}"}).title == "Snow"


def test_a_plain_text_in_data_stays_as_it_is():
    assert read({"text": "a\r\n  b < c\n"}).text == "a\n  b < c\n"
