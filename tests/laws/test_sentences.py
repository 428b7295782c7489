"""Laws of cutting a text into sentences."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.sources.detection.sentences import split
from tests.conftest import SHARED, needs_shared

PIECES = (
    "It rains", "it rains", ". ", ".", "! ", "? ", "… ", "...", "\n", "\r\n", "\u2028", "\x85", " ", "\u00a0", '"', "”",
    "“", "(", ")",
    "Dr. ", "e.g. ", "U.S. ", "J. ", "No. 5 ", "3.5", "1. ", "- ", "* ", "İ", "。", "etc. The ", "’", "\0",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


def words(text):
    return [text[one.start : one.end] for one in split(text)]


@given(TEXTS)
@example("a. B")
@example("1. 2. 3. ")
def test_sentences_follow_each_other_and_leave_out_nothing_but_white_space(text):
    found = split(text)
    edges = [0, *(edge for one in found for edge in one), len(text)]

    assert edges == sorted(edges)
    assert all(text[before:after].strip() == "" for before, after in zip(edges[::2], edges[1::2], strict=True))
    assert all(one == one.strip() != "" for one in words(text))


@given(TEXTS)
def test_no_sentence_crosses_a_line(text):
    assert all(len(one.splitlines()) == 1 for one in words(text))


@given(TEXTS, TEXTS)
def test_the_lines_of_a_text_are_cut_alone(one, other):
    assert words(f"{one}\n{other}") == words(one) + words(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Costs\n- Rents rise\n- Wages fall.", ["# Costs", "- Rents rise", "- Wages fall."]),
        ("Dr. Roe, i.e. Jane, paid. He left.", ["Dr. Roe, i.e. Jane, paid.", "He left."]),
        ("It costs $2.50 now. 3.5 is more.", ["It costs $2.50 now.", "3.5 is more."]),
        ("J. R. R. Tolkien wrote it. So did I. He agreed.", ["J. R. R. Tolkien wrote it.", "So did I.", "He agreed."]),
        ("In the U.S. Senate it failed. In the U.S. The rest passed.", [
            "In the U.S. Senate it failed.", "In the U.S.", "The rest passed.",
        ]),
        ("“It will rain.” She left. “Will it?” he asked.", ["“It will rain.”", "She left.", "“Will it?” he asked."]),
        ("Well... it may. Or not… Who knows?! Nobody.", ["Well... it may.", "Or not…", "Who knows?!", "Nobody."]),
        ("He said no. They left. No. 5 stayed.", ["He said no.", "They left.", "No. 5 stayed."]),
        ("1. Costs rise. 2. Wages fall.", ["1. Costs rise.", "2. Wages fall."]),
        ("See example.com for more. It is free (mostly). Yes.", [
            "See example.com for more.", "It is free (mostly).", "Yes.",
        ]),
        ("  \n\t\n", []),
    ],
)  # fmt: skip
def test_sentences_end_where_readers_end_them(text, found):
    assert words(text) == found


@needs_shared
def test_no_quote_of_the_gold_set_that_lies_within_a_sentence_is_cut():
    entries = json.loads((SHARED / "gold" / "predictions.json").read_text(encoding="utf-8"))["predictions"]
    several = {"P004-06", "P004-21"}
    """Quotes of more than one sentence."""
    for entry in entries:
        text = (SHARED / "gold" / "texts" / entry["seed"]).read_bytes().decode()
        start, end = entry["anchor"]["start"], entry["anchor"]["end"]
        inside = any(one.start <= start and end <= one.end for one in split(text))

        assert inside is (entry["id"] not in several), entry["id"]
