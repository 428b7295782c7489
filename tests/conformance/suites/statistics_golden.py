"""Statistics of a tally beside published tables and beside other programs' numbers."""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ledger.calibration.auc import auc
from ledger.calibration.bins import EdgedBins
from ledger.calibration.corp import blocks
from ledger.calibration.cox import cox
from ledger.calibration.in_the_large import in_the_large
from ledger.calibration.means import mean_score
from ledger.calibration.spiegelhalter import spiegelhalter
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION
from tests.conformance.suite import Case, Check, answers
from tests.conformance.suites._forecast_sets import FinerBins, finnish_rain, games, niamey, tally_of
from tests.conformance.suites._golden import Numbers, cases_of, checks, golden, murphy_of, split_of, terms


def _rain_cases(read: dict[str, Any]) -> list[Case]:
    kinds = (("published", "upstream", "tolerance_published"), ("exact", "port", "tolerance_exact"))
    return [
        {"id": f"{name} {kind}", "set": name, "expected": both[kind], "origin": origin, "tolerance": read[tolerance]}
        for name, both in read["expected"].items()
        for kind, origin, tolerance in kinds
    ]


@answers("golden/fmi_pop_2003.json", cases=cases_of("fmi_pop_2003.json", _rain_cases))
def rain_in_tampere(case: Case) -> Iterator[Check]:
    tally = tally_of(finnish_rain(*case["set"].split("_")))
    split = split_of(tally)
    got = terms(murphy_of(tally)) | {
        "corp_mcb": split.miscalibration,
        "corp_dsc": split.discrimination,
        "auc": auc(tally),
    }
    yield from checks(got, case["expected"], case["tolerance"])


def _niamey_cases(read: dict[str, Any]) -> list[Case]:
    tolerance = read["tolerance"]
    ours = [
        {"id": name, "model": name, "expected": expected, "origin": "port", "tolerance": tolerance}
        for name, expected in read["expected"].items()
    ]
    printed = {name: read["published"][name] for name in ("brier", "mcb", "dsc", "unc")}
    published = {
        "id": "EMOS published",
        "model": "EMOS",
        "expected": printed,
        "tolerance": read["published"]["tolerance"],
    }
    return [published, *ours]


@answers("golden/niamey_2016.json", cases=cases_of("niamey_2016.json", _niamey_cases))
def rain_in_niamey(case: Case) -> Iterator[Check]:
    tally = tally_of(niamey(case["model"]))
    brier, log, test = split_of(tally), split_of(tally, "log"), spiegelhalter(tally)
    assert test is not None
    got: Numbers = {
        "n": tally.n,
        "unique": len(tally.by_probability()),
        "brier": brier.score,
        "mcb": brier.miscalibration,
        "dsc": brier.discrimination,
        "unc": brier.uncertainty,
        "pav_blocks": len(blocks(tally)),
        "auc": auc(tally),
        "spiegelhalter_z": test.z,
        "spiegelhalter_p": test.p_value,
        "log_score": log.score,
        "log_mcb": log.miscalibration,
        "log_dsc": log.discrimination,
        "log_unc": log.uncertainty,
    }
    # The file writes an infinite score as null.
    expected = {name: math.inf if number is None else number for name, number in case["expected"].items()}
    yield from checks(got, expected, case["tolerance"])


def _one(read: dict[str, Any]) -> list[Case]:
    return [read]


@answers("golden/toy6_reliabilitydiag.json", cases=cases_of("toy6_reliabilitydiag.json", _one))
def six_rows(case: Case) -> Iterator[Check]:
    tally = Tally.from_arrays(observed=case["y"], predicted=case["p"])
    for rule, expected in case["expected"].items():
        split = split_of(tally, rule)
        got = {
            "score": split.score,
            "mcb": split.miscalibration,
            "dsc": split.discrimination,
            "unc": split.uncertainty,
        }
        yield from checks(got, expected, case["tolerance"])


@answers("golden/mason_graham_2002.json", cases=cases_of("mason_graham_2002.json", _one))
def ties_in_order(case: Case) -> Iterator[Check]:
    for name in ("p1", "p2"):
        tally = Tally.from_arrays(observed=case["y"], predicted=case[name])
        got = {f"auc_{name}": auc(tally), f"brier_{name}": mean_score(tally).value}
        yield from checks(got, {key: case["expected"][key] for key in got}, case["tolerance"])


