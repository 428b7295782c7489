"""Journeys of what may be concluded: draws, means as in scores, and the order of an import."""

import pytest

from tests.journeys.calibrating import exported, filled, line, of_two, told


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return of_two(tmp_path_factory.mktemp("many"))


def test_the_expected_error_on_bins_that_follow_the_outcomes_is_refused_by_its_name(many):
    answer = many("calibration", "--bins", "corp", "--expected-error")

    assert answer.code == 2
    assert "expected error" in answer.err
    assert "leave out --expected-error" in answer.err
    assert told(many, "--bins", "corp")["murphy_miscalibration"]["value"] is None


def test_few_draws_acquit_nobody(many):
    words = ("calibration", "forecaster:Ann", "--resamples")
    assert "no verdict: too few draws (--resamples 500)" in many.ok(*words, "19").splitlines()
    assert "too few questions for a verdict: 30, where p is not below 0.01" in many.ok(*words, "500").splitlines()


def test_the_mean_and_its_interval_are_those_of_scores(many):
    for words in ((), ("forecaster:Ann",)):
        summary = {row["metric"]: row for row in exported(many, "summary", *words)}
        for rule in ("brier", "log"):
            (group,) = many.json("score", "--rule", rule, *words)
            assert summary[rule]["value"] == group["value"]
            for end in ("interval_low", "interval_high"):
                assert float(summary[rule][end]) == pytest.approx(float(group[end]), abs=1e-12)


def test_the_order_of_an_import_changes_nothing_that_is_told(tmp_path):
    """Three forecasters on each question, of whom one is calibrated: whoever is recorded first is nothing to it."""
    rows = [
        line(f"q{number}", who, f"{p}%", "yes" if number * 7 % 10 < 2 * (number % 5) + 1 else "no")
        for number in range(30)
        for who, p in (("Ann", 10 + 20 * (number % 5)), ("Bob", 90 - 20 * (number % 5)), ("Cat", 60))
    ]
    orders = [rows, rows[::-1], rows[1::2] + rows[::2], sorted(rows, key=lambda row: row.split(",")[2], reverse=True)]
    books = [filled(tmp_path / str(place), order) for place, order in enumerate(orders)]
    for words in ((), ("--by", "forecaster"), ("--timing", "each", "--expected-error", "--resamples", "50")):
        first, *others = ([(one := told(book, *words))["rows"], one["statistics"], one["remarks"], one["verdict"],
                           one["groups"]] for book in books)  # fmt: skip
        assert all(other == first for other in others)
