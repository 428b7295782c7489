"""Laws of claims: the same in other words of time is the same, what denies it is its denial, and nothing else is."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.coherence.claims import is_by, read_claim
from ledger.core.coherence.prices import exact, fraction_text
from ledger.core.numbers import decimal_text, ratio
from ledger.core.probability import read_probability

MADE = date(2026, 1, 2)
END = date(2027, 12, 31)
CLAIMS = ("It rains", "Rust overtakes Go in the TIOBE index", "ECB rates are below 2.00%", "A wins", "No. 10 is sold")
PHRASES = (
    "by 2027", "before 2028", "by the end of 2027", "by 31 December 2027", "in 2027", "no later than 2027-12-31",
    "before the end of 2027", "by Q4 2027",
)  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("phrase", PHRASES)
def test_words_of_time_that_name_the_deadline_are_taken_out(claim, phrase):
    plain = read_claim(claim)

    for text in (f"{claim} {phrase}", f"{claim} {phrase}.", f"{phrase.capitalize()}, {claim}"):
        read = read_claim(text, [END], MADE)
        assert (read.words, read.denied) == (plain.words, plain.denied)
        assert (read.phrase or "").casefold().strip(".,") == phrase.casefold()


@pytest.mark.parametrize("phrase", PHRASES)
def test_words_that_name_another_day_are_part_of_the_claim(phrase):
    read = read_claim(f"It rains {phrase}", [date(2030, 12, 31)], MADE)

    assert read.phrase is None
    assert read.words != read_claim("It rains").words


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        ("It rains", "It does not rain"),
        ("It rains", "It doesn\u2019t rain"),
        ("It rains", "It never rains"),
        ("It will rain", "It won't rain"),
        ("It rains", "It will not rain"),
        ("The bill passes", "The bill fails to pass"),
        ("The bill passes", "The bill will fail to pass"),
        ("The bill is passed", "The bill isn't passed"),
        ("The party has a leader", "The party does not have a leader"),
        ("There is recession", "There is no recession"),
        ("Ann can win", "Ann cannot win"),
        ("All banks fail", "Not all banks fail"),
        ("They try it", "They never tries it"),
    ],
)
def test_a_denial_has_the_words_of_what_it_denies(claim, denial):
    assert read_claim(claim).words == read_claim(denial).words
    assert (read_claim(claim).denied, read_claim(denial).denied) == (False, True)


@pytest.mark.parametrize(
    "claim",
    [
        "Ann decides not to run", "Ann says that she does not run", "It rains and does not snow",
        "Some banks do not fail", "At least 3 banks do not fail", "It does not fail to rain", "No", "not",
    ],
)  # fmt: skip
def test_where_it_is_not_sure_what_is_denied_nothing_is(claim):
    read = read_claim(claim)

    assert not read.denied
    assert read.words


@pytest.mark.parametrize(
    ("one", "other"),
    [("It rains", "It snows"), ("Rates < 2%", "Rates > 2%"), ("Rates fall to 2", "Rates fall to -2"), ("US", "U")],
)
def test_other_words_are_another_claim(one, other):
    assert read_claim(one).words != read_claim(other).words


@given(st.text(max_size=60))
def test_any_text_is_read_and_letter_case_is_nothing(text):
    read = read_claim(text, [END], MADE)

    assert read_claim(f"  {text} ", [END], MADE) == read
    assert all(word == word.casefold() for word in read.words)


@pytest.mark.parametrize(
    ("phrase", "by"),
    [
        ("by 2028", True), ("before July 2027", True), ("within 5 years", True), ("in the next 2 decades", True),
        ("No later than 2028", True), ("in 2028", False), ("during 2028", False), ("on 1 May 2028", False),
        ("until 2028", False), ("between 2027 and 2028", False), ("2028", False), ("next year", False),
    ],
)  # fmt: skip
def test_a_last_day_is_told_from_a_period(phrase, by):
    assert is_by(phrase) == by


@pytest.mark.parametrize("phrase", ["2028", "2028-06-30", "June 2028", "+90d", "Q3 2027", "end of 2028"])
def test_a_bare_deadline_is_a_last_day(phrase):
    assert is_by(phrase, bare=True)


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_ratio_is_the_ratio_that_was_said(part, rest):
    said = Fraction(part, part + rest)

    assert exact(read_probability(f"{part}/{part + rest}").text) == said


@given(st.decimals(0, 1, places=12, allow_nan=False))
def test_a_decimal_is_itself(value):
    assert exact(decimal_text(value)) == Fraction(value)


@given(st.fractions(-1, 1, max_denominator=10**6))
def test_a_fraction_as_text_reads_back(value):
    assert Fraction(fraction_text(value)) == value


def test_eighteen_digits_that_no_simple_ratio_has_stay_as_they_are():
    text = "0.123456789012345678"

    assert exact(text) == Fraction(text)
    assert exact(decimal_text(ratio(Decimal(1), Decimal(7)))) == Fraction(1, 7)
