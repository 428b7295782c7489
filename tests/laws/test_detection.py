"""Laws of finding predictions: what is proposed is told whole, and nothing hangs on what stands around a line."""

import pkgutil
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.registry import Registry
from ledger.sources.detection import signs
from ledger.sources.detection.detect import detect, lexicon, signs_of
from ledger.sources.detection.phrases import Lexicon, places_of, words_of
from ledger.sources.detection.sentences import Sentence, split
from ledger.sources.detection.signs import FAMILIES
from ledger.sources.detection.weights import THRESHOLD, WEIGHTS
from ledger.sources.document import Document, text_hash
from ledger.sources.proposers import PROPOSERS
from ledger.sources.proposers.rules import Rules

PIECES = (
    "It ", "they ", "will ", "won’t ", "would have ", "is expected to ", "by 2030", ". ", "? ", "\n", "if ", "rain ",
    "I don't expect ", "soon ", "10% chance ", "should come ", "let me ", ", ", "in the next 5 years ", "İ", "ß", "’",
    "it'll ", "some people say ", "“", "three ", "1,000.5 ", "\u2028", "Cafe\u0301 ", "end of ", "the future of ",
    "\0", "Ⅷ ", "٣ ",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=100), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


def found(text):
    return [(one.score, one.reasons, text[one.start : one.end]) for one in detect(text)]


@given(TEXTS)
def test_what_is_proposed_is_a_sentence_with_all_its_signs(text):
    sentences = split(text)
    for one in detect(text):
        sentence = Sentence(one.start, one.end)

        assert sentence in sentences
        assert {reason.name for reason in one.reasons} == set(signs_of(text, sentence))
        assert one.score == sum(reason.weight for reason in one.reasons) >= THRESHOLD
        assert all(reason.weight == WEIGHTS[reason.name].hundredths for reason in one.reasons)


@given(TEXTS)
def test_the_words_of_a_reason_stand_in_its_sentence(text):
    for one in detect(text):
        assert all(reason.words and reason.words in text[one.start : one.end] for reason in one.reasons)
        assert one.deadline is None or one.deadline in text[one.start : one.end]


@given(TEXTS)
def test_nothing_is_left_out_that_weighs_enough(text):
    proposed = {(one.start, one.end) for one in detect(text)}
    for sentence in split(text):
        weight = sum(WEIGHTS[sign].hundredths for sign in signs_of(text, sentence))

        assert (weight >= THRESHOLD) is (tuple(sentence) in proposed)


@given(TEXTS, TEXTS)
def test_lines_are_judged_alone(one, other):
    assert found(f"{one}\n{other}") == found(one) + found(other)


@given(TEXTS, st.integers(0, 300))
def test_a_higher_threshold_proposes_fewer_sentences_and_no_others(text, more):
    fewer = detect(text, threshold=THRESHOLD + more)

    assert fewer == [one for one in detect(text) if one.score >= THRESHOLD + more]


@given(TEXTS)
def test_each_word_has_its_place(text):
    places = places_of(text, 0, len(text))

    assert len(places) == len(words_of(text))
    assert all(start < end for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@pytest.mark.parametrize(
    ("phrases", "text", "ends"),
    [
        ("will (not)? rain", "it will not rain", [(1, 4)]),
        ("will (not)? rain", "it will rain", [(1, 3)]),
        ("set/bound to", "bound to rain", [(0, 2)]),
        ("won't rain", "it won’t rain", [(1, 4)]),
        ("if .. rain", "if it does not rain", [(0, 5)]),
        ("if .. rain", "if it really does not rain", []),
        ("if .. rain", "if so, rain", []),
        ("if ... rain", "if so, and only if so, it will rain", [(0, 11), (5, 11)]),
        ("^ (and)? so", "and so it goes, so", [(0, 2)]),
        ("by <year>", "by 2030, by 1990, by 300", [(0, 2)]),
        ("by <past>", "by 2030, by 1990, by 300", [(2, 4)]),
        ("in <number> years", "in three years, in 2.5 years", [(0, 3), (4, 7)]),
        ("have <done>", "have rained or have rain", [(0, 2)]),
        ("be <doing>", "be raining or be rain or be king", [(0, 2)]),
        ("end_of/start of time | end of", "end of", [(0, 2)]),
        ("a few | a few years", "a few years", [(0, 3)]),
    ],
)
def test_phrases_are_found_as_their_language_says(phrases, text, ends):
    assert [(one.start, one.end) for one in Lexicon({"sign": phrases}).found(words_of(text))] == ends


def test_every_sign_has_a_weight_and_every_weight_a_sign():
    named = [sign for family in FAMILIES.values() for sign in family]

    assert sorted(named) == sorted(WEIGHTS)
    assert all(weight.hundredths and weight.remark for weight in WEIGHTS.values())


def test_every_family_is_listed_and_every_proposer_loads():
    files = {module.name for module in pkgutil.iter_modules(signs.__path__)}

    assert isinstance(FAMILIES, Registry)
    assert set(FAMILIES) == files
    assert all(PROPOSERS[name]().name == name for name in PROPOSERS if name == "rules")


def test_the_proposer_finds_what_the_detector_finds():
    text = "It rained. It will rain by 2030."
    document = Document(text=text, sha256=text_hash(text), canonicaliser="plain/1", media_type="text/plain")

    assert list(PROPOSERS["rules"]().propose(document)) == detect(text)
    assert [one.deadline for one in detect(text)] == ["by 2030"]


@pytest.mark.parametrize(
    ("published", "ahead"), [("2026-05-07", 1), ("2026", 1), ("2027-01-01", 0), ("2031", 0), (None, 0), ("soon", 0)]
)
def test_a_year_is_ahead_of_the_date_that_a_document_says_it_has(published, ahead):
    text = "It may be here in 2027."
    document = Document(
        text=text, sha256=text_hash(text), canonicaliser="plain/1", media_type="text/plain", published=published
    )

    assert len(list(Rules().propose(document))) == ahead


def test_the_proposer_takes_another_threshold():
    text = "It would rain.\nIt will rain."
    document = Document(text=text, sha256=text_hash(text), canonicaliser="plain/1", media_type="text/plain")

    assert [one.score for one in Rules(threshold=40).propose(document)] == [40, 100]
    assert [one.score for one in Rules(threshold=100).propose(document)] == [100]


def test_one_line_of_megabytes_is_one_sentence_with_each_sign_once():
    text = "they will, if it rains by 2030, " * 60_000
    (one,) = detect(text)

    assert one.end == len(text) - 1
    assert len({reason.name for reason in one.reasons}) == len(one.reasons)


def test_a_phrase_looks_a_bounded_way_ahead():
    """However long the sentence, "if" and "would" belong together within a clause or two, and no further."""
    near, far = ("if " + "so " * n + "it would" for n in (20, 200_000))

    assert "if-would" in {one.sign for one in lexicon().found(words_of(near))}
    assert "if-would" not in {one.sign for one in lexicon().found(words_of(far))}
