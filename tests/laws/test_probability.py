"""Laws of probabilities: nothing is guessed, what is written reads back, only certainty looks certain."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core import words
from ledger.core.numbers import decimal_text, float_text, from_ppm, to_ppm
from ledger.core.probability import Probability, read_probability
from ledger.core.words import SCALES, scale_named
from ledger.errors import InputError, LedgerError, RefusedError

BETWEEN = st.integers(1, 10**18 - 1).map(lambda units: Decimal(units).scaleb(-18))

READ = {
    "0.7": "0.7",
    ".7": "0.7",
    "0.70": "0.7",
    "70%": "0.7",
    "70 %": "0.7",
    "70.5%": "0.705",
    ".5%": "0.005",
    "7/10": "0.7",
    "7:3": "0.7",
    "1:1": "0.5",
    "1%": "0.01",
    " 0.7\n": "0.7",
    "1/3": "0.333333333333333333",
    "2:1": "0.666666666666666667",
    "0.123456789012345678901234567890": "0.12345678901234567890123456789",
}

UNREADABLE = (
    *(
        "70",
        "1",
        "01",
        "2",
        "1.5",
        "0,7",
        "nan",
        "inf",
        "1e-1",
        "-0",
        "-0.7",
        "+0.7",
        "½",
        "0x1",
        "1_0",
        "\u0660.\u0667",
        "120%",
    ),
    *(
        "",
        " ",
        "%",
        ".",
        "7.",
        "7/",
        "/7",
        "7:",
        "0/0",
        "0:0",
        "5/0",
        "7/5",
        "7/10%",
        "7/10/2",
        "likely",
        "0.7 0.8",
        "0.7\0",
    ),
    *("0." + "7" * 40, "9" * 10_000, "99999999999999999999:1", "70\uff05", "0.7\ud800"),
)

CERTAIN = ("0", "0%", "0.0", "100%", "1.0", "1.00", "0/5", "5/5", "0:5", "5:0", "100.0%")


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_the_grammar_is_read_exactly(text: str, value: str) -> None:
    probability = read_probability(text)
    assert probability.value == Decimal(value)
    assert probability.text == value
    assert probability.said == text.strip()


@pytest.mark.parametrize("certain", [False, True])
@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_not_in_the_grammar_is_refused_with_a_hint(text: str, *, certain: bool) -> None:
    with pytest.raises(InputError) as refusal:
        read_probability(text, certain=certain)
    assert refusal.value.hint
    assert len(refusal.value.message) < 250


@pytest.mark.parametrize(
    ("text", "hint"),
    [("70", "did you mean 70%?"), ("1", "did you mean 1% or 100%?"), ("0,7", "write 0.7, with a point")],
)
def test_the_hint_says_what_to_type(text: str, hint: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_probability(text)
    assert refusal.value.hint == hint


@pytest.mark.parametrize("text", CERTAIN)
def test_certainty_has_to_be_asked_for(text: str) -> None:
    with pytest.raises(RefusedError, match="certainty") as refusal:
        read_probability(text)
    assert "--certain" in (refusal.value.hint or "")
    assert read_probability(text, certain=True).ppm in {0, 1_000_000}


@given(text=st.text(max_size=60) | st.text("0123456789.,%/: +-e", max_size=45), certain=st.booleans())
def test_any_text_is_read_or_refused(text: str, *, certain: bool) -> None:
    try:
        probability = read_probability(text, certain=certain)
    except LedgerError:
        return
    assert 0 <= probability.value <= 1
    assert certain or 0 < probability.ppm < 1_000_000


@given(BETWEEN)
def test_write_then_read_is_identity(value: Decimal) -> None:
    written = Probability(value=value, said="").text
    assert read_probability(written).value == value
    assert read_probability(f"{decimal_text(value * 100)}%").value == value
    assert read_probability(written).text == written


@given(st.integers(1, 10**17), st.integers(1, 10**17))
def test_ratios_and_odds_agree_and_are_right_to_18_digits(wins: int, losses: int) -> None:
    exact = Fraction(wins, wins + losses)
    odds, share = read_probability(f"{wins}:{losses}"), read_probability(f"{wins}/{wins + losses}")
    assert odds.value == share.value
    assert abs(Fraction(odds.value) - exact) <= exact / 10**17 / 2


@given(BETWEEN)
def test_parts_per_million_are_the_nearest_and_never_certain(value: Decimal) -> None:
    ppm = to_ppm(value)
    assert 0 < ppm < 1_000_000
    assert abs(Fraction(value) * 1_000_000 - ppm) <= Fraction(1, 2) or ppm in {1, 999_999}


@given(st.integers(0, 1_000_000))
def test_parts_per_million_come_back(ppm: int) -> None:
    assert to_ppm(from_ppm(ppm)) == ppm


@given(st.floats(allow_nan=False))
def test_floats_are_written_short_and_read_back(value: float) -> None:
    text = float_text(value)
    assert float(text) == value
    assert not text.endswith(".0")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9, min_value=-(10**12), max_value=10**12))
def test_decimals_are_written_plainly_and_read_back(value: Decimal) -> None:
    text = decimal_text(value)
    assert Decimal(text) == value
    assert "E" not in text.upper()
    assert decimal_text(Decimal(text)) == text


@given(st.sampled_from(sorted(SCALES)), st.text(max_size=200))
def test_any_phrase_is_known_or_refused(scale: str, phrase: str) -> None:
    try:
        found = SCALES[scale].look_up(phrase)
    except InputError:
        return
    assert found in SCALES[scale].phrases.values()


@pytest.mark.parametrize("name", SCALES)
def test_the_number_of_a_phrase_lies_in_its_range_and_is_never_certain(name: str) -> None:
    for phrase in SCALES[name].phrases.values():
        assert 0 <= phrase.low <= phrase.value <= phrase.high <= 1
        assert 0 < phrase.value < 1
    assert SCALES[name].name == name
    assert SCALES[name].about


@pytest.mark.parametrize("name", SCALES)
def test_no_scale_turns_a_phrase_round(name: str) -> None:
    for phrase in SCALES[name].phrases.values():
        with pytest.raises(InputError) as refusal:
            SCALES[name].look_up(f"not {phrase.phrase}")
        assert refusal.value.hint == 'no phrase is turned round by a "not": give a number, such as 30%'


def test_an_unknown_scale_is_refused() -> None:
    with pytest.raises(InputError) as refusal:
        scale_named("surveys")
    assert refusal.value.hint == "did you mean survey?"


@pytest.mark.parametrize("value", ["-0.1", "1.1", "NaN", "Infinity"])
def test_a_probability_outside_the_range_cannot_be_made(value: str) -> None:
    with pytest.raises(InputError):
        Probability(value=Decimal(value), said=value)


@given(st.sampled_from(sorted(SCALES["survey"].phrases)), st.integers(1, 3))
def test_case_and_spacing_of_a_phrase_do_not_matter(phrase: str, spaces: int) -> None:
    shouted = f" {(' ' * spaces).join(phrase.upper().split())}\n"
    assert SCALES["survey"].look_up(shouted) == SCALES["survey"].look_up(phrase)


@pytest.mark.parametrize(
    "phrase", ["don't expect", "not likely", "I don\u2019t expect", "expect", "possible", "", "likely not"]
)
def test_a_neighbouring_phrase_is_not_guessed(phrase: str) -> None:
    with pytest.raises(InputError):
        SCALES["survey"].look_up(phrase)


def test_a_misspelt_phrase_is_offered_its_neighbours() -> None:
    with pytest.raises(InputError) as refusal:
        SCALES["survey"].look_up("almost certian")
    assert "'almost certain'" in (refusal.value.hint or "")


@pytest.mark.parametrize("name", SCALES)
def test_the_aliases_lead_somewhere(name: str) -> None:
    scale = SCALES[name]
    assert all(scale.look_up(alias) in scale.phrases.values() for alias in scale.aliases)
    assert not set(scale.aliases) & set(scale.phrases)
    assert sum(len(one.same) for one in scale.phrases.values()) == len(scale.aliases)


def test_every_file_of_a_scale_is_listed() -> None:
    folder = Path(words.__path__[0])
    files = {file.stem for file in folder.glob("*.py") if not file.stem.startswith("_")}
    assert files == set(SCALES)
