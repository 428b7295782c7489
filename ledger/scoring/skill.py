"""Skill: the share of a baseline's loss that forecasts save, 1 for all of it, 0 for none, below 0 for worse ones."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.core.probability import read_probability
from ledger.errors import InputError
from ledger.scoring import RULES
from ledger.scoring._arrays import probabilities
from ledger.scoring._pairs import check_arrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

BASE_RATE = "base-rate:"
BASELINES = ("half", "base-rate:P", "climatology")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """A skill with what it came from: the mean scores of `n` forecasts and of their baseline under a rule.

    `value` is None where no skill is defined, and then `undefined` says why.
    """

    rule: str
    baseline: str
    n: int
    mean: float
    baseline_mean: float
    value: float | None
    undefined: str | None = None


def skill(
    *, observed: ArrayLike, predicted: ArrayLike, baseline: str | ArrayLike = "half", rule: str = "brier"
) -> Skill:
    """1 - (best - mean score) / (best - mean score of the baseline) on the same rows, `best` being the rule's best.

    For `brier` that is 1 - mean / mean of the baseline: 1 is perfect, 0 as good as the baseline, below 0 worse; higher
    is better, whichever way the rule goes. It is a ratio of means, never a mean of ratios. `observed` holds outcomes
    and `predicted` probabilities of yes, both in [0, 1], of shapes that broadcast. `baseline` is the array of forecasts
    recorded for these rows, of a shape that broadcasts, or the name of one: `half` (always 50 %), `base-rate:P` (always
    P, a rate fixed before), or `climatology`, the mean outcome of these very rows.

    Climatology knows what nobody could know: somebody who is exactly right about a constant 30 % has by it a mean skill
    of -0.156 at n = 5, -0.120 at 10, -0.067 at 20 and -0.022 at 50, and none at all in 17 % of samples of 5.

    Not defined (None) where the baseline is perfect (with climatology: all outcomes alike), or where its mean score is
    infinite. An `InputError` for no rows, shapes that do not match, NaN, values outside [0, 1], and unknown names.
    Murphy (1988), doi 10.1175/1520-0493(1988)116<2417:SSBOTM>2.0.CO;2.

    >>> skill(observed=[1, 0, 1, 1], predicted=[0.9, 0.2, 0.6, 0.9]).value
    0.78
    >>> skill(observed=[1, 1], predicted=[0.9, 0.8], baseline="climatology").undefined
    'the baseline is perfect on these rows'
    """
    chosen = RULES[rule]
    y, p = check_arrays(observed, predicted)
    name, reference = _baseline(baseline, y)
    mean = _mean(chosen.scores(observed=y, predicted=p))
    baseline_mean = _mean(chosen.scores(observed=y, predicted=reference))
    best = chosen.BOUNDS[0 if chosen.BETTER == "lower" else 1]
    value, undefined = skill_of_means(mean=mean, baseline_mean=baseline_mean, best=best)
    return Skill(
        rule=rule, baseline=name, n=y.size, mean=mean, baseline_mean=baseline_mean, value=value, undefined=undefined
    )


def skill_of_means(*, mean: float, baseline_mean: float, best: float = 0.0) -> tuple[float | None, str | None]:
    """The skill of a mean score against that of a baseline on the same rows, or None and why it is not defined.

    `best` is the score that a perfect forecast earns.

    >>> skill_of_means(mean=0.125, baseline_mean=0.25)
    (0.5, None)
    >>> skill_of_means(mean=0.2, baseline_mean=0.0)
    (None, 'the baseline is perfect on these rows')
    """
    if math.isnan(mean) or math.isnan(baseline_mean):
        raise InputError("a mean score is not a number")
    if baseline_mean == best:
        return None, "the baseline is perfect on these rows"
    if math.isinf(baseline_mean):
        return None, "the baseline is infinitely bad on these rows"
    return 1 - (best - mean) / (best - baseline_mean), None


def baseline_forecasts(baseline: str, *, observed: ArrayLike) -> NDArray[np.float64]:
    """What a baseline of `BASELINES` says on each row of `observed`, an array of outcomes in [0, 1].

    >>> baseline_forecasts("base-rate:30%", observed=[1, 0]).tolist()
    [0.3, 0.3]
    """
    import numpy as np

    y = probabilities(observed, name="observed")
    return np.full(y.shape, _rate(baseline, y))


def _rate(baseline: str, y: NDArray[np.float64]) -> float:
    if baseline == "half":
        return 0.5
    if baseline == "climatology":
        # equal fractions have themselves as their mean, whatever rounding says
        return min(max(_mean(y), float(y.min())), float(y.max()))
    if baseline.startswith(BASE_RATE):
        return float(read_probability(baseline.removeprefix(BASE_RATE), certain=True).value)
    raise InputError(f"no baseline is called {baseline[:60]!r}", hint=f"there is {', '.join(BASELINES)}")


def _baseline(baseline: str | ArrayLike, y: NDArray[np.float64]) -> tuple[str, NDArray[np.float64]]:
    import numpy as np

    if isinstance(baseline, str):
        return baseline, baseline_forecasts(baseline, observed=y)
    recorded = probabilities(baseline, name="baseline")
    try:
        return "recorded", np.broadcast_to(recorded, y.shape)
    except ValueError:
        raise InputError(
            f"baseline has shape {recorded.shape} and the forecasts {y.shape}, which do not match",
            hint="give one recorded forecast for each row",
        ) from None


def _mean(scores: NDArray[np.float64]) -> float:
    if not scores.size:
        raise InputError("there are no forecasts to take a mean of")
    # exactly rounded, so that the order of the rows never shows
    return math.fsum(scores.ravel().tolist()) / scores.size
