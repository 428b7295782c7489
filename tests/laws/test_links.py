"""Links to words in a page: what holds for every quote."""

from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.sources.links import quote_link, text_fragment

WORDS = st.text("ab9é日 \n-,&#%“.", max_size=150)
URL = "https://example.org/i42"


@given(WORDS, WORDS, WORDS)
def test_the_parts_are_told_apart_whatever_is_in_them(exact, prefix, suffix):
    assume(exact.strip())
    parts = text_fragment(exact, prefix, suffix).split(",")
    before = [part[:-1] for part in parts if part.endswith("-")]
    after = [part[1:] for part in parts if part.startswith("-")]
    inner = [part for part in parts if not part.startswith("-") and not part.endswith("-")]
    assert len(before) <= 1
    assert len(after) <= 1
    assert 1 <= len(inner) <= 2
    for part in (*before, *inner, *after):
        assert part.isascii()
        assert not set(part) & set("-,&# \n")


@given(WORDS, WORDS, WORDS)
def test_every_part_is_words_of_one_block(exact, prefix, suffix):
    assume(exact.strip())
    parts = [unquote(part.strip("-")) for part in text_fragment(exact, prefix, suffix).split(",")]
    blocks = [" ".join(line.split()) for text in (prefix, exact, suffix) for line in text.split("\n")]
    assert all(any(part in block for block in blocks) for part in parts)


@given(WORDS)
def test_a_short_quote_is_linked_whole(exact):
    assume(exact.strip() and "\n" not in exact and len(exact) <= 100)
    assert unquote(text_fragment(exact)) == " ".join(exact.split())


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "link"),
    [
        ("it will rain", "", "", "it%20will%20rain"),
        ("rain", "in t", " soon", "rain,-soon"),
        ("rain", "he said: ", "fall and snow", "he%20said%3A-,rain"),
        ("rain", "“", "”", "rain"),
        ("rain", "the end.\nHe said ", ".\nThe next", "He%20said-,rain"),
        (" ".join(["word"] * 30), "", "", "word%20word%20word%20word%20word,word%20word%20word%20word%20word"),
        ("One thing.\nAnother thing", "", "", "One%20thing.,Another%20thing"),
    ],
)
def test_words_around_a_quote_are_given_where_they_are_whole_words_of_its_block(exact, prefix, suffix, link):
    assert text_fragment(exact, prefix, suffix) == link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (URL, f"{URL}#:~:text=rain"),
        (f"{URL}#fn-4", f"{URL}#fn-4:~:text=rain"),
        (f"{URL}#:~:text=snow", f"{URL}#:~:text=snow&text=rain"),
        (None, None),
        ("doi:10.1000/1", None),
        ("javascript:alert(1)//://", None),
        ("http://[::1", None),
    ],
)
def test_only_pages_are_linked(url, link):
    assert quote_link(url, "rain") == link
