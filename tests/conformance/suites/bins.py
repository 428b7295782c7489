"""Bins: the band of Metaculus, and the tenths of open sets of forecasts."""

from collections.abc import Iterator
from functools import cache

from ledger.calibration.bins import bins_named
from ledger.calibration.bins.metaculus import metaculus_band
from ledger.calibration.table import CalibrationRow, calibration_table
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION, to_ppm
from tests.conformance.suite import Case, Check, answers
from tests.conformance.suites._forecast_sets import OPEN, OPEN_SETS, rows

TENTHS = OPEN / "expected_open" / "calibration_10bin"
# A probability counts as the nearest millionth.
HALF_A_MILLIONTH = 5.1e-7


@answers("vectors/metaculus_calibration_bins.json")
def band(case: Case) -> Iterator[Check]:
    scheme = bins_named("metaculus21")
    middle = (case["bin_lower"] + case["bin_upper"]) / 2
    number = scheme.place(round(middle * MILLION))
    low, high = scheme.bounds(number)
    yield Check(got=low / MILLION, expected=case["bin_lower"], tolerance=1e-6)
    yield Check(got=high / MILLION, expected=case["bin_upper"], tolerance=1e-6)
    found = metaculus_band(number=number, n=case["count"])
    expected = case["expected"]
    for got, name in ((found.low, "lower_ci"), (found.middle, "perfect"), (found.high, "upper_ci")):
        yield Check(got=got, expected=expected[name], tolerance=1e-12)


def _tenths() -> list[Case]:
    if not TENTHS.is_dir():
        return []
    return [
        {"id": f"{name} {row['bin']}", "set": name, "number": number, "origin": "port", **row}
        for name in OPEN_SETS
        for number, row in enumerate(rows(TENTHS / f"{name}.csv"))
    ]


@cache
def _table(name: str) -> dict[int, CalibrationRow]:
    tally = Tally.from_rows((to_ppm(p), to_ppm(y), 1) for p, y in OPEN_SETS[name]())
    return {row.bin: row for row in calibration_table(tally, bins="10")}


@answers("data/expected_open/calibration_10bin", cases=_tenths)
def tenth(case: Case) -> Iterator[Check]:
    row = _table(case["set"]).get(case["number"])
    yield Check(got=row.n if row else 0, expected=int(case["n"]), tolerance=0)
    if row:
        yield Check(got=row.mean_probability, expected=float(case["mean_p"]), tolerance=HALF_A_MILLIONTH)
        yield Check(got=row.frequency, expected=float(case["freq"]), tolerance=1e-12)
