"""Quotes found again in texts that have changed: what holds for every text, and each step by itself."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.errors import RefusedError
from ledger.sources import likeness
from ledger.sources.anchors import Anchor, Found, anchor_at, find_quote, places_of, refind
from ledger.sources.folding import fold
from ledger.sources.likeness import nearest
from tests.mutations import MUTATIONS, mutated, overlap

WRITTEN = """\
# Rates – what comes next

The central bank held its rate at 2.15% in October, as everybody had expected. “We look at every meeting by
itself,” its president said.

I think it’s very likely that the bank cuts twice before the summer of 2027 — inflation is falling faster than
it admits. House prices in the north will stand at least ten per cent lower by the end of next year; in the
south they won’t.

Critics say that wages will keep rising for a decade. That seems implausible: the number of open places has
halved since spring. Every spring somebody announces the end of the well-known four-year cycle, and every
autumn it is back.

Turnout in the European election will fall below 45 per cent. No party will win more than a third of the
seats, and the next commission will need four of them. The ferry to the island is going to be electric in
2030, or so the captain hopes.

Doctors will prescribe the new drug to a million people within five years. By 2035, I expect, malaria will
have been driven out of at least three more countries, and the vaccine will cost less than two dollars.
"""
TEXT = "\n".join(" ".join(paragraph.split("\n")) for paragraph in WRITTEN.split("\n\n"))
QUOTES = (
    "it’s very likely that the bank cuts twice before the summer of 2027",
    "House prices in the north will stand at least ten per cent lower by the end of next year",
    "wages will keep rising for a decade. That seems implausible",
    "Turnout in the European election will fall below 45 per cent.",
    "No party will win more than a third of the seats, and the next commission will need four of them.",
    "The ferry to the island is going to be electric in 2030",
    "Doctors will prescribe the new drug to a million people within five years.",
    "malaria will have been driven out of at least three more countries",
    "the vaccine will cost less than two dollars",
)
LETTERS = st.text("aAbß İ\n\t-–—*_[](){}“'…ﬁ\u00ad\u0301\u200b9.", max_size=40)


@pytest.fixture(params=["rapidfuzz", "difflib"])
def compared_by(request, monkeypatch):
    if request.param == "rapidfuzz":
        pytest.importorskip("rapidfuzz")
    else:
        monkeypatch.setattr(likeness, "_ratio", lambda: None)


def anchored(quote):
    at = TEXT.index(quote)
    return anchor_at(TEXT, at, at + len(quote))


@pytest.mark.usefixtures("compared_by")
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", MUTATIONS)
def test_every_quote_is_found_again_at_its_place(name, seed):
    text = mutated(TEXT, name, seed)
    for quote in QUOTES:
        found = refind(text.text, anchored(quote))
        assert found is not None, quote
        assert overlap(text.stands(anchored(quote)), text.letters(found.start, found.end)) > 0.6, quote


@given(LETTERS, st.data())
def test_what_is_cut_from_a_text_stands_where_it_was_cut(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(text[start:end].strip())
    assert refind(text, anchor_at(text, start, end)) == Found(start=start, end=end, how="position")


@given(LETTERS, LETTERS, st.data())
def test_what_stands_once_is_found_whatever_is_put_before_it(before, text, data):
    start = data.draw(st.integers(0, len(text)))
    anchor = anchor_at(text, start, len(text))
    whole = f"{before}{text}"
    assume(anchor.exact.strip() and start < whole.find(anchor.exact) == whole.rfind(anchor.exact))
    found = refind(whole, anchor)
    assert found == Found(start=len(before) + start, end=len(whole), how="exact")


@given(LETTERS, st.data())
def test_a_stretch_of_a_folded_text_has_a_place_in_the_text(text, data):
    folded = fold(text)
    assume(folded.text)
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(text)
    assert folded.text[start:end] in fold(text[first:last]).text + folded.text


@given(LETTERS)
def test_a_text_is_found_in_itself_however_it_is_typeset(text):
    wanted = fold(text).text.strip()
    assume(wanted)
    anchor = find_quote(f"Before. {text} After.", text)
    assert fold(anchor.exact).text.strip() == wanted


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("He said: it will rain soon.", "position"),
        ("Then he said: it will rain soon.", "exact"),
        ("I said: it will rain soon. He said: it will rain soon.", "context"),
        ("He said: It **will**\nrain soon.", "normalised"),
        ("He said: it will rain very soon.", "fuzzy"),
    ],
)
def test_the_step_that_found_a_quote_is_named(text, how):
    found = refind(text, Anchor(exact="it will rain soon", prefix="He said: ", suffix=".", start=9, end=26))
    assert found is not None
    assert found.how == how


@pytest.mark.parametrize("words", ["it will rain", "It will  rain", "it will a rain"])
def test_between_two_places_alike_nothing_is_chosen(words):
    anchor = Anchor(exact="it will rain", prefix="they said: ")
    text = f"The weather of this week, and then of the next: {words}, says the man on the radio of the town. " * 2
    assert refind(text, anchor) is None
    assert len(places_of(text, anchor)) == 2


def test_the_old_place_is_not_enough_where_its_neighbours_are_others():
    anchor = Anchor(exact="soon", prefix="it rains ", suffix=" here", start=9, end=13)
    assert refind("it snows soon there; it rains soon here", anchor) == Found(start=30, end=34, how="context")


@pytest.mark.parametrize("text", ["", "It will snow.", "nothing of the kind"])
def test_what_is_not_there_is_lost(text):
    assert refind(text, Anchor(exact="The committee will lower its rates twice")) is None


def test_a_quote_without_words_is_nowhere():
    assert refind("It will rain.", Anchor(exact=" \n")) is None


@pytest.mark.parametrize(
    ("text", "quote", "said"),
    [
        ("a fore-\ncast of rain", "forecast", "fore-\ncast"),
        ("a well-\nknown man", "well-known", "well-\nknown"),
        ("a fore\u00adcast", "forecast", "fore\u00adcast"),
        ("It's *eventually* so", "it’s eventually SO", "It's *eventually* so"),
        ("the [big three](https://example.org/a) lead", "big three lead", "big three](https://example.org/a) lead"),
        ("in 5–10 years", "5-10 years", "5–10 years"),
        ("it rains — soon", "it rains -- soon", "it rains — soon"),
        ("the ﬁnal word", "final word", "ﬁnal word"),
        ("a cafe\u0301 closes", "café closes", "cafe\u0301 closes"),
    ],
)
def test_words_are_quoted_as_they_stand_in_the_text(text, quote, said):
    assert find_quote(text, quote).exact == said


@pytest.mark.parametrize("quote", ["in 510 years", "it will rain", "cast", "snows"])
def test_words_that_are_not_there_are_not_quoted(quote):
    with pytest.raises(RefusedError):
        find_quote("in 5-10 years it may rain; it snow", quote)


def test_a_refused_quote_shows_the_words_that_come_near():
    with pytest.raises(RefusedError) as refused:
        find_quote(TEXT, "Turnout in the European elections will rise above 45 per cent.")
    near = "Turnout in the European election will fall below 45 per cent."
    assert refused.value.hint == f'the text has "{near}"; copy the words as they stand there'


def test_a_refused_quote_that_nothing_comes_near_is_told_so():
    with pytest.raises(RefusedError) as refused:
        find_quote(TEXT, "The moon is made of cheese.")
    assert refused.value.hint == "copy the words as they stand in the text"


def test_the_likest_place_comes_first_and_none_twice():
    places = nearest("it will snow here. it will rain there. it will rain here.", "it will rain here.")
    assert [one.start for one in places][:1] == [39]
    assert all(one.end <= other.start or other.end <= one.start for one in places for other in places if one != other)


def test_a_script_without_spaces_is_found_again():
    text = "来年は大統領選挙が行われる見込みだと彼は述べた。"
    found = refind(text, Anchor(exact="大統領選挙が行われる見込だと彼は述べた"))
    assert found is not None
    assert text[found.start : found.end] == "大統領選挙が行われる見込みだと彼は述べた"