@answers("golden/wilks_table_7_3.json", cases=cases_of("wilks_table_7_3.json", _one))
def shares_of_a_table(case: Case) -> Iterator[Check]:
    cells: dict[tuple[int, int], int] = {}
    for p, frequency, share in zip(case["y_i"], case["obar_i"], case["prob_y"], strict=True):
        # The table is printed to four decimals and three, so these counts are whole.
        n, happened = round(share * 10_000_000), round(share * 10_000) * round(frequency * 1_000)
        cells[round(p * MILLION), MILLION], cells[round(p * MILLION), 0] = happened, n - happened
    tally = Tally(cells)
    got = terms(murphy_of(tally)) | {"sum_prob": tally.n / 1e7, "obar": float(tally.happened / tally.n)}
    yield from checks(got, case["expected"], case["tolerance"])


_THIRDS = EdgedBins(name="thirds", edges=(0, 333_333, 666_667, MILLION), upper=True)
"""Right closed; the file prints two thirds as 0.666666666667, a little more."""


@answers(
    "golden/eurotemp_brierdecomp.json",
    cases=cases_of(
        "eurotemp_brierdecomp.json",
        lambda read: [read, {"id": "clipped as in R", **{key: read[key] for key in ("kind", "p", "y")}}],
    ),
    left_out={"clipped as in R": "R shrinks the correction until no part is negative, which is a bias; we never clip"},
)
def never_clipped(case: Case) -> Iterator[Check]:
    tally = tally_of((Decimal(str(p)), Decimal(y)) for p, y in zip(case["p"], case["y"], strict=True))
    got = terms(murphy_of(tally, FinerBins(_THIRDS, tally)))
    names = {"rel": "rel", "res": "res", "unc": "unc"}
    names |= {f"{name}_bc_unclipped": f"{name}_bc" for name in names}
    expected = {name: case["expected"][key] for key, name in names.items()}
    yield from checks(got, expected, case["tolerance"])


def _game_cases(read: dict[str, Any]) -> list[Case]:
    weekly = {"id": "nfl_games weekly"}
    leagues = [
        {"id": name, "expected": expected, "origin": "port", "tolerance": read["tolerance"]}
        for name, expected in read["expected"].items()
    ]
    return [*leagues, weekly]


@answers(
    "golden/fivethirtyeight_games.json",
    cases=cases_of("fivethirtyeight_games.json", _game_cases),
    left_out={
        **{f"{league}_games": "the reference data hold no games of this league" for league in ("nhl", "mlb", "wnba")},
        "nfl_games weekly": "by week, from other forecasts than those in the data; their season total differs too",
    },
)
def games_with_ties(case: Case) -> Iterator[Check]:
    pairs, tolerance = games(case["id"]), case["tolerance"]
    tally, whole = tally_of(pairs), tally_of(games(case["id"], ties=False))
    brier, large = split_of(tally), in_the_large(tally)
    assert large is not None
    got = {
        "rows": len(pairs),
        "ties_half": sum(y == Decimal("0.5") for _, y in pairs),
        "brier_with_half_outcomes": brier.score,
        "log_with_half_outcomes": mean_score(tally, rule="log").value,
        "mean_outcome": float(large.happened / tally.n),
        "bss_vs_50": 1 - 4 * brier.score,
        "bss_vs_mean": (brier.discrimination - brier.miscalibration) / brier.uncertainty,
    }
    yield from checks(got, {name: case["expected"][name] for name in got}, tolerance)
    split, test, line = split_of(whole), spiegelhalter(whole), cox(whole)
    assert test is not None
    assert line is not None
    binary = {
        "n": whole.n,
        "brier": split.score,
        "corp_mcb": split.miscalibration,
        "corp_dsc": split.discrimination,
        "corp_unc": split.uncertainty,
        "auc": auc(whole),
        "spiegelhalter_z": test.z,
        "spiegelhalter_p": test.p_value,
        "cox_intercept": line.intercept,
        "cox_slope": line.slope,
    }
    yield from checks(binary, case["expected"]["binary_only"], tolerance)


def _isotonic_cases() -> list[Case]:
    return [vector for vector in golden("unit_vectors.json") or [] if vector["kind"] == "isotonic"]


@answers("golden/unit_vectors.json: isotonic", cases=_isotonic_cases)
def rising_curve(case: Case) -> Iterator[Check]:
    # Those outcomes reach 7, ours 1.
    tally = Tally(
        {
            (place, round(y * 100_000)): n
            for place, (y, n) in enumerate(zip(case["inputs"]["y"], case["inputs"]["w"], strict=True))
        }
    )
    steps = blocks(tally)
    for place, expected in enumerate(case["expected"]):
        (frequency,) = (step.frequency for step in steps if step.p_low_ppm <= place <= step.p_high_ppm)
        yield Check(got=10 * frequency, expected=expected, tolerance=case["tolerance"])
