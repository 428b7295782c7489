"""Independent: means over forecasts of which each is alone, as `fcl score` gives them."""

import math
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from ledger.calibration.distributions import student_quantile
from ledger.calibration.summary import Statistic
from ledger.calibration.tally import Tally
from ledger.core.numbers import from_ppm
from ledger.scoring import RULES
from ledger.services.clustered import ALIKE

EXACT: Final = ("brier", "log")
MOST: Final = 2000
BOUNDS = {"brier": RULES["brier"].BOUNDS, "log": RULES["log"].BOUNDS, "log_floored": RULES["log"].BOUNDS}


def exact_means(tally: Tally) -> dict[str, float]:
    """The mean Brier and log scores as adding up each forecast's exact score gives them, rounded like those of `score`.

    Nothing for tables of more than 2,000 different pairs, where it takes long: theirs may differ in the last digit.

    >>> exact_means(Tally({(700_000, 1_000_000): 2, (700_000, 0): 1}))["brier"]
    0.2233333333333333
    """
    return {rule: _mean(rule, tally) for rule in EXACT} if 0 < len(tally) <= MOST else {}


def _mean(rule: str, tally: Tally) -> float:
    score = RULES[rule].score
    scores = [(score(probability=from_ppm(p_ppm), outcome=from_ppm(y_ppm)), n) for (p_ppm, y_ppm), n in tally.items()]
    if any(math.isinf(one) for one, _ in scores):
        return math.inf
    return float(sum(Fraction(one) * n for one, n in scores)) / tally.n


def by_student(found: Mapping[str, Statistic], n: int, *, level: Decimal) -> dict[str, Statistic]:
    """The statistics with the intervals of means by Student's t with n - 1 degrees of freedom, as scores have them."""
    means = {**BOUNDS, "in_the_large": (-1.0, 1.0)}
    return {name: _student(one, n, level, means[name]) if name in means else one for name, one in found.items()}


def _student(one: Statistic, n: int, level: Decimal, bounds: tuple[float, float]) -> Statistic:
    if one.value is None or one.error is None:
        return one
    if not one.error:
        return replace(one, note="; ".join(filter(None, (one.note, ALIKE))))
    reach = student_quantile(level, df=n - 1) * one.error
    low, high = max(one.value - reach, bounds[0]), min(one.value + reach, bounds[1])
    return replace(one, interval_low=low, interval_high=high)
