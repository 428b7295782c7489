"""Every statistic of the synthetic ledger, each cross-checked there with a library of its own."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ledger.calibration.auc import auc
from ledger.calibration.bins import bins_named
from ledger.calibration.corp import blocks
from ledger.calibration.cox import cox
from ledger.calibration.expected_error import debiased_squared_error, expected_calibration_error
from ledger.calibration.in_the_large import in_the_large
from ledger.calibration.means import floored_log_score, mean_score
from ledger.calibration.spiegelhalter import spiegelhalter
from tests.conformance.suite import Case, Check, answers
from tests.conformance.suites._forecast_sets import synthetic, tally_of
from tests.conformance.suites._golden import Numbers, cases_of, checks, murphy_of, split_of, terms

_OURS = ("a", "b", "c")
_NOT_OURS = {"smECE_relplot": "no smooth calibration error here", "e_value": "no betting test here: still experimental"}


def _synthetic_cases(read: dict[str, Any]) -> list[Case]:
    ours = [
        {"id": name, "expected": read["expected"][name], "origin": "port", "tolerance": read["tolerance"]}
        for name in _OURS
    ]
    lines = [
        {"id": f"{one['id']}: cox", **{key: one[key] for key in one if key != "id"}, "set": one["id"]} for one in ours
    ]
    near = {**lines[1], "id": "b: cox with 100 % as 99.9999 %", "near": True}
    return [*ours, *lines, near, *({"id": f"{name}: {what}"} for name in _OURS for what in _NOT_OURS)]


@answers(
    "golden/synthetic_ledger_600.json: statistics",
    cases=cases_of("synthetic_ledger_600.json", _synthetic_cases),
    defects={
        "b: cox": "there 4 forecasts of 100 % count as 99.9999 %: slope 0.4755766, intercept 0.1039780; we leave them"
        " out and say so: 0.4751681 and 0.1037487",
    },
    left_out={f"{name}: {what}": why for name in _OURS for what, why in _NOT_OURS.items()},
)
def synthetic_ledger(case: Case) -> Iterator[Check]:
    yield from _line(case) if "set" in case else _statistics(case)


def _line(case: Case) -> Iterator[Check]:
    most = Decimal("0.999999" if "near" in case else 1)
    line = cox(tally_of((min(p, most), y) for p, y in synthetic(case["set"])))
    assert line is not None
    yield from checks({"intercept": line.intercept, "slope": line.slope}, case["expected"]["cox"], case["tolerance"])


def _statistics(case: Case) -> Iterator[Check]:
    tally, expected, tolerance = tally_of(synthetic(case["id"])), case["expected"], case["tolerance"]
    mean, centred, large = mean_score(tally), bins_named("centred11"), in_the_large(tally)
    split, test = split_of(tally), spiegelhalter(tally)
    assert large is not None
    assert test is not None
    got: Numbers = {
        "n": tally.n,
        "sum_y": float(tally.happened),
        "brier": mean.value,
        "brier_se_iid": mean.error,
        "log_floor_1e6": floored_log_score(tally, floor=Decimal("0.000001")).value,
        "bss_climatology": (split.discrimination - split.miscalibration) / split.uncertainty,
        "auc": auc(tally),
        "ece10": expected_calibration_error(tally, bins=bins_named("10")),
        "ece_centred11": expected_calibration_error(tally, bins=centred),
        "ece2_debiased_centred11": debiased_squared_error(tally, bins=centred),
    }
    nested: dict[str, Numbers] = {
        "murphy": terms(murphy_of(tally)) | {"bins": len(tally.by_probability())},
        "murphy_binned": terms(murphy_of(tally, centred))
        | {"bins": len({centred.place(cell.p_ppm) for cell in tally.by_probability()})},
        "corp": {
            "score": split.score,
            "mcb": split.miscalibration,
            "dsc": split.discrimination,
            "unc": split.uncertainty,
            "n_blocks": len(blocks(tally)),
        },
        "spiegelhalter": {"z": test.z, "p": test.p_value},
        "citl": {"sum_y_minus_p": float(large.happened - large.expected), "z": large.z},
    }
    yield from checks(got, {name: expected[name] for name in got}, tolerance)
    for group, numbers in nested.items():
        yield from checks(numbers, expected[group], tolerance)
