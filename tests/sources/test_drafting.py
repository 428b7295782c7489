"""Drafts, one question at a time: who speaks, how likely, of which kind, and the words that are left for the claim."""

from datetime import UTC, date, datetime

import pytest

from ledger.sources.drafting import Layout, Occasion
from ledger.sources.drafting.due import Due, due_of
from ledger.sources.drafting.kind import kind_of
from ledger.sources.drafting.likelihood import likelihood_of
from ledger.sources.drafting.speaker import speaker_of

SAID = Occasion(zone=UTC, now=datetime(2026, 11, 20, tzinfo=UTC), made=date(2026, 11, 18), author="A. Author")


def spoken(text: str, words: str, occasion: Occasion = SAID) -> tuple[str | None, str]:
    start = text.index(words)
    found = speaker_of(Layout(text).passage(start, start + len(words)), occasion)
    return found.name, found.attribution


@pytest.mark.parametrize(
    ("text", "words", "name", "attribution"),
    [
        ("It will rain.", "It will rain.", "A. Author", "own"),
        ("I think it will rain.", "I think it will rain.", "A. Author", "own"),
        ("There are reasons we might think AI progress slows.", "There are reasons", "A. Author", "own"),
        ("Ann Roe says that it will rain.", "Ann Roe says that it will rain.", "Ann Roe", "reported"),
        ("It will rain, Ann Roe said.", "It will rain, Ann Roe said.", "Ann Roe", "reported"),
        ("It will rain, predicts Professor Ann Roe.", "It will rain", "Ann Roe", "reported"),
        ("According to the IMF, growth will slow.", "According", "the IMF", "reported"),
        ("He says that it will rain.", "He says that it will rain.", None, "reported"),
        ("\u201cIt will rain all week,\u201d Ann Roe said.", "\u201cIt will rain", "Ann Roe", "quoted"),
        ('Ann Roe said: "It will rain all week."', '"It will rain all week."', "Ann Roe", "quoted"),
        ('"It will rain all week. It will snow too," says Ann Roe.', "It will snow too", "Ann Roe", "quoted"),
        ('"It will rain all week."', '"It will rain all week."', None, "quoted"),
        ("Ann Roe recently wrote:\nIt will rain all week.", "It will rain all week.", "Ann Roe", "quoted"),
        ("Critics say it will rain. But it will not.", "Critics say it will rain.", None, "rejected"),
        ("One counterargument is that it will rain.", "One counterargument", None, "rejected"),
        ("Rain is widely seen as coming by 2030.", "Rain is widely", None, "imputed"),
        ("Ann Roe: Good morning.\nJ. Doe: It will rain.", "It will rain.", "J. Doe", "own"),
        ("It rained.\nComments\nIt will rain.", "It will rain.", None, "commenter"),
    ],
)
def test_a_speaker_is_who_the_words_around_name(text, words, name, attribution):
    assert spoken(text, words) == (name, attribution)


def test_a_name_that_was_given_goes_before_the_author_of_the_file():
    given = Occasion(zone=UTC, now=SAID.now, author="A. Author", forecaster="J. Doe")
    assert spoken("It will rain.", "It will rain.", given) == ("J. Doe", "own")


def test_where_nobody_is_named_it_says_so():
    nobody = Occasion(zone=UTC, now=SAID.now)
    text = "It will rain."
    found = speaker_of(Layout(text).passage(0, len(text)), nobody)
    assert (found.name, found.basis) == (None, "nobody is named: give -f")


@pytest.mark.parametrize(
    ("sentence", "probability"),
    [
        ("There is an 80 percent chance of rain.", "0.8"),
        ("The chance of rain is 12.5%.", "0.125"),
        ("I'm 90% confident that it will rain.", "0.9"),
        ("The odds are 3 to 1 that it rains.", "0.75"),
        ("The odds are 3 to 1 against rain.", "0.25"),
        ("A two in three chance of rain.", "0.666666666666666667"),
        ("There is a 1 in 20 chance of rain.", "0.05"),
        ("I'd say nine out of ten.", "0.9"),
        ("It is fifty-fifty.", "0.5"),
        ("It's a coin toss.", "0.5"),
    ],
)
def test_a_number_that_is_stated_is_read_as_it_stands(sentence, probability):
    found = likelihood_of(sentence)
    assert (found.probability, found.basis) == (probability, "stated")


@pytest.mark.parametrize(
    "sentence",
    [
        "Sales grew 80 percent.", "A 100 percent chance of rain.", "Growth of 3 to 4 percent is planned.",
        "Nine of ten economists agree.", "Odds and ends.", "It rained in 2 of 3 towns.", "We don't expect rain.",
        "It is not likely to rain.", "A 0 percent chance.",
    ],
)  # fmt: skip
def test_what_is_no_probability_is_not_taken_for_one(sentence):
    found = likelihood_of(sentence)
    assert (found.probability, found.basis) == (None, "none")


def test_a_range_stays_a_range():
    found = likelihood_of("There is a 70 to 80 percent chance of rain.")
    assert (found.probability, found.low, found.high) == (None, "0.7", "0.8")


@pytest.mark.parametrize(
    ("sentence", "words", "probability"),
    [
        ("It will very likely rain.", "very likely", "0.88"),
        ("I think it is more likely than not to rain.", "more likely than not", "0.59"),
        ("I expect rain.", "i expect", "0.75"),
        ("It might rain.", "might", "0.38"),
        ("It may probably rain.", "probably", "0.7"),
    ],
)
def test_words_are_read_by_the_scale_the_stronger_first(sentence, words, probability):
    found = likelihood_of(sentence)
    assert (found.said, found.probability, found.basis) == (words, probability, "words")


def test_the_scale_that_was_chosen_reads_the_words():
    assert likelihood_of("It will likely rain.", "ipcc").probability == "0.83"


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("It will rain", "binary"),
        ("If it rains, they will stay", "conditional"),
        ("They will stay unless it rains", "conditional"),
        ("In that world, prices will fall", "conditional"),
        ("It looks as if it will rain", "binary"),
        ("Rents will rise and wages will fall", "compound"),
        ("By 2030 coal, oil and gas will peak", "compound"),
    ],
)
def test_a_kind_is_told_by_the_words(claim, kind):
    assert kind_of(claim, Due()).name == kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("It happens every month.", "series"),
        ("It takes another 5 to 10 years.", "range"),
        ("It ends between 2028 and 2030.", "range"),
        ("It ends by 2030.", "binary"),
    ],
)
def test_a_kind_is_told_by_the_time(sentence, kind):
    assert kind_of(sentence, due_of(sentence, SAID)).name == kind
