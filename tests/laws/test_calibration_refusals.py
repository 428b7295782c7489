"""What calibration refuses: the whole sentence that people read, and what to do instead."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from ledger.calibration.bins import bins_named, scheme_for
from ledger.calibration.bins.metaculus import metaculus_band
from ledger.calibration.bootstrap import interval, interval_of_mean, spread, weights
from ledger.calibration.clusters import in_the_large_clustered, joined, mean_clustered, spiegelhalter_clustered
from ledger.calibration.corp import corp
from ledger.calibration.counts import binomial, poisson_binomial
from ledger.calibration.details import bin_details
from ledger.calibration.distributions import student_tails
from ledger.calibration.head_to_head import (
    Match,
    Slice,
    average_scores,
    combined,
    discriminated_skills,
    rescaled,
    ridge_skills,
    skills_of_scores,
)
from ledger.calibration.intervals import interval_named, tail_of, wilson
from ledger.calibration.intervals.consistency import consistency
from ledger.calibration.leaderboard import leaderboard
from ledger.calibration.means import floored_log_score, mean_score
from ledger.calibration.nulls import null_of_calibration_error, null_of_miscalibration
from ledger.calibration.paired import diebold_mariano, flipped, paired
from ledger.calibration.pairs import every_pair
from ledger.calibration.quantiles import pit, pit_histogram, quantile_coverage
from ledger.calibration.table import calibration_table
from ledger.calibration.tally import Tally
from ledger.calibration.weighted import WeightedCell, weighted_table
from ledger.errors import InputError

LEVEL = "give a number between 0 and 1, such as 0.95"
PARTS = "from 0 to 1000000"
FINITE = "compare by a score that stays finite, such as brier"
SCHEMES = (
    "centred11, stated, metaculus21, fatebook, predictionbook, manifold, corp, quantile:N, "
    "or a number of equal bins from 1 to 1000"
)
SCORES_AND_WEIGHTS = "scores are finite, weights finite and above 0"
HALF = Decimal("0.5")
ONE = Tally({(500_000, 0): 1})
FEWER = Tally({(300_000, 0): -2})


def _match(score: float = 1.0, weight: float = 1.0, second: str = "B", question: str = "q") -> Match:
    return Match(first="A", second=second, question=question, score=score, weight=weight)


def _coverage(**changes: object) -> object:
    usual = {"observed": [1, 2], "levels": [0.25, 0.75], "quantiles": [[1, 2], [2, 2]]}
    return quantile_coverage(**(usual | changes))


def _pit(**changes: object) -> object:
    return pit(**({"observed": 1, "points": [0, 2], "cumulative": [0.0, 1.0]} | changes))


def _counted(observed: object, predicted: object) -> object:
    return Tally.from_arrays(observed=observed, predicted=predicted)


# That who is ahead on one question is behind on the other: on average no question tells them apart.
AGAINST = [_match(99.0), *(_match(-1.0, question=f"r{n}") for n in range(98))]
# Both gradients vanish: the discriminations add up to exactly nothing.
LEVEL_PAR = [_match(0.0), _match(0.0, question="r")]

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
        # Three of six letters are alike, which is near enough to be told.
        (lambda: bins_named("stoned"), "no bins are called 'stoned'", "did you mean stated?"),
        (lambda: bins_named("mani"), "no bins are called 'mani'", "did you mean manifold?"),
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
        (lambda: _coverage(observed=[1, None]), "row 1: the outcome is None, which is not a number to compare with", None),
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
    "clusters": [
        (
            lambda: joined([("a",), ("a", "b")]),
            "rows of keys have different lengths",
            "give None where a row has no such key",
        ),
        (lambda: mean_clustered([1.0], clusters="ab"), "1 values in 2 clusters: give the cluster of each value", None),
        (lambda: mean_clustered([], clusters=""), "no values have no mean", None),
        (
            lambda: mean_clustered([1.0, math.nan], clusters="ab"),
            "value 2 is nan: a mean with an error needs finite values",
            None,
        ),
        (lambda: in_the_large_clustered([]), "no rows can be tested", None),
        (
            lambda: spiegelhalter_clustered([(1, 0, 0), (1, 5, -1)]),
            "row 2: (5, -1) is not a pair of parts per million",
            PARTS,
        ),
    ],
    "bootstraps": [
        (lambda: next(weights(["a"], replicates=1)), "1 replicates show no spread", "at least 2; 1000 is usual"),
        (lambda: spread([1.0], level=Decimal(1)), "1 is no level of an interval", LEVEL),
        (
            lambda: interval_of_mean([(1, 2.0)], ["a", "b"], level=HALF),
            "2 ids for 1 clusters: give the public id of each",
            None,
        ),
        (
            lambda: interval(lambda _: 1.0, [ONE, ONE], ["a", "a"], level=HALF),
            "an id comes twice",
            "put the rows of one id into one cluster",
        ),
        (
            lambda: interval_of_mean([(1, 2.0), (1, math.nan)], ["a", "b"], level=HALF),
            "the sum of b is nan: an interval needs finite values",
            None,
        ),
    ],
    "comparisons": [
        (
            lambda: paired({"q": math.inf}, {"q": 0.5}),
            "the scores on q are inf and 0.5: only finite scores can be compared",
            FINITE,
        ),
        (lambda: flipped([math.nan]), "sums of clusters must be finite to be flipped", None),
        (
            lambda: diebold_mariano([1.0, 2.0], horizon=2),
            "2 differences cannot be tested 2 steps ahead",
            "1 <= horizon < how many",
        ),
        (lambda: diebold_mariano([1.0, math.inf], horizon=1), "differences must be finite to be tested", None),
        (
            lambda: list(every_pair({}, minimum=0)),
            "a minimum of 0 questions compares nobody",
            "at least 1; 5 is usual",
        ),
        (
            lambda: list(every_pair({"A": {"q": math.nan}})),
            "the score of A on q is nan: only finite scores can be compared",
            FINITE,
        ),
        (
            lambda: leaderboard({}, minimum=0),
            "a minimum of 0 questions ranks nobody honestly",
            "at least 1; 10 is usual",
        ),
        (
            lambda: leaderboard({"A": {"q": math.inf}}),
            "the score of A on q is inf: only finite scores can be compared",
            FINITE,
        ),
        (
            lambda: leaderboard({}, method="raw"),
            "no method is called 'raw'",
            "there is common, relative-skill, fixed-effects, head-to-head",
        ),
    ],
    "head-to-head": [
        (lambda: average_scores([]), "there are no matches to judge by", None),
        (lambda: average_scores([_match(), _match(second="A")]), "match 2: A plays against themselves", None),
        (
            lambda: average_scores([_match(math.nan)]),
            "match 1 of A and B has score nan and weight 1.0",
            SCORES_AND_WEIGHTS,
        ),
        (
            lambda: average_scores([_match(weight=math.inf)]),
            "match 1 of A and B has score 1.0 and weight inf",
            SCORES_AND_WEIGHTS,
        ),
        (
            lambda: average_scores([_match(weight=0.0)]),
            "match 1 of A and B has score 1.0 and weight 0.0",
            SCORES_AND_WEIGHTS,
        ),
        (lambda: ridge_skills([_match()], alpha=0.0), "alpha is 0.0", "the penalty is a number above 0"),
        (lambda: skills_of_scores({}, alpha=math.inf), "alpha is inf", "the penalty is a number above 0"),
        *(
            (
                lambda matches=matches: discriminated_skills(matches, alpha=0.1, penalty=penalty),
                "on average the questions do not tell these players apart: no discriminations can be found",
                None,
            )
            for matches, penalty in ((AGAINST, 0.0),)
        ),
        (lambda: rescaled({"A": 1.0}, baseline="C", variance=1.0), "no forecaster is called 'C'", "there is A"),
        (
            lambda: rescaled({"A": 1.0, "B": 1.0}, baseline="A", variance=1.0),
            "skills of variance 0.0 cannot be stretched to a variance of 1.0",
            None,
        ),
        (
            lambda: rescaled({"A": 2.0, "B": 0.0}, baseline="A", variance=math.inf),
            "skills of variance 1.0 cannot be stretched to a variance of inf",
            None,
        ),
        (
            lambda: combined([Slice(skill=1.0, low=0.0, high=2.0, questions=0)]),
            "slices to combine need a question each",
            None,
        ),
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
