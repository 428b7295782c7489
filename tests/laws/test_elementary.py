"""Elementary scores: they add up to the Brier score, and a better forecast never costs more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calibration.elementary import elementary_scores
from ledger.calibration.means import mean_score
from ledger.calibration.tally import Tally

PERCENTS = st.integers(0, 100).map(lambda percent: percent * 10_000)
TALLIES = st.dictionaries(st.tuples(PERCENTS, PERCENTS), st.integers(1, 9), min_size=1, max_size=8).map(Tally)


@given(TALLIES)
def test_over_all_thresholds_they_average_to_the_brier_score(tally):
    scores = elementary_scores(tally)

    # In the middle of each whole percent the cost is linear up to the next, so that the sum is the integral.
    assert sum(scores) / len(scores) == pytest.approx(mean_score(tally).value, abs=1e-12)


@given(st.integers(1, 99), st.integers(1, 99))
def test_who_says_more_of_what_happens_never_pays_more(one, other):
    low, high = sorted((one, other))
    scores = [elementary_scores(Tally({(percent * 10_000, 1_000_000): 1})) for percent in (low, high)]

    assert all(better <= worse for worse, better in zip(*scores, strict=True))


def test_an_empty_tally_costs_nothing():
    assert set(elementary_scores(Tally())) == {0}
