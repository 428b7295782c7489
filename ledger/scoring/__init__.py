"""Scoring rules by name: one file for each, plain functions on numbers and arrays."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Protocol

from ledger.registry import Registry, unknown_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

Direction = Literal["lower", "higher"]


class ScoringRule(Protocol):
    """What every file of a rule for one probability of yes offers to the ledger.

    `BOUNDS` are the least and the greatest score there can be; `BETTER` says which way is good.
    """

    RULE_VERSION: str
    BOUNDS: tuple[float, float]
    BETTER: Direction

    def score(self, *, probability: Decimal, outcome: Decimal) -> float:
        """The score of one forecast under one outcome, worked out exactly and rounded once."""

    def scores(self, *, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
        """The score of each forecast, on arrays that broadcast."""


class ShareRule(Protocol):
    """What every file of a rule for shares of options offers; `BOUNDS` hold for any number of options."""

    RULE_VERSION: str
    BOUNDS: tuple[float, float]
    BETTER: Direction

    def share_scores(self, *, observed: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
        """The score of each row of shares (..., K), `observed` being the place 0 to K - 1 of what came true."""


class DistributionRule(Protocol):
    """What every file of a rule for forecasts of a number offers.

    `READS` says what the last axis of `predicted` holds: quantiles, the lower and upper end of an interval, the values
    of a CDF on a grid, samples, or the two parameters of a distribution. `ALSO` names what `scores` moreover asks for:
    `levels`, `level` or `grid`. `BETTER` is `nearer` for what is no score but a hit or a lean: a mean of hits should
    be near the level, a mean lean near 0.
    """

    RULE_VERSION: str
    BOUNDS: tuple[float, float]
    BETTER: Literal["lower", "nearer"]
    READS: Literal["quantiles", "interval", "cdf", "samples", "normal", "lognormal", "uniform"]
    ALSO: tuple[str, ...]
    scores: Callable[..., NDArray[np.float64]]


RULES: Registry[ScoringRule] = Registry(
    "scoring rule",
    {
        "brier": "ledger.scoring.brier",
        "brier-sum": "ledger.scoring.brier_sum",
        "log": "ledger.scoring.logarithmic",
        "log-bits": "ledger.scoring.logarithmic_bits",
        "spherical": "ledger.scoring.spherical",
        "quadratic": "ledger.scoring.quadratic",
        "practical": "ledger.scoring.practical",
    },
)

SHARE_RULES: Registry[ShareRule] = Registry(
    "rule for shares of options",
    {
        "brier-sum": "ledger.scoring.brier_sum",
        "log": "ledger.scoring.logarithmic",
        "spherical": "ledger.scoring.spherical",
        "rps": "ledger.scoring.ranked_probability",
        "ranked-log": "ledger.scoring.ranked_logarithmic",
    },
)

DISTRIBUTION_RULES: Registry[DistributionRule] = Registry(
    "rule for numbers",
    {
        "pinball": "ledger.scoring.pinball",
        "interval": "ledger.scoring.interval",
        "weighted-interval": "ledger.scoring.weighted_interval",
        "interval-coverage": "ledger.scoring.interval_coverage",
        "quantile-coverage": "ledger.scoring.quantile_coverage",
        "bias": "ledger.scoring.bias",
        "median-error": "ledger.scoring.median_error",
        "crps-quantiles": "ledger.scoring.crps_quantiles",
        "crps-cdf": "ledger.scoring.crps_cdf",
        "crps-samples": "ledger.scoring.crps_samples",
        "crps-normal": "ledger.scoring.crps_normal",
        "crps-lognormal": "ledger.scoring.crps_lognormal",
        "crps-uniform": "ledger.scoring.crps_uniform",
    },
)


def rule_named(name: str) -> ScoringRule | ShareRule | DistributionRule:
    """The rule of that name, whatever it scores; an `InputError` that lists the close ones, else all.

    A name that several tables have is one file, that scores a probability and shares alike.

    >>> rule_named("rps").BETTER, rule_named("crps-normal").RULE_VERSION
    ('lower', '1')
    """
    if name in RULES:
        return RULES[name]
    if name in SHARE_RULES:
        return SHARE_RULES[name]
    if name in DISTRIBUTION_RULES:
        return DISTRIBUTION_RULES[name]
    raise unknown_name("scoring rule", name, known=dict.fromkeys([*RULES, *SHARE_RULES, *DISTRIBUTION_RULES]))
