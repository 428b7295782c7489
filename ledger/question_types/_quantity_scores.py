"""Scores and words of forecasts of a number or of a day."""

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from ledger.core.frame import Frame
from ledger.core.numbers import percent_text
from ledger.core.stated import Stated, coverage
from ledger.errors import InputError
from ledger.question_types._values import ABOVE, BELOW, size_of
from ledger.question_types.outcome import Outcome

RULES: Final = {
    "quantiles": ("crps-quantiles", "weighted-interval"),
    "interval": ("interval", "interval-coverage"),
    "normal": ("crps-normal",),
    "lognormal": ("crps-lognormal",),
    "uniform": ("crps-uniform",),
    "cdf": ("crps-cdf",),
}
"""What each kind of prediction is scored by; `weighted-interval` says nothing of levels uneven about one half."""

_TOLD: Final = 7


def score_quantity(rule: str, stated: Stated, outcome: Outcome, frame: Frame) -> float | None:
    """The score by a rule of `DISTRIBUTION_RULES` that reads that kind of prediction, over the range of open bounds.

    An open bound ends the range: forecast and outcome beyond it count as the bound itself. Only a hit or a lean, which
    are no scores, is taken from a value as it is, and from `above` as just past the bound. None where the rule says
    nothing: of another kind, of levels that it does not take, of `below` or `above` without such a bound.
    """
    import numpy as np

    from ledger.scoring import DISTRIBUTION_RULES
    from ledger.scoring.censored import censored_scores

    observed = _observed(outcome, frame)
    if observed is None or rule not in DISTRIBUTION_RULES or stated.kind != DISTRIBUTION_RULES[rule].READS:
        return None
    predicted = (_shares if stated.kind == "cdf" else _values)(stated, frame)
    lower, upper = _range(frame)
    if DISTRIBUTION_RULES[rule].BETTER == "nearer":
        if outcome.outcome in {BELOW, ABOVE}:
            observed = _beyond(outcome.outcome, observed, predicted)
        lower, upper = -math.inf, math.inf
    if math.isnan(observed):
        return None
    also = {name: _ALSO[name](stated, frame) for name in DISTRIBUTION_RULES[rule].ALSO}
    try:
        with np.errstate(over="ignore"):
            scores = censored_scores(rule, observed=observed, predicted=predicted, lower=lower, upper=upper, **also)
    except InputError:
        # everything was checked when it was read, but which levels a rule takes
        return None
    return float(scores) if scores.ndim == 0 and math.isfinite(scores) else None


def _beyond(word: str, bound: float, predicted: list[float]) -> float:
    """A value just past an open bound; NaN where the forecast reaches past it too, so that nobody knows who is further.

    >>> _beyond("above", 10.0, [1.0, 10.0]) > 10, _beyond("above", 10.0, [1.0, 12.0])
    (True, nan)
    """
    past = any(value > bound if word == ABOVE else value < bound for value in predicted)
    return math.nan if past else math.nextafter(bound, math.inf if word == ABOVE else -math.inf)


def tell_quantity(stated: Stated, frame: Frame) -> str:
    """A forecast of a number or of a day in one short line, with its unit."""
    if stated.kind == "cdf":
        return f"cdf of {len(stated.points)} points"
    unit = f" {frame.unit}" if frame.unit else ""
    return _told(stated) + unit


def _told(stated: Stated) -> str:
    values = [point.at for point in stated.points]
    if stated.kind == "interval":
        return f"{'..'.join(values)} @{percent_text(coverage(stated))}"
    if stated.kind != "quantiles":
        return f"{stated.kind}({', '.join(values)})"
    told = [f"{percent_text(Decimal(point.share or 0))} {point.at}" for point in stated.points]
    more = len(told) - _TOLD
    return ", ".join(told[:_TOLD]) + (f" and {more} more" if more > 0 else "")


def _range(frame: Frame) -> tuple[float, float]:
    lower, upper = _open_bound(BELOW, frame), _open_bound(ABOVE, frame)
    return -math.inf if lower is None else lower, math.inf if upper is None else upper


def _open_bound(word: str, frame: Frame) -> float | None:
    bound, is_open = (frame.lower, frame.open_lower) if word == BELOW else (frame.upper, frame.open_upper)
    return float(size_of(bound, frame)) if bound is not None and is_open else None


def _observed(outcome: Outcome, frame: Frame) -> float | None:
    if outcome.outcome is None:
        return None
    if outcome.outcome in {BELOW, ABOVE}:
        return _open_bound(outcome.outcome, frame)
    return float(size_of(outcome.outcome, frame))


def _values(stated: Stated, frame: Frame) -> list[float]:
    """Where the points lie on the axis of the question; a parameter that is no value is a plain number."""
    plain = _PLAIN.get(stated.kind, ())
    sizes = (
        Decimal(point.at) if place in plain else size_of(point.at, frame) for place, point in enumerate(stated.points)
    )
    return [float(size) for size in sizes]


def _shares(stated: Stated, _frame: Frame) -> list[float]:
    return [float(Decimal(point.share or 0)) for point in stated.points]


_PLAIN: Final = {"normal": (1,), "lognormal": (0, 1)}
"""Places of the parameters of a distribution that are no values."""

_ALSO: Final[Mapping[str, Callable[[Stated, Frame], Any]]] = {
    "levels": _shares,
    "level": lambda stated, _frame: float(coverage(stated)),
    "grid": _values,
}
"""What rules ask for besides the forecast and the number."""
