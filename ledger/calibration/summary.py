"""Every statistic of a tally in one list, in the order in which they are printed."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ledger.calibration.auc import auc, auc_error, why_no_auc
from ledger.calibration.binned import Placing
from ledger.calibration.bins import scheme_for
from ledger.calibration.corp import corp
from ledger.calibration.cox import cox, shift_in_the_large, why_no_shift, why_no_slope
from ledger.calibration.expected_error import (
    debiased_squared_error,
    expected_calibration_error,
    maximum_calibration_error,
)
from ledger.calibration.in_the_large import in_the_large
from ledger.calibration.intervals import DEFAULT_LEVEL, normal_quantile
from ledger.calibration.means import MeanScore, floored_log_score, mean_score
from ledger.calibration.murphy import murphy
from ledger.calibration.normal import two_sided
from ledger.calibration.spiegelhalter import certain_and_wrong, spiegelhalter, why_no_test
from ledger.calibration.tally import Tally
from ledger.core.numbers import decimal_text
from ledger.scoring import RULES

_EMPTY = "no forecasts"
_ALONE = "needs 2 forecasts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """One number: `value`, its standard error and how that was worked out, an interval, a test.

    What cannot be is None, and `note` says why. `p_value` is two-sided: for `in_the_large` and `spiegelhalter_z` if
    every probability is right, for `cox_slope` against 1, for both intercepts against 0. `null_mean` and `null_high`,
    what a perfect forecaster would get, are for the caller to fill; miscalibration and calibration errors are not to be
    shown without them.
    """

    metric: str
    value: float | None
    error: float | None = None
    error_method: str | None = None
    interval_low: float | None = None
    interval_high: float | None = None
    p_value: float | None = None
    null_mean: float | None = None
    null_high: float | None = None
    note: str | None = None


def summarise(tally: Tally, *, bins: str = "centred11", level: Decimal = DEFAULT_LEVEL) -> tuple[Statistic, ...]:
    """Mean scores, CORP, Murphy, calibration in the large, Cox, Spiegelhalter, AUC and calibration errors of a tally.

    `bins` is a name for `scheme_for`, used by Murphy's split and the calibration errors; `level` that of all intervals,
    which are value +- z errors, cut at the bounds of the value, as if forecasts were independent. The same metrics in
    the same order for every tally, an empty one too. An `InputError` for other names, levels, and negative counts.

    >>> tally = Tally({(800_000, 1_000_000): 35, (800_000, 0): 13})
    >>> {one.metric: one.value for one in summarise(tally)}["brier"]
    0.2025
    >>> {one.metric: one.note for one in summarise(tally)}["cox_slope"]
    'every forecast says the same'
    """
    width, scheme = normal_quantile(level), scheme_for(bins, tally)
    return (
        *_scores(tally, width),
        *_corp(tally, "brier"),
        *_corp(tally, "log"),
        *_murphy(tally, scheme, bins),
        _large(tally, width),
        *_cox(tally, width, level),
        _spiegelhalter(tally),
        _auc(tally, width),
        *_errors(tally, scheme, bins),
    )


def _wrong(tally: Tally) -> str | None:
    wrong = certain_and_wrong(tally)
    return f"forecasts of 0% or 100% that were wrong: {wrong}" if wrong else None


def _scores(tally: Tally, width: float) -> Iterator[Statistic]:
    yield Statistic(metric="certain_and_wrong", value=certain_and_wrong(tally))
    yield _mean(mean_score(tally), "brier", width)
    yield _mean(mean_score(tally, rule="log"), "log", width, _wrong(tally))
    floored = floored_log_score(tally)
    note = f"with a floor of {decimal_text(floored.floor)}, used by {floored.n_floored}" if floored.floor else None
    yield _mean(floored, "log_floored", width, note)


def _mean(mean: MeanScore, metric: str, width: float, note: str | None = None) -> Statistic:
    why = _EMPTY if mean.value is None else note or (_ALONE if mean.n == 1 else None)
    low, high = _around(mean.value, mean.error, width, RULES[mean.rule].BOUNDS)
    method = None if mean.error is None else "iid"
    return Statistic(
        metric=metric,
        value=mean.value,
        error=mean.error,
        error_method=method,
        interval_low=low,
        interval_high=high,
        note=why,
    )


def _around(
    value: float | None, error: float | None, width: float, bounds: tuple[float, float] = (-math.inf, math.inf)
) -> tuple[float | None, float | None]:
    # An error of 0 comes from too few kinds of forecasts, not from certainty.
    if value is None or not error:
        return None, None
    return max(value - width * error, bounds[0]), min(value + width * error, bounds[1])


def _corp(tally: Tally, rule: str) -> Iterator[Statistic]:
    split = corp(tally, rule=rule)
    for part in ("miscalibration", "discrimination", "uncertainty"):
        value: float | None = getattr(split, part, None)
        note = _EMPTY if split is None else _wrong(tally) if value == math.inf else None
        yield Statistic(metric=f"{rule}_{part}", value=value, note=note)


def _murphy(tally: Tally, scheme: Placing, bins: str) -> Iterator[Statistic]:
    split = murphy(tally, bins=scheme)
    for part in (
        "miscalibration",
        "discrimination",
        "uncertainty",
        "within_bin_variance",
        "within_bin_covariance",
        "corrected_miscalibration",
        "corrected_discrimination",
        "corrected_uncertainty",
    ):
        value: float | None = getattr(split, part, None)
        note = _EMPTY if split is None else _ALONE if value is None else f"{bins} bins"
        yield Statistic(metric=f"murphy_{part}", value=value, note=note)


def _large(tally: Tally, width: float) -> Statistic:
    large = in_the_large(tally)
    if large is None:
        return Statistic(metric="in_the_large", value=None, note=_EMPTY)
    low, high = _around(large.difference, large.error, width, (-1.0, 1.0))
    notes = (_ALONE if large.error is None else None, "every forecast is 0% or 100%" if large.z is None else None)
    return Statistic(
        metric="in_the_large",
        value=large.difference,
        error=large.error,
        error_method=None if large.error is None else "iid",
        interval_low=low,
        interval_high=high,
        p_value=large.p_value,
        note="; ".join(filter(None, (*notes, _wrong(tally)))) or None,
    )


def _cox(tally: Tally, width: float, level: Decimal) -> Iterator[Statistic]:
    line, shift = cox(tally, level=level), shift_in_the_large(tally)
    if line is None:
        why = why_no_slope(tally)
        yield from (Statistic(metric=metric, value=None, note=why) for metric in ("cox_slope", "cox_intercept"))
    else:
        note = _left_out(line.excluded)
        yield _fitted("cox_slope", line.slope, line.slope_error, width, perfect=1, note=note)
        yield _fitted("cox_intercept", line.intercept, line.intercept_error, width, perfect=0, note=note)
    if shift is None:
        yield Statistic(metric="intercept_in_the_large", value=None, note=why_no_shift(tally))
    else:
        note = _left_out(shift.excluded)
        yield _fitted("intercept_in_the_large", shift.value, shift.error, width, perfect=0, note=note)


def _left_out(excluded: int) -> str | None:
    return f"without forecasts of 0% or 100%: {excluded}" if excluded else None


def _fitted(metric: str, value: float, error: float, width: float, *, perfect: int, note: str | None) -> Statistic:
    low, high = _around(value, error, width)
    return Statistic(
        metric=metric,
        value=value,
        error=error,
        error_method="information",
        interval_low=low,
        interval_high=high,
        p_value=two_sided((value - perfect) / error),
        note=note,
    )


def _spiegelhalter(tally: Tally) -> Statistic:
    test = spiegelhalter(tally)
    return Statistic(
        metric="spiegelhalter_z",
        value=None if test is None else test.z,
        p_value=None if test is None else test.p_value,
        note="; ".join(filter(None, (why_no_test(tally), _wrong(tally)))) or None,
    )


def _auc(tally: Tally, width: float) -> Statistic:
    area, error = auc(tally), auc_error(tally)
    low, high = _around(area, error, width, (0.0, 1.0))
    return Statistic(
        metric="auc",
        value=area,
        error=error,
        error_method=None if error is None else "delong",
        interval_low=low,
        interval_high=high,
        note=why_no_auc(tally),
    )


def _errors(tally: Tally, scheme: Placing, bins: str) -> Iterator[Statistic]:
    for function in (expected_calibration_error, maximum_calibration_error, debiased_squared_error):
        value = function(tally, bins=scheme)
        why = "no bin holds 2 forecasts" if tally else _EMPTY
        yield Statistic(metric=function.__name__, value=value, note=why if value is None else f"{bins} bins")
