"""PredictionBook: the score of a user's page and the bands of its calibration graph."""

from collections.abc import Iterable

from ledger.calibration.bins import bins_named
from ledger.scoring.dialects.predictionbook import standing
from tests.conformance.suite import Case, Check, answers, pairs_of

TOLERANCE = 1e-9


@answers("vectors/predictionbook_scoring.json")
def scoring(case: Case) -> Iterable[Check]:
    if "expected_band" in case:
        return pairs_of(_band(case["confidence"]), case["expected_band"], TOLERANCE)
    if "bands" in case["expected"]:
        return _bands(case)
    page = standing([(one["confidence"] / 100, one["outcome"]) for one in case["responses"]])
    got = {"score": page.score, "count": page.count, "error": page.error}
    return pairs_of(got, case["expected"], TOLERANCE)


def _band(confidence: int) -> float:
    bins = bins_named("predictionbook")
    return bins.bounds(bins.place(confidence * 10_000))[0] / 10_000


def _bands(case: Case) -> Iterable[Check]:
    hits: dict[float, list[bool]] = {}
    for one in case["responses"]:
        right = one["outcome"] == (one["confidence"] >= 50)
        hits.setdefault(_band(one["confidence"]), []).append(right)
    for band, size, accuracy in zip(*case["expected"].values(), strict=True):
        own = hits.get(band, [])
        yield from pairs_of([len(own), 100 * sum(own) / max(len(own), 1)], [size, accuracy], TOLERANCE)
