"""The list of every statistic: the same metrics for every tally, and a reason wherever there is no value."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.calibration.auc import auc, auc_error
from ledger.calibration.bins import CENTRED
from ledger.calibration.corp import corp
from ledger.calibration.cox import cox, shift_in_the_large
from ledger.calibration.expected_error import debiased_squared_error, maximum_calibration_error
from ledger.calibration.in_the_large import in_the_large
from ledger.calibration.intervals import normal_quantile
from ledger.calibration.means import floored_log_score, mean_score
from ledger.calibration.murphy import murphy
from ledger.calibration.normal import two_sided
from ledger.calibration.spiegelhalter import spiegelhalter
from ledger.calibration.summary import Statistic, summarise
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION
from ledger.errors import InputError

METRICS = (
    "certain_and_wrong",
    "brier",
    "log",
    "log_floored",
    "brier_miscalibration",
    "brier_discrimination",
    "brier_uncertainty",
    "log_miscalibration",
    "log_discrimination",
    "log_uncertainty",
    "murphy_miscalibration",
    "murphy_discrimination",
    "murphy_uncertainty",
    "murphy_within_bin_variance",
    "murphy_within_bin_covariance",
    "murphy_corrected_miscalibration",
    "murphy_corrected_discrimination",
    "murphy_corrected_uncertainty",
    "in_the_large",
    "cox_slope",
    "cox_intercept",
    "intercept_in_the_large",
    "spiegelhalter_z",
    "auc",
    "expected_calibration_error",
    "maximum_calibration_error",
    "debiased_squared_error",
)


TALLIES = st.dictionaries(
    st.tuples(st.sampled_from((0, 200_000, 500_000, 700_000, MILLION)), st.sampled_from((0, 500_000, MILLION))),
    st.integers(1, 3),
    max_size=8,
).map(Tally)

USUAL = Tally.from_rows(
    (p, y, n)
    for p, yes, no in ((100_000, 2, 9), (300_000, 4, 7), (600_000, 9, 2), (900_000, 8, 1))
    for y, n in ((MILLION, yes), (0, no))
)


def _by_name(tally: Tally, *, bins: str = "centred11", level: str = "0.95") -> dict[str, Statistic]:
    return {statistic.metric: statistic for statistic in summarise(tally, bins=bins, level=Decimal(level))}


@settings(max_examples=50)
@given(TALLIES)
def test_the_same_metrics_for_every_tally(tally: Tally) -> None:
    statistics = summarise(tally)
    assert [statistic.metric for statistic in statistics] == list(METRICS)
    for one in statistics:
        assert one.value is not None or one.note
        assert (one.error is None) == (one.error_method is None)
        assert (one.interval_low is None) == (one.interval_high is None)
        assert one.null_mean is one.null_high is None
        if one.interval_low is not None and one.interval_high is not None and one.value is not None:
            assert one.interval_low < one.value < one.interval_high or one.value in {
                one.interval_low,
                one.interval_high,
            }
        assert one.value is None or not math.isnan(one.value)


def test_nothing_has_no_statistics() -> None:
    notes = {name: one.note for name, one in _by_name(Tally()).items() if one.value is None}
    assert set(notes) == set(METRICS) - {"certain_and_wrong"}
    assert set(notes.values()) == {"no forecasts", "no forecasts between 0% and 100%"}


def test_values_are_those_of_the_functions() -> None:
    got = {name: one.value for name, one in _by_name(USUAL).items()}
    brier, log, split, large, line = (
        corp(USUAL),
        corp(USUAL, rule="log"),
        murphy(USUAL, bins=CENTRED),
        in_the_large(USUAL),
        cox(USUAL),
    )
    shift, test = shift_in_the_large(USUAL), spiegelhalter(USUAL)
    assert None not in {brier, log, split, large, line, shift, test}
    assert got == {
        "certain_and_wrong": 0,
        "brier": mean_score(USUAL).value,
        "log": mean_score(USUAL, rule="log").value,
        "log_floored": floored_log_score(USUAL).value,
        **{f"brier_{part}": getattr(brier, part) for part in ("miscalibration", "discrimination", "uncertainty")},
        **{f"log_{part}": getattr(log, part) for part in ("miscalibration", "discrimination", "uncertainty")},
        **{name: getattr(split, name.removeprefix("murphy_")) for name in METRICS if name.startswith("murphy_")},
        "in_the_large": large.difference,
        "cox_slope": line.slope,
        "cox_intercept": line.intercept,
        "intercept_in_the_large": shift.value,
        "spiegelhalter_z": test.z,
        "auc": auc(USUAL),
        "expected_calibration_error": got["expected_calibration_error"],
        "maximum_calibration_error": maximum_calibration_error(USUAL, bins=CENTRED),
        "debiased_squared_error": debiased_squared_error(USUAL, bins=CENTRED),
    }
    assert len({name: value for name, value in got.items() if value is not None}) == len(METRICS)


@pytest.mark.parametrize("level", ["0.95", "0.5"])
def test_errors_intervals_and_p_values(level: str) -> None:
    got, width = _by_name(USUAL, level=level), normal_quantile(Decimal(level))
    large, line, shift = in_the_large(USUAL), cox(USUAL), shift_in_the_large(USUAL)
    assert large
    assert line
    assert shift
    errors = {
        "brier": (mean_score(USUAL).error, "iid"),
        "log": (mean_score(USUAL, rule="log").error, "iid"),
        "log_floored": (floored_log_score(USUAL).error, "iid"),
        "in_the_large": (large.error, "iid"),
        "cox_slope": (line.slope_error, "information"),
        "cox_intercept": (line.intercept_error, "information"),
        "intercept_in_the_large": (shift.error, "information"),
        "auc": (auc_error(USUAL), "delong"),
    }
    assert {name: (one.error, one.error_method) for name, one in got.items() if one.error is not None} == errors
    for name, (error, _) in errors.items():
        value, reach = got[name].value, width * (error or 0)
        assert value is not None
        assert got[name].interval_low == pytest.approx(value - reach)
        assert got[name].interval_high == pytest.approx(value + reach)
    assert {name: one.p_value for name, one in got.items() if one.p_value is not None} == {
        "in_the_large": large.p_value,
        "cox_slope": two_sided((line.slope - 1) / line.slope_error),
        "cox_intercept": two_sided(line.intercept / line.intercept_error),
        "intercept_in_the_large": two_sided(shift.value / shift.error),
        "spiegelhalter_z": two_sided(got["spiegelhalter_z"].value or 0),
    }


def test_notes_of_the_usual() -> None:
    notes = {name: one.note for name, one in _by_name(USUAL, bins="10").items() if one.note}
    assert notes == {
        "log_floored": "with a floor of 0.0001, used by 0",
        **{name: "10 bins" for name in METRICS if name.startswith("murphy_") or name.endswith("_error")},
    }


def test_certain_and_wrong_is_said_wherever_it_matters() -> None:
    got = _by_name(USUAL + Tally({(MILLION, 0): 2, (0, 0): 1}))
    wrong = "forecasts of 0% or 100% that were wrong: 2"
    assert got["certain_and_wrong"].value == 2
    for name in ("log", "log_miscalibration"):
        assert (got[name].value, got[name].note, got[name].error) == (math.inf, wrong, None)
    for name in ("in_the_large", "spiegelhalter_z"):
        assert got[name].note == wrong
    assert (got["brier"].note, got["log_discrimination"].note) == (None, None)
    assert got["log_floored"].note == "with a floor of 0.0001, used by 2"
    for name in ("cox_slope", "cox_intercept", "intercept_in_the_large"):
        assert got[name].note == "without forecasts of 0% or 100%: 3"


def test_single_forecasts_and_single_classes() -> None:
    notes = {name: one.note for name, one in _by_name(Tally({(300_000, 0): 1})).items() if one.note}
    assert notes["brier"] == notes["log"] == notes["in_the_large"] == "needs 2 forecasts"
    assert notes["murphy_corrected_uncertainty"] == "needs 2 forecasts"
    assert notes["debiased_squared_error"] == "no bin holds 2 forecasts"
    assert notes["auc"] == notes["cox_slope"] == notes["intercept_in_the_large"] == "one outcome class only"
    certain = _by_name(Tally({(MILLION, 0): 1}))
    assert certain["in_the_large"].note == (
        "needs 2 forecasts; every forecast is 0% or 100%; forecasts of 0% or 100% that were wrong: 1"
    )
    assert certain["spiegelhalter_z"].note == (
        "every forecast is 0%, 50% or 100%; forecasts of 0% or 100% that were wrong: 1"
    )


def test_intervals_keep_within_bounds() -> None:
    got = _by_name(Tally({(500_000, 0): 1, (MILLION, 0): 2, (0, MILLION): 1, (400_000, MILLION): 1}))
    assert got["brier"].interval_high == 1.0
    assert _by_name(Tally({(990_000, 0): 1, (990_000, MILLION): 3}))["log"].interval_low == 0.0
    crossed = _by_name(Tally({(0, MILLION): 2, (MILLION, MILLION): 1, (500_000, 0): 3}))
    assert crossed["auc"].interval_low == 0.0
    large = _by_name(Tally({(990_000, 0): 1, (10_000, 0): 1}))["in_the_large"]
    assert large.interval_low == -1.0
    large = _by_name(Tally({(10_000, MILLION): 1, (990_000, MILLION): 1}))["in_the_large"]
    assert large.interval_high == 1.0
    alike = _by_name(Tally({(300_000, 0): 3}))["brier"]
    assert (alike.error, alike.interval_low, alike.interval_high) == (0.0, None, None)
    good = _by_name(
        Tally({(100_000, 0): 3, (600_000, MILLION): 1, (500_000, 0): 1, (50_000, MILLION): 1, (990_000, MILLION): 2})
    )
    assert good["auc"].interval_high == 1.0
    assert _by_name(Tally({(10_000, 0): 3, (500_000, 0): 1}))["brier"].interval_low == 0.0


def test_names_and_levels_that_are_none() -> None:
    for wrong in ({"bins": "quintiles"}, {"level": "1.5"}):
        with pytest.raises(InputError):
            _by_name(USUAL, **wrong)
    with pytest.raises(InputError):
        summarise(Tally({(300_000, 0): -1}))
