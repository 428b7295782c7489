"""What calibration refuses: the whole sentence that people read, and what to do instead."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from ledger.calibration.bins import bins_named, scheme_for
from ledger.calibration.bins.metaculus import metaculus_band
from ledger.calibration.corp import corp
from ledger.calibration.counts import binomial, poisson_binomial
from ledger.calibration.details import bin_details
from ledger.calibration.distributions import student_tails
from ledger.calibration.intervals import interval_named, tail_of, wilson
from ledger.calibration.intervals.consistency import consistency
from ledger.calibration.means import floored_log_score, mean_score
from ledger.calibration.nulls import null_of_calibration_error, null_of_miscalibration
from ledger.calibration.quantiles import pit, pit_histogram, quantile_coverage
from ledger.calibration.table import calibration_table
from ledger.calibration.tally import Tally
from ledger.calibration.weighted import WeightedCell, weighted_table
from ledger.errors import InputError

LEVEL = "give a number between 0 and 1, such as 0.95"
PARTS = "from 0 to 1000000"
SCHEMES = (
    "centred11, stated, metaculus21, fatebook, predictionbook, manifold, corp, quantile:N, "
    "or a number of equal bins from 1 to 1000"
)
ONE = Tally({(500_000, 0): 1})
FEWER = Tally({(300_000, 0): -2})


def _coverage(**changes: object) -> object:
    usual = {"observed": [1, 2], "levels": [0.25, 0.75], "quantiles": [[1, 2], [2, 2]]}
    return quantile_coverage(**(usual | changes))


def _pit(**changes: object) -> object:
    return pit(**({"observed": 1, "points": [0, 2], "cumulative": [0.0, 1.0]} | changes))


def _counted(observed: object, predicted: object) -> object:
    return Tally.from_arrays(observed=observed, predicted=predicted)


Call = Callable[[], object]
REFUSED: dict[str, list[tuple[Call, str, str | None]]] = {
    "tallies": [
        (lambda: Tally({(1_000_001, 0): 1}), "(1000001, 0) is not a pair of parts per million", PARTS),
        (lambda: Tally({(0, -1): 1}), "(0, -1) is not a pair of parts per million", PARTS),
        (lambda: Tally({(0, 1_000_001): 0}), "(0, 1000001) is not a pair of parts per million", PARTS),
        (lambda: Tally({(-1, 0): 1}), "(-1, 0) is not a pair of parts per million", PARTS),
        (FEWER.by_probability, "the tally counts -2 forecasts of 300000 parts per million", None),
        (lambda: calibration_table(FEWER), "the tally counts -2 forecasts of 300000 parts per million", None),
    ],
    "arrays": [
        (lambda: _counted([1], [0.5, 0.5]), "1 outcomes for 2 probabilities", "give one outcome for each forecast"),
        (lambda: _counted([[1]], [0.5]), "observed has 2 dimensions, not one", "give one value for each forecast"),
        (lambda: _counted([1], 0.5), "predicted has 0 dimensions, not one", "give one value for each forecast"),
        (
            lambda: _counted([1, 1], [0.5, 1.5]),
            "predicted[1] is 1.5, which is not between 0 and 1",
            "leave out missing ones; write 0.7 for 70%",
        ),
        (lambda: _counted(["yes"], [0.5]), "observed is not an array of numbers", None),
        (lambda: _counted([1, 0], [[0.5], [0.5, 0.5]]), "predicted is not an array of numbers", None),
        (
            lambda: _counted(np.ma.array([1, 0], mask=[0, 1]), [0.5, 0.5]),
            "observed[1] is nan, which is not between 0 and 1",
            "leave out missing ones; write 0.7 for 70%",
        ),
    ],
    "bins": [
        (lambda: bins_named("xyz"), "no bins are called 'xyz'", SCHEMES),
        (lambda: bins_named("x" * 90), f"no bins are called '{'x' * 60}'", SCHEMES),
        (lambda: scheme_for("STATED", ONE), "no bins are called 'STATED'", "did you mean stated?"),
        (lambda: bins_named("quantile:"), "no bins are called 'quantile:'", "did you mean quantile:10?"),
        # Six of eleven letters are alike, which is near enough to be told.
        (lambda: bins_named("fat"), "no bins are called 'fat'", "did you mean fatebook?"),
        (lambda: bins_named("corp"), "corp bins are made from forecasts, and there are none here", None),
        (lambda: bins_named("quantile:5"), "quantile:5 bins are made from forecasts, and there are none here", None),
        (
            lambda: metaculus_band(number=21, n=5),
            "Metaculus has no bin 21 of 5 forecasts",
            "bins are numbered from 0 to 20",
        ),
        (lambda: bin_details(ONE, kappa=-1), "kappa is -1; a weight is 0 or more", None),
    ],
    "tables by time": [
        (
            lambda: weighted_table([WeightedCell(p_ppm=200_000, y_ppm=0, weight=-1, n=1)]),
            "the weight of forecasts of 200000 parts per million is -1",
            None,
        ),
        (
            lambda: weighted_table([WeightedCell(p_ppm=200_000, y_ppm=0, weight=1, n=-1)]),
            "the count of forecasts of 200000 parts per million is -1",
            None,
        ),
    ],
    "intervals": [
        (lambda: tail_of(Decimal(95)), "95 is no level of an interval", LEVEL),
        (lambda: tail_of(Decimal(0)), "0 is no level of an interval", LEVEL),
        (lambda: wilson(happened=Decimal(3), n=2), "3 of 2 cannot have happened", None),
        (
            lambda: interval_named("wald"),
            "no interval is called 'wald'",
            "there is wilson, jeffreys, clopper-pearson, consistency",
        ),
        (
            lambda: consistency(happened=Decimal(1), n=2, cells=[(500_000, 0, 1)]),
            "the bin holds 2 forecasts, but what was said is known of 1",
            None,
        ),
        (lambda: binomial(-1, Fraction(1, 2)), "-1 tries of probability 1/2 make no distribution", None),
        (
            lambda: poisson_binomial([(500_000, 1), (-1, 2)]),
            "2 forecasts of -1 parts per million make no distribution",
            None,
        ),
        (lambda: student_tails(1.0, df=0), "Student's t has no 0 degrees of freedom", "at least 1"),
    ],
    "statistics": [
        (
            lambda: floored_log_score(ONE, floor=Decimal("0.0000001")),
            "1E-7 is no floor",
            "a number of millionths above 0 and at most 0.5, such as 0.0001",
        ),
        (lambda: mean_score(ONE, rule="brior"), "no scoring rule is called 'brior'", "did you mean brier?"),
        (lambda: corp(ONE, rule="xyz"), "no decomposed scoring rule is called 'xyz'", "there is brier, log"),
        (
            lambda: null_of_calibration_error(ONE, bins="corp"),
            "corp bins follow the outcomes, so every draw has its own",
            "take other bins",
        ),
        (
            lambda: null_of_miscalibration(ONE, resamples=0),
            "0 resamples are too few",
            "give 1 or more, such as 1000",
        ),
    ],
    "numeric forecasts": [
        (lambda: _coverage(observed=[], quantiles=[]), "there are no outcomes to compare", None),
        (lambda: _coverage(observed=[1]), "there are 1 outcomes and 2 rows of quantiles", None),
        (lambda: _coverage(levels=[]), "there are no levels", None),
        (
            lambda: _coverage(levels=[0.5, 1.0]),
            "1.0 is no level of a quantile",
            "give numbers between 0 and 1, such as 0.25",
        ),
        (lambda: _coverage(levels=[0.5, 0.25]), "the levels do not rise: 0.25 comes after 0.5", None),
        (
            lambda: _coverage(observed=[1, None]),
            "row 1: the outcome is None, which is not a number to compare with",
            None,
        ),
        (lambda: _coverage(quantiles=[[1, 2], [1]]), "row 1: there are 1 quantiles for 2 levels", None),
        (lambda: _coverage(quantiles=[[1, 2], [3, 2]]), "row 1: the quantiles fall from 3 to 2", None),
        (
            lambda: _coverage(quantiles=[[1, math.inf], [1, 2]]),
            "row 0: the quantiles hold inf, which is not a number to compare with",
            None,
        ),
        (lambda: _pit(observed=math.inf), "the outcome is inf, which is not a number to compare with", None),
        (lambda: _pit(points=[1]), "1 points with 2 cumulative values make no distribution", None),
        (lambda: _pit(points=[2, 1]), "the points fall from 2 to 1", None),
        (lambda: _pit(cumulative=[0.5, 0.4]), "the cumulative values fall from 0.5 to 0.4", None),
        (
            lambda: _pit(cumulative=[-0.01, 0.4]),
            "the cumulative values run from -0.01 to 0.4, not within 0 and 1",
            None,
        ),
        (lambda: pit_histogram([0.5], bins=0), "0 bins cannot be made", "from 1 to 1000"),
        (lambda: pit_histogram([]), "there are no values to count", None),
        (lambda: pit_histogram([0.5, 1.5]), "row 1: 1.5 is not between 0 and 1", None),
        (lambda: pit_histogram([math.nan]), "row 0: nan, which is not a number to compare with", None),
    ],
}


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [pytest.param(*row, id=f"{topic} {number}") for topic, rows in REFUSED.items() for number, row in enumerate(rows)],
)
def test_the_whole_sentence_and_what_to_do_instead(call: Call, message: str, hint: str | None) -> None:
    with pytest.raises(InputError) as refusal:
        call()
    assert (refusal.value.message, refusal.value.hint) == (message, hint)
