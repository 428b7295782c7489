"""Laws of refusing numbers: what each rule says, word for word, and what it tells one to type instead."""

import math
from decimal import Decimal

import numpy as np
import pytest

from ledger.errors import InputError
from ledger.scoring import DISTRIBUTION_RULES, RULES, SHARE_RULES
from ledger.scoring.bias import quantile_bias
from ledger.scoring.crps_cdf import crps_of_cdf
from ledger.scoring.crps_samples import crps_of_samples
from ledger.scoring.interval import central_interval, interval_score
from ledger.scoring.interval_coverage import interval_coverage
from ledger.scoring.skill import skill, skill_of_means

LEAVE_OUT = "leave out missing ones; write 0.7 for 70%"
A_ROW_OF_LEVELS = "give a row of levels: 0.05, 0.5, 0.95"
A_ROW_OF_SHARES = "give a row of shares for each outcome, and of each outcome the place of its option"
A_ROW_OF_QUANTILES = "give a row of quantiles for each outcome, one for each level"
TWO_PARAMETERS = "give the two parameters for each outcome"
TWO_ENDS = "give the two ends of a distribution for each outcome"
AN_INTERVAL = "give a lower and an upper end for each outcome"
A_CDF = "give a row of values of the CDF for each outcome, one for each of grid"
MASKED = np.ma.masked_equal([1.0], 1)


def refusal(make):
    with pytest.raises(InputError) as found:
        make()
    return found.value.message, found.value.hint


def shapes(observed, predicted):
    return f"observed and predicted have shapes {observed} and {predicted}, which do not match"


def brier(observed, predicted):
    return RULES["brier"].scores(observed=observed, predicted=predicted)


def shares(observed, predicted):
    return SHARE_RULES["brier-sum"].share_scores(observed=observed, predicted=predicted)


def distribution(name, observed, predicted, **other):
    return DISTRIBUTION_RULES[name].scores(observed=observed, predicted=predicted, **other)


PAIRS = {
    "masked": (lambda: brier([1], MASKED), "predicted holds masked values", "leave out missing ones"),
    "words": (lambda: brier(["yes"], [1]), "observed is not an array of numbers", None),
    "missing": (lambda: brier([0.5, math.nan], [1, 1]), "observed[1] is nan, which is not a finite number", None),
    "below": (lambda: brier([-0.01], [1]), "observed[0] is -0.01, which is not between 0 and 1", LEAVE_OUT),
    "above": (lambda: brier([1], [70]), "predicted[0] is 70, which is not between 0 and 1", LEAVE_OUT),
    "shapes": (lambda: brier([1, 0], [1, 0, 1]), shapes((2,), (3,)), "give one outcome for each forecast"),
    "a probability": (
        lambda: RULES["brier"].score(probability=Decimal("1.1"), outcome=Decimal(1)),
        "the probability 1.1 is not between 0 and 1",
        None,
    ),
    "an outcome": (
        lambda: RULES["brier"].score(probability=Decimal(1), outcome=Decimal("-0.1")),
        "the outcome -0.1 is not between 0 and 1",
        None,
    ),
    "an outcome without a value": (
        lambda: RULES["log"].score(probability=Decimal(1), outcome=Decimal("NaN")),
        "the outcome NaN is not between 0 and 1",
        None,
    ),
}

SHARES = {
    "no number": (lambda: shares([math.nan], [[0.5, 0.5]]), "observed[0] is nan, which is not a finite number", None),
    "outside": (lambda: shares([0], [[1.5, -0.5]]), "predicted[0, 0] is 1.5, which is not between 0 and 1", LEAVE_OUT),
    "shapes": (lambda: shares([0, 1], [[0.5, 0.5]]), shapes((2,), (1, 2)), A_ROW_OF_SHARES),
    "one option": (
        lambda: shares([0], [[1.0]]), "predicted has 1 option in a row", "give shares of at least two options",
    ),
    "the option after the last": (
        lambda: shares([2], [[0.5, 0.5]]), "observed[0] is 2, which is not the place of an option, 0 to 1", None,
    ),
    "sum": (lambda: shares(0, [0.5, 0.4]), "the shares of predicted add up to 0.9, not to 1", None),
}  # fmt: skip

LEVELS = {
    "no level": (lambda: interval_score(observed=1, predicted=[1, 2], level=math.nan),
                 "level is nan, which is not a finite number", None),
    "all": (lambda: interval_score(observed=1, predicted=[1, 2], level=1),
            "level is 1, which is not inside 0 to 1", "90% is 0.9"),
    "none": (lambda: interval_score(observed=1, predicted=[1, 2], level=0),
             "level is 0, which is not inside 0 to 1", "90% is 0.9"),
    "two levels": (lambda: interval_score(observed=1, predicted=[1, 2], level=[0.5, 0.9]),
                   "level has shape (2,)", "give one number, such as 0.9"),
    "a level missing": (lambda: distribution("pinball", 1, [1, 2], levels=[0.5, math.nan]),
                        "levels[1] is nan, which is not a finite number", None),
    "a level of 0": (lambda: distribution("pinball", 1, [1, 2], levels=[0, 0.5]),
                     "levels[0] is 0, which is not inside 0 to 1", "write 0.05 for 5%"),
    "a level of 1": (lambda: distribution("pinball", 1, [1, 2], levels=[0.5, 1]),
                     "levels[1] is 1, which is not inside 0 to 1", "write 0.05 for 5%"),
    "falling": (lambda: distribution("pinball", 1, [1, 2], levels=[0.5, 0.4]),
                "levels[1] is 0.4, which is not above the one before", None),
    "no levels": (lambda: distribution("pinball", [], np.empty((0, 0)), levels=[]),
                  "levels has shape (0,)", A_ROW_OF_LEVELS),
    "a table of levels": (lambda: distribution("pinball", 1, [1], levels=[[0.5]]),
                          "levels has shape (1, 1)", A_ROW_OF_LEVELS),
    "no counterpart": (lambda: distribution("weighted-interval", 1, [1, 2], levels=[0.25, 0.8]),
                       "levels[0] is 0.25, which has no counterpart about 0.5", "crps-quantiles takes any levels"),
    "no median": (lambda: quantile_bias(observed=1, predicted=[1, 2], levels=[0.6, 0.8]),
                  "no median can be read from levels on one side of 0.5", "give the quantile of level 0.5"),
    "no such level": (lambda: central_interval(predicted=[1, 2], levels=[0.25, 0.75], level=0.9),
                      "there is no quantile of level 0.05", "the levels are 0.25, 0.75"),
    "quantiles beside levels": (lambda: central_interval(predicted=[1, 2, 3], levels=[0.25, 0.75], level=0.5),
                                "predicted and levels have shapes (3,) and (2,), which do not match", None),
    "a quantile missing": (lambda: central_interval(predicted=[1, math.nan], levels=[0.25, 0.75], level=0.5),
                           "predicted[1] is nan, which is not a finite number", None),
}  # fmt: skip

