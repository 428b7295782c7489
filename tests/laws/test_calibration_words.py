"""What may be said of how many questions: stages, verdicts and sentences."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calibration.details import bin_details
from ledger.calibration.sentences import (
    Stage,
    certain_and_wrong_sentence,
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
        (1000, None, None),
    ],
)
def test_verdicts_wait_for_questions_and_evidence(questions: int, p_value: float | None, word: str | None) -> None:
    assert verdict(questions=questions, p_value=p_value, slope=0.5).word == word


@pytest.mark.parametrize(
    ("slope", "z", "word"),
    [
        (0.5, -3.0, "over-confident"),
        (1.4, 3.0, "under-confident"),
        (1.0, 3.0, "over-confident"),
        (None, 0.5, "over-confident"),
        (None, -3.0, "under-confident"),
        (None, None, "miscalibrated"),
        (1.0, 0.0, "miscalibrated"),
    ],
)
def test_the_slope_tells_the_direction_and_z_where_there_is_none(
    slope: float | None, z: float | None, word: str
) -> None:
    found = verdict(questions=100, p_value=0.001, slope=slope, z=z)
    assert found.word == word
    assert found.sentence.startswith(f"{word}: ")


def test_sentences_of_verdicts() -> None:
    assert verdict(questions=19, p_value=0.5).sentence == "too few to say"
    assert verdict(questions=19, p_value=0.5, certain_wrong=1).sentence == "too few to say"
    assert verdict(questions=50, p_value=0.5).sentence == (
        "too few questions for a verdict: 50, where p is not below 0.01"
    )
    assert verdict(questions=500, p_value=None).sentence == "no verdict: there is no test of these forecasts"
    assert verdict(questions=500, p_value=0.3).sentence == f"{FINE}: a perfect forecaster would often look like this"
    assert "more often" in verdict(questions=500, p_value=0.001, slope=1.4).sentence.split(",")[0]
    assert "less often" in verdict(questions=500, p_value=0.001, slope=0.4).sentence.split(",")[0]
    assert "in no one direction" in verdict(questions=500, p_value=0.001).sentence


def test_certain_and_wrong_is_over_confident_whatever_the_test_says() -> None:
    found = verdict(questions=500, p_value=0.9, slope=1.3, certain_wrong=1)
    assert (found.word, found.sentence) == ("over-confident", "over-confident: it was certain, and wrong")
    assert verdict(questions=20, p_value=None, certain_wrong=1) == found
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
    found = verdict(questions=200, p_value=0.9)
    assert remarks(rows, questions=4, verdict=found) == ("too few for a rate: 4 questions",)
    assert remarks(rows, questions=1, certain_wrong=2) == ("certain and wrong: 2", "too few for a rate: 1 question")
    assert remarks(rows, questions=9, verdict=found, certain_wrong=1)[0] == "certain and wrong: 1"
    assert found.sentence not in remarks(rows, questions=19, verdict=found)
    assert remarks(rows, questions=20, verdict=found) == (found.sentence,)
    assert remarks(rows, questions=20, certain_wrong=1) == ("certain and wrong: 1",)
    assert remarks(rows, questions=20) == ()


@given(st.integers(0, 500), st.floats(0, 1) | st.none(), st.floats(-2, 4) | st.none())
def test_there_is_always_a_sentence(questions: int, p_value: float | None, slope: float | None) -> None:
    found = verdict(questions=questions, p_value=p_value, slope=slope)
    assert found.sentence
    assert found.word is None or found.sentence.startswith(found.word)
    assert questions >= 20 or found.word is None
