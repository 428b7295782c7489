"""What may be said of how many questions: stages, verdicts and sentences."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calibration.details import bin_details
from ledger.calibration.sentences import (
    WORDS,
    Evidence,
    Stage,
    certain_and_wrong_sentence,
    holm,
    remarks,
    row_sentence,
    stage_of,
    verdict,
)
from ledger.calibration.tally import Tally

MILLION = 1_000_000
LEVEL = Decimal("0.9")
FINE = "no sign of miscalibration"


@pytest.mark.parametrize(
    ("questions", "stage"),
    [(0, "list"), (4, "list"), (5, "counts"), (19, "counts"), (20, "table"), (99, "table"), (100, "everything")],
)
def test_stages_begin_where_the_reference_says(questions: int, stage: str) -> None:
    assert stage_of(questions) is Stage(stage)


MCB, LARGE, SLOPE, Z = "brier_miscalibration", "in_the_large", "cox_slope", "spiegelhalter_z"


def judged(questions: int, p_values: dict[str, float], **more):
    return verdict(questions=questions, evidence=Evidence(p_values=p_values, **{"draws": 1000, **more}))


@pytest.mark.parametrize(
    ("questions", "p_value", "word"),
    [
        (19, 1e-9, None),
        (20, 0.0099, "over-confident"),
        (20, 0.01, None),
        (99, 0.02, None),
        (100, 0.049, "over-confident"),
        (100, 0.05, FINE),
        (1000, 0.5, FINE),
    ],
)
def test_verdicts_wait_for_questions_and_evidence(questions: int, p_value: float, word: str | None) -> None:
    assert judged(questions, {SLOPE: p_value}, slope=0.5, untested="-").word == (None if word == FINE else word)
    assert judged(questions, {MCB: p_value}).word == {"over-confident": "miscalibrated"}.get(word, word)


def test_of_several_tests_the_least_p_is_raised() -> None:
    assert holm({"a": 0.01, "b": 0.02, "c": 0.03}) == {"a": 0.03, "b": 0.04, "c": 0.04}
    assert holm({"a": 0.9, "b": 0.8}) == {"b": 1.0, "a": 1.0}
    assert holm({}) == {}
    two = {MCB: 0.3, LARGE: 0.026}
    assert judged(100, two, large=-0.1).word == FINE
    assert judged(100, {**two, LARGE: 0.024}, large=-0.1).word == "too high"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_whatever_is_below_a_thousandth_is_a_verdict(values: list[float]) -> None:
    names = (MCB, LARGE, SLOPE, "cox_intercept", Z)
    found = judged(100, dict(zip(names, values, strict=False)), slope=0.5, large=0.1, z=1.0)
    if min(values) < 0.001:
        assert found.word not in {None, FINE}
    if found.word == FINE:
        assert min(values) * len(values) >= 0.05


@pytest.mark.parametrize(
    ("p_values", "told", "word"),
    [
        ({SLOPE: 1e-6}, {"slope": 0.5}, "over-confident"),
        ({SLOPE: 1e-6}, {"slope": 1.4}, "under-confident"),
        ({MCB: 1e-3, SLOPE: 0.9, LARGE: 1e-6}, {"slope": 1.08, "large": -0.24}, "too high"),
        ({MCB: 1e-3, SLOPE: 0.9, LARGE: 1e-6}, {"slope": 1.08, "large": 0.24}, "too low"),
        ({MCB: 1e-3, SLOPE: 0.9, LARGE: 0.9, Z: 1e-6}, {"slope": 0.9, "large": -0.1, "z": 5.0}, "miscalibrated"),
        ({MCB: 1e-3, LARGE: 0.9, Z: 1e-6}, {"slope": 0.0, "large": -0.1, "z": 5.0}, "over-confident"),
        ({MCB: 1e-3, LARGE: 0.9, Z: 1e-6}, {"large": -0.1, "z": -5.0}, "under-confident"),
        ({MCB: 1e-3, LARGE: 0.9, Z: 0.9}, {"large": -0.1, "z": -5.0}, "miscalibrated"),
        ({MCB: 1e-3}, {}, "miscalibrated"),
    ],
)
def test_only_what_differs_at_the_level_tells_a_direction(p_values, told, word: str) -> None:
    found = judged(100, p_values, **told)
    assert found.word == word
    assert found.word in WORDS
    assert found.sentence.startswith(f"{word}: ")


LIKELY_MORE = "what is said to be likely happens more often"
LIKELY_LESS = "what is said to be likely happens less often"


@pytest.mark.parametrize(
    ("slope", "halves", "sentence"),
    [
        (0.5, (-3.0, 2.0), f"over-confident: {LIKELY_LESS}, and what is said to be unlikely more often"),
        (0.5, (-3.0, None), f"over-confident: {LIKELY_LESS}"),
        (0.5, (None, 2.0), "over-confident: what is said to be unlikely happens more often"),
        (1.5, (3.0, -2.0), f"under-confident: {LIKELY_MORE}, and what is said to be unlikely less often"),
        (0.5, (-3.0, -2.0), "over-confident: how often it happens differs less than what is said"),
        (0.5, (-3.0, 0.0), "over-confident: how often it happens differs less than what is said"),
        (1.5, (None, None), "under-confident: how often it happens differs more than what is said"),
    ],
)  # fmt: skip
def test_the_sentence_is_true_of_both_halves(slope: float, halves, sentence: str) -> None:
    likely, unlikely = halves
    found = judged(100, {SLOPE: 1e-6}, slope=slope, likely=likely, unlikely=unlikely)
    assert found.sentence == sentence


def test_a_bias_beside_a_slope_is_told_too() -> None:
    both = {SLOPE: 1e-6, LARGE: 1e-6}
    found = judged(100, both, slope=0.5, large=-0.2, likely=-9.0, unlikely=-1.0)
    assert found.sentence.endswith("than what is said; it happens less often than is said")
    assert judged(100, both, slope=0.5, large=-0.2, likely=-9.0, unlikely=1.0).sentence.endswith("more often")


@pytest.mark.parametrize(("questions", "draws"), [(100, 18), (100, 19), (100, 20), (99, 99), (99, 100)])
def test_few_draws_can_only_acquit_and_so_do_not(questions: int, draws: int) -> None:
    enough = draws in {20, 100}
    found = judged(questions, {MCB: 0.9}, draws=draws)
    assert ("too few draws" in found.sentence) == (not enough)
    if not enough:
        asked = int(found.sentence.split("--resamples ")[1].rstrip(")"))
        assert "too few draws" not in judged(questions, {MCB: 0.9}, draws=asked).sentence
    assert judged(questions, {MCB: 0.9, LARGE: 1e-9}, draws=1, large=0.1).word == "too low"


def test_sentences_of_verdicts() -> None:
    assert judged(19, {MCB: 0.5}).sentence == "too few to say"
    assert judged(19, {MCB: 0.5}, certain_wrong=1).sentence == "too few to say"
    assert judged(50, {MCB: 0.5}).sentence == "too few questions for a verdict: 50, where p is not below 0.01"
    assert judged(500, {}).sentence == "no verdict: there is no test of these forecasts"
    untested = "no test of miscalibration: --resamples 1000"
    assert judged(500, {}, untested=untested).sentence == f"no verdict: {untested}"
    assert judged(500, {LARGE: 0.5}, untested=untested).sentence == (
        f"no verdict: {untested}; the other tests show no sign"
    )
    assert judged(500, {LARGE: 0.001}, large=-0.1, untested=untested).sentence == (
        "too high: it happens less often than is said"
    )
    assert judged(500, {MCB: 0.3}).sentence == f"{FINE}: a perfect forecaster would often look like this"
    assert "in no one direction" in judged(500, {MCB: 0.001}).sentence


def test_certain_and_wrong_is_over_confident_whatever_the_test_says() -> None:
    found = judged(500, {MCB: 0.9}, slope=1.3, certain_wrong=1)
    assert (found.word, found.sentence) == ("over-confident", "over-confident: it was certain, and wrong")
    assert judged(20, {}, certain_wrong=1) == found
    assert certain_and_wrong_sentence(3) == "certain and wrong: 3"
    assert certain_and_wrong_sentence(0) is None


SMALL = Tally(
    {(900_000, MILLION): 2, (900_000, 0): 2, (700_000, MILLION): 2, (700_000, 0): 1, (200_000, 0): 2},
)


def test_the_example_of_the_reference_in_words() -> None:
    rows = bin_details(SMALL, bins="stated", level=LEVEL)
    assert remarks(rows, questions=9) == (
        "0 of 2 came true; at 20% said, 0 to 1 of 2 is the 90% range",
        "2 of 3 came true; at 70% said, 1 to 3 of 3 is the 90% range",
        "2 of 4 came true; at 90% said, 2 to 4 of 4 is the 90% range",
        "too few to say; the 90% statements are worth watching",
    )


def test_bins_and_halves_are_named_as_they_are() -> None:
    (row,) = bin_details(Tally({(800_000, 500_000): 1, (780_000, MILLION): 2}), level=Decimal("0.5"))
    assert row_sentence(row) == "2.5 of 3 came true; at 75-85% said, 2 to 3 of 3 is the 50% range"
    (sure,) = bin_details(Tally({(999_000, MILLION): 3}), bins="stated", level=LEVEL)
    assert row_sentence(sure) == "3 of 3 came true; at 99.9% said, 3 of 3 is the 90% range"


def test_rows_worth_watching_are_listed() -> None:
    none = bin_details(Tally({(500_000, 0): 3, (500_000, MILLION): 3}), level=LEVEL)
    assert remarks(none, questions=6)[-1] == "too few to say"
    tally = Tally({(50_000, MILLION): 2, (500_000, 0): 1, (900_000, 0): 2, (970_000, 0): 2})
    three = bin_details(tally, bins="stated", level=LEVEL)
    assert remarks(three, questions=7)[-1] == ("too few to say; the 5%, 90% and 97% statements are worth watching")
    # One miss at 95% has a mid-p of 0.05; one hit at 95% has 0.95.
    (missed,) = bin_details(Tally({(950_000, 0): 1}), bins="stated")
    assert missed.mid_p == pytest.approx(0.05)
    assert "95%" in remarks([missed], questions=5)[-1]
    (edge,) = bin_details(Tally({(900_000, 0): 1}), bins="stated")
    assert edge.mid_p == pytest.approx(0.1)


def test_what_comes_first_and_what_is_left_out() -> None:
    rows = bin_details(SMALL, bins="stated", level=LEVEL)
    found = judged(200, {MCB: 0.9})
    assert remarks(rows, questions=4, verdict=found) == ("too few for a rate: 4 questions",)
    assert remarks(rows, questions=1, certain_wrong=2) == ("certain and wrong: 2", "too few for a rate: 1 question")
    assert remarks(rows, questions=9, verdict=found, certain_wrong=1)[0] == "certain and wrong: 1"
    assert found.sentence not in remarks(rows, questions=19, verdict=found)
    assert remarks(rows, questions=20, verdict=found) == (found.sentence,)
    assert remarks(rows, questions=20, certain_wrong=1) == ("certain and wrong: 1",)
    assert remarks(rows, questions=20) == ()


@given(st.integers(0, 500), st.floats(0, 1) | st.none(), st.floats(-2, 4) | st.none())
def test_there_is_always_a_sentence(questions: int, p_value: float | None, slope: float | None) -> None:
    found = judged(questions, {} if p_value is None else {SLOPE: p_value, MCB: p_value}, slope=slope)
    assert found.sentence
    assert found.word is None or found.sentence.startswith(found.word)
    assert questions >= 20 or found.word is None