NUMBERS = {
    "quantiles": (lambda: distribution("pinball", [1], [[1]], levels=[0.25, 0.5]), shapes((1,), (1, 1)),
                  A_ROW_OF_QUANTILES),
    "crossing": (lambda: distribution("pinball", [1], [[2, 1]], levels=[0.25, 0.5]),
                 "predicted[0, 1] is 1, which is below the one before", None),
    "interval": (lambda: interval_coverage(observed=[1], predicted=[1, 2]), shapes((1,), (2,)), AN_INTERVAL),
    "interval of no number": (lambda: interval_coverage(observed=[math.inf], predicted=[[1, 2]]),
                              "observed[0] is inf, which is not a finite number", None),
    "uniform": (lambda: distribution("crps-uniform", [1], [[1, 2, 3]]), shapes((1,), (1, 3)), TWO_ENDS),
    "a uniform of no width": (lambda: distribution("crps-uniform", [1], [[1, 1]]),
                              "predicted[0, 1] is 1, which is not above the one before", None),
    "normal": (lambda: distribution("crps-normal", [1], [[1]]), shapes((1,), (1, 1)), TWO_PARAMETERS),
    "deviation": (lambda: distribution("crps-normal", [1], [[0, 0]]),
                  "predicted[0, 1] is 0, which is no standard deviation", "it must be above 0"),
    "lognormal": (lambda: distribution("crps-lognormal", [math.nan], [[0, 1]]),
                  "observed[0] is nan, which is not a finite number", None),
    "samples": (lambda: crps_of_samples(observed=[1], predicted=[1, 2]), shapes((1,), (2,)),
                "give a row of samples for each outcome"),
    "one sample": (lambda: crps_of_samples(observed=[1], predicted=[[1]], fair=True),
                   "predicted has 1 samples in a row", "give at least two for the fair form, else one"),
    "a grid of one": (lambda: crps_of_cdf(observed=[1], predicted=[[1]], grid=[0]),
                      "grid has shape (1,)", "give a row of at least two numbers that rise"),
    "cdf": (lambda: crps_of_cdf(observed=[1], predicted=[[0, 1]], grid=[0, 1, 2]), shapes((1,), (1, 2)), A_CDF),
}  # fmt: skip

SKILLS = {
    "rows": (lambda: skill(observed=[1, 0], predicted=[1, 0], baseline=[0.1, 0.2, 0.3]),
             "baseline has shape (3,) and the forecasts (2,), which do not match",
             "give one recorded forecast for each row"),
    "no rows": (lambda: skill(observed=[], predicted=[]), "there are no forecasts to take a mean of", None),
    "no mean": (lambda: skill_of_means(mean=math.nan, baseline_mean=1), "a mean score is not a number", None),
}  # fmt: skip

REFUSED = [
    pytest.param(*case, id=f"{kind}: {name}")
    for kind, cases in {
        "pairs": PAIRS, "shares": SHARES, "levels": LEVELS, "numbers": NUMBERS, "skill": SKILLS
    }.items()
    for name, case in cases.items()
]  # fmt: skip


@pytest.mark.parametrize(("make", "message", "hint"), REFUSED)
def test_what_is_refused_is_named_and_what_to_type_is_said(make, message, hint):
    assert refusal(make) == (message, hint)


@pytest.mark.parametrize("edge", [0, 1])
def test_the_ends_of_the_range_are_probabilities(edge):
    assert brier([edge], [edge]).tolist() == [0]
    assert shares([edge], [[1 - edge, edge]]).tolist() == [0]


def test_a_level_may_miss_its_place_by_a_billionth():
    tiny = 2**-40  # so that every number below is exact
    ends = [tiny + 1e-9, 1 - tiny]
    assert central_interval(predicted=[3, 7], levels=ends, level=1 - 2 * tiny).tolist() == [3, 7]
    with pytest.raises(InputError, match="no quantile of level"):
        central_interval(predicted=[3, 7], levels=[tiny + 1.01e-9, 1 - tiny], level=1 - 2 * tiny)
    assert quantile_bias(observed=19, predicted=[20, 50], levels=[0.5 + 1e-9, 0.8]) == 1


def test_a_mean_and_a_first_parameter_may_be_0_or_below():
    for first in (0, -1):
        assert np.isfinite(distribution("crps-normal", [1], [[first, 1]])).all()
        assert np.isfinite(distribution("crps-lognormal", [1], [[first, 1]])).all()
