"""Fatebook: absolute and relative scores, and the buckets of its calibration graph."""

from collections.abc import Iterable

from ledger.calibration.bins import bins_named
from ledger.core.numbers import MILLION
from ledger.scoring.dialects import fatebook as dialect
from tests.conformance.suite import Case, Check, answers, pairs_of
from tests.conformance.suites._histories import history

LATE = "DIALECT: late joiner is divided by all days (a coin-flip forecaster who joins on day 5 gets 1/7 instead of .5)"
LOST = "lost by the rounding of floats; on whole parts per million it falls into the bucket of {} %, on its lower edge"


@answers(
    "vectors/fatebook_scoring.json",
    defects={LATE: "days without a forecast do not count: the coin-flipper gets 0.5 whenever he joins"},
)
def scoring(case: Case) -> Iterable[Check]:
    asked = history([(one["user"], one["p"], one["day"]) for one in case["forecasts"]], ended=case["days"])
    absolute = {score.forecaster: score.value for score in dialect.scores([asked])}
    found = {"absolute": absolute, "relative": dialect.relative(asked)}
    for user, expected in case["expected"].items():
        for name, value in expected.items():
            yield from pairs_of(found[name][user], value, case["tolerance"])


@answers("vectors/fatebook_calibration_buckets.json", defects={"p=0.15": LOST.format(20), "p=0.35": LOST.format(40)})
def buckets(case: Case) -> Iterable[Check]:
    bins = bins_named("fatebook")
    number = bins.place(round(case["p"] * MILLION))
    low, high = bins.bounds(number)
    centre = {0: 0, MILLION: MILLION}.get(low if low == 0 else high, (low + high) // 2)
    return pairs_of([centre / MILLION], case["expected_buckets"], 0)
