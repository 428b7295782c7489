"""Manifold: the site's Brier score, pseudo-numeric markets, and the points of the site's calibration chart.

The chart of a user has the same edges but rounds ties up, against the site's; ours is the site's, and `user_bucket`
is not answered.
"""

from collections.abc import Iterable

from ledger.calibration.bins import bins_named
from ledger.calibration.bins.manifold import POINTS
from ledger.core.numbers import MILLION
from ledger.scoring.dialects.manifold import site_brier, to_probability
from tests.conformance.suite import Case, Check, answers, pairs_of

TOLERANCE = 1e-15


@answers("vectors/manifold_calibration.json")
def calibration(case: Case) -> Iterable[Check]:
    if "sample" in case:
        return pairs_of(site_brier(case["sample"]), case["expected"], TOLERANCE)
    if "v" in case:
        scale = {"lowest": case["min"], "highest": case["max"], "logarithmic": "(log)" in case["id"]}
        return pairs_of(to_probability(case["v"], **scale), case["expected"], TOLERANCE)
    point = POINTS[bins_named("manifold").place(round(case["p"] * MILLION))]
    return pairs_of(point, case["platform_point"], TOLERANCE)
