"""Intervals for a frequency: published tables, and everything about the bins of the synthetic ledger."""

import json
from collections.abc import Iterator
from decimal import Decimal

from ledger.calibration.details import BinDetails, bin_details
from ledger.calibration.intervals import INTERVALS
from ledger.calibration.tally import Tally
from ledger.core.numbers import to_ppm
from tests.conformance.suite import Case, Check, answers
from tests.conformance.suites._forecast_sets import GOLDEN, rows, synthetic

KINDS = {"ci_wilson": "wilson", "ci_jeffreys": "jeffreys", "ci_clopper_pearson": "clopper-pearson"}
LEVEL = Decimal("0.9")
# To so many decimals the file is rounded; what is not listed is a whole number.
DECIMALS = {
    "expected_y": 2,
    **dict.fromkeys(("ci_lo", "ci_hi", "mid_p", "y_shrunk", "gap"), 4),
    **dict.fromkeys(("p_mean", "y_rate", "rel_contrib", "res_contrib"), 6),
}


def _vectors() -> list[Case]:
    path = GOLDEN / "unit_vectors.json"
    vectors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    # Those that were worked out with another library are nobody's publication.
    return [
        {**vector, "origin": "port" if vector["source"].startswith("derived") else "upstream-doc"}
        for vector in vectors
        if vector["kind"] in KINDS
    ]


@answers("golden/unit_vectors.json (intervals)", cases=_vectors)
def ends(case: Case) -> Iterator[Check]:
    inputs = case["inputs"]
    found = INTERVALS[KINDS[case["kind"]]](
        happened=Decimal(inputs["s"]), n=inputs["n"], level=Decimal(str(inputs["level"]))
    )
    for got, expected in zip(found, case["expected"], strict=True):
        yield Check(got=got, expected=expected, tolerance=case["tolerance"])


def _bins() -> list[Case]:
    path = GOLDEN / "calibration_export_example.csv"
    if not path.exists():
        return []
    return [{"id": f"{row['series']} {row['bin']}", "origin": "port", **row} for row in rows(path)]


@answers("golden/calibration_export_example.csv", cases=_bins)
def details(case: Case) -> Iterator[Check]:
    tally = Tally.from_rows((to_ppm(p), to_ppm(y), 1) for p, y in synthetic(case["series"]))
    table = bin_details(tally, level=LEVEL, interval="jeffreys")
    row = next(row for row in table if row.bin == int(case["bin"]))
    for column, got in _columns(row).items():
        tolerance = 0.50001 * 10 ** -DECIMALS[column] if column in DECIMALS else 0.0
        yield Check(got=float(got), expected=float(case[column]), tolerance=tolerance)


def _columns(row: BinDetails) -> dict[str, Decimal | float]:
    return {
        "p_lo_ppm": to_ppm(row.low),
        "p_hi_ppm": to_ppm(row.high),
        "n": row.n,
        "p_mean": row.mean_probability,
        "sum_y": row.happened,
        "y_rate": row.frequency,
        "ci_lo": row.interval_low,
        "ci_hi": row.interval_high,
        "expected_y": row.expected,
        "consistent_lo": row.consistent_low,
        "consistent_hi": row.consistent_high,
        "mid_p": row.mid_p,
        "y_shrunk": row.shrunk,
        "gap": row.gap,
        "rel_contrib": row.miscalibration,
        "res_contrib": row.discrimination,
    }
