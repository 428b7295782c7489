"""Statistics of open sets of forecasts: printed digits of CORP, and the expected numbers of every set that is there."""

import json
import math
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ledger.calibration.bins import bins_named
from ledger.calibration.corp import corp
from ledger.calibration.in_the_large import in_the_large
from ledger.calibration.means import mean_score
from ledger.calibration.murphy import murphy
from ledger.calibration.tally import Tally
from tests.conformance.suite import Case, Check, answers
from tests.conformance.suites._forecast_sets import (
    OPEN,
    OPEN_SETS,
    FinerBins,
    niamey,
    rows,
    superforecasters,
    tally_of,
    triptych,
)

EXPECTED = OPEN / "expected_open" / "EXPECTED.json"
PUBLISHED = OPEN / "corp_open" / "published_mcbdsc.csv"
# Ten decimals are printed.
LAST_DIGIT = 5.1e-11


def _printed() -> list[Case]:
    if not PUBLISHED.exists():
        return []
    return [{"id": f"{row['set']} {row['forecast']}", **row} for row in rows(PUBLISHED)]


@answers("data/corp_open/published_mcbdsc.csv", cases=_printed)
def published_digits(case: Case) -> Iterator[Check]:
    pairs = triptych(case["forecast"]) if case["set"] == "triptych" else niamey(case["forecast"])
    split = corp(tally_of(pairs))
    assert split is not None
    for got, column in (
        (split.score, "mean_score"),
        (split.miscalibration, "MCB"),
        (split.discrimination, "DSC"),
        (split.uncertainty, "UNC"),
    ):
        decimals = -int(Decimal(case[column]).as_tuple().exponent)
        yield Check(got=got, expected=float(case[column]), tolerance=0.5001 * 10**-decimals)


def _statistics() -> list[Case]:
    if not EXPECTED.exists():
        return []
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    cases = [
        {"id": f"{name}: {what}", "set": name, "what": what, "expected": expected[name], "origin": "port"}
        for name in OPEN_SETS
        for what in ("brier", "log", "corp", "murphy10", "murphy10 uncertainty")
    ]
    gjp = {"id": "open_gjp_mini", "set": "", "what": "options", "expected": expected["open_gjp_mini"], "origin": "port"}
    return [*cases, gjp]


@answers(
    "data/expected_open/EXPECTED.json",
    cases=_statistics,
    defects={
        "open_538_nfl_games: log": "there each of 7 ties counts as a loss: 0.6320187394; both sides of a tie, weighed"
        " half, give 0.6319706047",
        "open_538_nfl_games: murphy10 uncertainty": "there o (1 - o) = 0.2477801885, as if no game had been a tie; the"
        " variance of the outcomes, which makes the parts add up to the score, is 0.2468537724",
    },
)
def expected_numbers(case: Case) -> Iterator[Check]:
    if case["what"] == "options":
        yield from _options(case)
        return
    tally = _tally(case["set"])
    answer = {
        "brier": _brier,
        "log": _log,
        "corp": _corp,
        "murphy10": _murphy,
        "murphy10 uncertainty": _uncertainty,
    }[case["what"]]
    for key, got in answer(tally).items():
        expected = case["expected"][key]
        yield Check(got=got, expected=math.inf if expected == "inf" else expected, tolerance=LAST_DIGIT)


@cache
def _tally(name: str) -> Tally:
    return tally_of(OPEN_SETS[name]())


def _brier(tally: Tally) -> dict[str, float | None]:
    large = in_the_large(tally)
    assert large is not None
    return {
        "n": tally.n,
        "sum_y": float(large.happened),
        "base_rate": float(large.happened / tally.n),
        "mean_p": float(large.expected / tally.n),
        "brier": mean_score(tally).value,
    }


def _log(tally: Tally) -> dict[str, float | None]:
    return {"log_loss_nat": mean_score(tally, rule="log").value}


def _corp(tally: Tally) -> dict[str, float | None]:
    split = corp(tally)
    assert split is not None
    return {"corp_MCB": split.miscalibration, "corp_DSC": split.discrimination, "corp_UNC": split.uncertainty}


def _murphy(tally: Tally) -> dict[str, float | None]:
    split = murphy(tally, bins=FinerBins(bins_named("10"), tally))
    assert split is not None
    return {"murphy10_rel": split.miscalibration, "murphy10_res": split.discrimination}


def _uncertainty(tally: Tally) -> dict[str, float | None]:
    split = murphy(tally, bins=FinerBins(bins_named("10"), tally))
    assert split is not None
    return {"murphy10_unc": split.uncertainty}


def _options(case: Case) -> Iterator[Check]:
    pairs, forecasts = superforecasters()
    mean = mean_score(tally_of(pairs)).value
    assert mean is not None
    summed = mean * len(pairs) / forecasts
    yield Check(got=float(forecasts), expected=case["expected"]["forecasts"], tolerance=0.0)
    yield Check(got=summed, expected=case["expected"]["mean_multi_option_brier_sum"], tolerance=LAST_DIGIT)
